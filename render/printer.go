package render

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/markup"
)

// printer prints one page at a time. The zero of everything below md is where
// it starts for each.
type printer struct {
	site *Site
	md   renderer.Renderer

	page       *site.Page
	doc        *markdown.Document
	out        markup.Buffer
	problems   site.Problems
	anchorRefs []anchorRef
	level      int  // of the last heading
	titled     bool // the page's h1 has been printed
	html       *authored
	wide       bool // a listing with notes beside it is among the page's
	listings   map[*ast.FencedCodeBlock]*listing
	figures    map[int]string  // offsets of markers in the source → the tag that stands for them
	below      map[int]string  // offsets of the markers that end tables → what stands below
	pairs      int             // listings with line numbers so far
	prefixes   map[string]bool // of ids that are taken
	order      []*listing      // the page's listings
	graphed    bool            // the stages have been drawn
	opened     bool            // a section or a Dockerfile has begun
	sized      []sized         // comparison tables
	bars       bar             // of the table that is being printed
	barred     map[string]bool // images whose layers have been drawn
	terms      collector       // for the search
	codes      code.Scratch    // what listings are read into
	rooms      rooms
}

// newPrinter connects docsite's functions with goldmark's renderer. Ours come
// first; what they leave out is printed by goldmark's own.
func newPrinter(s *Site) *printer {
	p := &printer{site: s}
	p.html = newAuthored(p)
	list := func(r renderer.NodeRenderer, priority int) util.PrioritizedValue {
		return util.Prioritized(&watched{NodeRenderer: r, p: p}, priority)
	}
	p.md = renderer.NewRenderer(renderer.WithNodeRenderers(
		list(p, 100),
		list(extension.NewStrikethroughHTMLRenderer(), 500),
		list(extension.NewDefinitionListHTMLRenderer(), 500),
		list(extension.NewFootnoteHTMLRenderer(extension.WithFootnoteBacklinkHTML([]byte("↑"))), 500),
		list(html.NewRenderer(), 1000),
	))
	return p
}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (p *printer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, f := range map[ast.NodeKind]func(ast.Node, bool) ast.WalkStatus{
		ast.KindHeading:         p.heading,
		ast.KindParagraph:       p.paragraph,
		ast.KindBlockquote:      p.blockquote,
		ast.KindFencedCodeBlock: p.fenced,
		ast.KindCodeBlock:       p.indented,
		ast.KindHTMLBlock:       p.htmlBlock,
		ast.KindRawHTML:         p.rawHTML,
		ast.KindText:            p.text,
		ast.KindLink:            p.link,
		ast.KindAutoLink:        p.autoLink,
		ast.KindImage:           p.image,
		ast.KindCodeSpan:        p.codeSpan,
		ast.KindList:            p.list,
		extast.KindTable:        p.table,
		extast.KindTableHeader:  p.tableHeader,
		extast.KindTableRow:     p.tableRow,
		extast.KindTableCell:    p.tableCell,
		extast.KindTaskCheckBox: p.checkBox,
		kindLineLink:            p.lineLink,
	} {
		reg.Register(kind, func(_ util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return f(n, entering), nil
		})
	}
}

// print prints a node with all below it.
func (p *printer) print(n ast.Node) {
	if err := p.md.Render(&p.out, p.doc.Source.Text, n); err != nil {
		panic(err) // none of the functions above gives one, nor does a buffer
	}
}

// printBelow prints what is in a node, without the node's own tags.
func (p *printer) printBelow(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		p.print(c)
		c = next
	}
	p.html.leave(n)
}

// printParagraph prints what is in a node as a paragraph of a class; "" for
// none.
func (p *printer) printParagraph(n ast.Node, class string) {
	p.out.HTML("<p")
	if class != "" {
		p.out.Attr("class", class)
	}
	p.out.HTML(">")
	p.html.Paragraphs++
	p.printBelow(n)
	p.html.Paragraphs--
	p.out.HTML("</p>\n")
}

// body prints a page's Markdown into p.out. It reports whether there was one
// to print.
func (p *printer) body(page *site.Page) bool {
	p.reset(page)
	src, err := p.site.site.Source(page)
	if err != nil {
		p.problems = append(p.problems, site.Problem{File: p.site.site.File(page), Severity: site.Error, Message: err.Error()})
		return false
	}
	if ps := markdown.Check(src); ps.Failed(false) {
		p.problems = append(p.problems, ps...)
		return false
	}
	p.doc = markdown.Parse(src)
	p.findFigures()
	p.findClaims()
	p.findListings()
	if !p.hasTitle() {
		p.title(page.Title)
	}
	p.print(p.doc.Root)
	return true
}

