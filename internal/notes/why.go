package notes

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/site"
)

// Reasons why a note that has lines stands in the text.
const (
	whyFew       = "too few of its group have their lines"
	whySequence  = "its list is a sequence of sentences"
	whySteps     = "its numbers go on from another list, or in another"
	whySection   = "it stands in another section than the listing"
	whyItem      = "it belongs to the item around it"
	whyStep      = "it belongs to a step of a numbered list"
	whyFold      = "it stands in a fold or an HTML table in which the listing does not"
	whyQuotation = "it stands in a quotation"
	whyTags      = "HTML opens or ends inside it that does not do both there"
	whyContent   = "a listing, a picture or another section stands inside it"
	whyBetween   = "text that is no note stands between the notes of its group"
	whyFar       = "something stands between it and the listing"
	whyGoesOn    = "it goes on with a sentence that begins above it"
	whyLead      = "it introduces what follows it"
	whyLed       = "what introduces it stays"
	whyHead      = "it stands above the notes that it introduces"
	whyHeads     = "its heading would stand above something else"
	whyCaption   = "what follows it would read as the caption of the picture above"
	whyParts     = "what leads it in is about several listings"
	whySections  = "its section stands beside the code as a whole"
	whyHeadings  = "its heading would leave others of its kind alone"
	whyCode      = "it says nothing but what its lines do"
	whyColumns   = "the first row of its table names no columns"
)

// inAnother reports whether a note of a group with lines stands in a quotation
// that does not hold the whole group.
func (m *mover) inAnother(g int, section *outlined) bool {
	for i, item := range m.groups[g].Items {
		if in := m.outline.sectionOf[item]; in != nil && in.container != section.container && hasLines(&m.page.Bindings[g][i]) {
			return true
		}
	}
	return false
}

// isFew reports whether too little of a group has lines for it to move: less than three
// notes in four.
func (m *mover) isFew(found, total int) bool { return 4*found < 3*total }

// inItem says why a list inside an item that moves stays in it. It follows the
// item where its notes explain other lines of the same listing and the item does
// not lead it in.
func (m *mover) inItem(g int, all bool) string {
	under := m.page.Groups[g].Under
	if under == nil || !all {
		return whyItem
	}
	around, place := &m.page.Groups[under.Group].Notes[under.Note], &m.page.Places[under.Group][under.Note]
	if place.Where != Beside || !around.Kind.IsItem() || m.node(g).Parent() != m.groups[under.Group].Items[under.Note] || endsInColon(around.Text) || around.Text == "" {
		return whyItem
	}
	target := &m.page.Bindings[under.Group][under.Note].Targets[0]
	for i := range m.page.Bindings[g] {
		for _, t := range m.page.Bindings[g][i].Targets {
			if t.Block != target.Block || slices.Equal(t.Lines, target.Lines) {
				return whyItem
			}
		}
	}
	return ""
}

// inContainer says why what stands in a quotation or in a step of a numbered
// list stays.
func inContainer(s *outlined) string {
	for n := s.container; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			return whyQuotation
		}
		if list, ok := n.(*ast.List); ok && list.IsOrdered() {
			return whyStep
		}
	}
	return ""
}

// count gives how many notes of a group have lines, and how many items, rows or
// headings the group has in the page.
func (m *mover) count(g int) (found, total int) {
	first, last := -1, -1
	for i := range m.page.Bindings[g] {
		if hasLines(&m.page.Bindings[g][i]) {
			if found++; first < 0 {
				first = i
			}
			last = i
		}
	}
	if found == 0 {
		return 0, 0
	}
	node, items := m.node(g), m.groups[g].Items
	switch node.Kind() {
	case extast.KindTable:
		return found, node.ChildCount() - 1
	case ast.KindList:
		return found, node.ChildCount()
	case extast.KindDefinitionList:
		for n := node.FirstChild(); n != nil; n = n.NextSibling() {
			if n.Kind() == extast.KindDefinitionTerm {
				total++
			}
		}
		return found, total
	case ast.KindHeading:
		siblings := m.outline.sectionOf[node].parent.inside
		at := func(item ast.Node) int {
			return slices.IndexFunc(siblings, func(s *outlined) bool { return s.heading == item })
		}
		total = at(items[last]) - at(items[first]) + 1
		for i := range items {
			if (i < first || i > last) && hasCode(m.groups[g].Notes[i].Fragments, site.LabelPosition) {
				total++ // it is of their kind, and would be left alone
			}
		}
		return found, total
	}
	return found, last - first + 1
}

// isNumbered reports whether a group is a numbered list.
func (m *mover) isNumbered(g int) bool {
	list, ok := m.node(g).(*ast.List)
	return ok && list.IsOrdered()
}

// tellsInOrder reports whether a group is a numbered list of sentences, which
// follow from one another. Items that open with the name of their code, or that
// a marker in the listing counts, do not.
func (m *mover) tellsInOrder(g int) bool {
	return m.isNumbered(g) && slices.ContainsFunc(m.groups[g].Notes, func(n site.Note) bool {
		return hasCode(n.Fragments, site.RestPosition) && !hasCode(n.Fragments, site.LabelPosition)
	})
}

func hasCode(list []site.Fragment, at site.Position) bool {
	return slices.ContainsFunc(list, func(f site.Fragment) bool { return f.Code && f.At == at })
}

// listings says why a group stays whose listings are not those of its section.
// Where a nearer listing or another section stands between, it moves only if it
// explains the listing as a whole.
func (m *mover) listings(g int, section *outlined, all bool) string {
	for i := range m.page.Bindings[g] {
		b := &m.page.Bindings[g][i]
		if !hasLines(b) {
			continue
		}
		node := ast.Node(m.doc.Listings[b.Targets[0].Block].Node)
		listing := m.outline.sectionOf[node]
		switch {
		case listing == nil || listing.container != section.container:
			return whyItem
		case m.outline.foldOf[node] != m.outline.foldOf[m.block(g, i)]:
			return whyFold
		case listing == section, listing.holds(section) && !section.hasListing():
		case all && (listing.holds(section) || !section.hasListing()) && m.covers(section, b.Targets[0].Block):
		default:
			return whySection
		}
	}
	return ""
}

// covers reports whether the notes in a section explain one listing alone, and
// at least half of what it has to explain.
func (m *mover) covers(section *outlined, block int) bool {
	key := sectionBlock{section, block}
	known, ok := m.covered[key]
	if !ok {
		known = m.explains(section, block)
		m.covered[key] = known
	}
	return known
}

// sectionBlock is a section with a listing.
type sectionBlock struct {
	section *outlined
	block   int
}

// explains works out [mover.covers].
func (m *mover) explains(section *outlined, block int) bool {
	explained, notes := map[int]bool{}, 0
	for g := range m.groups {
		if at := m.outline.sectionOf[m.node(g)]; at == nil || !section.holds(at) {
			continue
		}
		if found, total := m.count(g); found > 0 && found < total {
			return false // it stays, and what stands beside it
		}
		for i := range m.page.Bindings[g] {
			for _, t := range m.page.Bindings[g][i].Targets {
				if t.Block != block {
					return false
				}
				for _, line := range t.Lines {
					explained[line] = true
				}
				notes++
			}
		}
	}
	some, groups := 0, m.page.Codes[block].Groups
	for i := range groups {
		for line := groups[i].Lines.First; line <= groups[i].Lines.Last; line++ {
			if explained[line] {
				some++
				break
			}
		}
	}
	return notes >= 3 && 2*some >= len(groups)
}
