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
	m       *mover
	listing map[int]ast.Node // by group of paragraphs that moves: that above it
}

// isFar reports whether more than a paragraph that stays in the text stands between a
// group of paragraphs and a listing that it explains. A paragraph tells what is so by
// then: beside code above a picture, a step or another listing it says that too early.
func (b *nearby) isFar(g int) bool {
	if b.m.node(g).Kind() != ast.KindParagraph {
		return false
	}
	var above ast.Node
	for i := range b.m.groups[g].Notes {
		bound := &b.m.page.Bindings[g][i]
		if !hasLines(bound) {
			continue
		}
		if above == nil {
			above = b.listingAbove(b.m.block(g, i))
		}
		if above != ast.Node(b.m.doc.Listings[bound.Targets[0].Block].Node) {
			return true
		}
	}
	b.listing[g] = above
	return false
}

// listingAbove is the listing right below which a block stands; nil where more than one
// paragraph between them stays in the text, or anything else. A heading goes along, or
// keeps what it heads, if nothing above the block stays below it. What was found for
// paragraphs above is not looked for again.
func (b *nearby) listingAbove(n ast.Node) ast.Node {
	n = b.m.outline.above(n)
	for n != nil && b.m.outline.isLead(n) { // it goes along
		n = b.m.outline.above(n)
	}
	for stay := 0; n != nil && stay <= 1; n = b.m.outline.above(n) {
		g, moves := b.m.groupOf[n]
		switch {
		case n.Kind() == ast.KindFencedCodeBlock:
			return n
		case moves && b.listing[g] != nil:
			return b.listing[g]
		case b.m.moved[n], stay == 0 && (b.m.outline.isHeading(n) || n.Kind() == ast.KindThematicBreak):
		case n.Kind() == ast.KindParagraph && !b.m.doc.IsFigure(n) && !isBold(n):
			stay++
		default:
			return nil
		}
	}
	return nil
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

// captions marks the groups that stand between a picture and a paragraph in italics, which
// would become its caption. It reports whether there is one.
func (b *nearby) captions() (found bool) {
	m := b.m
	group, below := -1, false // what has moved since the last picture, right below which this is
	for n := m.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		switch g, ok := m.groupOf[n]; {
		case m.moved[n] && ok && below:
			group = g
		case m.moved[n], m.outline.isLayout(n):
		default:
			if e, ok := n.FirstChild().(*ast.Emphasis); ok && e.Level == 1 && n.Kind() == ast.KindParagraph && group >= 0 {
				m.stays[group], found = whyCaption, true
			}
			group, below = -1, isFigure(m.doc, n)
		}
	}
	return found
}

// between marks the lists, or the tables, between which a text is left: it adds something to
// an item above it, or leads in what follows, as those are one list that goes on. It reports
// whether there is one.
func (b *nearby) between() (found bool) {
	m := b.m
	for _, s := range m.outline.sections {
		above, left := -1, false // the group above, and whether text is left below it
		for _, n := range s.blocks {
			g, ok := m.groupOf[n]
			switch {
			case m.moved[n] && ok && isOfItems(m.node(g)):
				if above >= 0 && left && m.node(above).Kind() == m.node(g).Kind() {
					m.stays[above], m.stays[g], found = whyBetween, whyBetween, true
				}
				above, left = g, false
			case m.moved[n], m.outline.isLayout(n):
			case n.Kind() == ast.KindBlockquote, n.Kind() == ast.KindParagraph && !m.doc.IsFigure(n):
				left = true
			default:
				above = -1
			}
		}
	}
	return found
}

// repeats reports whether a paragraph, or a line of one, says nothing but what its lines do:
// it is code that stands in no fence, which may be other code, or what becomes of the lines.
func (b *nearby) repeats(g, note int) bool {
	group := &b.m.groups[g]
	text := b.m.doc.Text(group.Items[note])
	if group.IsLines() {
		span := group.Notes[note].Span
		text = string(b.m.doc.Source.Text[span.Start:span.End])
	}
	return group.Node.Kind() == ast.KindParagraph && (!hasWords(text) || b.m.page.has(&b.m.page.Bindings[g][note], text))
}

// hasWords reports whether a text has words of prose: no instructions in capitals, and no
// names with signs, such as those of files, images and options.
func hasWords(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		word = strings.Trim(word, "`'\"*_.,:;()[]")
		name := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 || strings.ToUpper(word) == word
		return !name || strings.IndexFunc(word, func(r rune) bool { return r >= 0x80 && unicode.IsLetter(r) }) >= 0
	})
}

// leadsIn reports whether the last item of a list leads in what stands right below. A list
// of one item that explains the listing there does, as other items around may lead in
// theirs, and so does an item that is nothing but a name, above a paragraph.
func (b *nearby) leadsIn(g int) bool {
	n := b.m.node(g)
	next := n.NextSibling()
	if n.Kind() != ast.KindList || next == nil {
		return false
	}
	if next.Kind() == ast.KindParagraph {
		items := b.m.groups[g].Items
		last := &b.m.groups[g].Notes[len(items)-1]
		return items[len(items)-1] == n.LastChild() && n.LastChild().ChildCount() == 1 &&
			(last.Text == "" || last.Text == last.Label) && !b.m.outline.isLead(next)
	}
	return n.ChildCount() == 1 &&
		slices.ContainsFunc(b.m.page.Bindings[g][0].Targets, func(t site.Target) bool { return b.m.doc.Listings[t.Block].Node == next })
}

// isLed reports whether a block leaves what it goes on from when it leaves the text: a list
// or a quotation whose last text ends in a colon, a paragraph that ends in dots, one to
// which the block adds something in parentheses or, where lines above the block stay, any
// lead.
func (b *nearby) isLed(n ast.Node, holds bool) bool {
	o := b.m.outline
	above := o.above(n)
	if holds {
		return above != nil && (o.isLead(above) || o.endsOpen(above))
	}
	for above != nil && (o.isLead(above) || n.Kind() != ast.KindParagraph && b.isTitle(above, n)) { // it goes along
		above = o.above(above)
	}
	switch {
	case above == nil || b.m.moved[above]:
		return false
	case above.Kind() == ast.KindParagraph:
		text := b.m.doc.Text(n)
		return endsInDots(b.m.doc.Text(above)) || n.Kind() == ast.KindParagraph && strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")")
	}
	return o.endsOpen(above)
}

// endsInDots reports whether a sentence breaks off: what follows completes it.
func endsInDots(s string) bool { return strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…") }

// goesOn reports whether a note goes on with a sentence that begins above it, above the
// listing maybe: it opens with words, the first of them in small letters.
func goesOn(n *site.Note) bool {
	first, _ := utf8.DecodeRuneInString(n.Text)
	return strings.HasPrefix(n.Text, n.Label) && unicode.IsLower(first)
}
