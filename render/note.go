package render

import (
	"strconv"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/site"
	"docsite/render/listings"
)

// noteState says in words what is not quite right with a note.
func (p *listingPrinter) noteState(n *listings.Note) {
	word, why := p.site.msg.Listing.LookAgain, p.site.msg.Listing.LookAgainWhy
	switch {
	case n.Look:
	case n.Edited:
		word, why = p.site.msg.Listing.OtherVersion, p.site.msg.Listing.OtherVersionWhy
	default:
		return
	}
	p.out.HTML(`<p class="state">`)
	p.out.Element("span", word, "title", why)
	p.out.HTML("</p>\n")
}

// note prints what the author wrote. several tells that other notes stand at
// its line.
func (p *listingPrinter) note(n *listings.Note, several bool) {
	if n.Comment != "" {
		p.comment(n)
		return
	}
	switch n.Kind {
	case site.TableNote:
		p.tableNote(n, several)
	case site.HeadingNote:
		p.label(n, n.Nodes[0], !several && n.Shown) // as a heading it would come between those of the rows
		for _, node := range n.Nodes[1:] {
			p.print(node)
		}
	case site.DefinitionNote:
		p.label(n, n.Nodes[0], !several && n.Shown)
		for _, node := range n.Nodes[1:] {
			p.item(node, "")
		}
	case site.BulletNote, site.NumberedNote:
		p.item(n.Nodes[0], n.Number)
	default:
		for _, node := range n.Nodes {
			p.print(node)
		}
	}
}

// rest prints what goes along with a note, in its form. No code beside it is that which it
// names.
func (p *listingPrinter) rest(n *listings.Note, list []notes.Rest) {
	for i := range list {
		p.note(&listings.Note{Kind: n.Kind, Place: notes.Place{Nodes: list[i].Nodes, Cells: list[i].Cells}}, true)
	}
}

// item prints a list's item with its number, or a description. Goldmark gives a tight one
// no paragraph.
func (p *listingPrinter) item(item ast.Node, number string) {
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindTextBlock && (number == "" || c.Kind() != ast.KindParagraph) {
			p.print(c)
			continue
		}
		p.out.Tag("p", "dir", p.dir)
		if number != "" {
			p.out.Text(number + ". ")
			number = ""
		}
		p.endParagraph(c)
	}
	p.html.leave(item)
}

// label prints what names the code of a note. Where it says nothing but the
// code that stands beside it, it is for those who do not see that, and of a
// note on all of its row nobody needs it. A heading keeps its id.
func (p *listingPrinter) label(n *listings.Note, name ast.Node, isShown bool) {
	isShown = isShown && !n.Edited
	h, isHeading := name.(*ast.Heading)
	switch {
	case isHeading:
		p.headingTag(h, labelClass(true, isShown))
	case isShown && n.Whole:
		return
	default:
		p.out.Tag("p", "class", labelClass(true, isShown))
	}
	p.endParagraph(name)
}

// headingTag prints the tag of a heading that has become a paragraph of a class.
func (p *listingPrinter) headingTag(h *ast.Heading, class string) {
	p.out.Tag("p", "class", class, "id", markdown.HeadingID(h))
	p.otherIDs(h)
}

// lead prints what led a group of notes in.
func (p *listingPrinter) lead(n *listings.Note) {
	w := &p.out
	p.html.asLead = true
	for _, node := range n.Head {
		h, ok := node.(*ast.Heading)
		if !ok {
			p.print(node)
			continue
		}
		p.headingTag(h, "lead")
		p.endParagraph(h)
	}
	p.html.asLead = false
	if len(n.Names) == 0 {
		return
	}
	p.html.Paragraphs++
	for i, name := range n.Names {
		if i == 0 {
			w.HTML(`<p class="head">`)
		} else {
			w.HTML(" · ")
		}
		p.printBelow(name)
	}
	p.html.Paragraphs--
	w.HTML("</p>\n")
}

// tableNote prints the cells of a row, of which the first is the label of the others.
// Short cells that follow one another, as of a type and a default, share a line.
func (p *listingPrinter) tableNote(n *listings.Note, several bool) {
	w, end, wasShort := &p.out, "", false
	for i, c := range n.Cells {
		isShown := c.Shown && !several && !n.Edited
		if isShown && n.Whole {
			continue
		}
		isLabel := i == 0 && len(n.Cells) > 1
		isShort := !isLabel && !isShown && c.Short
		if isShort && wasShort {
			w.HTML(" · ")
		} else {
			w.HTML(end)
			w.Tag("p", "class", labelClass(isLabel, isShown), "dir", p.dir)
		}
		end, wasShort = "</p>\n", isShort
		p.html.Paragraphs++
		if c.Head != nil {
			w.HTML(`<span class="head">`)
			p.printBelow(c.Head)
			w.HTML(`</span> `)
		}
		p.printBelow(c.Node)
		p.html.Paragraphs--
	}
	w.HTML(end)
}

// labelClass is the class of a paragraph of a note, which names the note's code, or is
// what the code shows.
func labelClass(isLabel, isShown bool) string {
	switch {
	case isLabel && isShown:
		return "label sr"
	case isLabel:
		return "label"
	case isShown:
		return "sr"
	}
	return ""
}

// comment prints a comment of a file as Markdown. HTML in it is text.
func (p *listingPrinter) comment(n *listings.Note) {
	doc, figures, below, problems := p.doc, p.prose.figures, p.prose.below, len(p.problems)
	p.doc, p.prose.figures, p.prose.below = markdown.Parse(&site.Source{Name: doc.Source.Name, Text: []byte(n.Comment)}), nil, nil
	p.html.asText = true
	for c := p.doc.Root.FirstChild(); c != nil; c = c.NextSibling() {
		p.print(c)
	}
	p.html.asText = false
	p.doc, p.prose.figures, p.prose.below = doc, figures, below
	p.problems = p.problems[:problems] // positions in a comment are none of the page
}

// text prints HTML as it was written.
func (a *authored) text(n ast.Node, inline *ast.RawHTML) {
	if inline == nil {
		a.p.out.HTML("<p>")
		a.p.out.TextBytes(a.p.source(n))
		a.p.out.HTML("</p>\n")
		return
	}
	a.p.out.TextBytes(inline.Segments.Value(a.p.doc.Source.Text))
}

func (p *prosePrinter) lineLink(n ast.Node) {
	p.html.leave(n.Parent()) // the author's tags end before it
	link := n.(*listings.LineLink)
	number := strconv.Itoa(link.In.First + link.Line - 1)
	p.out.HTML(" ")
	p.out.Element("a", "", "class", "to", "id", link.ID, "href", "#"+link.In.LineID(link.Line, link.Line), "data-l", number, "aria-label", p.site.msg.Listing.Line+" "+number)
}
