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

// shape is an input that has a size.
type shape struct {
	name  string // of that whose number is the size, on each of some pages
	sizes []int  // each twice the one before
	write func(n int) string
}

// shapes are those whose cost has grown faster than their size in some version, and
// long ones of what pages are made of.
var shapes = []shape{
	{"listings on a page, 12 lines and 5 notes each", []int{75, 150, 300, 600}, func(n int) string {
		var b strings.Builder
		b.WriteString("# Many stages\n")
		for i := range n {
			fmt.Fprintf(&b, "\n## Part %d\n\n%s", i, explained("dockerfile", lines("dockerfile", i*12, 12, instruction), 5, table))
		}
		return b.String()
	}},
	{"lines of a Dockerfile, notes for 60 %", []int{312, 625, 1250, 2500, 5000}, noted("dockerfile", instruction, 60, table)},
	{"the same, as a list", []int{312, 625, 1250, 2500, 5000}, noted("dockerfile", instruction, 60, bullets)},
	{"lines of a Dockerfile, no notes", []int{1250, 2500, 5000, 10000}, noted("dockerfile", instruction, 0, table)},
	{"lines of a Dockerfile, notes for 10 %", []int{500, 1000, 2000, 4000}, noted("dockerfile", instruction, 10, table)},
	{"lines of a script, notes for 60 %", []int{312, 625, 1250, 2500, 5000}, noted("sh", command, 60, table)},
	{"lines that numbers tell apart, notes for 60 %", []int{312, 625, 1250, 2500, 5000}, noted("dockerfile", func(i int) string {
		return fmt.Sprintf("RUN %s --number %d", vocabulary[i%len(vocabulary)], i)
	}, 60, table)},
	{"equal lines, equal notes for 60 %", []int{312, 625, 1250, 2500, 5000}, noted("dockerfile", func(int) string { return "RUN apt-get update" }, 60, table)},
	{"lines of YAML, notes for 10 %", []int{150, 300, 600, 1200}, noted("yaml", func(i int) string { return words(i) + ": " + words(i+7) }, 10, table)},
	{"paragraphs on a page, with links and code", []int{1000, 2000, 4000, 8000}, func(n int) string {
		var b strings.Builder
		b.WriteString("# Prose\n")
		for i := range n {
			if i%100 == 0 {
				fmt.Fprintf(&b, "\n## Place %d\n", i/100)
			}
			fmt.Fprintf(&b, "\nThe %s of `%s` is *told* on [this page](#place-%d), and on others.\n", words(i), words(i*5), i/100)
		}
		return b.String()
	}},
}

// words are three with hyphens, others for each of many thousand numbers.
func words(i int) string {
	n := len(vocabulary)
	return vocabulary[i%n] + "-" + vocabulary[(i/n)%n] + "-" + vocabulary[(i/n/n+i)%n]
}

// noted is a page of one listing with notes for so many in a hundred of its lines.
func noted(language string, line func(i int) string, percent int, write func(code, text []string) string) func(n int) string {
	return func(n int) string {
		return "# A long one\n\n" + explained(language, lines(language, 0, n, line), n*percent/100, write)
	}
}

// lines are so many of a language. A Dockerfile opens with FROM.
func lines(language string, from, n int, line func(i int) string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = line(from + i)
	}
	if language == "dockerfile" {
		list[0] = fmt.Sprintf("FROM alpine:3.%d AS stage%d", from%20, from)
	}
	return list
}

// instruction is one of a Dockerfile, with words of its own.
func instruction(i int) string {
	word, other := words(i), words(7*i+1)
	switch i % 4 {
	case 0:
		return fmt.Sprintf("RUN %s --with=%s", word, other)
	case 1:
		return fmt.Sprintf("ENV %s=/opt/%s", strings.ToUpper(strings.ReplaceAll(word, "-", "_")), other)
	case 2:
		return fmt.Sprintf("COPY %s.conf /etc/%s/", word, other)
	}
	return fmt.Sprintf("LABEL org.%s=\"the %s\"", word, other)
}

// command is one of a script, with words of its own.
func command(i int) string {
	word, other := words(i), words(7*i+1)
	switch i % 3 {
	case 0:
		return fmt.Sprintf("%s=$(%s --count)", strings.ReplaceAll(word, "-", "_"), other)
	case 1:
		return "install -d /var/lib/" + word
	}
	return fmt.Sprintf("echo \"the %s\" >> /etc/%s.conf", other, word)
}

// explained is a listing with notes on so many of its lines, evenly.
func explained(language string, lines []string, notes int, write func(code, text []string) string) string {
	listing := "```" + language + "\n" + strings.Join(lines, "\n") + "\n```\n"
	if notes == 0 {
		return listing
	}
	code, text := make([]string, notes), make([]string, notes)
	for i := range notes {
		at := i * len(lines) / notes
		code[i], text[i] = lines[at], fmt.Sprintf("%s and %s are here for it", vocabulary[at%len(vocabulary)], vocabulary[(at*11)%len(vocabulary)])
	}
	return listing + "\n" + write(code, text)
}

// table is notes as rows.
func table(code, text []string) string {
	var b strings.Builder
	b.WriteString("| Code | What it does |\n| --- | --- |\n")
	for i := range code {
		fmt.Fprintf(&b, "| `%s` | %s |\n", code[i], text[i])
	}
	return b.String()
}

// bullets is notes as a list.
func bullets(code, text []string) string {
	var b strings.Builder
	for i := range code {
		fmt.Fprintf(&b, "- `%s`: %s\n", code[i], text[i])
	}
	return b.String()
}
