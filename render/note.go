package render

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/drift"
	"docsite/internal/notes"
	"docsite/internal/site"
)

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
			p.html.apart(func() { p.note(n, false) })
			p.noteState(n)
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
			w.attr("aria-label", p.site.msg.Listing.Line+" "+strconv.Itoa(l.first+n.lines[0]-1))
			w.html(`></a>`)
			p.html.apart(func() { p.note(n, true) })
			p.noteState(n)
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
		w.text(p.site.msg.Listing.See)
		w.html(" ")
		p.rowLines(n.in, n.at)
		w.html("</a></p>\n")
	}
	if r.more != nil {
		w.html(`<p class="see">`)
		p.pageLink(p.site.msg.Listing.ExplainedIn, r.more)
		w.html("</p>\n")
	}
}

// looks finds the notes of a page whose code is not what it was when a person
// last looked, by group and note. Without a lock nobody ever has.
func (p *printer) looks(page *notes.Page) map[int]map[int]bool {
	locked := p.site.site.Lock.Notes[p.page.Path]
	if len(locked) == 0 {
		return nil
	}
	looks := map[int]map[int]bool{}
	for _, d := range drift.Drift(locked, page.Codes, page.Groups, page.Bindings) {
		if d.Class != drift.LookAgain {
			continue
		}
		if looks[d.Group] == nil {
			looks[d.Group] = map[int]bool{}
		}
		looks[d.Group][d.Note] = true
	}
	return looks
}

// noteState says in words what is not quite right with a note.
func (p *printer) noteState(n *note) {
	word, why := p.site.msg.Listing.LookAgain, p.site.msg.Listing.LookAgainWhy
	switch {
	case n.look:
	case n.edited:
		word, why = p.site.msg.Listing.OtherVersion, p.site.msg.Listing.OtherVersionWhy
	default:
		return
	}
	p.out.html(`<p class="state"><span`)
	p.out.attr("title", why)
	p.out.html(">")
	p.out.text(word)
	p.out.html("</span></p>\n")
}

// note prints what the author wrote. Of a table's row the first cell names
// the code: it is left out where that very code stands beside it.
func (p *printer) note(n *note, numbered bool) {
	printHead(p, n)
	switch n.Kind {
	case site.TableNote:
		p.tableNote(n, numbered)
	case site.HeadingNote:
		p.headingNote(n)
	case site.DefinitionNote:
		p.printParagraph(n.nodes[0], "label")
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
			p.printParagraph(c, "")
			continue
		}
		p.print(c)
	}
	p.html.leave(item)
}

// headingNote prints a heading and what stood below it. The heading keeps its
// id; as a heading it would come between those of the rows.
func (p *printer) headingNote(n *note) {
	headingLabel(p, n.nodes[0])
	for _, node := range n.nodes[1:] {
		p.print(node)
	}
}

// headingLabel prints a heading that has left the text. It keeps its id.
func headingLabel(p *printer, n ast.Node) {
	w := &p.out
	w.html(`<p class="label"`)
	if h, ok := n.(*ast.Heading); ok {
		if id := headingID(h); id != "" {
			w.attr("id", id)
		}
	}
	w.html(">")
	p.html.Paragraphs++
	p.printBelow(n)
	p.html.Paragraphs--
	w.html("</p>\n")
}

// printHead prints what led a group of notes in.
func printHead(p *printer, n *note) {
	for _, node := range n.head {
		if node.Kind() == ast.KindHeading {
			headingLabel(p, node)
		} else {
			p.print(node)
		}
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
		case label && !numbered && !n.edited && p.isCode(c):
		case label:
			p.printParagraph(c, "label")
		default:
			w.html("<p>")
			p.html.Paragraphs++
			if cells > 2 && i < len(n.header) && n.header[i].ChildCount() > 0 {
				w.html(`<span class="head">`)
				p.printBelow(n.header[i])
				w.html(`</span> `)
			}
			p.printBelow(c)
			p.html.Paragraphs--
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
	w.text(p.site.msg.Listing.Note)
	w.html(" ")
	w.int(n.number)
	w.html(`"></a>`)
}
