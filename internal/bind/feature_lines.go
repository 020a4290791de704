package bind

import (
	"math"
	"math/bits"
	"strings"

	"docsite/internal/bind/index"
	"docsite/internal/code"
)

// candidateFeatures look at the lines that are taken.
var candidateFeatures = []feature[view]{
	{"no words", "nothing is quoted", func(v *view) float64 { return is(v.m == nil) }},
	{"function", "it is called, and this is its declaration", words(func(v *view) float64 {
		return is(strings.HasSuffix(v.f.Text, "()") && v.c.opens && v.p.Nodes[v.m.Node].Kind == code.FunctionPart)
	})},
	{"call", "it is called, and this is none", words(func(v *view) float64 {
		return is(strings.HasSuffix(v.f.Text, "()") && !(v.c.opens && v.p.Nodes[v.m.Node].Kind == code.FunctionPart))
	})},
	{"supported", "pieces of the note that agree on these lines", func(v *view) float64 { return float64(min(bits.OnesCount16(v.c.frags), 4)) }},
	{"unsupported", "pieces in code that agree on other lines alone", func(v *view) float64 { return float64(min(v.n.codes-bits.OnesCount16(v.c.frags&v.n.codeBits), 4)) }},
	{"pieces left", "other pieces of what is quoted that agree on other lines alone", words(func(v *view) float64 {
		return is(v.f.Part > 0 && v.f.Part < 1) * float64(min(bits.OnesCount16(v.n.pieceBits&^v.c.frags), 4))
	})},
	{"pieces joined", "all pieces of what is quoted agree on these lines", words(func(v *view) float64 {
		return is(v.f.Part > 0 && v.f.Part < 1 && v.n.pieceBits&^v.c.frags == 0)
	})},
	{"echo", "words of these lines that the note's text has, too", func(v *view) float64 { return log1(v.inside) }},
	{"echo elsewhere", "words of other lines of the listing that it has", func(v *view) float64 { return log1(v.outside) }},
	{"no echo", "it has none of these lines and some of others", func(v *view) float64 { return is(v.inside == 0 && v.outside > 0) }},
	{"own lines", "the lines of the words", func(v *view) float64 { return v.extent(ownLines) }},
	{"range", "from the first to the last of them", func(v *view) float64 { return v.extent(rangeLines) }},
	{"tail", "those of all words but the first", func(v *view) float64 { return v.extent(tailLines) }},
	{"tail node", "what the last word opens", func(v *view) float64 { return v.extent(tailNode) }},
	{"around", "a construct around the words", func(v *view) float64 { return v.extent(nodeLines) }},
	{"all lines", "the words wherever they stand", func(v *view) float64 { return v.extent(allLines) }},
	{"all nodes", "what the words open wherever they stand", func(v *view) float64 { return v.extent(allNodes) }},
	{"all alike", "and these places open constructs of one depth", words(func(v *view) float64 {
		return is(v.m.Alike && (v.c.extent == allLines || v.c.extent == allNodes))
	})},
	{"one of alike", "one of several places that open constructs of one depth", words(func(v *view) float64 {
		return is(v.m.Alike && (v.c.extent == ownLines || v.c.extent == nodeLines))
	})},
	{"all out of scope", "all places, though the text around is about a part of the listing", func(v *view) float64 {
		return is((v.c.extent == allLines || v.c.extent == allNodes) && v.scope != 0)
	}},
	{"run", "constructs that follow one another", func(v *view) float64 { return v.extent(runLines) }},
	{"joined lines", "the lines of several fragments", func(v *view) float64 { return v.extent(joinedLines) }},
	{"joined nodes", "the constructs of several fragments", func(v *view) float64 { return v.extent(joinedNodes) }},
	{"counted", "the note says the line's number", func(v *view) float64 { return v.extent(countedLines) }},
	{"counted letters", "and other words with it", func(v *view) float64 { return v.extent(countedLines) * math.Log1p(v.c.number) }},
	{"counted alone", "and no more than a word with it", func(v *view) float64 { return v.extent(countedLines) * is(v.c.number <= 8) }},
	{"counted group", "and so do the group's other notes", func(v *view) float64 { return v.extent(countedLines) * v.sums.counts }},
	{"counted rising", "and their numbers rise from note to note", func(v *view) float64 { return v.extent(countedLines) * v.sums.rising }},
	{"counted other", "the note says the number of other lines", func(v *view) float64 { return is(v.n.counts && v.c.extent != countedLines && v.c.frags&(1<<15) == 0) }},
	{"printed", "and the listing prints numbers", func(v *view) float64 { return v.extent(countedLines) * is(v.l.Printed != nil) }},
	{"marked", "a marker in the code counts the note", func(v *view) float64 { return v.extent(markedLines) }},
	{"whole", "all of the listing", func(v *view) float64 { return v.extent(wholeLines) }},
	{"level", "constructs between the words and the lines", func(v *view) float64 { return float64(v.c.level) }},
	{"opens", "the words open the construct", func(v *view) float64 { return is(v.c.opens) }},
	{"opens around", "the words open the construct that is taken", func(v *view) float64 { return is(v.c.opens) * v.extent(nodeLines) }},
	{"opens more", "the words open more than is taken", func(v *view) float64 { return is(v.more) }},
	{"opens more word", "one word opens more than is taken", words(func(v *view) float64 { return is(v.more && len(v.f.Terms) == 1) })},
	{"opens more covered", "share of its line that the words are", words(func(v *view) float64 { return is(v.more) * v.covered })},
	{"opens more capitals", "and they open with a word in capitals", words(func(v *view) float64 { return is(v.more && v.f.InCapitals()) })},
	{"opens more block", "what they open is a function, a loop or a branch", words(func(v *view) float64 { return is(v.more && v.p.IsBlock(v.m.Node)) })},
	{"opens block", "the construct that is taken is one", func(v *view) float64 { return v.extent(nodeLines) * is(v.c.opens && v.p.IsBlock(v.c.node)) }},
	{"opens more all", "the fragment names all that its line has", words(func(v *view) float64 { return is(v.more && v.covered > .95) })},
	{"opens more items", "what they open is a list", words(func(v *view) float64 { return is(v.more && v.p.HoldsItems(v.m.Node)) })},
	{"opens items", "the construct that is taken is a list", func(v *view) float64 { return v.extent(nodeLines) * is(v.c.opens && v.p.HoldsItems(v.c.node)) }},
	{"under comment", "what a comment with the words stands above", func(v *view) float64 { return v.extent(commentLines) }},
	{"height", "levels of code below the construct that is taken", func(v *view) float64 { return v.extent(nodeLines) * log1(int(v.p.Nodes[v.c.node].Height)) }},
	{"opens more height", "levels of code below what the words open and is not taken", words(func(v *view) float64 { return is(v.more) * log1(int(v.p.Nodes[v.m.Node].Height)) })},
	{"opens more key", "one key opens more than is taken", words(func(v *view) float64 { return is(v.more && v.p.Terms[v.m.Used[0]].Key) })},
	{"opens key", "one key opens what is taken", words(func(v *view) float64 { return is(v.c.opens && v.lines > 1 && v.p.Terms[v.m.Used[0]].Key) })},
	{"inside", "the words do not open the construct that is taken", func(v *view) float64 { return is(!v.c.opens) * v.extent(nodeLines) }},
	{"inside lines", "and it has many lines", func(v *view) float64 { return is(!v.c.opens) * v.extent(nodeLines) * log1(v.lines-1) }},
	{"covered", "share of the lines' words that are quoted", words(func(v *view) float64 { return v.covered })},
	{"covered all", "all of them", words(func(v *view) float64 { return is(v.covered > .95) })},
	{"lines", "how many lines", func(v *view) float64 { return log1(v.lines - 1) }},
	{"runs", "how many runs of lines", func(v *view) float64 { return log1(len(v.c.ranges) - 1) }},
	{"one line", "a single line", func(v *view) float64 { return is(v.lines == 1) }},
	{"share of listing", "share of the listing's lines", func(v *view) float64 { return float64(v.lines) / float64(max(v.l.Lines, 1)) }},
	{"stage", "a stage, or the listing", func(v *view) float64 {
		return is(v.c.extent == nodeLines && v.p.Nodes[v.c.node].Kind == index.StageNode)
	}},
	{"all of listing", "the listing around the words", func(v *view) float64 { return is(v.c.extent == nodeLines && v.p.Nodes[v.c.node].Parent < 0) }},
	{"capital opens", "one word in capitals opens it", words(func(v *view) float64 { return is(v.c.opens && !v.more && v.f.InCapitals() && len(v.f.Terms) == 1) })},
	{"in step", "how far the note's place in the group is from the lines' in the listing", func(v *view) float64 { return v.step() }},
	{"in scope", "inside what a heading or an item around names", func(v *view) float64 { return is(v.scope > 0) }},
	{"out of scope", "outside of it", func(v *view) float64 { return is(v.scope < 0) }},
}
