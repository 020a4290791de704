package render

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"docsite/internal/markdown"
	"docsite/internal/sanitize"
	"docsite/render/links"
	"docsite/render/listings"
	"docsite/render/markup"
)

// authored prints the HTML of authors.
type authored struct {
	sanitize.Sanitizer
	p *pagePrinter

	dark   string   // what the next picture is on dark pages; empty for itself
	within ast.Node // the paragraph that is being printed
	ended  ast.Node // the one that a part of a table around it has ended
	asText bool     // HTML is printed as it was written
	asLead bool     // headings are printed as what leads notes in
	link   openLink // begun last
}

// openLink is a link that has begun.
type openLink struct {
	at   int    // in the output
	name string // what it is called where nothing in it has a name
}

func newAuthored(p *pagePrinter) *authored {
	a := &authored{p: p}
	a.Warn = func(at int, message, hint string) { p.warn(at, message, hint) }
	a.Resolve = func(dest string, at int) (string, bool) {
		to := p.resolveTo(dest, at, false)
		return to.Href, to.External
	}
	return a
}

// inline prints a tag in a line of text, or the tag of a figure that a comment
// stands for.
func (a *authored) inline(n *ast.RawHTML) {
	if a.asText {
		a.text(n, n)
		return
	}
	raw, at, text := n.Segments.Value(a.p.doc.Source.Text), n.Segments.At(0).Start, n.Parent()
	switch figure, ok := a.p.prose.figures[at]; {
	case !ok:
		noBlock := text == nil || text.Type() == ast.TypeInline || text.Kind() == ast.KindHeading
		block := a.around(text, raw)
		a.print(a.Inline(raw, sanitize.Position{At: at, Text: text, Block: block, NoBlock: noBlock, HoldsLink: func() bool { return a.p.doc.HoldsLink(n) }}))
	case !strings.HasPrefix(figure, "</"):
		a.p.out.HTML(figure)
		a.OpenOwn("data", text)
	default:
		pieces, open := a.CloseOwn("data", text)
		if a.print(pieces); open {
			a.p.out.HTML(figure)
		}
	}
}

// around is the piece of Markdown that the block of a text stands in: of a paragraph
// that a part of a table around it has ended, as it does in browsers, what holds both.
func (a *authored) around(text ast.Node, raw []byte) ast.Node {
	if raw != nil && text != nil && text == a.within && a.EndsParagraph(raw, text.Parent()) {
		a.leave(text)
		a.p.out.HTML("</p>\n")
		a.Paragraphs--
		a.within, a.ended = nil, text
	}
	if text != nil && text == a.ended {
		return text.Parent()
	}
	return text
}

// block prints the text and the tags of a block of HTML. In a list or a
// quotation it is not one piece of the page.
func (a *authored) block(n *ast.HTMLBlock) {
	if a.asText {
		a.text(n, nil)
		return
	}
	raw, parts := a.p.doc.HTML(n)
	at := sanitize.Position{Text: n, Block: n.Parent(), Crosses: func(name string) bool { return a.p.doc.ClosedLater(n, name) }}
	a.print(a.Document(raw, at, func(at int) int { return markdown.PlaceIn(parts, at) }))
	a.dark = ""
}

// print prints what may be printed of an author's HTML.
func (a *authored) print(pieces []sanitize.Piece) {
	w := &a.p.out
	for i := range pieces {
		switch p := &pieces[i]; p.Kind {
		case sanitize.Text:
			w.Text(p.Data)
		case sanitize.Start, sanitize.Void:
			a.tag(p)
		case sanitize.End:
			a.end(p.Data)
		case sanitize.Picture:
			a.p.prose.picture(a.pictureOf(p))
		case sanitize.Source:
			a.source(p)
		case sanitize.Place:
			name := "a"
			if p.InLink {
				name = "span" // a link cannot hold another <a>
			}
			if a.p.claimID(p.Data) {
				w.Element(name, "", "id", p.Data)
			}
		}
	}
}

func (a *authored) tag(p *sanitize.Piece) {
	w := &a.p.out
	name := p.Data
	switch name {
	case "table":
		w.HTML(`<div class="table" tabindex="0">`)
	case "center":
		name = "div"
	case "a":
		a.link = openLink{len(w.B), links.Short(p.Attribute("href"))}
	}
	if a.asLead && sanitize.IsHeading[name] {
		w.HTML(`<p class="lead"`)
	} else {
		w.Parts("<", name)
	}
	switch p.Data {
	case "pre":
		w.HTML(` class="plain" tabindex="0"`)
	case "center":
		w.HTML(` align="center"`)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if h := a.p.doc.HeadingAt(p.At); h != nil {
			w.Attr("id", h.ID)
		}
	}
	for _, attribute := range p.Attributes {
		switch attribute.Key {
		case "open", "reversed", "nowrap":
			w.Parts(" ", attribute.Key)
		case "id":
			if a.p.claimID(attribute.Val) {
				w.Attr("id", attribute.Val)
			}
		default:
			w.Attr(attribute.Key, attribute.Val)
		}
	}
	w.HTML(">")
}

