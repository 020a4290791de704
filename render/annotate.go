package render

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/code"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// annotate binds the page's notes to its listings. Those that found a place
// leave the text for it; the others stay where the author put them.
func (p *printer) annotate(list []*listing, codes []*code.Code) {
	groups := notes.Find(p.doc)
	if len(groups) == 0 {
		return
	}
	nouns := make([]site.NoteGroup, len(groups))
	for i := range groups {
		nouns[i] = groups[i].NoteGroup
	}
	bindings := p.rooms.bound.Bind(codes, nouns)
	looks := p.looks(codes, nouns, bindings)
	for i := range groups {
		p.place(&groups[i], bindings[i], staying(nouns, bindings, i), list, looks[i])
	}
	ids := make(map[string]int, 8*len(groups))
	for _, l := range list {
		if l.rows == nil {
			continue
		}
		l.rows = settle(l.rows)
		for i := range l.rows {
			l.identify(&l.rows[i], ids)
		}
	}
}

// staying tells which notes of a group explain the very lines of the item
// around their list: they are read as a part of it. nil for none.
func staying(groups []site.NoteGroup, bindings [][]site.Binding, g int) (stay []bool) {
	around := linesAround(groups, bindings, g)
	if around == nil {
		return nil
	}
	stay = make([]bool, len(bindings[g]))
	for i := range stay {
		t := bindings[g][i].Targets
		stay[i] = len(t) == 1 && t[0].Block == around.Block && slices.Equal(t[0].Lines, around.Lines)
	}
	return stay
}

// linesAround are the lines of the nearest item around a list that has some;
// nil for none.
func linesAround(groups []site.NoteGroup, bindings [][]site.Binding, g int) *site.Target {
	for ref := groups[g].Under; ref != nil; ref = groups[ref.Group].Under {
		if !groups[ref.Group].Notes[ref.Note].Kind.IsItem() {
			return nil
		}
		if b := bindings[ref.Group][ref.Note]; len(b.Targets) == 1 {
			return &b.Targets[0]
		}
	}
	return nil
}

// place puts a group's notes into the rows of the listings, but for those that
// stay. looks are those at which a person has to look again.
func (p *printer) place(g *notes.Group, bindings []site.Binding, stay []bool, list []*listing, looks map[int]bool) {
	found := 0
	for i, b := range bindings {
		if b.State == site.Matched || b.State == site.Edited {
			found++
		} else if b.State == site.Unmatched || b.State == site.Ambiguous {
			p.unmatched(&g.Notes[i], b)
		}
	}
	if found == 0 || 2*found < len(bindings) && g.Node.Kind() != extast.KindTable {
		return // a list that mentions code in passing is read as a whole
	}
	if isFar(g, bindings) {
		return // a table that sums up is read where it stands
	}
	notes.Split(p.doc, g)
	header := headerOf(g.Node)
	for i, b := range bindings {
		if b.State != site.Matched && b.State != site.Edited || len(b.Targets) == 0 || stay != nil && stay[i] {
			continue
		}
		nodes := p.movable(g.Items[i:i+1:i+1], &g.Notes[i])
		if nodes == nil {
			continue
		}
		n := &carve(&p.rooms.notes, 1)[0]
		n.Note, n.nodes, n.header, n.edited, n.look = g.Notes[i], nodes, header, b.State == site.Edited, looks[i]
		if p.putNote(n, b.Targets, list) {
			take(nodes)
		}
	}
	p.removeEmpty(g.Node, found == len(bindings))
}

// isFar reports whether a table explains a listing that many others stand
// between.
func isFar(g *notes.Group, bindings []site.Binding) bool {
	for _, b := range bindings {
		if len(b.Targets) > 0 {
			return g.Above-b.Targets[0].Block > notes.MaxAbove
		}
	}
	return false
}

// unmatched reports a note that names code which is not there.
func (p *printer) unmatched(n *site.Note, b site.Binding) {
	message := "note " + strconv.Quote(n.Label) + " stays where it is: its code was not found"
	if b.State == site.Ambiguous {
		message = "note " + strconv.Quote(n.Label) + " stays where it is: it could belong to several places"
	}
	hint := b.Reason
	if b.Nearest != nil && len(b.Nearest.Lines) > 0 {
		hint = "closest is line " + strconv.Itoa(b.Nearest.Lines[0]) + " of the listing: " + b.Reason
	}
	p.warn(n.Span.Start, message, hint)
}

