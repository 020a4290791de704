package render

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/render/sizes"
)

// table prints a table in a box of its own, which scrolls when the table is
// wider than the page.
func (p *prosePrinter) table(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		if p.sized != nil {
			p.bars = sizes.BarsOf(p.doc, p.sized, n)
		}
		p.out.HTML(`<div class="table" tabindex="0"><table>` + "\n")
		return ast.WalkContinue
	}
	p.bars = nil
	if n.LastChild() != nil && n.LastChild().Kind() == extast.KindTableRow {
		p.out.HTML("</tbody>\n")
	}
	p.out.HTML("</table></div>\n")
	return ast.WalkContinue
}

func (p *prosePrinter) tableHeader(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.wordy = p.wordyColumns(n.Parent())
		p.out.HTML("<thead><tr>\n")
		return ast.WalkContinue
	}
	p.out.HTML("</tr></thead>\n")
	if next := n.NextSibling(); next != nil && next.Kind() == extast.KindTableRow {
		p.out.HTML("<tbody>\n")
	}
	return ast.WalkContinue
}

// wordyColumns are the headings of a table's columns that have sentences: beside
// columns of code, which does not wrap, a browser would leave these a word's width.
func (p *prosePrinter) wordyColumns(table ast.Node) map[ast.Node]bool {
	const sentence = 40 // characters
	wordy := map[ast.Node]bool{}
	for row := table.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		head := table.FirstChild().FirstChild()
		for c := row.FirstChild(); c != nil && head != nil; c, head = c.NextSibling(), head.NextSibling() {
			if !wordy[head] && len(c.Lines().Value(p.doc.Source.Text)) > sentence && utf8.RuneCountInString(p.doc.Text(c)) > sentence {
				wordy[head] = true
			}
		}
	}
	return wordy
}

func (p *prosePrinter) tableRow(n ast.Node, entering bool) ast.WalkStatus {
	if entering && n.PreviousSibling() == nil { // of a table without a head
		p.out.HTML("<tbody>\n")
	}
	if entering {
		p.out.HTML("<tr>\n")
	} else {
		p.out.HTML("</tr>\n")
	}
	return ast.WalkContinue
}

func (p *prosePrinter) tableCell(n ast.Node, entering bool) ast.WalkStatus {
	c := n.(*extast.TableCell)
	head := c.Parent().Kind() == extast.KindTableHeader
	tag := "td"
	if head && c.HasChildren() { // a heading without words is none
		tag = "th"
	}
	if !entering {
		p.bars.Print(&p.out, n)
		p.out.Parts("</", tag, ">\n")
		return ast.WalkContinue
	}
	scope, class := "", ""
	if tag == "th" {
		scope = "col"
	}
	figure := !head && sizes.IsFigure(c.Lines().Value(p.doc.Source.Text))
	switch {
	case c.Alignment == extast.AlignRight && figure:
		class = "right figure"
	case c.Alignment == extast.AlignRight:
		class = "right"
	case c.Alignment == extast.AlignCenter:
		class = "center"
	case figure:
		class = "figure"
	}
	if scope != "" && p.wordy[c] {
		class = strings.TrimPrefix(class+" prose", " ")
	}
	p.out.Tag(tag, "scope", scope, "class", class, "dir", p.dir)
	return ast.WalkContinue
}