// endLink prints the end of a link. One that holds nothing but pictures without words is
// called what it leads to, for those who do not see them; one that holds nothing is none.
func (a *authored) endLink() {
	w := &a.p.out
	switch link := w.B[min(a.link.at, len(w.B)):]; {
	case a.link.name == "" || markup.HasName(link):
	case bytes.Count(link, []byte("<")) == 1 && !bytes.Contains(link, []byte(` id="`)):
		w.B = w.B[:a.link.at]
		return
	default:
		w.Element("span", a.link.name, "class", "sr")
	}
	w.HTML("</a>")
}

// end prints the end of a tag.
func (a *authored) end(name string) {
	w := &a.p.out
	switch {
	case name == "a":
		a.endLink()
		return
	case name == "center":
		name = "div"
	case a.asLead && sanitize.IsHeading[name]:
		name = "p"
	case name == "h1":
		a.p.prose.due = !a.p.prose.titled
	}
	w.Parts("</", name, ">")
	if name == "table" {
		w.HTML("</div>")
	}
}

// source keeps the picture that a <picture> has for dark pages.
func (a *authored) source(p *sanitize.Piece) {
	media := strings.ToLower(p.Attribute("media"))
	file, _, _ := strings.Cut(strings.TrimSpace(p.Attribute("srcset")), " ")
	if file = strings.TrimSuffix(file, ","); strings.Contains(media, "prefers-color-scheme") && strings.Contains(media, "dark") {
		a.dark = file
	}
}

// pictureOf is a picture as its tag has it.
func (a *authored) pictureOf(p *sanitize.Piece) pictureTag {
	dark := a.dark
	a.dark = ""
	return pictureTag{at: p.At, inLink: p.InLink, dark: dark, dest: markdown.Picture(a.p.doc, strings.TrimSpace(p.Attribute("src"))), alt: p.Attribute("alt"), title: p.Attribute("title"),
		width: p.Attribute("width"), height: p.Attribute("height"), align: strings.ToLower(p.Attribute("align"))}
}

// leave closes the tags that were opened in a piece of Markdown, which ends.
func (a *authored) leave(n ast.Node) { a.print(a.Leave(n)) }

// apart prints a part of the page that stands for itself.
func (a *authored) apart(print func()) {
	base := a.Enter()
	print()
	a.print(a.Exit(base))
}

// node looks at a node of the Markdown that starts or ends while tags are open.
// It reports whether it has printed the node.
func (a *authored) node(n ast.Node, entering bool) bool {
	if entering && n.Parent() != nil && n.Kind() != ast.KindHTMLBlock && n.Kind() != ast.KindRawHTML && !a.p.doc.IsBreak(n) {
		a.print(a.Flow(a.around(n.Parent(), nil), n.Type() == ast.TypeBlock && n.Kind() != ast.KindTextBlock, n.Kind() == ast.KindHeading))
	}
	switch {
	case !entering:
		a.leave(n)
	case n.Kind() == extast.KindFootnoteBacklink:
		a.leave(n.Parent()) // the link is ours
	case n.Kind() == listings.KindLineLink:
		if a.leave(n.Parent()); a.Links > 0 { // a link around the paragraph cannot hold ours
			a.p.out.Element("span", "", "id", n.(*listings.LineLink).ID)
			return true
		}
	case n.Kind() == extast.KindFootnoteLink && a.Links > 0:
		f := n.(*extast.FootnoteLink) // as a number, to which one can come back
		id := "fnref"
		if f.RefIndex > 0 {
			id += strconv.Itoa(f.RefIndex)
		}
		number := strconv.Itoa(f.Index)
		a.p.out.Element("sup", number, "id", id+":"+number)
		return true
	}
	return false
}

// watched are functions of a renderer, ours or goldmark's, that close what an
// author's tags opened in a node before the node ends.
type watched struct {
	renderer.NodeRenderer
	p   *pagePrinter
	reg renderer.NodeRendererFuncRegisterer
}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (w *watched) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	w.reg = reg
	w.NodeRenderer.RegisterFuncs(w)
}

// Register implements goldmark's renderer.NodeRendererFuncRegisterer.
func (w *watched) Register(kind ast.NodeKind, f renderer.NodeRendererFunc) {
	w.reg.Register(kind, func(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if (w.p.html.Open() > 0 || w.p.html.Links > 0) && w.p.html.node(n, entering) {
			return ast.WalkSkipChildren, nil
		}
		return f(out, source, n, entering)
	})
}
