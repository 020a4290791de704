package markdown

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"docsite/internal/site"
)

// Warnings are what the page's author should look at: text and includes of other tools,
// code that runs otherwise than it reads, a fence that is not closed. At most one of each
// kind, at the first place.
func (d *Document) Warnings() (ps site.Problems) {
	for _, first := range []func(d *Document) (site.Problem, bool){foreignText, included, reordered, unclosed} {
		if problem, found := first(d); found {
			ps = append(ps, problem)
		}
	}
	return ps
}

// reordered reports the first character of the page's listings that changes the direction
// of text: code with one may run otherwise than it reads (CVE-2021-42574).
func reordered(d *Document) (site.Problem, bool) {
	for i := range d.Listings {
		span := d.Listings[i].Span
		for at := span.Start; ; at++ {
			next := bytes.IndexByte(d.Source.Text[at:span.End], 0xe2) // the first byte of each in UTF-8
			if next < 0 {
				break
			}
			at += next
			if r, _ := utf8.DecodeRune(d.Source.Text[at:span.End]); unicode.Is(unicode.Bidi_Control, r) && r > 0x200f {
				return d.Source.Problem(site.Warning, at, fmt.Sprintf("the code has the character %U, which changes the direction of text: it may run otherwise than it reads", r), "delete it"), true
			}
		}
	}
	return site.Problem{}, false
}

// unclosed reports the first fence that was most likely to be closed before: the next
// fence stands in its code, or the page ends in it.
func unclosed(d *Document) (site.Problem, bool) {
	for i := range d.Listings {
		l := &d.Listings[i]
		text := d.Source.Text[l.Span.Start:]
		fence := FenceOf(text[:LineEnd(text, 0)])
		if fence == "" {
			continue
		}
		for _, at := range l.Offsets {
			if !bytes.HasPrefix(d.Source.Text[at:], []byte(fence)) {
				continue
			}
			if line := d.Source.Text[at:LineEnd(d.Source.Text, at)]; isInfo(bytes.TrimLeft(line, fence[:1])) {
				begins, _ := d.Source.Position(l.Span.Start)
				return d.Source.Problem(site.Warning, at, fmt.Sprintf("%q stands in the code that begins on line %d",
					shorten(string(bytes.TrimSpace(line))), begins), "close that code above it, or open it with a longer fence"), true
			}
		}
		if last := l.Node.Lines().Len() - 1; last >= 0 && l.Span.End == l.Node.Lines().At(last).Stop && len(bytes.TrimSpace(d.Source.Text[l.Span.End:])) == 0 {
			return d.Source.Problem(site.Warning, l.Span.Start, "the code that begins here is never closed: all below it is code", "close it with "+fence), true
		}
	}
	return site.Problem{}, false
}

// isInfo reports whether what stands behind a fence names a language, and is no prose.
func isInfo(rest []byte) bool {
	rest = bytes.TrimSpace(rest)
	return len(rest) > 0 && len(bytes.Fields(rest)) == 1
}
