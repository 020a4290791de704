package notes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/notes/reader"
	"docsite/internal/site"
)

// leads makes heads of the paragraphs that end in a colon right above a group
// that leaves the text: they introduce nothing else.
func (m *mover) leads() {
	for g := range m.groups {
		n := m.first(g)
		if n == nil {
			continue
		}
		up := m.near.withPlaces(nil, n)
		titled := n.Kind() != ast.KindParagraph || m.groups[g].IsLines()
		for lead := m.outline.above(n); lead != nil && !m.moved[lead] && (m.outline.isLead(lead) || titled && m.near.isTitle(lead, n)); lead = m.outline.above(lead) {
			up = m.near.withPlaces(append(up, lead), lead)
		}
		m.head(g, up)
	}
}

// first is the first block of a group that leaves the text; nil for none. What leads
// paragraphs in may be a note of their group itself, without lines.
func (m *mover) first(g int) ast.Node {
	for i := range m.groups[g].Items {
		n := m.block(g, i)
		if at, ok := m.groupOf[n]; ok && at == g && m.moved[n] {
			return n
		}
	}
	return nil
}

// head puts nodes at the top of what leads a group in, given from the lowest up.
func (m *mover) head(g int, up []ast.Node) {
	for _, n := range up {
		m.moved[n] = true
	}
	slices.Reverse(up)
	m.heads[g] = append(up, m.heads[g]...)
}

// titles makes heads of the headings below which nothing is left, from the
// deepest up. The page's own title stays.
func (m *mover) titles() {
	for i := len(m.outline.sections) - 1; i >= 0; i-- {
		s := m.outline.sections[i]
		if s.heading == nil || m.moved[s.heading] || s.fixed || s == m.outline.title {
			continue
		}
		if g := m.emptied(s); g >= 0 {
			m.head(g, m.near.withPlaces([]ast.Node{s.heading}, s.heading))
		}
	}
}

// emptied is the first group of a section that leaves the text when nothing else
// is left below its heading; -1 for none. A line at the end separates sections,
// and tags without text lay a page out: neither is content.
func (m *mover) emptied(s *outlined) int {
	first := -1
	if len(s.blocks)+len(s.inside) == 0 { // it is the title of headings as large
		if next := m.outline.below(s.heading); next != nil && m.moved[next] {
			if g, ok := m.groupOf[next]; ok {
				first = g
			}
		}
	}
	for i, b := range s.blocks {
		switch g, ok := m.groupOf[b]; {
		case ok && first < 0:
			first = g
		case m.moved[b], i == len(s.blocks)-1 && b.Kind() == ast.KindThematicBreak, m.outline.isLayout(b):
		default:
			return -1
		}
	}
	for _, inner := range s.inside {
		g, ok := m.groupOf[inner.heading]
		if !m.moved[inner.heading] || !ok {
			return -1
		}
		if first < 0 {
			first = g
		}
	}
	if first >= 0 {
		m.groupOf[s.heading] = first
	}
	return first
}

// keep marks the groups below a heading that would be left without what stands right
// below it, above something else: the section stays whole. It reports whether there is
// one.
func (m *mover) keep() (found bool) {
	for _, s := range m.outline.sections {
		if s.heading == nil || m.moved[s.heading] || s == m.outline.title {
			continue
		}
		opening := m.opens(s)
		if opening < 0 || m.hasListing(s, opening) {
			continue
		}
		m.stays[opening], found = whyHeads, true
		for _, b := range s.blocks {
			if g, ok := m.groupOf[b]; ok && !m.hasListing(s, g) {
				m.stays[g] = whyHeads
			}
		}
	}
	return found
}

// splits marks the groups that a heading or a sentence leads in and whose notes stand
// beside several listings: it would be left above those of the first alone. It reports
// whether there is one.
func splits(m *mover) (found bool) {
	for g := range m.groups {
		if len(m.heads[g]) == 0 {
			continue
		}
		first := -1
		for i := range m.page.Places[g] {
			if m.page.Places[g][i].Where != Beside {
				continue
			}
			block := m.page.Bindings[g][i].Targets[0].Block
			if first >= 0 && block != first {
				m.stays[g], found = whyParts, true
				break
			}
			first = block
		}
	}
	return found
}

// parts marks the groups that leave the text with a heading that explains lines, where other
// headings of its group that do so stay. It reports whether there is one.
func parts(m *mover) (found bool) {
	var gone []int
	for g := range m.groups {
		if m.node(g).Kind() != ast.KindHeading {
			continue
		}
		gone = gone[:0]
		stay := false
		for i, item := range m.groups[g].Items {
			if !hasLines(&m.page.Bindings[g][i]) || m.page.Places[g][i].Where == Beside {
				continue
			}
			if by, ok := m.groupOf[item]; ok && m.moved[item] {
				gone = append(gone, by)
			} else {
				stay = true
			}
		}
		for _, by := range gone {
			if stay {
				m.stays[by], found = whyHeadings, true
			}
		}
	}
	return found
}

