package index

import (
	"bytes"
	"strings"

	"docsite/internal/code"
)

// Node is a piece of a listing in the tree of its scopes: the listing, a stage,
// an instruction, a command, an entry with all below it, a function, a run of
// lines between empty ones.
type Node struct {
	First, Last int32 // lines, from 1
	From, To    int32 // terms
	Open        int32 // the term that it opens with; -1 for none
	Parent      int32 // -1 for a listing
	start, end  int32 // bytes of the listing
	Depth       int32 // how many nodes lie around it
	Height      int32 // how many levels lie below it
	Kind        code.PartKind
}

// Kinds of nodes that are no part of the code.
const (
	listingNode code.PartKind = "listing"
	StageNode   code.PartKind = "stage" // a stage of a Dockerfile that has several
	blockNode   code.PartKind = "lines" // lines of a text that no parser took, the first with what is indented below it
)

// maxDepth is how deep the tree goes; what lies deeper is in no node of its own.
const maxDepth = 24

// tree adds the nodes of a listing.
func (x *Index) tree(l *Listing) {
	l.Node = int32(len(x.Nodes))
	x.Nodes = append(x.Nodes, Node{First: 1, Last: int32(len(l.Starts)), From: l.From, To: l.To, Open: -1, Parent: -1, start: 0, end: int32(len(l.Text)), Kind: listingNode})
	if len(l.Groups) > 0 {
		l.Flat = true
		for i := range l.Groups {
			l.Flat = l.Flat && l.Groups[i].Kind == code.LineGroup
		}
	}
	l.Flat = l.Flat || l.Drawn
	if l.Flat {
		x.indented(l)
	} else {
		x.parts(l)
	}
	l.Last = int32(len(x.Nodes))
	x.place(l)
}

// parts makes nodes of the parts of a parsed listing, and of its stages.
func (x *Index) parts(l *Listing) {
	var open [maxDepth]int32
	open[0] = l.Node
	depth := 0
	stage := -1
	for i := range l.Parts {
		part := &l.Parts[i]
		g := &l.Groups[part.Group]
		for depth > 0 && int(x.Nodes[open[depth]].end) <= part.Span.Start {
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
			open[depth] = x.addNode(l, StageNode, part.Span.Start, end, open[depth-1])
		}
		if depth+1 >= maxDepth || part.Kind == code.FlagPart || part.Kind == code.ElementPart {
			continue
		}
		n := x.addNode(l, part.Kind, part.Span.Start, part.Span.End, open[depth])
		depth++
		open[depth] = n
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (x *Index) addNode(l *Listing, kind code.PartKind, start, end int, parent int32) int32 {
	first := l.lineAt(start)
	x.Nodes = append(x.Nodes, Node{Kind: kind, start: int32(start), end: int32(end), First: int32(first), Last: int32(max(l.lineAt(end-1), first)),
		Open: -1, Parent: parent, Depth: x.Nodes[parent].Depth + 1})
	return int32(len(x.Nodes) - 1)
}

// level is a node that is open while a text is read by its indentation.
type level struct {
	node   int32
	indent int
}

// indented makes nodes of lines with others indented below them, up to the
// bracket that closes them.
func (x *Index) indented(l *Listing) {
	open := []level{{l.Node, -1}}
	for line := 1; line <= len(l.Starts); line++ {
		s := l.Line(line)
		text := l.shape[s.Start:s.End]
		trimmed := bytes.TrimSpace(text)
		if len(trimmed) == 0 {
			continue
		}
		indent := 0
		for indent < len(text) && isBlank(text[indent]) {
			indent++
		}
		end := s.Start + len(bytes.TrimRight(text, " \t\r\n"))
		closes := strings.IndexByte("})]", trimmed[0]) >= 0 || bytes.HasPrefix(trimmed, []byte("</"))
		for len(open) > 1 {
			top := open[len(open)-1]
			if top.indent < indent {
				break
			}
			if closes && top.indent == indent {
				x.reachTo(open[:], end, line)
				open = open[:len(open)-1]
				break
			}
			open = open[:len(open)-1]
		}
		x.reachTo(open[1:], end, line)
		if closes || len(open) >= maxDepth {
			continue
		}
		n := x.addNode(l, blockNode, s.Start+indent, end, open[len(open)-1].node)
		open = append(open, level{n, indent})
	}
}

// reachTo says that text up to a line belongs to the nodes that are open.
func (x *Index) reachTo(open []level, end, line int) {
	for _, o := range open {
		x.Nodes[o.node].end = max(x.Nodes[o.node].end, int32(end))
		x.Nodes[o.node].Last = max(x.Nodes[o.node].Last, int32(line))
	}
}

// place gives each node of a listing its terms, and each term its innermost node.
func (x *Index) place(l *Listing) {
	for n := l.Last - 1; n > l.Node; n-- {
		d := &x.Nodes[n]
		if o := &x.Nodes[d.Parent]; d.Last > o.First {
			o.Height = max(o.Height, d.Height+1)
		}
	}
	at := l.From
	for n := l.Node; n < l.Last; n++ {
		d := &x.Nodes[n]
		for at > l.From && x.Terms[at-1].start >= d.start {
			at--
		}
		for at < l.To && x.Terms[at].start < d.start {
			at++
		}
		d.From = at
		end := at
		for end < l.To && x.Terms[end].start < d.end {
			x.Terms[end].Node = n
			end++
		}
		d.To = end
		if end > at {
			d.Open = at
		}
	}
}

// Alone reports whether no code stands on the line of a word in a comment.
func (x *Index) Alone(t int32) bool {
	for t > 0 && x.Terms[t-1].Line == x.Terms[t].Line && x.Terms[t-1].start < x.Terms[t].start {
		t--
	}
	return x.Terms[t].Comment
}

// StageAt is the stage that begins on a line; -1 for none.
func (x *Index) StageAt(l *Listing, line int) int32 {
	for n := l.Node; n < l.Last; n++ {
		if x.Nodes[n].Kind == StageNode && int(x.Nodes[n].First) == line {
			return n
		}
	}
	return -1
}

// HoldsItems reports whether what a node holds are the items of a list.
func (x *Index) HoldsItems(n int32) bool {
	return int(n)+1 < len(x.Nodes) && x.Nodes[n+1].Parent == n && x.Nodes[n+1].Kind == code.LinePart && x.Nodes[n+1].First > x.Nodes[n].First
}

// IsBlock reports whether a node is a function, a loop, a branch.
func (x *Index) IsBlock(n int32) bool {
	switch x.Nodes[n].Kind {
	case code.FunctionPart, code.BlockPart, code.ArmPart:
		return true
	}
	return false
}

// InComment reports whether a word stands in a comment for people.
func (x *Index) InComment(t int32) bool {
	return x.Terms[t].Comment && x.Nodes[x.Terms[t].Node].Kind != code.DirectivePart
}

// OpensLine reports whether a term is the first of its line.
func (x *Index) OpensLine(t int32) bool {
	return t == 0 || x.Terms[t-1].Line != x.Terms[t].Line || x.Terms[t-1].start > x.Terms[t].start
}
