package notes

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// Reasons why a note that has lines stands in the text.
const (
	whyFew       = "too few of its group have their lines"
	whySequence  = "its list is a sequence of sentences"
	whySection   = "it stands in another section than the listing"
	whyItem      = "it belongs to the item around it"
	whyStep      = "it belongs to a step of a numbered list"
	whyFold      = "it stands in a fold or an HTML table in which the listing does not"
	whyQuotation = "it stands in a quotation"
	whyTags      = "HTML opens or ends inside it that does not do both there"
	whyContent   = "a listing, a picture or another section stands inside it"
	whyBetween   = "text that is no note stands between the notes of its group"
	whyLead      = "it introduces what follows it"
	whyHead      = "it stands above the notes that it introduces"
	whyColumns   = "the first row of its table names no columns"
)

// mover decides which groups stand beside their lines. A group moves as a
// whole, with the heading and the sentence that lead it in, or stays: what
// remains of the page reads as if the group had never been there.
type mover struct {
	doc     *markdown.Document
	page    *Page
	groups  []Group
	outline *outline
	moved   map[ast.Node]bool  // blocks, items and headings that leave the text
	heads   map[int][]ast.Node // by group: the headings and sentences that lead it in
	groupOf map[ast.Node]int   // the group of a block that leaves the text as a whole
	covered map[sectionBlock]bool
}

// move decides for all groups, then takes out of the document's tree what
// stands beside lines. Lists and tables come first, since headings and
// paragraphs may lead them in.
func (m *mover) move() {
	for g := range m.groups {
		if m.node(g).Kind() == ast.KindHeading || m.node(g).Kind() == ast.KindParagraph {
			continue
		}
		m.decide(g)
	}
	for g := range m.groups {
		if m.node(g).Kind() == ast.KindParagraph {
			m.decide(g)
		}
	}
	m.leads()
	for g := len(m.groups) - 1; g >= 0; g-- { // deeper headings come later
		if m.node(g).Kind() == ast.KindHeading {
			m.decide(g)
		}
	}
	m.titles()
	m.detach()
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
func (m *mover) decide(g int) {
	nodes, why := m.whole(g)
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
			for _, n := range nodes[i] {
				m.moved[n], m.groupOf[n] = true, g
			}
		}
	}
	if why == "" && m.isEmptied(m.node(g)) {
		m.moved[m.node(g)], m.groupOf[m.node(g)] = true, g
	}
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
	case found == 0, m.isFew(g, found, total):
		return nil, whyFew
	case m.isNumbered(g) && found < total, m.tellsInOrder(g):
		return nil, whySequence
	case m.inAnother(g, section):
		return nil, whyQuotation
	case !m.namesColumns(m.node(g)):
		return nil, whyColumns
	}
	if m.isInside(m.node(g)) {
		why = m.inItem(g, found == total)
	} else if why = inContainer(section); why == "" {
		why = m.listings(g, section, found == total)
	}
	if why != "" {
		return nil, why
	}
	return m.notes(g)
}

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

// isFew reports whether too little of a group has lines for it to move: of the
// rows of a table, which say something each by itself and keep the table's head,
// less than half; of a list, paragraphs or headings less than three in four.
func (m *mover) isFew(g, found, total int) bool {
	if m.node(g).Kind() == extast.KindTable {
		return 2*found < total
	}
	return 4*found < 3*total
}

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

// isInside reports whether a block lies in one that leaves the text.
func (m *mover) isInside(n ast.Node) bool {
	for n = n.Parent(); n != nil; n = n.Parent() {
		if m.moved[n] {
			return true
		}
	}
	return false
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
		return found, at(items[last]) - at(items[first]) + 1
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
	all, some := 0, 0
	for i := range m.page.Codes[block].Groups {
		lines := m.page.Codes[block].Groups[i].Lines
		all++
		for line := lines.First; line <= lines.Last; line++ {
			if explained[line] {
				some++
				break
			}
		}
	}
	return notes >= 3 && 2*some >= all
}

