package listings

import (
	"slices"

	"docsite/internal/comments"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// comments makes notes of the comments of a file, where its quotation or the
// page asks for it. The file as it is stays one link away.
func (p *Reader) comments(l *Listing) {
	if l.File == "" || !p.page.NotesComments(l.Quote) {
		return
	}
	for _, c := range comments.Find(l.Parsed) {
		if markdown.Check(&site.Source{Text: []byte(c.Text)}).Failed() {
			continue
		}
		if l.Rows == nil {
			l.Rows = p.rowsOf(l)
		}
		i := slices.IndexFunc(l.Rows, func(r Row) bool { return r.First <= c.At && c.At <= r.Last })
		n := &p.scratch.notes.Take(1)[0]
		n.Note = site.Note{Label: label(c.Plain), Text: c.Text}
		n.Comment = c.Text
		if r := &l.Rows[i]; c.At != r.CodeFirst() || c.IsBehind() && r.End > r.First {
			n.lines, n.spans = []int{c.At}, []site.Span{{Start: c.Span.Start, End: c.Span.End}}
		}
		l.Rows[i].Notes = append(l.Rows[i].Notes, n)
		if l.Left == nil {
			l.Left = map[int]int{}
		}
		if c.IsBehind() {
			l.Left[c.At] = c.Span.Start
			continue
		}
		for line := c.Lines.First; line <= c.Lines.Last; line++ {
			l.Left[line] = -1
		}
	}
}
