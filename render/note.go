package render

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/explain"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// annotate binds the page's notes to its listings. Those that found a place
// leave the text for it; the others stay where the author put them.
func (p *printer) annotate(list []*listing, codes []*explain.Code) {
	groups := p.doc.Notes()
	if len(groups) == 0 {
		return
	}
	nouns := make([]site.NoteGroup, len(groups))
	for i := range groups {
		nouns[i] = groups[i].NoteGroup
	}
	bindings := explain.Bind(codes, nouns)
	for i := range groups {
		p.place(&groups[i], bindings[i], list)
	}
	ids := map[string]int{}
	for _, l := range list {
		if l.rows == nil {
			continue
		}
		l.rows = settle(l.rows)
		for i := range l.rows {
			l.identify(&l.rows[i], ids, p.site.words)
		}
	}
}

// place puts a group's notes into the rows of the listings.
func (p *printer) place(g *markdown.NoteGroup, bindings []site.Binding, list []*listing) {
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
	header := headerOf(g.Node)
	for i, b := range bindings {
		if b.State != site.Matched && b.State != site.Edited || len(b.Targets) == 0 {
			continue
		}
		nodes := movable(g.Items[i], &g.Notes[i])
		if nodes == nil {
			continue
		}
		if putNote(&note{Note: g.Notes[i], nodes: nodes, header: header}, b.Targets, list) {
			take(nodes)
		}
	}
	p.removeEmpty(g.Node)
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

// movable are the nodes that make up a note; nil when it must stay because a
// listing stands in it.
func movable(item ast.Node, n *site.Note) []ast.Node {
	nodes := []ast.Node{item}
	switch n.Kind {
	case site.DefinitionNote:
		for next := item.NextSibling(); next != nil && next.Kind() == extast.KindDefinitionDescription; next = next.NextSibling() {
			nodes = append(nodes, next)
		}
	case site.HeadingNote:
		for next := item.NextSibling(); next != nil && next.Kind() != ast.KindHeading && next.Kind() != ast.KindThematicBreak; next = next.NextSibling() {
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

// removeEmpty takes out a table or a list whose notes have all found a place.
func (p *printer) removeEmpty(n ast.Node) {
	parent := n.Parent()
	if parent == nil {
		return
	}
	switch n.Kind() {
	case extast.KindTable:
		if n.ChildCount() > 1 {
			return
		}
	case ast.KindList, extast.KindDefinitionList:
		if n.ChildCount() > 0 {
			return
		}
	default:
		return
	}
	p.liftIntro(n)
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
func putNote(n *note, targets []site.Target, list []*listing) bool {
	placed := false
	for _, t := range targets {
		if t.Block < 0 || t.Block >= len(list) || list[t.Block].code == nil {
			continue
		}
		l := list[t.Block]
		l.numbered = true
		if l.rows == nil {
			l.rows = rowsOf(l)
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

func within(lines []int, first, last int) (in []int) {
	for _, n := range lines {
		if n >= first && n <= last {
			in = append(in, n)
		}
	}
	return in
}

func spansWithin(spans []site.Span, group site.Span) (in []site.Span) {
	for _, s := range spans {
		if s.Start < group.End && s.End > group.Start {
			in = append(in, site.Span{Start: max(s.Start, group.Start), End: min(s.End, group.End)})
		}
	}
	return in
}

// identify gives the notes of a row ids that stay when lines move: made of
// what names the code.
func (l *listing) identify(r *row, ids map[string]int, w words) {
	for _, n := range r.notes {
		id := noteID(n.Label)
		if ids[id]++; ids[id] > 1 {
			id += "-" + strconv.Itoa(ids[id])
		}
		n.id = id
		n.where = l.words(r, w)
	}
}

// noteID makes an id of what names the code: its letters and digits, with a
// hyphen for what is between. Ids of headings have no capital, so that none is
// the same.
func noteID(label string) string {
	id := append(make([]byte, 0, 48), "N-"...)
	for _, r := range label {
		switch {
		case r >= 'A' && r <= 'Z':
			id = append(id, byte(r)+'a'-'A')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			id = append(id, byte(r))
		case r >= 0x80:
			id = utf8.AppendRune(id, r)
		case id[len(id)-1] != '-':
			id = append(id, '-')
		}
		if len(id) > 40 {
			break
		}
	}
	return string(bytes.TrimRight(id, "-"))
}

// notes prints the notes of a row: those on all of it, then the numbered ones.
func (p *printer) notes(l *listing, r *row) {
	w := &p.out
	open := false
	for _, n := range r.notes {
		switch {
		case n.number == 0:
			w.html("<div")
			w.attr("id", n.id)
			w.html(">")
			p.note(n, false)
			w.html("</div>\n")
		default:
			if !open {
				w.html("<ol>")
				open = true
			}
			w.html("<li")
			w.attr("id", n.id)
			w.html(` data-n="`)
			w.int(n.number)
			w.html(`"><a class="bn" data-m="`)
			w.int(n.number)
			w.html(`"`)
			w.href("href", "#"+l.lineID(n.lines[0], n.lines[0]))
			w.attr("aria-label", p.site.words.Line+" "+strconv.Itoa(l.first+n.lines[0]-1))
			w.html(`></a>`)
			p.note(n, true)
			w.html("</li>\n")
		}
	}
	if open {
		w.html("</ol>")
	}
	for _, n := range r.see {
		w.html(`<p class="see"><a`)
		w.href("href", "#"+n.id)
		w.html(">")
		w.text(p.site.words.See + " " + n.where)
		w.html("</a></p>\n")
	}
}

// note prints what the author wrote. Of a table's row the first cell names
// the code: it is left out where that very code stands beside it.
func (p *printer) note(n *note, numbered bool) {
	switch n.Kind {
	case site.TableNote:
		p.tableNote(n, numbered)
	case site.HeadingNote:
		p.headingNote(n)
	case site.DefinitionNote:
		p.out.html(`<p class="label">`)
		p.printBelow(n.nodes[0])
		p.out.html("</p>\n")
		for _, node := range n.nodes[1:] {
			p.printBelow(node)
		}
	case site.BulletNote, site.NumberedNote:
		p.item(n.nodes[0])
	default:
		for _, node := range n.nodes {
			p.print(node)
		}
	}
}

// item prints a list's item. Goldmark gives a tight one no paragraph.
func (p *printer) item(item ast.Node) {
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindTextBlock {
			p.out.html("<p>")
			p.printBelow(c)
			p.out.html("</p>\n")
			continue
		}
		p.print(c)
	}
}

// headingNote prints a heading and what stood below it. The heading keeps its
// id; as a heading it would come between those of the rows.
func (p *printer) headingNote(n *note) {
	w := &p.out
	w.html(`<p class="label"`)
	if h, ok := n.nodes[0].(*ast.Heading); ok {
		if id := headingID(h); id != "" {
			w.attr("id", id)
		}
	}
	w.html(">")
	p.printBelow(n.nodes[0])
	w.html("</p>\n")
	for _, node := range n.nodes[1:] {
		p.print(node)
	}
}

// tableNote prints the cells of a row. With more than two columns each has
// the words of its header.
func (p *printer) tableNote(n *note, numbered bool) {
	w := &p.out
	cells := n.nodes[0].ChildCount()
	i := 0
	for c := n.nodes[0].FirstChild(); c != nil; c = c.NextSibling() {
		label := i == 0
		switch {
		case c.ChildCount() == 0:
		case label && !numbered && p.isCode(c):
		case label:
			w.html(`<p class="label">`)
			p.printBelow(c)
			w.html("</p>\n")
		default:
			w.html("<p>")
			if cells > 2 && i < len(n.header) && n.header[i].ChildCount() > 0 {
				w.html(`<span class="head">`)
				p.printBelow(n.header[i])
				w.html(`</span> `)
			}
			p.printBelow(c)
			w.html("</p>\n")
		}
		i++
	}
}

// isCode reports whether a cell holds code and nothing else.
func (p *printer) isCode(cell ast.Node) bool {
	return cell.ChildCount() == 1 && cell.FirstChild().Kind() == ast.KindCodeSpan
}

// marked prints a line of a row: the number of the note that starts on it,
// then the code with the pieces that notes name.
func (p *printer) marked(l *listing, r *row, c *cursor, start, end, line int) {
	w := &p.out
	gutter := false
	at := start
	for _, n := range r.notes {
		if n.number == 0 || len(n.lines) == 0 || !startsOn(n, line) {
			continue
		}
		if !gutter {
			p.badge(n, "bm")
			gutter = true
			continue
		}
		// A second note on one line has its number right before its piece.
		if s, ok := spanOn(n, at, end); ok && s.Start > at {
			c.emit(w, at, s.Start)
			at = s.Start
		}
		p.badge(n, "bm in")
	}
	c.emit(w, at, end)
}

// startsOn reports whether a run of a note's lines starts on a line.
func startsOn(n *note, line int) bool {
	return slices.Contains(n.lines, line) && !slices.Contains(n.lines, line-1)
}

func spanOn(n *note, start, end int) (site.Span, bool) {
	for _, s := range n.spans {
		if s.Start >= start && s.Start < end {
			return s, true
		}
	}
	return site.Span{}, false
}

// badge prints a note's number as a link to it.
func (p *printer) badge(n *note, class string) {
	w := &p.out
	w.html(`<a`)
	w.attr("class", class)
	w.href("href", "#"+n.id)
	w.html(` data-m="`)
	w.int(n.number)
	w.html(`" aria-label="`)
	w.text(p.site.words.Note)
	w.html(" ")
	w.int(n.number)
	w.html(`"></a>`)
}
