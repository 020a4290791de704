package site

import (
	"slices"
	"testing"
)

func TestNamed(t *testing.T) {
	for _, tt := range []struct {
		text          string
		links, quotes []string
	}{
		{"![a](a.png) and [b](<b c.txt>)", []string{"a.png", "b c.txt"}, nil},
		{"![a](a.png \"title\")\n", []string{"a.png"}, nil},
		{"[![a](a.png)](b.png)", []string{"a.png", "b.png"}, nil},
		{"![a](a(1).png) (see)", []string{"a(1).png"}, nil},
		{`![a](a\).png)`, []string{`a\).png`}, nil},
		{"[a]( a.txt )", []string{"a.txt"}, nil},
		{"[a](#x) [b](../b/) [c](https://example.org/c.png) [d]()", nil, nil},
		{"[a]:  a.png\n  [b]: <b c.png> \"title\"\n", []string{"a.png", "b c.png"}, nil},
		{"<img alt=\"\" src=\"a b.svg\">", []string{"a b.svg"}, nil},
		{"```sh file=run.sh\n```\n\n```sh file=\"x.sh\" lines=1-2\n", nil, []string{"run.sh", "x.sh"}},
		{"[a](", nil, nil},
		{"plain", nil, nil},
	} {
		links, quotes := named([]byte(tt.text))
		if !slices.Equal(links, tt.links) || !slices.Equal(quotes, tt.quotes) {
			t.Errorf("%q: links %q, quotes %q; want %q, %q", tt.text, links, quotes, tt.links, tt.quotes)
		}
	}
}
