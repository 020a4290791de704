package notes

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/notes/reader"
	"docsite/internal/site"
)

// notes gives the nodes of each note that has lines, or says why one of them,
// and with it the group, cannot move.
func (m *mover) notes(g int) (nodes [][]ast.Node, why string) {
	group := &m.groups[g]
	nodes = make([][]ast.Node, len(group.Items))
	if group.IsLines() {
		found, total := m.count(g)
		starts := reader.LineStarts(m.doc, group)
		if found < total || found < len(group.Notes) || len(starts) < len(group.Notes) {
			return nil, whyFew
		}
		for i := range nodes {
			nodes[i] = starts[i : i+1] // until detach splits the paragraph
		}
		return nodes, ""
	}
	for i, item := range group.Items {
		if !hasLines(&m.page.Bindings[g][i]) || m.moved[item] {
			continue
		}
		if nodes[i], why = m.nodes(item, &group.Notes[i]); why != "" {
			return nil, why
		}
	}
	switch {
	case m.node(g).Kind() == ast.KindParagraph && m.isBroken(nodes):
		return nil, whyBetween
	case m.leadsOn(m.node(g)), m.near.leadsIn(g):
		return nil, whyLead
	case m.near.isFar(g):
		return nil, whyFar
	case isOfItems(m.node(g)):
		if m.rests[g], why = m.rest(g, nodes); why != "" {
			return nil, why
		}
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
		if goesOn(n) {
			return nil, whyGoesOn
		}
		if introduces(n) {
			if next == nil || next.Kind() == ast.KindHeading || next.Kind() == ast.KindThematicBreak || m.moved[next] {
				return nil, whyLead
			}
			nodes, next = append(nodes, next), next.NextSibling()
		}
		if next != nil && next.Kind() == ast.KindFencedCodeBlock {
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

// leadsOn reports whether the last item of a list ends in a colon: it introduces what
// stands below the list.
func (m *mover) leadsOn(n ast.Node) bool {
	next := n.NextSibling()
	if n.Kind() != ast.KindList || next == nil || next.Kind() == ast.KindHeading || next.Kind() == ast.KindThematicBreak {
		return false
	}
	last := n.LastChild().LastChild()
	return last != nil && last.Kind() != ast.KindList && endsInColon(m.doc.Text(last))
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
