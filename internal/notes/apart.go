package notes

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// apart gives the groups with a note that names code and has no sure lines, and
// without a listing in their section or right below a heading around it, and tables of
// values. A table of parameters in a section of its own is about a program, not about the
// command three sections above.
func (m *mover) apart() (list []int) {
	for g := range m.groups {
		if slices.ContainsFunc(m.page.Bindings[g], isOpen) && (!m.hasOwnListing(g) || m.isOfValues(g)) {
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

// isOfValues reports whether a group is a table of what users of an image may set or
// reach, its variables, ports or tags, of which a listing has some: each row opens with a
// name, and too few names are in the listing, in a section of the table's own, else
// less than half. A row that opens with the name of an instruction explains one.
func (m *mover) isOfValues(g int) bool {
	if m.node(g).Kind() != extast.KindTable {
		return false
	}
	for _, n := range m.groups[g].Notes {
		if name, _, _ := strings.Cut(n.Label, "="); name == "" || strings.ContainsAny(n.Label, " \t") || dockerfile.IsKeyword(name) {
			return false
		}
	}
	found, total := m.count(g)
	for _, b := range m.page.Bindings[g] {
		if !hasLines(&b) && b.Nearest != nil { // it is there, and others may be meant
			found++
		}
	}
	section := m.outline.sectionOf[m.node(g)]
	own := section != nil && section.heading != nil && section != m.outline.title && !section.hasListing()
	return 2*found < total || own && total >= minValues && m.isFew(found, total)
}

// minValues is of how many rows a table of values has at least half in a listing: of
// fewer nobody can tell whether one is absent because it has gone.
const minValues = 4

// isOpen reports whether a binding is one of a note that names code and has no sure
// lines.
func isOpen(b site.Binding) bool { return b.State == site.Unmatched || b.State == site.Ambiguous }
