package markdown

import (
	"testing"

	"docsite/internal/site"
)

// TestReordered looks for characters that change the direction of text in listings, not in
// the text around them.
func TestReordered(t *testing.T) {
	for _, tt := range []struct {
		text string
		at   string // file:line:col
	}{
		{"# A\n\n```sh\nif true; then # \u202e} \u2066fi\nfi\n```\n", "a.md:4:17"},
		{"- a\n\n  ~~~\n  x — y\n  \u2067z\n  ~~~\n", "a.md:5:3"},
		{"A \u202e word.\n\n```sh\necho “—” €\u200f\n```\n\n\u2066\n", ""},
		{"# A\n", ""},
	} {
		doc := Parse(&site.Source{Name: "a.md", Text: []byte(tt.text)})
		got := ""
		if p, found := reordered(doc); found {
			p.Message, p.Hint = "", ""
			got = p.String()
		}
		if want := tt.at; want != "" && got != want+": warning: " || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", tt.text, got, want)
		}
	}
}
