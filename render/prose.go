package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// heading prints a heading with the link by which one can point at it.
func (p *printer) heading(n ast.Node, entering bool) ast.WalkStatus {
	h := n.(*ast.Heading)
	tag := headingTag(h.Level)
	w := &p.out
	if entering {
		p.beforeSection(h)
		if h.Level > 1 && headingID(h) != "" {
			w.html(`<div class="titled">`)
		}
		w.html("<" + tag)
		if id := headingID(h); id != "" {
			w.attr("id", id)
		}
		w.html(">")
		return ast.WalkContinue
	}
	w.html("</" + tag + ">")
	if id := headingID(h); id != "" && h.Level > 1 { // outside: it is no part of the heading's name
		w.html(`<a class="anchor"`)
		w.href("href", "#"+id)
		w.attr("aria-label", p.site.msg.Page.Section)
		w.html("></a></div>")
	}
	w.html("\n")
	p.level = h.Level
	if h.Level == 1 && !p.titled && h.Parent() == p.doc.Root {
		p.afterTitle()
	}
	return ast.WalkContinue
}

func headingID(h *ast.Heading) string {
	id, _ := h.AttributeString("id")
	b, _ := id.([]byte)
	return string(b)
}

// paragraph prints a paragraph; one that is a picture alone is a figure.
func (p *printer) paragraph(n ast.Node, entering bool) ast.WalkStatus {
	if entering && p.figure(n) {
		return ast.WalkSkipChildren
	}
	if entering {
		p.html.Paragraphs++
		p.out.html("<p>")
	} else if !p.doc.IsFigure(n) {
		p.html.Paragraphs--
		p.out.html("</p>\n")
	}
	return ast.WalkContinue
}

// alerts are the kinds of GitHub's alerts, in the order of their messages.
var alerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// blockquote prints a quotation, or an alert as GitHub has it: a quotation
// whose first line is [!NOTE] or the like.
func (p *printer) blockquote(n ast.Node, entering bool) ast.WalkStatus {
	kind := p.alert(n)
	switch {
	case kind < 0 && entering:
		p.out.html("<blockquote>\n")
	case kind < 0:
		p.out.html("</blockquote>\n")
	case entering:
		p.out.html(`<div class="alert ` + strings.ToLower(alerts[kind]) + `"><p class="alert-title">`)
		p.out.text(p.site.msg.Prose.Alerts[kind])
		p.out.html("</p>\n")
		p.printAlert(n)
		p.out.html("</div>\n")
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// alert tells which kind of alert a quotation is; -1 for none.
func (p *printer) alert(n ast.Node) int {
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindParagraph || first.Lines().Len() == 0 {
		return -1
	}
	line := first.Lines().At(0)
	text := strings.ToUpper(strings.TrimSpace(string(line.Value(p.doc.Source.Text))))
	for i, kind := range alerts {
		if text == "[!"+kind+"]" {
			return i
		}
	}
	return -1
}

// printAlert prints an alert's text without its first line.
func (p *printer) printAlert(n ast.Node) {
	first := n.FirstChild()
	end := first.Lines().At(0).Stop
	rest := false
	for c := first.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && t.Segment.Start < end || !rest && offset(c) < end {
			continue
		}
		if !rest {
			p.out.html("<p>")
			p.html.Paragraphs++
			rest = true
		}
		p.print(c)
	}
	if rest {
		p.html.leave(first)
		p.html.Paragraphs--
		p.out.html("</p>\n")
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		p.print(c)
	}
	p.html.leave(n)
}

// list prints a list; one of tasks has no bullets.
func (p *printer) list(n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.List)
	w := &p.out
	tag := "ul"
	if l.IsOrdered() {
		tag = "ol"
	}
	if !entering {
		w.html("</" + tag + ">\n")
		return ast.WalkContinue
	}
	w.html("<" + tag)
	if l.IsOrdered() && l.Start != 1 {
		w.html(` start="`)
		w.int(l.Start)
		w.html(`"`)
	}
	if isTask(l.FirstChild()) {
		w.html(` class="tasks"`)
	}
	w.html(">\n")
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
func (p *printer) checkBox(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		sign, name := "☐", p.site.msg.Prose.ToDo
		if n.(*extast.TaskCheckBox).IsChecked {
			sign, name = "☑", p.site.msg.Prose.Done
		}
		p.out.html(`<span class="task" role="img"`)
		p.out.attr("aria-label", name)
		p.out.html(">" + sign + "</span> ")
	}
	return ast.WalkContinue
}

// table prints a table in a box of its own, which scrolls when the table is
// wider than the page.
func (p *printer) table(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		if p.sized != nil {
			p.bars = p.barsOf(n)
		}
		p.out.html(`<div class="table" tabindex="0"><table>` + "\n")
		return ast.WalkContinue
	}
	p.bars = nil
	if n.LastChild() != nil && n.LastChild().Kind() == extast.KindTableRow {
		p.out.html("</tbody>\n")
	}
	p.out.html("</table></div>\n")
	return ast.WalkContinue
}

func (p *printer) tableHeader(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.out.html("<thead><tr>\n")
		return ast.WalkContinue
	}
	p.out.html("</tr></thead>\n")
	if next := n.NextSibling(); next != nil && next.Kind() == extast.KindTableRow {
		p.out.html("<tbody>\n")
	}
	return ast.WalkContinue
}

func (p *printer) tableRow(_ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.out.html("<tr>\n")
	} else {
		p.out.html("</tr>\n")
	}
	return ast.WalkContinue
}

func (p *printer) tableCell(n ast.Node, entering bool) ast.WalkStatus {
	c := n.(*extast.TableCell)
	head := c.Parent().Kind() == extast.KindTableHeader
	tag := "td"
	if head {
		tag = "th"
	}
	if !entering {
		p.bars.print(&p.out, n)
		p.out.html("</" + tag + ">\n")
		return ast.WalkContinue
	}
	p.out.html("<" + tag)
	if head {
		p.out.html(` scope="col"`)
	}
	switch c.Alignment {
	case extast.AlignRight:
		p.out.html(` class="right"`)
	case extast.AlignCenter:
		p.out.html(` class="center"`)
	}
	p.out.html(">")
	return ast.WalkContinue
}

// indented prints a code block without fences.
func (p *printer) indented(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.plainBlock(p.source(n))
	}
	return ast.WalkSkipChildren
}

// plainBlock prints text whose columns matter: it does not wrap.
func (p *printer) plainBlock(code []byte) {
	p.out.html(`<pre class="plain" tabindex="0"><code>`)
	p.out.textBytes(code)
	p.out.html("</code></pre>\n")
}
