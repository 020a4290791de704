package markdown

import (
	"strings"
	"testing"

	"docsite/internal/site"
)

// TestCheckCounts refuses what a page has too much of, at its place, and takes as much as
// real pages have.
func TestCheckCounts(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{strings.Repeat("> ", 101), "p.md:1:1: lists and quotes stand 101 deep; the limit is 100 (hint: split the page)"},
		{"a\n" + strings.Repeat("```\n", maxFences+1), "p.md:8002:1: there are more than 4000 listings (hint: split the page)"},
		{strings.Repeat("a@b.c \n\n", maxAddresses+1), "p.md:100001:1: there are more than 50000 addresses (hint: split the page)"},
		{"[a\n" + strings.Repeat("a\n", maxLines+1000) + "](b)", "p.md:30001:1: a block with brackets has more than 30000 lines (hint: split the page)"},
		{strings.Repeat("a\n", maxBlocks-10), ""},
		{"a|b\n-|-\n[a]|\n" + strings.Repeat("b|\n", 32_000), ""},
		{strings.Repeat("```sh\na\n```\n\nSee https://a.b and write to a@b.c.\n\n", 2000), ""},
	} {
		got := ""
		if ps := Check(&site.Source{Name: "p.md", Text: []byte(test.text)}); len(ps) > 0 {
			got = ps[0].String()
		}
		if got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// TestMarkersInAddresses has markers where an address ends, and where none is.
func TestMarkersInAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"![](https://a.b/": true, "[x](": true, "http://x": true, "[x](y) ": false, "https://a.b/ ": false, "<https://a.b>": false, "a\nb ": false, "": false,
	} {
		r := markerReader{doc: &Document{Source: &site.Source{Text: []byte(text + "<!-- ds:a.b -->")}}}
		if got := r.inAddress(len(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
