package bind

import (
	"math/bits"
	"strings"

	"docsite/internal/bind/index"
	"docsite/internal/code"
)

// candidateFeatures look at the lines that are taken.
var candidateFeatures = newTable([]feature[view]{
	{"no words", "nothing is quoted", unquoted, nil},
	{"function", "it is called, and this is its declaration", opens, func(v *view) float64 { return is(v.isCall() && v.p.Nodes[v.m.Node].Kind == code.FunctionPart) }},
	{"supported", "pieces of the note that agree on these lines", always, func(v *view) float64 { return float64(min(bits.OnesCount16(v.supports()), 4)) }},
	{"unsupported", "pieces in code that agree on other lines alone", always, func(v *view) float64 { return float64(min(v.n.codes-bits.OnesCount16(v.c.frags&v.n.codeBits), 4)) }},
	{"pieces left", "other pieces of what is quoted that agree on other lines alone", piece, func(v *view) float64 { return float64(min(bits.OnesCount16(v.n.pieceBits&^v.c.frags), 4)) }},
	{"pieces joined", "all pieces of what is quoted agree on these lines", piece, func(v *view) float64 { return is(v.n.pieceBits&^v.c.frags == 0) }},
	{"echo", "words of these lines that the note's text has, too", echo, func(v *view) float64 { return log1(v.inside) }},
	{"echo elsewhere", "words of other lines of the listing that it has", echoElsewhere, func(v *view) float64 { return log1(v.outside) }},
	{"range", "from the first to the last of them", of(rangeLines), nil},
	{"tail", "those of all words but the first", of(tailLines), nil},
	{"around", "a construct around the words", of(nodeLines), nil},
	{"all lines", "the words wherever they stand", of(allLines), nil},
	{"all nodes", "what the words open wherever they stand", of(allNodes), nil},
	{"one of alike", "one of several places that open constructs of one depth", quoted | of(ownLines, nodeLines), func(v *view) float64 { return is(v.m.Alike) }},
	{"all own", "all places in the note's own listing", of(allLines, allNodes), func(v *view) float64 { return is(v.n.owns(v.block)) }},
	{"one own", "one of several that are as good there", of(ownLines, nodeLines), func(v *view) float64 { return is(v.m != nil && v.m.Places > 1 && v.n.owns(v.block)) }},
	{"run", "constructs that follow one another", of(runLines), nil},
	{"joined lines", "the lines of several fragments", of(joinedLines), nil},
	{"counted", "the note says the line's number", of(countedLines), nil},
	{"counted alone", "and no more than a word with it", of(countedLines), func(v *view) float64 { return is(v.c.number <= 8) }},
	{"counted rising", "and their numbers rise from note to note", of(countedLines), func(v *view) float64 { return v.sums.rising }},
	{"printed", "and the listing prints numbers", of(countedLines), func(v *view) float64 { return is(v.l.Printed != nil) }},
	{"opens", "the words open the construct", opens, nil},
	{"opens more", "the words open more than is taken", more, nil},
	{"opens more word", "one word opens more than is taken", more, func(v *view) float64 { return is(len(v.f.Terms) == 1) }},
	{"opens more covered", "share of its line that the words are", more, func(v *view) float64 { return v.covered }},
	{"opens more block", "what they open is a function, a loop or a branch", more, func(v *view) float64 { return is(v.p.IsBlock(v.m.Node)) }},
	{"opens block", "the construct that is taken is one", opens | of(nodeLines), func(v *view) float64 { return is(v.p.IsBlock(v.c.node)) }},
	{"opens more all", "the fragment names all that its line has", more, func(v *view) float64 { return is(v.covered > .95) }},
	{"opens more capitals", "and they open with a word in capitals", more, func(v *view) float64 { return is(v.f.InCapitals()) }},
	{"opens more items", "what they open is a list", more, func(v *view) float64 { return is(v.p.HoldsItems(v.m.Node)) }},
	{"under comment", "what a comment with the words stands above", of(commentLines), nil},
	{"under comment code", "and what is quoted is a code span, as a line is that is commented out", of(commentLines), func(v *view) float64 { return is(v.f.Code) }},
	{"height", "levels of code below the construct that is taken", of(nodeLines), func(v *view) float64 { return log1(int(v.p.Nodes[v.c.node].Height)) }},
	{"opens more height", "levels of code below what the words open and is not taken", more, func(v *view) float64 { return log1(int(v.p.Nodes[v.m.Node].Height)) }},
	{"opens key", "one key opens what is taken", opens | severalLines, func(v *view) float64 { return is(v.p.Terms[v.m.Used[0]].Key) }},
	{"inside", "the words do not open the construct that is taken", of(nodeLines), func(v *view) float64 { return is(!v.c.opens) }},
	{"inside lines", "and it has many lines", severalLines | of(nodeLines), func(v *view) float64 { return is(!v.c.opens) * log1(v.lines-1) }},
	{"head", "but all stand in its first line, as its name does", severalLines | of(nodeLines), func(v *view) float64 { return is(v.inHead()) }},
	{"covered", "share of the lines' words that are quoted", quoted, func(v *view) float64 { return v.covered }},
	{"covered all", "all of them", quoted, func(v *view) float64 { return is(v.covered > .95) }},
	{"lines", "how many lines", severalLines, func(v *view) float64 { return log1(v.lines - 1) }},
	{"runs", "how many runs of lines", severalLines, func(v *view) float64 { return log1(len(v.c.ranges) - 1) }},
	{"one line", "a single line", oneLine, nil},
	{"stage", "a stage, or the listing", of(nodeLines), func(v *view) float64 { return is(v.p.Nodes[v.c.node].Kind == index.StageNode) }},
	{"all of listing", "the listing around the words", of(nodeLines), func(v *view) float64 { return is(v.p.Nodes[v.c.node].Parent < 0) }},
	{"in scope", "inside what a heading or an item around names", inScope, nil},
})

// isCall reports whether what is quoted is a function with empty brackets.
func (v *view) isCall() bool { return strings.HasSuffix(v.f.Text, "()") }

// flatHeight is how many levels of code may lie below a construct of a few lines or commands.
const flatHeight = 2

// supports gives the pieces of the note that speak for the lines: what stands behind a
// label in code that is found may lie in any part of a construct with several levels around
// the label's line, and says nothing for all of it.
func (v *view) supports() uint16 {
	if v.c.extent == nodeLines && !v.c.opens && v.p.Nodes[v.c.node].Height > flatHeight {
		return v.c.frags &^ v.n.asides
	}
	return v.c.frags
}

// inHead reports whether the words stand in the first line of the construct that is taken and
// do not open it: a block's name stands behind its keyword.
func (v *view) inHead() bool {
	if v.m == nil || v.c.opens {
		return false
	}
	n := &v.p.Nodes[v.c.node]
	return n.Parent >= 0 && v.p.Terms[v.m.Used[0]].Line == n.First && v.p.Terms[v.m.Used[len(v.m.Used)-1]].Line == n.First
}
