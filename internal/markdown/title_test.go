package markdown

import (
	"fmt"
	"strings"
	"testing"
)

func TestSpans(t *testing.T) {
	for title, want := range map[string]string{
		"":                       "",
		"Why 3 * 4 is_12":        "Why 3 * 4 is_12",
		"What is `a & b`?":       "What is code(a & b)?",
		"Of [`a`][ref], [b](c)":  "Of code(a), b",
		"**Take care** _of_ `x`": "strong(Take care) em(of) code(x)",
		"1. `a`":                 "1. `a`",
		"`a":                     "`a",
		"<b>`a`":                 "<b>code(a)",
		strings.Repeat("`", 501): strings.Repeat("`", 501),
	} {
		got := ""
		for _, s := range Spans(title) {
			for name, on := range map[string]bool{"code": s.Code, "strong": s.Strong, "em": s.Stressed} {
				if on {
					s.Text = fmt.Sprintf("%s(%s)", name, s.Text)
				}
			}
			got += s.Text
		}
		if got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