// opens is the group that leaves the text from right below a heading; -1 for none.
func (m *mover) opens(s *outlined) int {
	for _, b := range s.blocks {
		if g, ok := m.groupOf[b]; ok {
			return g
		}
		if !m.moved[b] && !m.outline.isLayout(b) && b.Kind() != ast.KindThematicBreak {
			return -1
		}
	}
	if len(s.inside) == 0 || !m.moved[s.inside[0].heading] {
		return -1
	}
	if g, ok := m.groupOf[s.inside[0].heading]; ok {
		return g
	}
	return -1
}

// hasListing reports whether a listing that a group explains stands in a section.
func (m *mover) hasListing(s *outlined, g int) bool {
	return slices.ContainsFunc(m.page.Bindings[g], func(b site.Binding) bool {
		return slices.ContainsFunc(b.Targets, func(t site.Target) bool {
			return s.holds(m.outline.sectionOf[m.doc.Listings[t.Block].Node])
		})
	})
}

// detach takes what moves out of the tree, and the lines between blocks that then part
// nothing.
func (m *mover) detach() {
	rules := m.outline.rules()
	for g := range m.groups {
		m.detachGroup(g)
	}
	for _, r := range rules {
		r.mend(m.outline)
	}
}

// detachGroup takes out what moves of a group, and the group where it is then empty.
// The first of its notes has the heads of the group.
func (m *mover) detachGroup(g int) {
	group, places := &m.groups[g], m.page.Places[g]
	var starts []ast.Node
	if group.IsLines() {
		if starts = reader.LineStarts(m.doc, group); places[0].Where == Beside {
			for i, line := range reader.SplitLines(starts) {
				places[i].Nodes = []ast.Node{line}
			}
		}
	}
	if list, ok := group.Node.(*ast.List); ok {
		m.page.number(g, list)
	}
	var table *columns
	first := -1
	for i := range places {
		place := &places[i]
		if place.Where != Beside {
			if hasLines(&m.page.Bindings[g][i]) {
				place.Node = group.Items[i]
				if i < len(starts) {
					place.Node = starts[i]
				}
			}
			continue
		}
		if table == nil && group.Node.Kind() == extast.KindTable {
			table = m.columnsOf(g)
		}
		if table != nil {
			place.Cells = table.row(group.Items[i], &m.page.Bindings[g][i])
			for _, list := range [...][]Rest{place.Above, place.Below} {
				for k := range list {
					list[k].Cells = table.row(list[k].Nodes[0], nil)
				}
			}
		}
		if kind := group.Notes[i].Kind; kind == site.HeadingNote || kind == site.DefinitionNote {
			place.Shown = m.shows(&m.page.Bindings[g][i], place.Nodes[0])
		}
		if first < 0 || m.before(g, i, first) {
			first = i
		}
		remove(place.taken())
	}
	if first >= 0 {
		remove(m.heads[g])
		places[first].Head = m.heads[g]
		if table != nil {
			places[first].Names = table.names()
		}
	}
	if m.moved[group.Node] && group.Node.Kind() != ast.KindHeading {
		remove([]ast.Node{group.Node})
	}
}

// before reports whether a note explains lines above those of another.
func (m *mover) before(g, i, other int) bool {
	a, b := m.page.Bindings[g][i].Targets[0], m.page.Bindings[g][other].Targets[0]
	return cmp.Or(a.Block-b.Block, a.Lines[0]-b.Lines[0]) < 0
}

// headerOf are the header cells of a table.
func headerOf(n ast.Node) []ast.Node {
	if n.Kind() != extast.KindTable || n.FirstChild() == nil {
		return nil
	}
	cells := make([]ast.Node, 0, n.FirstChild().ChildCount())
	for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, c)
	}
	return cells
}

// cellAt is the cell of a row in a column.
func cellAt(row ast.Node, column int) ast.Node {
	c := row.FirstChild()
	for range column {
		c = c.NextSibling()
	}
	return c
}

// namesColumns reports whether the header of a group's table, if it is one, has names
// alone. Code, a link or a sentence may be a row.
func (m *mover) namesColumns(g int) bool {
	titles := m.groups[g].Header
	for i, c := range headerOf(m.node(g)) {
		if len(strings.Fields(titles[i])) > longestName {
			return false
		}
		for in := c.FirstChild(); in != nil; in = in.NextSibling() {
			if in.Kind() != ast.KindText && in.Kind() != ast.KindString && in.Kind() != ast.KindEmphasis {
				return false
			}
		}
	}
	return true
}

// longestName is how many words the name of a column has at most.
const longestName = 8

// remove takes nodes out of the document's tree.
func remove(nodes []ast.Node) {
	for _, n := range nodes {
		if parent := n.Parent(); parent != nil {
			parent.RemoveChild(parent, n)
		}
	}
}
