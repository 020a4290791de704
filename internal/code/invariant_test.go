package code

import (
	"bytes"
	"slices"
	"testing"

	"docsite/internal/site"
)

// checkCode holds every promise that Code makes of its spans: the groups
// partition the listing by whole lines, tokens are sorted and apart, parts
// are sorted, point at parts and groups that are there, and stay inside.
func checkCode(t *testing.T, c *Code) {
	t.Helper()
	checkGroups(t, c)
	end := 0
	for _, token := range c.Tokens {
		if token.Span.Start < end || token.Span.End <= token.Span.Start || token.Span.End > len(c.Text) {
			t.Fatalf("token %v overlaps the one before or the end of the text", token)
		}
		if token.Kind < KeywordToken || token.Kind > ImageToken {
			t.Fatalf("token %v has no kind", token)
		}
		end = token.Span.End
	}
	for i := range c.Parts {
		checkPart(t, c, i)
	}
}

// byLine are the languages where an entry can hold the groups of others.
var byLine = map[string]bool{"yaml": true, "nginx": true, "ini": true, "makefile": true, "env": true}

func checkGroups(t *testing.T, c *Code) {
	t.Helper()
	var joined []byte
	line := 1
	starts := site.LineStarts(c.Text)
	if last := len(starts) - 1; !slices.Equal(c.Starts, starts) && (!slices.Equal(c.Starts, starts[:last]) || starts[last] < len(c.Text)) {
		t.Fatalf("%d lines start elsewhere than the %d of the text", len(c.Starts), len(starts))
	}
	for _, g := range c.Groups {
		if g.Lines.First != line || g.Lines.Last < g.Lines.First || starts[g.Lines.First-1] != g.Span.Start {
			t.Fatalf("group %+v does not begin on line %d", g, line)
		}
		joined = append(joined, c.Text[g.Span.Start:g.Span.End]...)
		if n := len([]rune(g.Title)); n > maxTitle {
			t.Fatalf("title %q has %d characters", g.Title, n)
		}
		line = g.Lines.Last + 1
	}
	if !bytes.Equal(joined, c.Text) {
		t.Fatalf("the groups join to %q, not to %q", joined, c.Text)
	}
	if want := len(starts); len(c.Text) > 0 && line-1 != want && (line != want || c.Text[len(c.Text)-1] != '\n') {
		t.Fatalf("the groups have %d lines, the text has %d", line-1, want)
	}
}

func checkPart(t *testing.T, c *Code, i int) {
	t.Helper()
	p := c.Parts[i]
	if p.Span.Start < 0 || p.Span.End < p.Span.Start || p.Span.End > len(c.Text) {
		t.Fatalf("part %+v is outside the text", p)
	}
	if p.Group < 0 || p.Group >= len(c.Groups) {
		t.Fatalf("part %+v is in no group", p)
	}
	if g := c.Groups[p.Group].Span; p.Span.Start < g.Start || p.Span.End > g.End && !byLine[c.Language] {
		t.Fatalf("part %+v is outside its group %v", p, g)
	}
	if i > 0 {
		before := c.Parts[i-1].Span
		if p.Span.Start < before.Start || p.Span.Start == before.Start && p.Span.End > before.End {
			t.Fatalf("part %+v is out of order", p)
		}
	}
	if p.Parent >= len(c.Parts) || p.Parent == i {
		t.Fatalf("part %+v has no such parent", p)
	}
	if p.Parent >= 0 && c.Parts[p.Parent].Group != p.Group && !byLine[c.Language] {
		t.Fatalf("part %+v has a parent in another group", p)
	}
	end := p.Span.Start
	for _, w := range p.Words {
		if w.Span.Start < end || w.Span.End > p.Span.End || w.Span.End <= w.Span.Start {
			t.Fatalf("word %+v of part %+v is out of place", w, p)
		}
		end = w.Span.End
	}
}
