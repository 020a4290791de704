package notes

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// outlined is a section of a page: a heading with the blocks below it up to the
// next heading, and the sections of deeper headings. What stands above the first
// heading of a container is a section without a heading.
type outlined struct {
	heading   *ast.Heading // nil for what no heading is above
	container ast.Node     // the page, or the list item, quotation or description around it
	parent    *outlined
	blocks    []ast.Node  // in order
	inside    []*outlined // in order; not those of containers
}

// outline tells in which section each block of a page stands.
type outline struct {
	sections  []*outlined // those with a heading before those inside them
	sectionOf map[ast.Node]*outlined
	index     map[ast.Node]int // position of a block among its section's
}

// newOutline walks the blocks of a page once.
func newOutline(root ast.Node) *outline {
	o := &outline{sectionOf: map[ast.Node]*outlined{}, index: map[ast.Node]int{}}
	o.walk(root, nil)
	return o
}

func (o *outline) walk(container ast.Node, around *outlined) {
	s := o.add(&outlined{container: container, parent: around})
	for n := container.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			for s.heading != nil && s.heading.Level >= h.Level {
				s = s.parent
			}
			above := s
			s = o.add(&outlined{heading: h, container: container, parent: above})
			above.inside = append(above.inside, s)
			o.sectionOf[h] = s
			continue
		}
		o.sectionOf[n], o.index[n] = s, len(s.blocks)
		s.blocks = append(s.blocks, n)
		o.inner(n, s)
	}
}

func (o *outline) add(s *outlined) *outlined {
	o.sections = append(o.sections, s)
	return s
}

// inner walks the containers that a block is or has.
func (o *outline) inner(n ast.Node, s *outlined) {
	switch n.Kind() {
	case ast.KindBlockquote:
		o.walk(n, s)
	case ast.KindList:
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			o.walk(item, s)
		}
	case extast.KindDefinitionList:
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			if item.Kind() == extast.KindDefinitionDescription {
				o.walk(item, s)
			}
		}
	}
}

// holds reports whether a section is another or lies around it in the same
// container.
func (s *outlined) holds(inner *outlined) bool {
	for ; inner != nil && inner.container == s.container; inner = inner.parent {
		if inner == s {
			return true
		}
	}
	return false
}

// hasListing reports whether a listing stands in the section, or in one below
// its heading.
func (s *outlined) hasListing() bool {
	for _, b := range s.blocks {
		if holdsListing(b) {
			return true
		}
	}
	for _, inner := range s.inside {
		if inner.hasListing() {
			return true
		}
	}
	return false
}
