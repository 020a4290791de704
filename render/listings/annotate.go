package listings

import (
	"slices"
	"sort"
	"strconv"

	"docsite/internal/code"
	"docsite/internal/comments"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// annotate puts the notes that stand beside their lines into the rows of the
// listings; the others are printed where the author put them.
func (p *Reader) annotate(list []*Listing, codes []*code.Code) {
	page := notes.Put(p.doc, codes, &p.scratch.read)
	looks := p.looks(page)
	for at, note := range site.NotesOf(page.Groups) {
		p.annotateNote(note, &page.Bindings[at.Group][at.Note], &page.Places[at.Group][at.Note], list, looks[at])
	}
	for _, l := range list {
		p.comments(l)
	}
	ids := p.scratch.ids
	for _, l := range list {
		if l.Rows == nil {
			continue
		}
		for _, link := range l.lineLinks {
			if r := l.rowAt(link.Line); r != nil && r.Backlink == nil && len(r.Notes) == 0 {
				r.Backlink = link
			}
		}
		l.Rows = mergeAndNumber(l.Rows)
		for i := range l.Rows {
			l.identify(&l.Rows[i], ids)
		}
	}
}

// annotateNote puts one note beside its lines, or says why it has none. look
// tells that a person has to look at it again.
func (p *Reader) annotateNote(noun *site.Note, binding *site.Binding, place *notes.Place, list []*Listing, look bool) {
	if (binding.State == site.Unmatched || binding.State == site.Ambiguous) && !place.Apart {
		p.unmatched(noun, binding, place.Where)
	}
	if place.Where != notes.Beside {
		if place.Node != nil && len(binding.Targets) > 0 {
			p.linkLines(noun, place, &binding.Targets[0], list)
		}
		return
	}
	n := &p.scratch.notes.Take(1)[0]
	*n = Note{Place: *place, Kind: noun.Kind, Label: noun.Label, Text: noun.Text, Edited: binding.State == site.Edited, Look: look}
	p.putNote(n, binding.Targets, list)
}

// unmatched reports a note that names code which is not there.
func (p *Reader) unmatched(n *site.Note, b *site.Binding, where notes.Where) {
	message := "note " + strconv.Quote(n.Label) + " stays where it is: "
	if where == notes.Along {
		message = "note " + strconv.Quote(n.Label) + " goes along with another note: "
	}
	if b.State == site.Ambiguous {
		message += "it could belong to several places"
	} else {
		message += "its code was not found"
	}
	hint := b.Reason
	if b.Nearest != nil && len(b.Nearest.Lines) > 0 {
		hint = "closest is line " + strconv.Itoa(b.Nearest.Lines[0]) + " of the listing: " + b.Reason
	}
	p.Warn(n.Span.Start, message, hint)
}

// putNote gives a note to the row of its first target, and a reference to it
// to the other rows that it speaks of, unless they go on from its lines.
func (p *Reader) putNote(n *Note, targets []site.Target, list []*Listing) {
	placed := false
	for _, t := range targets {
		l, next := list[t.Block], 0
		l.Numbered = true
		p.cut(l)
		for lines := t.Lines; len(lines) > 0; {
			first, r := lines[0], l.rowAt(lines[0])
			here := lines[:sort.SearchInts(lines, r.Last+1)]
			lines = lines[len(here):]
			switch {
			case !placed:
				n.lines, n.spans = here, spansWithin(t.Spans, r.Group.Span)
				if r.Notes == nil { // most rows have one note
					r.Notes = p.scratch.single.Take(1)[:0]
				}
				r.Notes = append(r.Notes, n)
				placed = true
			case first == next:
			case len(r.CrossRefs) == 0 || r.CrossRefs[len(r.CrossRefs)-1] != n: // each note comes with all its rows
				r.CrossRefs = append(r.CrossRefs, n)
			}
			if next = here[len(here)-1] + 1; next > r.End {
				next = r.Last + 1
			}
		}
	}
}

// identify gives the notes of a row ids that stay when lines move: made of
// what names the code.
func (l *Listing) identify(r *Row, ids map[string]int) {
	for _, n := range r.Notes {
		id := noteID(n.Label)
		if ids[id]++; ids[id] > 1 {
			id += "-" + strconv.Itoa(ids[id])
		}
		n.ID = id
		n.In, n.Row = l, r
	}
}

// spansWithin are the spans that lie in a group, in part at least: that part.
func spansWithin(spans []site.Span, group site.Span) (in []site.Span) {
	outside := func(s site.Span) bool {
		return s.Start < group.Start || s.Start >= group.End || s.End <= group.Start || s.End > group.End
	}
	if !slices.ContainsFunc(spans, outside) {
		return spans
	}
	for _, s := range spans {
		if s.Start < group.End && s.End > group.Start {
			in = append(in, site.Span{Start: max(s.Start, group.Start), End: min(s.End, group.End)})
		}
	}
	return in
}

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
		p.cut(l)
		r := l.rowAt(c.At)
		n := &p.scratch.notes.Take(1)[0]
		n.Label, n.Text, n.Comment = label(c.Plain), c.Text, c.Text
		if c.At != r.CodeFirst() || c.IsBehind() && r.End > r.First {
			n.lines, n.spans = []int{c.At}, []site.Span{{Start: c.Span.Start, End: c.Span.End}}
		}
		r.Notes = append(r.Notes, n)
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
