package notes

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// Reasons why a note that has lines stands in the text.
const (
	whyFew     = "too few of its list have their lines"
	whyFar     = "too many listings stand between"
	whyItem    = "it is a part of the item around it"
	whyEmpty   = "it is a heading above other headings"
	whyListing = "a listing stands inside it"
	whyBare    = "nothing that it says follows it"
)

// mover decides for the notes of one group where they stand, and takes those
// that stand beside their lines out of the document's tree.
type mover struct {
	doc   *markdown.Document
	page  *Page
	group *Group
	index int // of the group
}

func (m *mover) place() {
	bindings, places := m.page.Bindings[m.index], m.page.Places[m.index]
	found := 0
	for i := range bindings {
		places[i].Where = Text
		if bindings[i].State == site.Matched || bindings[i].State == site.Edited {
			found++
		}
	}
	switch {
	case found == 0:
		return
	case 2*found < len(bindings) && m.group.Node.Kind() != extast.KindTable:
		m.stay(whyFew) // a list that mentions code in passing is read as a whole
		return
	case m.isFar():
		m.stay(whyFar) // a table that sums up is read where it stands
		return
	}
	Split(m.doc, m.group)
	header := headerOf(m.group.Node)
	around := m.linesAround()
	for i := range bindings {
		switch {
		case !HasLines(&bindings[i]):
		case around != nil && explains(&bindings[i], around):
			places[i].Why = whyItem
		default:
			nodes, why := m.movable(m.group.Items[i:i+1:i+1], &m.group.Notes[i])
			if places[i].Why = why; why == "" {
				places[i] = Place{Where: Beside, Nodes: nodes, Header: header}
				detach(nodes)
			}
		}
	}
	m.removeEmpty(found == len(bindings))
}

// stay says of all notes of the group that have lines why they stay.
func (m *mover) stay(why string) {
	for i := range m.page.Bindings[m.index] {
		if HasLines(&m.page.Bindings[m.index][i]) {
			m.page.Places[m.index][i].Why = why
		}
	}
}

// explains reports whether a note explains exactly the lines of the item around
// its list: it is then read as a part of that item.
func explains(b *site.Binding, around *site.Target) bool {
	return len(b.Targets) == 1 && b.Targets[0].Block == around.Block && slices.Equal(b.Targets[0].Lines, around.Lines)
}

// linesAround are the lines of the nearest item around the group that has some;
// nil where there is none.
func (m *mover) linesAround() *site.Target {
	groups, bindings := m.page.Groups, m.page.Bindings
	for ref := groups[m.index].Under; ref != nil; ref = groups[ref.Group].Under {
		if !groups[ref.Group].Notes[ref.Note].Kind.IsItem() {
			return nil
		}
		if b := bindings[ref.Group][ref.Note]; len(b.Targets) == 1 {
			return &b.Targets[0]
		}
	}
	return nil
}

// isFar reports whether a table explains a listing that many others stand
// between.
func (m *mover) isFar() bool {
	for _, b := range m.page.Bindings[m.index] {
		if len(b.Targets) > 0 {
			return m.group.Above-b.Targets[0].Block > MaxAbove
		}
	}
	return false
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

// movable are the nodes that make up a note, of which the first is given, or
// why the note must stay.
func (m *mover) movable(nodes []ast.Node, n *site.Note) (_ []ast.Node, why string) {
	item := nodes[0]
	switch n.Kind {
	case site.DefinitionNote:
		for next := item.NextSibling(); next != nil && next.Kind() == extast.KindDefinitionDescription; next = next.NextSibling() {
			nodes = append(nodes, next)
		}
	case site.HeadingNote:
		for next := item.NextSibling(); next != nil && !m.endsNote(next); next = next.NextSibling() {
			nodes = append(nodes, next)
		}
		if len(nodes) == 1 {
			return nil, whyEmpty
		}
	case site.ParagraphNote:
		next := item.NextSibling()
		if n.Text == "" && (next == nil || next.Kind() != ast.KindList && next.Kind() != ast.KindParagraph) {
			return nil, whyBare
		}
		if n.Text == "" || next != nil && next.Kind() == ast.KindList && endsInColon(n.Text) {
			nodes = append(nodes, next)
		}
	}
	if slices.ContainsFunc(nodes, holdsListing) {
		return nil, whyListing
	}
	return nodes, ""
}

// endsNote reports whether a block is where the note of a heading ends: at the
// next heading, a rule, a picture.
func (m *mover) endsNote(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindHeading, ast.KindThematicBreak:
		return true
	case ast.KindParagraph:
		return m.doc.IsFigure(n)
	}
	return false
}

func endsInColon(s string) bool { return s != "" && s[len(s)-1] == ':' }

func holdsListing(n ast.Node) bool {
	if n.Kind() == ast.KindFencedCodeBlock {
		return true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeBlock && holdsListing(c) {
			return true
		}
	}
	return false
}

// detach removes nodes from the page's text.
func detach(nodes []ast.Node) {
	for _, n := range nodes {
		if parent := n.Parent(); parent != nil {
			parent.RemoveChild(parent, n)
		}
	}
}

// removeEmpty takes out a table, a list or a paragraph of which nothing is left.
// all tells that each of its notes has found its lines.
func (m *mover) removeEmpty(all bool) {
	n := m.group.Node
	parent := n.Parent()
	if parent == nil {
		return
	}
	switch n.Kind() {
	case extast.KindTable:
		if n.ChildCount() > 1 {
			return
		}
	case ast.KindList, extast.KindDefinitionList, ast.KindParagraph: // one that was split
		if n.ChildCount() > 0 {
			return
		}
	default:
		return
	}
	if all {
		m.liftIntro(n)
	}
	parent.RemoveChild(parent, n)
}

// liftIntro puts the paragraph that leads a table in ("… does this:") above
// the listing when the table is about to leave the page between them.
func (m *mover) liftIntro(n ast.Node) {
	intro := n.PreviousSibling()
	if intro == nil || intro.Kind() != ast.KindParagraph || !endsInColon(m.doc.Text(intro)) {
		return
	}
	above := intro.PreviousSibling()
	if above == nil || above.Kind() != ast.KindFencedCodeBlock {
		return
	}
	parent := above.Parent()
	parent.RemoveChild(parent, intro)
	parent.InsertBefore(parent, above, intro)
}