// notes gives the nodes of each note that has lines, or says why one of them,
// and with it the group, cannot move.
func (m *mover) notes(g int) (nodes [][]ast.Node, why string) {
	group := &m.groups[g]
	isLines := m.node(g).Kind() == ast.KindParagraph && len(group.Items) > 1 && group.Items[0] == group.Items[1]
	if found, total := m.count(g); isLines {
		if found < total || found < len(group.Notes) {
			return nil, whyFew
		}
		Split(m.doc, group)
		if m.node(g).ChildCount() == 0 { // else lines above the first note are left
			m.moved[m.node(g)] = true
		}
	}
	nodes = make([][]ast.Node, len(group.Items))
	for i, item := range group.Items {
		if !hasLines(&m.page.Bindings[g][i]) {
			continue
		}
		if isLines {
			nodes[i] = []ast.Node{item}
			continue
		}
		if m.moved[item] {
			continue
		}
		if nodes[i], why = m.nodes(item, &group.Notes[i]); why != "" {
			return nil, why
		}
	}
	if !isLines && m.node(g).Kind() == ast.KindParagraph && m.isBroken(nodes) {
		return nil, whyBetween
	}
	return nodes, ""
}

// nodes are those that make up a note, of which the first is given, or why the
// note must stay.
func (m *mover) nodes(item ast.Node, n *site.Note) (nodes []ast.Node, why string) {
	nodes = []ast.Node{item}
	next := item.NextSibling()
	switch n.Kind {
	case site.DefinitionNote:
		for ; next != nil && next.Kind() == extast.KindDefinitionDescription; next = next.NextSibling() {
			nodes = append(nodes, next)
		}
	case site.HeadingNote:
		section := m.outline.sectionOf[item]
		if len(section.blocks) == 0 || len(section.inside) > 0 {
			return nil, whyContent
		}
		for i, b := range section.blocks {
			if m.moved[b] || b.Kind() == ast.KindParagraph && m.doc.IsFigure(b) {
				return nil, whyContent
			}
			if b.Kind() == ast.KindThematicBreak {
				if i < len(section.blocks)-1 || i == 0 {
					return nil, whyContent
				}
				continue // the line between this section and the next
			}
			nodes = append(nodes, b)
		}
	case site.ParagraphNote:
		if introduces(n) {
			if next == nil || next.Kind() == ast.KindHeading || next.Kind() == ast.KindThematicBreak || m.moved[next] {
				return nil, whyLead
			}
			nodes = append(nodes, next)
		} else if next != nil && next.Kind() == ast.KindFencedCodeBlock {
			return nil, whyLead
		}
	}
	if slices.ContainsFunc(nodes, holdsListing) {
		return nil, whyContent
	}
	if !m.outline.isClosed(nodes) {
		return nil, whyTags
	}
	return nodes, ""
}

// introduces reports whether a paragraph is nothing but the name of its code, or
// a sentence that the next block completes.
func introduces(n *site.Note) bool {
	return n.Text == "" || endsInColon(n.Text)
}

// isBroken reports whether a block that is no note stands between the notes of a
// group of paragraphs.
func (m *mover) isBroken(nodes [][]ast.Node) bool {
	var last ast.Node
	for _, list := range nodes {
		if list == nil {
			continue
		}
		if last != nil && last.NextSibling() != list[0] {
			return true
		}
		last = list[len(list)-1]
	}
	return false
}

// endsInColon reports whether a sentence leads in what follows it, in any
// script.
func endsInColon(s string) bool {
	s = strings.TrimRight(s, " \t\n*_")
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

func holdsListing(n ast.Node) bool {
	if n.Kind() == ast.KindFencedCodeBlock || n.Kind() == ast.KindCodeBlock {
		return true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeBlock && holdsListing(c) {
			return true
		}
	}
	return false
}
