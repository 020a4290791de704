package notes

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/site"
)

// apart gives the groups with a note that names code and has no sure lines, and
// without a listing in their section or right below a heading around it. A table of
// parameters in a section of its own is about a program, not about the command three
// sections above.
func (m *mover) apart() (list []int) {
	for g := range m.groups {
		if slices.ContainsFunc(m.page.Bindings[g], isOpen) && !m.hasOwnListing(g) {
			list = append(list, g)
		}
	}
	return list
}

// mark marks the places of groups that stand apart and stay in the text: they read
// as the author wrote them.
func (p *Page) mark(apart []int) {
	for _, g := range apart {
		if slices.ContainsFunc(p.Places[g], func(p Place) bool { return p.Where == Beside }) {
			continue
		}
		for i := range p.Places[g] {
			p.Places[g][i].Apart = true
		}
	}
}

// hasOwnListing reports whether a group has a listing in its section, or right below a
// heading around it.
func (m *mover) hasOwnListing(g int) bool {
	section := m.outline.sectionOf[m.node(g)]
	if section == nil {
		return true // in an item of another group
	}
	if m.node(g).Kind() == ast.KindHeading {
		for _, heading := range m.groups[g].Items {
			if own := m.outline.sectionOf[heading]; own != nil && own.hasListing() {
				return true
			}
		}
		section = section.parent
	}
	for ; section != nil; section = section.parent {
		if slices.ContainsFunc(section.blocks, holdsListing) {
			return true
		}
	}
	return false
}

// isOpen reports whether a binding is one of a note that names code and has no sure
// lines.
func isOpen(b site.Binding) bool { return b.State == site.Unmatched || b.State == site.Ambiguous }
