package render

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"docsite/internal/markdown"
	"docsite/internal/markdown/block"
	"docsite/internal/markdown/inline"
	"docsite/render/listings"
	"docsite/render/sizes"
	"docsite/render/tokens"
)

// prosePrinter prints a page's Markdown but for its listings.
type prosePrinter struct {
	*pagePrinter
	titled  bool           // the page's h1 has been printed
	due     bool           // what follows the h1 is printed once the author's tags around it end
	figures map[int]string // offsets of markers in the source → the tag that stands for them
	below   map[int]string // offsets of the markers that end tables → what stands below
	sized   []sizes.Table
	bars    sizes.Bars        // of the table that is being printed
	wordy   map[ast.Node]bool // headings of its columns with sentences
	span    []byte            // the code of a span

	inFigure bool // a picture with its caption is being printed
	outdated bool // one of its screenshots shows what is no longer so
}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (p *prosePrinter) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, f := range map[ast.NodeKind]func(ast.Node, bool) ast.WalkStatus{
		ast.KindHeading:        p.heading,
		ast.KindParagraph:      p.paragraph,
		ast.KindBlockquote:     p.blockquote,
		ast.KindLink:           p.link,
		ast.KindList:           p.list,
		extast.KindTable:       p.table,
		extast.KindTableHeader: p.tableHeader,
		extast.KindTableRow:    p.tableRow,
		extast.KindTableCell:   p.tableCell,
		inline.KindStyled:      p.styled,
	} {
		reg.Register(kind, func(_ util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return f(n, entering), nil
		})
	}
	for kind, whole := range map[ast.NodeKind]func(ast.Node){
		ast.KindFencedCodeBlock: p.listings.fenced,
		ast.KindCodeBlock:       func(n ast.Node) { p.plainBlock(p.source(n)) },
		ast.KindHTMLBlock:       p.htmlBlock,
		ast.KindRawHTML:         func(n ast.Node) { p.html.inline(n.(*ast.RawHTML)) },
		ast.KindText:            p.text,
		ast.KindAutoLink:        p.autoLink,
		ast.KindImage:           p.image,
		ast.KindCodeSpan:        p.codeSpan,
		extast.KindTaskCheckBox: p.checkBox,
		listings.KindLineLink:   p.lineLink,
	} {
		reg.Register(kind, func(_ util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering {
				whole(n)
			}
			return ast.WalkSkipChildren, nil
		})
	}
}

// heading prints a heading with the link by which one can point at it.
func (p *prosePrinter) heading(n ast.Node, entering bool) ast.WalkStatus {
	h := n.(*ast.Heading)
	tag := headingTag(h.Level)
	w := &p.out
	if entering {
		p.diagrams.BeforeSection(h)
		id := markdown.HeadingID(h)
		dir := p.dir
		if h.Level > 1 && id != "" {
			w.Tag("div", "class", "titled", "dir", dir)
			dir = "" // the text of what has one of its own would not count for that around it
		}
		w.Tag(tag, "dir", dir, "id", id)
		p.otherIDs(h)
		return ast.WalkContinue
	}
	w.Parts("</", tag, ">")
	if id := markdown.HeadingID(h); id != "" && h.Level > 1 { // outside: it is no part of the heading's name
		w.Element("a", "", "class", "anchor", "href", "#"+id, "aria-label", p.site.msg.Page.Section)
		w.HTML("</div>")
	}
	w.HTML("\n")
	p.level = h.Level
	if h.Level == 1 && h.Parent() == p.doc.Root {
		if p.due = !p.titled; p.due && p.html.Open() == 0 {
			p.afterTitle()
		}
	}
	return ast.WalkContinue
}

// otherIDs prints the places by which a heading is also known.
func (p *pagePrinter) otherIDs(h *ast.Heading) {
	for _, name := range markdown.Labels(h) {
		if p.claimID(name) {
			p.out.Element("span", "", "id", name)
		}
	}
}

// paragraph prints a paragraph; one that is a picture alone is a figure.
func (p *prosePrinter) paragraph(n ast.Node, entering bool) ast.WalkStatus {
	if entering && p.figure(n) {
		return ast.WalkSkipChildren
	}
	if entering {
		p.html.Paragraphs++
		p.html.within = n
		p.out.Tag("p", "dir", p.dir)
	} else if !p.doc.IsFigure(n) && n != p.html.ended {
		p.html.Paragraphs--
		p.out.HTML("</p>\n")
	}
	return ast.WalkContinue
}

