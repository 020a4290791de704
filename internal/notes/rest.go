package notes

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/site"
)

// Rest is an item, a row or a term without lines, of a group that stands beside code: it
// goes along with a note of its group, since alone it would read as all that there is.
type Rest struct {
	Nodes []ast.Node
	Cells []Cell // of a row
}

// along is a [Rest] with the note that it goes along with.
type along struct {
	Rest
	with  int  // the note
	above bool // it stands above the note, the first of its group that has lines
	own   int  // the note that it is itself; -1 for none
}

// rest finds what goes along with notes of a list, a table or a definition list, of which
// the nodes are given, or says why something cannot, and with it the group.
func (m *mover) rest(g int, nodes [][]ast.Node) (list []along, why string) {
	group, with, at := &m.groups[g], -1, 0
	for n := group.Node.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == extast.KindTableHeader || n.Kind() == extast.KindDefinitionDescription {
			continue
		}
		own := -1
		if at < len(group.Items) && group.Items[at] == n {
			own, at = at, at+1
		}
		if own >= 0 && nodes[own] != nil {
			if with < 0 {
				for i := range list {
					list[i].with = own
				}
			}
			with = own
			continue
		}
		kind := site.BulletNote
		if n.Kind() == extast.KindDefinitionTerm {
			kind = site.DefinitionNote
		}
		all, why := m.nodes(n, &site.Note{Kind: kind})
		if why != "" {
			return nil, why
		}
		list = append(list, along{Rest: Rest{Nodes: all}, with: with, above: with < 0, own: own})
	}
	return list, ""
}

// isOfItems reports whether a group is a list, a table or a definition list, of which
// nothing is left when it moves.
func isOfItems(n ast.Node) bool {
	kind := n.Kind()
	return kind == ast.KindList || kind == extast.KindTable || kind == extast.KindDefinitionList
}

// goAlong gives notes what goes along with them.
func goAlong(places []Place, list []along) {
	for i := range list {
		r := &list[i]
		place := &places[r.with]
		if r.above {
			place.Above = append(place.Above, r.Rest)
		} else {
			place.Below = append(place.Below, r.Rest)
		}
		if r.own >= 0 {
			places[r.own].Where = Along
		}
	}
}

// taken are the nodes that leave the text with a note.
func (p *Place) taken() []ast.Node {
	nodes := slices.Clip(p.Nodes)
	for _, list := range [...][]Rest{p.Above, p.Below} {
		for i := range list {
			nodes = append(nodes, list[i].Nodes...)
		}
	}
	return nodes
}
