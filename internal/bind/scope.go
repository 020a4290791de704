package bind

import (
	"strings"

	"docsite/internal/code"
)

// node is a piece of a listing in the tree of its scopes: the listing, a stage,
// an instruction, a command, an entry with all below it, a function, a run of
// lines between empty ones.
type node struct {
	first, last int32 // lines, from 1
	from, to    int32 // terms
	open        int32 // the term that it opens with; -1 for none
	parent      int32 // -1 for a listing
	start, end  int32 // bytes of the listing
	depth       int32
	height      int32 // how many levels lie below it
	kind        code.PartKind
	mark        int32 // the last search that came here
}

// Kinds of nodes that are no part of the code.
const (
	listingNode code.PartKind = "listing"
	stageNode   code.PartKind = "stage"
	blockNode   code.PartKind = "lines" // lines of a text that no parser took, the first with what is indented below it
)

// maxDepth is how deep the tree goes; what lies deeper is in no node of its own.
const maxDepth = 24

// tree adds the nodes of a listing.
func (p *page) tree(l *listing) {
	l.node = int32(len(p.nodes))
	p.nodes = append(p.nodes, node{first: 1, last: int32(l.lines), from: l.from, to: l.to, open: -1, parent: -1, start: 0, end: int32(len(l.Text)), kind: listingNode})
	if len(l.Groups) > 0 {
		l.flat = true
		for i := range l.Groups {
			l.flat = l.flat && l.Groups[i].Kind == code.LineGroup
		}
	}
	if l.flat {
		p.indented(l)
	} else {
		p.parts(l)
	}
	l.last = int32(len(p.nodes))
	p.place(l)
}

// parts makes nodes of the parts of a parsed listing, and of its stages.
func (p *page) parts(l *listing) {
	var open [maxDepth]int32
	open[0] = l.node
	depth := 0
	stage := -1
	for i := range l.Parts {
		part := &l.Parts[i]
		g := &l.Groups[part.Group]
		for depth > 0 && int(p.nodes[open[depth]].end) <= part.Span.Start {
			depth--
		}
		if g.Stage >= 0 && g.Stage != stage && depth == 0 && l.Dockerfile != nil && len(l.Dockerfile.Stages) > 1 {
			stage = g.Stage
			last := part.Group
			for last+1 < len(l.Groups) && l.Groups[last+1].Stage == stage {
				last++
			}
			end := l.Groups[last].Span.End
			for end > part.Span.Start && isBlank(l.Text[end-1]) {
				end--
			}
			depth++
			open[depth] = p.addNode(l, stageNode, part.Span.Start, end, open[depth-1])
		}
		if depth+1 >= maxDepth || part.Kind == code.FlagPart || part.Kind == code.ElementPart {
			continue
		}
		n := p.addNode(l, part.Kind, part.Span.Start, part.Span.End, open[depth])
		depth++
		open[depth] = n
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (p *page) addNode(l *listing, kind code.PartKind, start, end int, parent int32) int32 {
	first := l.lineAt(start)
	p.nodes = append(p.nodes, node{kind: kind, start: int32(start), end: int32(end), first: int32(first), last: int32(max(l.lineAt(end-1), first)),
		open: -1, parent: parent, depth: p.nodes[parent].depth + 1})
	return int32(len(p.nodes) - 1)
}

// level is a node that is open while a text is read by its indentation.
type level struct {
	node   int32
	indent int
}

// indented makes nodes of lines with others indented below them, up to the
// bracket that closes them.
func (p *page) indented(l *listing) {
	open := []level{{l.node, -1}}
	for line := 1; line <= l.lines; line++ {
		s := l.lineSpan(line)
		text := string(l.Text[s.Start:s.End])
		trimmed := strings.TrimSpace(text)
		if trimmed == "" {
			continue
		}
		indent := 0
		for indent < len(text) && isBlank(text[indent]) {
			indent++
		}
		end := s.Start + len(strings.TrimRight(text, " \t\r\n"))
		closes := strings.IndexByte("})]", trimmed[0]) >= 0 || strings.HasPrefix(trimmed, "</")
		for len(open) > 1 {
			top := open[len(open)-1]
			if top.indent < indent {
				break
			}
			if closes && top.indent == indent {
				p.reachTo(open[:], end, line)
				open = open[:len(open)-1]
				break
			}
			open = open[:len(open)-1]
		}
		p.reachTo(open[1:], end, line)
		if closes || len(open) >= maxDepth {
			continue
		}
		n := p.addNode(l, blockNode, s.Start+indent, end, open[len(open)-1].node)
		open = append(open, level{n, indent})
	}
}

// reachTo says that text up to a line belongs to the nodes that are open.
func (p *page) reachTo(open []level, end, line int) {
	for _, o := range open {
		p.nodes[o.node].end = max(p.nodes[o.node].end, int32(end))
		p.nodes[o.node].last = max(p.nodes[o.node].last, int32(line))
	}
}

// place gives each node of a listing its terms, and each term its innermost node.
func (p *page) place(l *listing) {
	for n := l.last - 1; n > l.node; n-- {
		d := &p.nodes[n]
		if o := &p.nodes[d.parent]; d.last > o.first {
			o.height = max(o.height, d.height+1)
		}
	}
	at := l.from
	for n := l.node; n < l.last; n++ {
		d := &p.nodes[n]
		for at > l.from && p.terms[at-1].span.Start >= int(d.start) {
			at--
		}
		for at < l.to && p.terms[at].span.Start < int(d.start) {
			at++
		}
		d.from = at
		end := at
		for end < l.to && p.terms[end].span.Start < int(d.end) {
			p.terms[end].node = n
			end++
		}
		d.to = end
		if end > at {
			d.open = at
		}
	}
}
