package notes

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/lazy"
)

// isEmptied reports whether all that a table, a list or a definition list holds
// leaves the text.
func (m *mover) isEmptied(n ast.Node) bool {
	switch n.Kind() {
	case extast.KindTable, ast.KindList, extast.KindDefinitionList:
	default:
		return m.moved[n]
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != extast.KindTableHeader && !m.moved[c] {
			return false
		}
	}
	return true
}

// leads makes heads of the paragraphs that end in a colon right above a group
// that leaves the text: they introduce nothing else.
func (m *mover) leads() {
	for g := range m.groups {
		n := m.node(g)
		if m.groupOf[n] != g || !m.moved[n] {
			continue
		}
		for lead := n.PreviousSibling(); lead != nil && lead.Kind() == ast.KindParagraph && !m.moved[lead] && endsInColon(m.doc.Text(lead)); lead = lead.PreviousSibling() {
			m.head(g, lead)
		}
	}
}

// head puts a node at the top of what leads a group in.
func (m *mover) head(g int, n ast.Node) {
	m.moved[n] = true
	m.heads[g] = append([]ast.Node{n}, m.heads[g]...)
}

// titles makes heads of the headings below which nothing is left, from the
// deepest up. The page's own title stays.
func (m *mover) titles() {
	for i := len(m.outline.sections) - 1; i >= 0; i-- {
		s := m.outline.sections[i]
		if s.heading == nil || m.moved[s.heading] || s.heading.Level == 1 {
			continue
		}
		if g := m.emptied(s); g >= 0 {
			m.head(g, s.heading)
		}
	}
}

// emptied is the first group of a section that leaves the text when nothing else
// is left below its heading; -1 for none. A line at the end separates sections,
// and tags without text lay a page out: neither is content.
func (m *mover) emptied(s *outlined) int {
	first := -1
	for i, b := range s.blocks {
		switch g, ok := m.groupOf[b]; {
		case ok && first < 0:
			first = g
		case m.moved[b], i == len(s.blocks)-1 && b.Kind() == ast.KindThematicBreak, m.isLayout(b):
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

// isLayout reports whether a block is tags and comments alone.
func (m *mover) isLayout(n ast.Node) bool {
	html, ok := n.(*ast.HTMLBlock)
	if !ok {
		return false
	}
	raw, _ := m.doc.HTML(html)
	return len(bytes.TrimSpace(tags().ReplaceAll(raw, nil))) == 0
}

var tags = lazy.Pattern(`(?s)<!--.*?-->|</?(?:div|p|center|section|article|span|br|a)(?:\s[^<>]*)?/?>`)

// detach takes what moves out of the tree, gives the first note of each group
// the heads of that group, and takes out what is then empty.
func (m *mover) detach() {
	for g := range m.groups {
		header := headerOf(m.node(g))
		first := -1
		for i := range m.page.Places[g] {
			place := &m.page.Places[g][i]
			if place.Where != Beside {
				if hasLines(&m.page.Bindings[g][i]) {
					place.Node = m.groups[g].Items[i]
				}
				continue
			}
			place.Header = header
			if first < 0 || m.before(g, i, first) {
				first = i
			}
			remove(place.Nodes)
		}
		if first >= 0 {
			m.page.Places[g][first].Head = m.heads[g]
			remove(m.heads[g])
		}
		if n := m.node(g); m.moved[n] && n.Kind() != ast.KindHeading {
			remove([]ast.Node{n})
		}
	}
	m.rules()
}

// rules takes out the line at the end of a section that has left the text where
// nothing is left between that line and the one before it.
func (m *mover) rules() {
	for _, s := range m.outline.sections {
		if s.heading == nil || !m.moved[s.heading] || len(s.blocks) == 0 {
			continue
		}
		end := s.blocks[len(s.blocks)-1]
		if before := end.PreviousSibling(); end.Kind() == ast.KindThematicBreak && before != nil && before.Kind() == ast.KindThematicBreak {
			remove([]ast.Node{end})
		}
	}
}

// before reports whether a note explains lines above those of another.
func (m *mover) before(g, i, other int) bool {
	a, b := m.page.Bindings[g][i].Targets[0], m.page.Bindings[g][other].Targets[0]
	return cmp.Or(a.Block-b.Block, a.Lines[0]-b.Lines[0]) < 0
}

// headerOf are the header cells of a table.
func headerOf(n ast.Node) (cells []ast.Node) {
	if n.Kind() != extast.KindTable || n.FirstChild() == nil {
		return nil
	}
	for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, c)
	}
	return cells
}

// namesColumns reports whether the header of a table, if the node is one, has names
// alone: they are not needed beside code. Code, a link or a sentence says more.
func (m *mover) namesColumns(n ast.Node) bool {
	for _, c := range headerOf(n) {
		if len(strings.Fields(m.doc.Text(c))) > longestName {
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
