package notes

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"
)

// gather looks whether a group of headings stays only since lists, tables or paragraphs
// below them leave the text. Where the headings explain as many lines as these do, or
// there are not twice as many of these, they stay in their sections, each of which is one
// note then: else some sections of a run would lose a part and some would not. It reports
// whether that is so.
func (m *mover) gather(g int) bool {
	inner := m.below(g)
	notes, lines := m.page.explained(g)
	others, otherLines := m.page.explained(inner...)
	if len(inner) == 0 || lines < otherLines && 2*notes < others {
		return false
	}
	taken := m.taken(inner)
	for _, n := range taken {
		delete(m.moved, n)
	}
	_, why := m.whole(g)
	for _, n := range taken {
		m.moved[n] = true
	}
	if why != "" {
		return false
	}
	for _, at := range inner {
		m.stays[at] = whySections
	}
	return true
}

// below are the groups of which something leaves the text from the sections of a group
// of headings.
func (m *mover) below(g int) (groups []int) {
	for i, item := range m.groups[g].Items {
		section := m.outline.sectionOf[item]
		if !hasLines(&m.page.Bindings[g][i]) || len(section.inside) > 0 {
			continue
		}
		for _, b := range section.blocks {
			at, ok := m.groupOf[b]
			for part := b.FirstChild(); part != nil && !ok; part = part.NextSibling() {
				at, ok = m.groupOf[part]
			}
			if ok && !slices.Contains(groups, at) {
				groups = append(groups, at)
			}
		}
	}
	return groups
}

// taken are the nodes that leave the text with groups.
func (m *mover) taken(groups []int) (nodes []ast.Node) {
	for _, g := range groups {
		nodes = append(nodes, m.heads[g]...)
		if n := m.node(g); m.moved[n] && m.groupOf[n] == g {
			nodes = append(nodes, n)
		}
		for i := range m.page.Places[g] {
			nodes = append(nodes, m.page.Places[g][i].taken()...)
		}
	}
	return nodes
}

// explained counts the notes of groups that have lines, and these lines.
func (p *Page) explained(groups ...int) (notes, lines int) {
	type line struct{ block, line int }
	var all []line
	for _, g := range groups {
		for i := range p.Bindings[g] {
			for k, t := range p.Bindings[g][i].Targets {
				if k == 0 {
					notes++
				}
				for _, l := range t.Lines {
					all = append(all, line{t.Block, l})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b line) int { return cmp.Or(a.block-b.block, a.line-b.line) })
	return notes, len(slices.Compact(all))
}
