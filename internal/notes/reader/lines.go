package reader

import (
	"iter"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/callout"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// maxLineLabel is how long a name in plain words may be, in bytes, with which a
// line of a paragraph opens.
const maxLineLabel = 60

// lines reads a paragraph most of whose lines open with a name and a colon or
// a dash, or with the number of a line, each a note of its own, and reports whether it
// is one.
func (f *Reader) lines(n *ast.Paragraph, under *site.NoteRef) bool {
	if n.Lines().Len() < 2 {
		return false
	}
	pieces := f.pieces(n)
	var notes []site.Note
	all := 0
	counted := countLines(pieces)
	for line := range linesOf(pieces) {
		at := openingOf(line)
		l, number := readLabel(line, at), circled(line)
		if all++; (counted || number > 0 || l.strong && (l.parted || l.rest == "") || l.capital || l.parted && len(l.label) <= maxLineLabel) && l.label != "" {
			all := f.fragmenter()
			if count := countOf(line); counted && count != "" {
				all.add(count, inProse, site.LabelPosition, false)
			}
			all.line(line, at)
			notes = append(notes, site.Note{Kind: site.ParagraphNote, Span: lineAt(f.d, line[0].start), Label: l.label, Fragments: f.take(all), Text: l.rest, Number: number})
		}
	}
	if len(notes) < 2 || 2*len(notes) < all {
		return false
	}
	g := f.open(n, under)
	for _, note := range notes {
		f.add(g, note, n) // until SplitLines gives it one of its own
	}
	f.waiting = append(f.waiting, g)
	return true
}

// linesOf cuts the pieces of a paragraph into those of its lines.
func linesOf(pieces []piece) iter.Seq[[]piece] {
	return func(yield func([]piece) bool) {
		start := 0
		for i := range pieces {
			if !pieces[i].end && i+1 < len(pieces) {
				continue
			}
			if !yield(pieces[start : i+1]) {
				return
			}
			start = i + 1
		}
	}
}

// countLines reports whether at least half of the lines of a paragraph, and two of them, open
// with rising numbers.
func countLines(pieces []piece) bool {
	all, counted, last := 0, 0, 0
	for line := range linesOf(pieces) {
		all++
		if count := countOf(line); count != "" {
			n, _ := strconv.Atoi(count[strings.IndexAny(count, digits):])
			if n <= last {
				return false
			}
			last = n
			counted++
		}
	}
	return counted > 1 && 2*counted >= all
}

// maxCount is how long the words may be with which a line opens that counts another, in
// bytes.
const maxCount = 24

// countOf is the number with which a line opens and the word before it, as in "Line 2" and
// in "In Zeile 5"; "" where it opens otherwise.
func countOf(line []piece) string {
	text := strings.TrimLeft(line[0].text, " ")
	at := strings.IndexAny(text, digits)
	if line[0].code || at <= 0 || at > maxCount || len(strings.Fields(text[:at])) > 2 || strings.ContainsAny(text[:at], ".,:;/=_@-$") {
		return ""
	}
	end := at
	for end < len(text) && strings.IndexByte(digits, text[end]) >= 0 {
		end++
	}
	if end-at > 3 || end < len(text) && strings.IndexByte(".,:/-%", text[end]) >= 0 && end+1 < len(text) && text[end+1] != ' ' {
		return "" // a year, a version, a time
	}
	word := strings.LastIndexByte(strings.TrimRight(text[:at], " "), ' ') + 1
	return text[word:end]
}

// IsLines reports whether the notes of a group are lines of one paragraph.
func (g *Group) IsLines() bool {
	return g.Node.Kind() == ast.KindParagraph && len(g.Items) > 1 && g.Items[0] == g.Items[1]
}

// LineStarts are the nodes of a paragraph with which the lines of its notes open, as
// far as these are found.
func LineStarts(d *markdown.Document, g *Group) []ast.Node {
	starts := make([]ast.Node, 0, len(g.Notes))
	opens := true
	for c := g.Node.FirstChild(); c != nil && len(starts) < len(g.Notes); c = c.NextSibling() {
		if opens && lineAt(d, textStart(c)) == g.Notes[len(starts)].Span {
			starts = append(starts, c)
		}
		text, ok := c.(*ast.Text)
		opens = ok && (text.SoftLineBreak() || text.HardLineBreak())
	}
	return starts
}

// SplitLines makes a paragraph of each line that is a note, by the nodes with which they
// open. Lines without a note stay with the one above them.
func SplitLines(starts []ast.Node) (own []ast.Node) {
	for i, n := range starts {
		if above, ok := n.PreviousSibling().(*ast.Text); ok && i == 0 {
			above.SetSoftLineBreak(false)
			above.SetHardLineBreak(false)
		}
		line := ast.NewParagraph()
		for n != nil && (i+1 == len(starts) || n != starts[i+1]) {
			next := n.NextSibling()
			line.AppendChild(line, n)
			n = next
		}
		if last, ok := line.LastChild().(*ast.Text); ok && i+1 < len(starts) {
			last.SetSoftLineBreak(false)
			last.SetHardLineBreak(false)
		}
		own = append(own, line)
	}
	return own
}

// textStart is the offset of the first text in an inline node; -1 for none.
func textStart(n ast.Node) int {
	for n != nil {
		if text, ok := n.(*ast.Text); ok {
			return text.Segment.Start
		}
		n = n.FirstChild()
	}
	return -1
}

// circled is the number in a circle with which a line opens; 0 for none.
func circled(pieces []piece) int {
	if len(pieces) == 0 || pieces[0].code {
		return 0
	}
	return callout.Number(strings.TrimLeft(pieces[0].text, " "))
}
