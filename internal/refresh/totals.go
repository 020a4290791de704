package refresh

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/ask"
	"docsite/internal/console"
)

// Became gives the images that became one of these, the largest growth first.
func (r *Report) Became(kinds ...ask.Became) []*ask.Image {
	var list []*ask.Image
	for i := range r.Images {
		if slices.Contains(kinds, r.Images[i].Became) {
			list = append(list, &r.Images[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *ask.Image) int { return cmp.Compare(b.Grown(), a.Grown()) })
	return list
}

// Totals says what became of all images in one sentence; empty where fewer than
// two were asked about.
func (r *Report) Totals() string {
	if len(r.Images) < 2 {
		return ""
	}
	var parts []string
	for _, kind := range []struct {
		became ask.Became
		words  string
	}{{ask.Grew, "grew"}, {ask.Shrank, "shrank"}, {ask.Rebuilt, "rebuilt at the same size"}, {ask.New, "measured for the first time"}, {ask.Unchanged, "unchanged"}, {ask.Unreached, "not reached"}} {
		if n := len(r.Became(kind.became)); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind.words))
		}
	}
	var sum ask.Change
	over := 0
	for i := range r.Images {
		if c := r.Images[i].Sizes["download"]; c.Known() {
			sum = sum.Plus(c)
		}
		if len(r.Images[i].Over) > 0 {
			over++
		}
	}
	text := console.Count(len(r.Images), "image") + ": " + strings.Join(parts, ", ")
	if sum.Bytes() != 0 {
		text += fmt.Sprintf("; together %s to download (%s)", sum.Text(), sum.Delta())
	}
	if over > 0 {
		text += fmt.Sprintf("; %d over a limit", over)
	}
	return text + "."
}