func (p *printer) reset(page *site.Page) {
	p.html.Reset()
	p.html.folds = p.html.folds[:0]
	p.codes.Clear()
	p.rooms.reset()
	*p = printer{site: p.site, md: p.md, html: p.html, page: page, out: markup.Buffer{B: p.out.B[:0]},
		problems: nil, anchorRefs: p.anchorRefs[:0], terms: p.terms, codes: p.codes, rooms: p.rooms, listings: map[*ast.FencedCodeBlock]*listing{}, prefixes: map[string]bool{}, barred: map[string]bool{}}
}

// release gives the printer back for another page.
func (p *printer) release() {
	p.doc, p.listings, p.order = nil, nil, nil
	if cap(p.out.B) > 4<<20 {
		p.out.B = nil // an unusual page does not make memory grow for good
	}
	p.site.printers.Put(p)
}

func (p *printer) hasTitle() bool {
	for _, h := range p.doc.Headings {
		if h.Level == 1 {
			return true
		}
	}
	return false
}

// warn reports what is wrong at an offset in the page.
func (p *printer) warn(offset int, message, hint string) {
	p.problems = append(p.problems, p.doc.Source.Problem(site.Warning, offset, message, hint))
}

// fail reports what no site may be built with.
func (p *printer) fail(offset int, message, hint string) {
	p.problems = append(p.problems, p.doc.Source.Problem(site.Error, offset, message, hint))
}

// findFigures replaces the markers of figures by tags that carry the exact
// number of bytes and where it comes from.
func (p *printer) findFigures() {
	markers, ps := p.doc.Markers()
	p.problems = append(p.problems, ps...)
	for _, m := range markers {
		if ps.Failed(false) {
			continue
		}
		switch m.Kind {
		case "table":
			p.sized = append(p.sized, p.site.sizedOf(m))
			if mark := p.site.staleTable(m.ID); mark != "" {
				p.below = put(p.below, m.Close.Start, mark)
			}
		case "value":
			if open, end, ok := p.site.figureTags(m.ID); ok {
				p.figures = put(put(p.figures, m.Open.Start, open), m.Close.Start, end)
			}
		}
	}
}

// put enters a text into a map that most pages do without.
func put(m map[int]string, at int, text string) map[int]string {
	if m == nil {
		m = map[int]string{}
	}
	m[at] = text
	return m
}

// findClaims reports sentences that say a size of an image and mean another.
func (p *printer) findClaims() {
	if p.site.captions.Mentions(p.doc.Source.Text) {
		p.problems = append(p.problems, p.site.captions.Problems(p.doc.Source, p.doc.Sentences())...)
	}
}

// title prints a first heading for a page that has none in its text.
func (p *printer) title(text string) {
	p.out.HTML("<h1>")
	p.out.Text(text)
	p.out.HTML("</h1>\n")
	p.afterTitle()
}

// afterTitle prints what follows a page's first heading.
func (p *printer) afterTitle() {
	p.titled = true
	p.level = 1
	p.contents()
}

// contents prints the list of a page's sections. One or two need no list.
func (p *printer) contents() {
	var list []markdown.Heading
	for _, h := range p.doc.Headings {
		if h.Level == 2 || h.Level == 3 {
			list = append(list, h)
		}
	}
	if len(list) < 3 {
		return
	}
	w := &p.out
	w.HTML(`<nav class="toc"`)
	w.Attr("aria-label", p.site.msg.Page.OnThisPage)
	w.HTML(`><div><p>`)
	w.Text(p.site.msg.Page.OnThisPage)
	w.HTML("</p><ul>\n")
	for _, h := range list {
		w.HTML("<li")
		if h.Level == 3 {
			w.HTML(` class="sub"`)
		}
		w.HTML("><a")
		w.Href("href", "#"+h.ID)
		w.HTML(">")
		w.Text(h.Text)
		w.HTML("</a>\n")
	}
	w.HTML("</ul></div></nav>\n")
}

// source is a node's text as it was written.
func (p *printer) source(n ast.Node) []byte {
	var b bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(p.doc.Source.Text))
	}
	return b.Bytes()
}

// offset is where a node starts in the page; 0 when goldmark does not say.
func offset(n ast.Node) int {
	if at := n.Pos(); at > 0 {
		return at
	}
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if t, ok := n.FirstChild().(*ast.Text); ok {
		return t.Segment.Start
	}
	return 0
}

// headingTag is the tag of a heading at a level, which HTML has six of.
func headingTag(level int) string { return "h" + strconv.Itoa(min(max(level, 1), 6)) }