// blockquote prints a quotation, or an alert as GitHub has it: a quotation
// whose first line is [!NOTE] or the like.
func (p *prosePrinter) blockquote(n ast.Node, entering bool) ast.WalkStatus {
	if title, open, group := block.Fold(n); title != "" {
		if !group {
			p.fold(title, open, entering)
		}
		return ast.WalkContinue
	}
	kind, title, head := block.Alert(n, p.doc.Source.Text)
	switch {
	case kind < 0 && entering:
		p.out.HTML("<blockquote>\n")
	case kind < 0:
		p.out.HTML("</blockquote>\n")
	case entering:
		p.out.HTML(`<div class="alert`)
		if kind > 0 { // a note is what explains code
			p.out.Parts(" ", strings.ToLower(block.Alerts[kind]))
		}
		p.out.HTML(`">`)
		switch {
		case head != nil && !head.IsEmpty():
			p.lineTitle(n.FirstChild(), *head)
		case title != " ":
			p.title(`<p class="alert-title">`, cmp.Or(title, p.site.msg.Prose.Alerts[kind]), "</p>\n")
		}
		if head != nil {
			p.printAlert(n)
		} else {
			p.printBelow(n)
		}
		p.out.HTML("</div>\n")
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// fold prints the start or the end of text below a title, which a reader may fold.
func (p *prosePrinter) fold(title string, open, entering bool) {
	if !entering {
		p.out.HTML("</details>\n")
		return
	}
	p.out.HTML("<details")
	if open {
		p.out.HTML(" open")
	}
	p.title(">\n<summary>", title, "</summary>\n")
}

// title prints the title of an alert or a fold between tags.
func (p *prosePrinter) title(start, title, end string) {
	p.out.HTML(start)
	for _, s := range markdown.Spans(title) {
		switch {
		case s.Code:
			p.out.Around("<code>", s.Text, "</code>")
		case s.Strong:
			p.out.Around("<strong>", s.Text, "</strong>")
		case s.Stressed:
			p.out.Around("<em>", s.Text, "</em>")
		default:
			p.out.Text(s.Text)
		}
	}
	p.out.HTML(end)
}

// lineTitle prints the title in the first line of an alert's first paragraph.
func (p *prosePrinter) lineTitle(first ast.Node, title text.Segment) {
	p.out.Tag("p", "class", "alert-title")
	p.html.Paragraphs++
	for c := first.FirstChild(); c != nil; c = c.NextSibling() {
		switch t, ok := c.(*ast.Text); {
		case !ok && offset(c) < title.Stop:
			p.print(c)
		case ok && t.Segment.Start < title.Stop && t.Segment.Stop > title.Start:
			p.print(ast.NewTextSegment(t.Segment.WithStart(max(t.Segment.Start, title.Start)))) // without its line break
		}
	}
	p.html.leave(first)
	p.html.Paragraphs--
	p.out.HTML("</p>\n")
}

// printAlert prints an alert's text without its first line.
func (p *prosePrinter) printAlert(n ast.Node) {
	first := n.FirstChild()
	end := first.Lines().At(0).Stop
	rest := false
	for c := first.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && t.Segment.Start < end || !rest && offset(c) < end {
			continue
		}
		if !rest {
			p.out.Tag("p", "dir", p.dir)
			p.html.Paragraphs++
			rest = true
		}
		p.print(c)
	}
	if rest {
		p.html.leave(first)
		p.html.Paragraphs--
		p.out.HTML("</p>\n")
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		p.print(c)
	}
	p.html.leave(n)
}

// list prints a list; one of tasks has no bullets.
func (p *prosePrinter) list(n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.List)
	w := &p.out
	tag := "ul"
	if l.IsOrdered() {
		tag = "ol"
	}
	if !entering {
		w.Parts("</", tag, ">\n")
		return ast.WalkContinue
	}
	start, class := "", ""
	if l.IsOrdered() && l.Start != 1 {
		start = strconv.Itoa(l.Start)
	}
	switch {
	case isTask(l.FirstChild()):
		class = "tasks"
	case l.IsOrdered() && l.Start+l.ChildCount() > 100:
		class = "hundreds"
	}
	for item := l.FirstChild(); item != nil && p.dir != ""; item = item.NextSibling() {
		item.SetAttributeString("dir", []byte(p.dir))
	}
	w.Tag(tag, "start", start, "class", class)
	w.HTML("\n")
	return ast.WalkContinue
}

func isTask(item ast.Node) bool {
	if item == nil || item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return false
	}
	return item.FirstChild().FirstChild().Kind() == extast.KindTaskCheckBox
}

// checkBox prints a task's box as a sign with a name: an input that nobody can
// change would be one more control without a label.
func (p *prosePrinter) checkBox(n ast.Node) {
	sign, name := "☐", p.site.msg.Prose.ToDo
	if n.(*extast.TaskCheckBox).IsChecked {
		sign, name = "☑", p.site.msg.Prose.Done
	}
	p.out.Element("span", sign, "class", "task", "role", "img", "aria-label", name)
	p.out.HTML(" ")
}

// plainBlock prints text whose columns matter: it does not wrap.
func (p *prosePrinter) plainBlock(code []byte) {
	p.shortBlock(` class="plain" tabindex="0"`, tokens.Cursor{Code: code})
}
