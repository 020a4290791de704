package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// maxExponent is how fast the cost of an input may grow: by 2 to the power of it where
// the input is doubled.
const maxExponent = 1.15

// samePages is how many pages of one text are built: a single one takes too little for a
// clock.
const samePages = 8

// growth builds inputs of growing sizes, and prints the CPU time of each and the
// exponent of the worst doubling but the first: 1 is linear, 2 is quadratic. What docsite takes for
// pages of one line is taken off, so that a start does not hide the rest.
func growth(ctx context.Context, b *bench) error {
	nothing, err := b.grown(ctx, shape{write: func(int) string { return "# A page\n" }}, 1)
	if err != nil {
		return err
	}
	fmt.Printf("\nGrowth of %d pages: CPU s without the %.3f s for pages of one line, least of %d builds\n", samePages, nothing.Seconds(), max(b.rounds, 3))
	for _, s := range shapes {
		var list []string
		var times []float64
		for _, n := range s.sizes {
			took, err := b.grown(ctx, s, n)
			if err != nil {
				return fmt.Errorf("%s, %d: %w", s.name, n, err)
			}
			times = append(times, max(took-nothing, time.Millisecond).Seconds())
			list = append(list, fmt.Sprintf("%d: %.2f", n, times[len(times)-1]))
		}
		fmt.Printf("%-48s %-62s %s\n", s.name, strings.Join(list, "  "), within("n^%.2f", exponent(s.sizes, times), maxExponent))
	}
	return nil
}

// exponent is the largest of the exponents between one size and the next, from the
// second size on: the first has little more than what every build takes. A
// limit may end the growth at the last size.
func exponent(sizes []int, times []float64) float64 {
	worst := math.Inf(-1)
	for i := 1; i < len(sizes)-1; i++ {
		worst = max(worst, math.Log(times[i+1]/times[i])/math.Log(float64(sizes[i+1])/float64(sizes[i])))
	}
	return worst
}

// grown is the least CPU time of some builds of a shape in a size.
func (b *bench) grown(ctx context.Context, s shape, size int) (time.Duration, error) {
	project := filepath.Join(b.dir, "growth", fmt.Sprintf("%s-%d", strings.ReplaceAll(s.name, " ", "-"), size))
	for i := range samePages {
		file := filepath.Join(project, "content", fmt.Sprintf("page%02d.md", i))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return 0, err
		}
		if err := os.WriteFile(file, []byte(s.write(size)), 0o666); err != nil {
			return 0, err
		}
	}
	var costs []time.Duration
	for round := range max(b.rounds, 3) {
		c, err := measure(b.programs[0].build(ctx, project, b.out(project, b.programs[0], round)))
		if err != nil {
			return 0, err
		}
		costs = append(costs, c.cpu)
	}
	return slices.Min(costs), nil
}
