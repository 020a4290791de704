package notes

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown"
	"docsite/internal/markdown/nodes"
	"docsite/internal/site"
)

// Part is a part of a note's text.
type Part struct {
	Text  string
	Start int  // in the document's text
	Code  bool // it is code in a line, not words
}

// Parts are the words and the code of a note, with its label, without those of
// notes inside it and without listings. What Markdown has between two of them is a
// space. doc is a document from whose tree no note was taken.
func Parts(doc *markdown.Document, groups []site.NoteGroup, ref site.NoteRef) []Part {
	whole := extent(doc, &groups[ref.Group].Notes[ref.Note])
	var inner []site.Span
	for g := range groups {
		for n := range groups[g].Notes {
			other := extent(doc, &groups[g].Notes[n])
			if (g != ref.Group || n != ref.Note) && whole.Start < other.Start && other.End <= whole.End {
				inner = append(inner, other)
			}
		}
	}
	var all []Part
	for n := range nodes.All(doc.Root) {
		t, ok := n.(*ast.Text)
		if !ok || t.Segment.Start < whole.Start || t.Segment.Stop > whole.End ||
			slices.ContainsFunc(inner, func(s site.Span) bool { return s.Start <= t.Segment.Start && t.Segment.Stop <= s.End }) {
			continue
		}
		if k := len(all); k > 0 {
			if last := all[k-1]; last.Start+len(last.Text) < t.Segment.Start {
				all = append(all, Part{Text: " "}) // a mark of Markdown, or the end of a block
			}
		}
		code := n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan
		all = append(all, Part{string(t.Segment.Value(doc.Source.Text)), t.Segment.Start, code})
	}
	return all
}

// extent is where a note stands: of a heading, all of its section.
func extent(doc *markdown.Document, note *site.Note) site.Span {
	span := note.Span
	if note.Kind != site.HeadingNote {
		return span
	}
	level := 0
	for _, h := range doc.Headings {
		at := span.End
		if h.Node.Lines().Len() > 0 {
			at = h.Node.Lines().At(0).Start
		}
		switch {
		case span.Start <= at && at < span.End:
			level = h.Level
		case level > 0 && at >= span.End && h.Level <= level:
			return site.Span{Start: span.Start, End: at}
		}
	}
	return site.Span{Start: span.Start, End: len(doc.Source.Text)}
}
