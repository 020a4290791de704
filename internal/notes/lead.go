package notes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/markdown"
	"docsite/internal/sanitize"
)

// isLead reports whether a block is a paragraph, of Markdown or of HTML, that ends in a
// colon, or in a comma as "Here," does.
func (o *outline) isLead(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Paragraph:
		text := o.doc.Text(n)
		last, _ := utf8.DecodeLastRuneInString(text)
		return endsInColon(text) || strings.ContainsRune(",，、،", last)
	case *ast.HTMLBlock:
		raw, _ := o.doc.HTML(n)
		runs := sanitize.Runs(raw)
		return len(runs) == 1 && runs[0].Level == 0 && endsInColon(runs[0].Text) && sanitize.IsBalanced(raw)
	}
	return false
}

// isBold reports whether a block is a paragraph in bold letters, in a quotation maybe, as
// authors write instead of a heading.
func isBold(n ast.Node) bool {
	if n.Kind() == ast.KindBlockquote && n.ChildCount() == 1 {
		n = n.FirstChild()
	}
	bold, ok := n.FirstChild().(*ast.Emphasis)
	return ok && n.Kind() == ast.KindParagraph && bold.Level == 2 && n.ChildCount() == 1
}

// isTitle reports whether a block is the title of what follows: bold, or a few words that
// end without a sign, right below a listing or what leaves the text, or where nothing but
// the group whose first block is given would be left below it.
func (b *nearby) isTitle(n, first ast.Node) bool {
	if isBold(n) {
		return true
	}
	o := b.m.outline
	if n.Kind() != ast.KindParagraph || n.Lines().Len() != 1 || o.doc.IsFigure(n) {
		return false
	}
	text := strings.TrimSpace(o.doc.Text(n))
	last, _ := utf8.DecodeLastRuneInString(text)
	if len(text) > maxTitle || len(strings.Fields(text)) > maxTitleWords || !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return false
	}
	above := o.above(n)
	if above != nil && (isListing(above) || b.m.moved[above]) {
		return true
	}
	return (above == nil || !isFigure(o.doc, above)) && b.isLast(first)
}

// isLast reports whether nothing stays in the text below a block up to the next heading or
// line.
func (b *nearby) isLast(n ast.Node) bool {
	for n = b.m.outline.below(n); n != nil && b.m.moved[n]; {
		n = b.m.outline.below(n)
	}
	return n == nil || b.m.outline.isHeading(n) || n.Kind() == ast.KindThematicBreak
}

// isFigure reports whether a block is a picture.
func isFigure(doc *markdown.Document, n ast.Node) bool {
	return n.Kind() == ast.KindParagraph && doc.IsFigure(n)
}

// maxTitle and maxTitleWords are how long a title is that nothing but its shape tells.
const maxTitle, maxTitleWords = 60, 6

// endsOpen reports whether the last text in a list, a definition list, a quotation or a fold
// ends in a colon.
func (o *outline) endsOpen(n ast.Node) bool {
	if html, ok := n.(*ast.HTMLBlock); ok && o.folds(n) <= 0 {
		raw, _ := o.doc.HTML(html)
		if runs := sanitize.Runs(raw); len(runs) > 0 {
			return endsInColon(runs[len(runs)-1].Text)
		}
		if o.folds(n) < 0 {
			n = o.above(n)
		}
	}
	inside := []ast.NodeKind{ast.KindList, ast.KindListItem, extast.KindDefinitionList, extast.KindDefinitionDescription, ast.KindBlockquote}
	for n != nil && slices.Contains(inside, n.Kind()) {
		n = n.LastChild()
	}
	return n != nil && (n.Kind() == ast.KindTextBlock && endsInColon(o.doc.Text(n)) || o.isLead(n))
}
