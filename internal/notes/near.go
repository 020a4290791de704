package notes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/site"
)

// nearby tells what stands between groups and the listings that they explain.
type nearby struct {
	m  *mover
	of map[int]near // by group of paragraphs that moves
}

// near is the listing right below which a group of paragraphs stands, and how many
// paragraphs between them stay in the text.
type near struct {
	listing ast.Node
	stay    int
}

// isFar reports whether more than a paragraph that stays in the text stands between a
// group of paragraphs and a listing that it explains. A paragraph tells what is so by
// then: beside code above a picture, a step or another listing it says that too early.
func (b *nearby) isFar(g int) bool {
	if b.m.node(g).Kind() != ast.KindParagraph || b.m.groups[g].IsLines() {
		return false
	}
	var above near
	for i := range b.m.groups[g].Notes {
		bound := &b.m.page.Bindings[g][i]
		if !hasLines(bound) {
			continue
		}
		if above.listing == nil {
			above = b.listingAbove(b.m.block(g, i))
		}
		if above.listing != ast.Node(b.m.doc.Listings[bound.Targets[0].Block].Node) {
			return true
		}
	}
	b.of[g] = above
	return false
}

// listingAbove is the listing right below which a block stands; none where more than one
// paragraph between them stays in the text, or anything else but headings: these go along
// or keep what they head. What was found for paragraphs above is not looked for again.
func (b *nearby) listingAbove(n ast.Node) (above near) {
	n = b.m.outline.above(n)
	for n != nil && b.m.outline.isLead(n) { // it goes along
		n = b.m.outline.above(n)
	}
	for ; n != nil && above.stay <= 1; n = b.m.outline.above(n) {
		g, moves := b.m.groupOf[n]
		known := b.of[g]
		switch {
		case n.Kind() == ast.KindFencedCodeBlock:
			above.listing = n
			return above
		case moves && known.listing != nil && above.stay+known.stay <= 1:
			return near{known.listing, above.stay + known.stay}
		case moves && known.listing != nil:
			return near{}
		case b.m.moved[n], b.m.outline.isHeading(n), n.Kind() == ast.KindThematicBreak:
		case n.Kind() == ast.KindParagraph && !b.m.doc.IsFigure(n):
			above.stay++
		default:
			return near{}
		}
	}
	return near{}
}

// fromAbove says why a list, a table or a definition list above its listing stays: it moves
// as a whole alone, and from right above. What stands between speaks of it.
func (b *nearby) fromAbove(g int, all bool) string {
	if !isOfItems(b.m.node(g)) {
		return ""
	}
	for i := range b.m.groups[g].Notes {
		bound := &b.m.page.Bindings[g][i]
		if hasLines(bound) && bound.Targets[0].Block < b.m.groups[g].Above {
			return ""
		}
	}
	next := b.m.outline.below(b.m.node(g))
	for next != nil && next.Kind() == ast.KindThematicBreak {
		next = b.m.outline.below(next)
	}
	if next != nil && next.Kind() != ast.KindFencedCodeBlock {
		return whyFar
	}
	if !all {
		return whyFew
	}
	return ""
}

// leadsIn reports whether a list of one item explains the listing right below it: it leads
// that in, as other items around may lead in theirs.
func (b *nearby) leadsIn(g int) bool {
	n := b.m.node(g)
	next := n.NextSibling()
	return n.Kind() == ast.KindList && n.ChildCount() == 1 && next != nil &&
		slices.ContainsFunc(b.m.page.Bindings[g][0].Targets, func(t site.Target) bool { return b.m.doc.Listings[t.Block].Node == next })
}

// goesOn reports whether a note goes on with a sentence that begins above it, above the
// listing maybe: it opens with words, the first of them in small letters.
func goesOn(item ast.Node, n *site.Note) bool {
	first, _ := utf8.DecodeRuneInString(n.Text)
	return strings.HasPrefix(n.Text, n.Label) && unicode.IsLower(first) && item.FirstChild().Kind() == ast.KindText
}
