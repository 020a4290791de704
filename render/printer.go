package render

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"docsite/internal/markdown"
	"docsite/internal/markdown/inline"
	"docsite/internal/site"
	"docsite/render/diagrams"
	"docsite/render/entries"
	"docsite/render/layout"
	"docsite/render/listings"
	"docsite/render/markup"
)

// pagePrinter prints one page at a time: what its printers of prose, listings
// and diagrams print of it, and what is found wrong on it. The zero of all but
// site, md and html is where it starts for each.
type pagePrinter struct {
	site *Site
	md   renderer.Renderer
	html *authored

	page       *site.Page
	doc        *markdown.Document
	out        markup.Buffer
	problems   site.Problems
	anchorRefs []anchorRef
	meant      int             // by the definitions of the page: see means
	level      int             // of the last heading
	dir        string          // the direction of blocks whose text may run from right to left; empty where none may
	wide       bool            // a listing with notes beside it is among the page's
	wanted     []site.Wanted   // pictures that the project keeps copies of
	hosts      []string        // whose pictures the page shows
	ids        map[string]bool // of places that are taken; nil before the first of an author's HTML

	prose    prosePrinter
	reader   *listings.Reader
	listings listingPrinter
	diagrams diagrams.Printer
	terms    *entries.Collector // for the search
}

// newPagePrinter connects docsite's functions with goldmark's renderer. Ours come
// first; what they leave out is printed by goldmark's own.
func newPagePrinter(s *Site) *pagePrinter {
	p := &pagePrinter{site: s, terms: &entries.Collector{}}
	p.html = newAuthored(p)
	p.prose.pagePrinter, p.listings.pagePrinter = p, p // of which functions are registered below
	p.reader = listings.NewReader(listings.Options{Site: s.site, Links: s.links, Sizes: s.figures, ScriptLinks: s.scripts, Warn: p.warn, Fail: p.fail})
	list := func(r renderer.NodeRenderer, priority int) util.PrioritizedValue {
		return util.Prioritized(&watched{NodeRenderer: r, p: p}, priority)
	}
	p.md = renderer.NewRenderer(renderer.WithNodeRenderers(
		list(&p.prose, 100),
		list(extension.NewStrikethroughHTMLRenderer(), 500),
		list(extension.NewDefinitionListHTMLRenderer(), 500),
		list(extension.NewFootnoteHTMLRenderer(extension.WithFootnoteBacklinkHTML([]byte("↑"))), 500),
		list(html.NewRenderer(), 1000),
	))
	return p
}

// print prints a node with all below it.
func (p *pagePrinter) print(n ast.Node) {
	if err := p.md.Render(&p.out, p.doc.Source.Text, n); err != nil {
		panic(err) // none of the functions above gives one, nor does a buffer
	}
}

// printBelow prints what is in a node, without the node's own tags.
func (p *pagePrinter) printBelow(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		p.print(c)
		c = next
	}
	p.html.leave(n)
}

// endParagraph prints what is in a node into a paragraph whose tag is printed, and ends
// the paragraph.
func (p *pagePrinter) endParagraph(n ast.Node) {
	p.html.Paragraphs++
	p.printBelow(n)
	p.html.Paragraphs--
	p.out.HTML("</p>\n")
}

// body prints a page's Markdown into p.out. It reports whether there was one
// to print.
func (p *pagePrinter) body(page *site.Page) bool {
	p.reset(page)
	src, err := p.site.site.Source(page)
	if err != nil {
		p.problems = append(p.problems, site.Problem{File: p.site.site.File(page), Severity: site.Error, Message: err.Error()})
		return false
	}
	if ps := markdown.Check(src); ps.Failed() {
		p.asText(src, ps)
		return true
	}
	p.doc = markdown.Parse(src)
	if ps := p.doc.Conflict(); ps != nil {
		ps[0].Alone = true
		p.asText(src, ps)
		return true
	}
	if !p.means(p.doc) {
		p.asText(src, site.Problems{src.Problem(site.Error, bytes.Index(src.Text, definition),
			fmt.Sprintf("its definitions stand for %d bytes of addresses and titles; the limit is %d", p.meant, maxMeant), "shorten them, or split the page")})
		return true
	}
	if markup.IsMixed(src.Text) && !layout.IsRightToLeft(cmp.Or(page.Lang, p.site.site.Config.Lang)) {
		p.dir = "auto"
	}
	p.problems = append(p.problems, p.doc.Warnings()...)
	p.prose.findFigures()
	p.problems = append(p.problems, p.site.captions.Problems(src, p.doc.Sentences)...)
	p.reader.Read(page, p.doc)
	if !opensWithTitle(p.doc.Headings, page.Title) {
		p.title(page.Title)
	}
	p.print(p.doc.Root)
	p.out.B = p.site.anchors.Near(page.Output, p.out.B, p.doc.Headings, p.placeNames())
	return true
}

// maxMeant is for how many bytes of addresses and titles a page's definitions may stand.
const maxMeant = 8 << 20