// headerOf are the header cells of a table.
func headerOf(n ast.Node) (cells []ast.Node) {
	if n.Kind() != extast.KindTable || n.FirstChild() == nil {
		return nil
	}
	for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, c)
	}
	return cells
}

// movable are the nodes that make up a note, of which the first is given; nil
// when it must stay because a listing stands in it.
func (p *printer) movable(nodes []ast.Node, n *site.Note) []ast.Node {
	item := nodes[0]
	switch n.Kind {
	case site.DefinitionNote:
		for next := item.NextSibling(); next != nil && next.Kind() == extast.KindDefinitionDescription; next = next.NextSibling() {
			nodes = append(nodes, next)
		}
	case site.HeadingNote:
		for next := item.NextSibling(); next != nil && !p.endsNote(next); next = next.NextSibling() {
			nodes = append(nodes, next)
		}
		if len(nodes) == 1 {
			return nil // a heading above other headings
		}
	case site.ParagraphNote:
		next := item.NextSibling()
		if n.Text == "" && (next == nil || next.Kind() != ast.KindList && next.Kind() != ast.KindParagraph) {
			return nil
		}
		if n.Text == "" || next != nil && next.Kind() == ast.KindList && endsInColon(n.Text) {
			nodes = append(nodes, next)
		}
	}
	for _, node := range nodes {
		if holdsListing(node) {
			return nil
		}
	}
	return nodes
}

// endsNote reports whether a block is where the note of a heading ends: at the
// next heading, a rule, a picture.
func (p *printer) endsNote(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindHeading, ast.KindThematicBreak:
		return true
	case ast.KindParagraph:
		return p.isFigure(n)
	}
	return false
}

func endsInColon(s string) bool { return s != "" && s[len(s)-1] == ':' }

func holdsListing(n ast.Node) bool {
	if n.Kind() == ast.KindFencedCodeBlock {
		return true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeBlock && holdsListing(c) {
			return true
		}
	}
	return false
}

// take removes nodes from the page's text.
func take(nodes []ast.Node) {
	for _, n := range nodes {
		if parent := n.Parent(); parent != nil {
			parent.RemoveChild(parent, n)
		}
	}
}

// removeEmpty takes out a table, a list or a paragraph of which nothing is left.
// all tells that each of its notes has found a place.
func (p *printer) removeEmpty(n ast.Node, all bool) {
	parent := n.Parent()
	if parent == nil {
		return
	}
	switch n.Kind() {
	case extast.KindTable:
		if n.ChildCount() > 1 {
			return
		}
	case ast.KindList, extast.KindDefinitionList, ast.KindParagraph: // one that was split
		if n.ChildCount() > 0 {
			return
		}
	default:
		return
	}
	if all {
		p.liftIntro(n)
	}
	parent.RemoveChild(parent, n)
}

// liftIntro puts the paragraph that leads a table in ("… does this:") above
// the listing when the table is about to leave the page between them.
func (p *printer) liftIntro(n ast.Node) {
	intro := n.PreviousSibling()
	if intro == nil || intro.Kind() != ast.KindParagraph || !endsInColon(p.doc.Text(intro)) {
		return
	}
	code := intro.PreviousSibling()
	if code == nil || code.Kind() != ast.KindFencedCodeBlock {
		return
	}
	parent := code.Parent()
	parent.RemoveChild(parent, intro)
	parent.InsertBefore(parent, code, intro)
}

// putNote gives a note to the row of its first target, and a reference to it
// to the other rows that it speaks of.
func (p *printer) putNote(n *note, targets []site.Target, list []*listing) bool {
	placed := false
	for _, t := range targets {
		if t.Block < 0 || t.Block >= len(list) {
			continue
		}
		l := list[t.Block]
		l.numbered = true
		if l.rows == nil {
			l.rows = p.rowsOf(l)
		}
		for i := range l.rows {
			r := &l.rows[i]
			lines := within(t.Lines, r.first, r.last)
			if len(lines) == 0 {
				continue
			}
			if placed {
				if !slices.Contains(r.see, n) {
					r.see = append(r.see, n)
				}
				continue
			}
			n.lines, n.spans = lines, spansWithin(t.Spans, r.group.Span)
			r.notes = append(r.notes, n)
			placed = true
		}
	}
	return placed
}

// identify gives the notes of a row ids that stay when lines move: made of
// what names the code.
func (l *listing) identify(r *row, ids map[string]int) {
	for _, n := range r.notes {
		id := noteID(n.Label)
		if ids[id]++; ids[id] > 1 {
			id += "-" + strconv.Itoa(ids[id])
		}
		n.id = id
		n.in, n.at = l, r
	}
}
