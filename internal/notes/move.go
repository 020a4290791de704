package notes

import (
	"github.com/yuin/goldmark/ast"

	"docsite/internal/markdown"
	"docsite/internal/notes/reader"
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

// move decides for all groups, then takes out of the document's tree what
// stands beside lines.
func (m *mover) move() {
	for m.arrange() {
	}
	m.detach()
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
	m.titles()
	return m.keep() || splits(m)
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
	if n := m.node(g); some && (isOfItems(n) || m.moved[n] || m.moved[n.FirstChild()]) {
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