// definition is a part of every definition.
var definition = []byte("]:")

// means counts what the definitions of a page stand for, and reports whether it may have that.
func (p *pagePrinter) means(doc *markdown.Document) bool {
	if bytes.Contains(doc.Source.Text, definition) {
		p.meant += inline.Meant(doc.Root)
	}
	return p.meant <= maxMeant
}

// asText prints a page as it was written that is too much for the parser, or of which
// nobody has chosen a side yet.
func (p *pagePrinter) asText(src *site.Source, ps site.Problems) {
	for _, problem := range ps {
		if problem.Message = "the page is shown as text: " + problem.Message; !problem.Alone {
			problem.Severity = site.Warning
		}
		p.problems = append(p.problems, problem)
	}
	p.doc = markdown.AsText(src)
	p.title(p.page.Title)
	p.prose.plainBlock(src.Text[p.doc.Body:])
}

func (p *pagePrinter) reset(page *site.Page) {
	p.html.Reset()
	*p = pagePrinter{site: p.site, md: p.md, html: p.html, page: page, out: markup.Buffer{B: p.out.B[:0]}, anchorRefs: p.anchorRefs[:0], terms: p.terms,
		prose:    prosePrinter{pagePrinter: p, span: p.prose.span},
		reader:   p.reader,
		listings: listingPrinter{p, p.listings.said, p.listings.lines},
		diagrams: diagrams.New(p.site.site, p.site.msg, p.site.figures, &p.out, p.reader),
	}
}

// release gives the printer back for another page.
func (p *pagePrinter) release() {
	p.doc = nil
	p.reader.Release()
	if cap(p.out.B) > 4<<20 {
		p.out.B, p.listings.said, p.listings.lines = nil, nil, nil // an unusual page does not make memory grow for good
	}
	p.site.printers.Put(p)
}

// claimID takes an id for a place of an author's HTML, and reports whether no other
// place of the page has it.
func (p *pagePrinter) claimID(id string) bool {
	free := !p.taken()[id]
	p.ids[id] = true
	return free
}

// taken are the ids of the page's headings, and those that were claimed.
func (p *pagePrinter) taken() map[string]bool {
	if p.ids == nil {
		p.ids = map[string]bool{"Main": true, "Pages": true, "Q": true, "Status": true}
		for i := range p.doc.Headings {
			p.ids[p.doc.Headings[i].ID] = true
		}
	}
	return p.ids
}

// warn reports what is wrong at an offset in the page.
func (p *pagePrinter) warn(offset int, message, hint string) {
	p.problems = append(p.problems, p.doc.Source.Problem(site.Warning, offset, message, hint))
}

// fail reports what no site may be built with.
func (p *pagePrinter) fail(offset int, message, hint string) {
	p.problems = append(p.problems, p.doc.Source.Problem(site.Error, offset, message, hint))
}

// opensWithTitle reports whether a page's text has the page's title: its first heading, or the
// one of its level that the page is called by.
func opensWithTitle(headings []markdown.Heading, title string) bool {
	return slices.ContainsFunc(headings, func(h markdown.Heading) bool {
		return h.Level == 1 && (h.Text == title || headings[0].Level == 1)
	})
}

// title prints a first heading for a page that has none in its text.
func (p *pagePrinter) title(text string) {
	p.out.Element("h1", text, "dir", p.dir)
	p.out.HTML("\n")
	p.afterTitle()
}

// afterTitle prints what follows a page's first heading.
func (p *pagePrinter) afterTitle() {
	p.prose.titled, p.prose.due = true, false
	p.level = 1
	p.contents()
}

// contents prints the map of a page: its sections. The script adds where the
// reader is, and the rows of the section in sight. One section or two need no map,
// unless the page has rows.
func (p *pagePrinter) contents() {
	list := make([]markdown.Heading, 0, len(p.doc.Headings)+1)
	for _, h := range p.doc.Headings {
		if h.Level == 2 || h.Level == 3 {
			list = append(list, h)
		}
	}
	if len(list) < 3 && !p.reader.HasRows() {
		return
	}
	if len(list) == 0 {
		list = append(list, markdown.Heading{ID: "Main", Text: p.page.Title})
	}
	w := &p.out
	w.Tag("nav", "class", "toc", "aria-label", p.site.msg.Page.OnThisPage)
	w.Around(`<details class="map"><summary>`, p.site.msg.Page.OnThisPage, "</summary></details><div><ul>\n")
	for _, h := range list {
		class := ""
		if h.Level == 3 {
			class = "sub"
		}
		w.Tag("li", "class", class, "dir", p.dir)
		w.Element("a", h.Text, "href", "#"+h.ID)
		w.HTML("\n")
	}
	w.HTML("</ul></div></nav>\n")
}

// source is a node's text as it was written.
func (p *pagePrinter) source(n ast.Node) []byte { return n.Lines().Value(p.doc.Source.Text) }

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
func headingTag(level int) string {
	level = min(max(level, 1), 6)
	return "h1h2h3h4h5h6"[2*level-2 : 2*level]
}
