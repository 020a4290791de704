package notes

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/markdown"
	"docsite/internal/notes/reader"
	"docsite/internal/site"
)

// mover decides which groups stand beside their lines. A group moves as a
// whole, with the heading and the sentence that lead it in, or stays: what
// remains of the page reads as if the group had never been there.
type mover struct {
	doc     *markdown.Document
	page    *Page
	groups  []reader.Group
	outline *outline
	moved   map[ast.Node]bool  // blocks, items and headings that leave the text
	heads   map[int][]ast.Node // by group: the headings and sentences that lead it in
	groupOf map[ast.Node]int   // the group of a block that leaves the text as a whole
	covered map[sectionBlock]bool
	stays   map[int]string  // why a group has to stay that could move
	rests   map[int][]along // by group: what goes along with its notes
	near    nearby
}

// arrange decides for all groups and reports whether it found one that has to stay,
// after which the others are decided anew. Lists and tables come first, since headings
// and paragraphs may lead them in.
func (m *mover) arrange() (again bool) {
	clear(m.moved)
	clear(m.heads)
	clear(m.groupOf)
	clear(m.near.listing)
	clear(m.rests)
	for g := range m.groups {
		for i := range m.page.Places[g] {
			m.page.Places[g][i] = Place{Where: Text}
		}
	}
	for g := range m.groups {
		if m.node(g).Kind() == ast.KindHeading || m.node(g).Kind() == ast.KindParagraph {
			continue
		}
		m.decide(g)
	}
	m.leads() // of lists and tables, above paragraphs that follow these
	for g := range m.groups {
		if m.node(g).Kind() == ast.KindParagraph {
			m.decide(g)
		}
	}
	m.leads()
	for g := len(m.groups) - 1; g >= 0; g-- { // deeper headings come later
		if m.node(g).Kind() == ast.KindHeading && m.decide(g) == whyContent && m.gather(g) {
			again = true
		}
	}
	if again {
		return true
	}
	m.leads()
	m.titles()
	return m.keep() || splits(m) || parts(m) || m.near.captions() || m.near.between()
}

func (m *mover) node(g int) ast.Node { return m.groups[g].Node }

// block is the block of the page that a note is, or that it is a part of.
func (m *mover) block(g, note int) ast.Node {
	switch item := m.groups[g].Items[note]; item.Kind() {
	case ast.KindHeading, ast.KindParagraph:
		return item
	}
	return m.node(g)
}

// decide lets a group move or says why each of its notes stays.
func (m *mover) decide(g int) (why string) {
	nodes, why := m.whole(g)
	some := false
	for i := range m.groups[g].Notes {
		place := &m.page.Places[g][i]
		switch {
		case !hasLines(&m.page.Bindings[g][i]):
		case m.moved[m.groups[g].Items[i]]:
			place.Why = whyHead
		case why != "":
			place.Why = why
		case nodes[i] != nil:
			*place = Place{Where: Beside, Nodes: nodes[i]}
			some = true
			for _, n := range nodes[i] {
				m.moved[n], m.groupOf[n] = true, g
			}
		}
	}
	if why != "" {
		return why
	}
	goAlong(m.page.Places[g], m.rests[g])
	for i := range m.rests[g] {
		for _, n := range m.rests[g][i].Nodes {
			m.moved[n], m.groupOf[n] = true, g
		}
	}
	// Of a paragraph the lines above the first that is a note stay.
	if n := m.node(g); some && (isOfItems(n) || m.moved[n.FirstChild()]) {
		m.moved[n], m.groupOf[n] = true, g
	}
	return why
}

// whole gives the nodes of each note of a group that moves, none for a note
// without lines, or says why the group stays.
func (m *mover) whole(g int) (nodes [][]ast.Node, why string) {
	section := m.outline.sectionOf[m.node(g)]
	if section == nil {
		return nil, whyItem
	}
	if m.node(g).Kind() == ast.KindHeading {
		section = section.parent
	}
	found, total := m.count(g)
	switch {
	case found > 0 && found < total && m.node(g).Kind() == ast.KindParagraph:
		return nil, whyBetween
	case found == 0, m.isFew(found, total):
		return nil, whyFew
	case m.isNumbered(g) && found < total, m.tellsInOrder(g):
		return nil, whySequence
	case m.outline.steps[m.node(g)]:
		return nil, whySteps
	case m.inAnother(g, section):
		return nil, whyQuotation
	case !m.namesColumns(g):
		return nil, whyColumns
	case m.stays[g] != "":
		return nil, m.stays[g]
	}
	if m.isInside(m.node(g)) {
		why = m.inItem(g, found == total)
	} else if why = inContainer(section); why == "" {
		why = m.listings(g, section, found == total)
	}
	if why != "" {
		return nil, why
	}
	if why = m.near.fromAbove(g, found == total); why != "" {
		return nil, why
	}
	return m.notes(g)
}

// isInside reports whether a block lies in one that leaves the text.
func (m *mover) isInside(n ast.Node) bool {
	for n = n.Parent(); n != nil; n = n.Parent() {
		if m.moved[n] {
			return true
		}
	}
	return false
}

