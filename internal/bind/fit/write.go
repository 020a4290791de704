package main

import (
	"bytes"
	"fmt"
	"math"
	"os"

	"docsite/internal/bind"
)

// usual is the mean of each feature over the candidates that are right.
func usual(list []*example, width int) []float64 {
	sum, n := make([]float64, width), 0.0
	for _, e := range list {
		for i := range e.items {
			for c := range e.second {
				if !e.items[i].right[c] {
					continue
				}
				n++
				for j, x := range e.second[c] {
					sum[j] += x
				}
			}
		}
	}
	for j := range sum {
		sum[j] /= math.Max(n, 1)
	}
	return sum
}

// write writes the file of weights: a line a feature, as package bind reads it.
func write(path string, first, second, mean []float64) error {
	var b bytes.Buffer
	for j, name := range bind.Names() {
		own := "-"
		if j < len(first) {
			own = fmt.Sprintf("%.4g", first[j])
		}
		fmt.Fprintf(&b, "%9s %9.4g %9.4g  %s\n", own, second[j], mean[j], name)
	}
	return os.WriteFile(path, b.Bytes(), 0o666)
}
