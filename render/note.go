package render

import (
	"bytes"
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

// looks finds the notes of a page whose code is not what it was when a person
// last looked, by group and note. Without a lock nobody ever has.
func (p *listingReader) looks(page *notes.Page) map[int]map[int]bool {
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
func (p *listingPrinter) noteState(n *note) {
	word, why := p.site.msg.Listing.LookAgain, p.site.msg.Listing.LookAgainWhy
	switch {
	case n.look:
	case n.edited:
		word, why = p.site.msg.Listing.OtherVersion, p.site.msg.Listing.OtherVersionWhy
	default:
		return
	}
	p.out.HTML(`<p class="state"><span`)
	p.out.Attr("title", why)
	p.out.HTML(">")
	p.out.Text(word)
	p.out.HTML("</span></p>\n")
}

// note prints what the author wrote. several tells that other notes stand at
// its line.
func (p *listingPrinter) note(n *note, several bool) {
	if n.comment != "" {
		p.comment(n)
		return
	}
	p.lead(n)
	switch n.Kind {
	case site.TableNote:
		p.tableNote(n, several)
	case site.HeadingNote:
		p.headingNote(n, several)
	case site.DefinitionNote:
		p.label(n, n.nodes[0], several)
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
func (p *listingPrinter) item(item ast.Node) {
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
func (p *listingPrinter) headingNote(n *note, several bool) {
	p.label(n, n.nodes[0], several)
	for _, node := range n.nodes[1:] {
		p.print(node)
	}
}

// label prints what names the code of a note. Where it says nothing but the
// code that stands beside it, it is for those who do not see that, and of a
// note on all of its row nobody needs it. A heading keeps its id.
func (p *listingPrinter) label(n *note, name ast.Node, several bool) {
	w := &p.out
	hidden := !several && !n.edited && p.isCode(name)
	h, isHeading := name.(*ast.Heading)
	if hidden && n.whole && !isHeading {
		return
	}
	w.HTML(`<p class="label`)
	if hidden {
		w.HTML(` sr`)
	}
	w.HTML(`"`)
	if isHeading && headingID(h) != "" {
		w.Attr("id", headingID(h))
	}
	w.HTML(">")
	p.html.Paragraphs++
	p.printBelow(name)
	p.html.Paragraphs--
	w.HTML("</p>\n")
}

// lead prints what led a group of notes in.
func (p *listingPrinter) lead(n *note) {
	for _, node := range n.head {
		if node.Kind() != ast.KindHeading {
			p.print(node)
			continue
		}
		p.out.HTML(`<p class="lead"`)
		if id := headingID(node.(*ast.Heading)); id != "" {
			p.out.Attr("id", id)
		}
		p.out.HTML(">")
		p.html.Paragraphs++
		p.printBelow(node)
		p.html.Paragraphs--
		p.out.HTML("</p>\n")
	}
}

// tableNote prints the cells of a row. With more than two columns each has
// the words of its header.
func (p *listingPrinter) tableNote(n *note, several bool) {
	w := &p.out
	cells := n.nodes[0].ChildCount()
	i := 0
	for c := n.nodes[0].FirstChild(); c != nil; c = c.NextSibling() {
		switch {
		case c.ChildCount() == 0:
		case i == 0:
			p.label(n, c, several)
		default:
			w.HTML("<p>")
			p.html.Paragraphs++
			if cells > 2 && i < len(n.header) && n.header[i].ChildCount() > 0 {
				w.HTML(`<span class="head">`)
				p.printBelow(n.header[i])
				w.HTML(`</span> `)
			}
			p.printBelow(c)
			p.html.Paragraphs--
			w.HTML("</p>\n")
		}
		i++
	}
}

// isCode reports whether a cell holds code and nothing else.
func (p *listingPrinter) isCode(cell ast.Node) bool {
	return cell.ChildCount() == 1 && cell.FirstChild().Kind() == ast.KindCodeSpan
}