// notes gives the nodes of each note that has lines, or says why one of them,
// and with it the group, cannot move.
func (m *mover) notes(g int) (nodes [][]ast.Node, why string) {
	group := &m.groups[g]
	nodes = make([][]ast.Node, len(group.Items))
	if group.IsLines() {
		found, total := m.count(g)
		starts := reader.LineStarts(m.doc, group)
		if found < total || found < len(group.Notes) || len(starts) < len(group.Notes) {
			return nil, whyFew
		}
		if m.leadsOn(group.Node) {
			return nil, whyLead
		}
		repeated := 0
		for i := range nodes {
			if m.near.repeats(g, i) {
				repeated++
			}
			nodes[i] = starts[i : i+1] // until detach splits the paragraph
		}
		if 2*repeated > len(nodes) { // one may name what the others explain
			return nil, whyCode
		}
		if m.near.isLed(group.Node, starts[0] != group.Node.FirstChild()) {
			return nil, whyLed
		}
		return nodes, ""
	}
	for i, item := range group.Items {
		if !hasLines(&m.page.Bindings[g][i]) || m.moved[item] {
			continue
		}
		if nodes[i], why = m.nodes(item, &group.Notes[i]); why != "" {
			return nil, why
		}
		if len(nodes[i]) == 1 && m.near.repeats(g, i) {
			return nil, whyCode
		}
	}
	first := slices.IndexFunc(nodes, func(list []ast.Node) bool { return list != nil })
	switch {
	case m.node(g).Kind() == ast.KindParagraph && m.isBroken(nodes):
		return nil, whyBetween
	case isOfItems(m.node(g)) && m.leadsOn(m.node(g)), m.near.leadsIn(g):
		return nil, whyLead
	case m.near.isFar(g):
		return nil, whyFar
	case first >= 0 && m.near.isLed(m.block(g, first), false):
		return nil, whyLed
	case isOfItems(m.node(g)):
		if m.rests[g], why = m.rest(g, nodes); why != "" {
			return nil, why
		}
	}
	return nodes, ""
}

// nodes are those that make up a note, of which the first is given, or why the
// note must stay.
func (m *mover) nodes(item ast.Node, n *site.Note) (nodes []ast.Node, why string) {
	nodes = []ast.Node{item}
	next := item.NextSibling()
	switch n.Kind {
	case site.DefinitionNote:
		for ; next != nil && next.Kind() == extast.KindDefinitionDescription; next = next.NextSibling() {
			nodes = append(nodes, next)
		}
	case site.HeadingNote:
		section := m.outline.sectionOf[item]
		nodes = append(nodes, m.outline.placesAbove(item)...)
		blocks := m.outline.own(section)
		if len(blocks) == 0 || len(section.inside) > 0 {
			return nil, whyContent
		}
		for i, b := range blocks {
			if m.moved[b] || isFigure(m.doc, b) {
				return nil, whyContent
			}
			if b.Kind() == ast.KindThematicBreak {
				if i < len(blocks)-1 || i == 0 {
					return nil, whyContent
				}
				continue // the line between this section and the next
			}
			nodes = append(nodes, b)
		}
	case site.ParagraphNote:
		if goesOn(n) {
			return nil, whyGoesOn
		}
		if n.Text == "" || endsInColon(n.Text) { // it is nothing but the name of its code, or the next block completes it
			if next == nil || next.Kind() == ast.KindHeading || next.Kind() == ast.KindThematicBreak || m.moved[next] {
				return nil, whyLead
			}
			nodes, next = append(nodes, next), next.NextSibling()
		}
		last := nodes[len(nodes)-1]
		if next != nil && (isListing(next) || isFigure(m.doc, next) || last != item && m.leadsOn(last)) {
			return nil, whyLead
		}
	}
	if slices.ContainsFunc(nodes, holdsListing) {
		return nil, whyContent
	}
	if !m.outline.isClosed(nodes) {
		return nil, whyTags
	}
	return nodes, ""
}

// leadsOn reports whether a block ends in a colon, as the last item of a list: it introduces
// what stands below the block.
func (m *mover) leadsOn(n ast.Node) bool {
	next := n.NextSibling()
	return next != nil && next.Kind() != ast.KindHeading && next.Kind() != ast.KindThematicBreak && m.outline.endsOpen(n)
}

// isBroken reports whether a block that is no note stands between the notes of a
// group of paragraphs.
func (m *mover) isBroken(nodes [][]ast.Node) bool {
	var last ast.Node
	for _, list := range nodes {
		if list == nil {
			continue
		}
		if last != nil && last.NextSibling() != list[0] {
			return true
		}
		last = list[len(list)-1]
	}
	return false
}

// endsInColon reports whether a sentence leads in what follows it, in any
// script.
func endsInColon(s string) bool {
	s = strings.TrimRight(s, " \t\n*_")
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

func isListing(n ast.Node) bool {
	return n.Kind() == ast.KindFencedCodeBlock || n.Kind() == ast.KindCodeBlock
}

func holdsListing(n ast.Node) bool {
	if isListing(n) {
		return true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeBlock && holdsListing(c) {
			return true
		}
	}
	return false
}
