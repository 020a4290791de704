package bind

import (
	"strings"

	"docsite/internal/bind/index"
	"docsite/internal/site"
)

// matchFeatures look at the place of a fragment in a listing; 0 for a candidate that
// no words agree with.
var matchFeatures = newTable([]feature[matchView]{
	{"agree", "share of the quoted words that stand there", always, func(v *matchView) float64 { return v.m.Agreement }},
	{"agree all", "all quoted words stand there", always, func(v *matchView) float64 { return is(v.m.Agreement > .99) }},
	{"agree most", "more than four fifths of them", always, func(v *matchView) float64 { return is(v.m.Agreement > .8) }},
	{"loose", "share of them that agree by a piece of a word", inexact, func(v *matchView) float64 { return v.m.Loose }},
	{"edited", "share of them that agree but for a number", always, func(v *matchView) float64 { return v.m.Edited }},
	{"disorder", "share of them that stand in another order", inexact, func(v *matchView) float64 { return v.m.Disorder }},
	{"fold", "they differ in upper and lower case", always, func(v *matchView) float64 { return is(v.m.Fold) }},
	{"apart", "share of other words between them", inexact, func(v *matchView) float64 { return 1 - v.m.Spread }},
	{"missing", "quoted words that do not stand there", inexact, func(v *matchView) float64 { return log1(v.m.Missing) }},
	{"missing code", "and it is a code span", inexact | inCode, func(v *matchView) float64 { return log1(v.m.Missing) }},
	{"differs", "a name stands there with another value", inexact, func(v *matchView) float64 { return is(v.m.Differs) }},
	{"best", "no other place of the listing agrees better", always, func(v *matchView) float64 { return is(v.m.Behind < .02) }},
	{"quoted letters", "how long the quotation is", always, func(v *matchView) float64 { return log1(len(v.f.Text)) }},
	{"no prose", "it has signs that no prose has", always, func(v *matchView) float64 { return is(v.f.HasSigns()) }},
	{"capitals", "it opens with a word in capitals", capitals, nil},
	{"capital word", "it is one word in capitals", capitals | single, nil},
	{"number", "it is a number", single, func(v *matchView) float64 { return is(index.IsDigit(v.f.Terms[0].Text[0])) }},
	{"flag", "it opens with a flag", always, func(v *matchView) float64 { return is(v.f.Terms[0].Flag) }},
	{"file", "it is one word with a dot", single, func(v *matchView) float64 {
		return is(strings.Contains(v.f.Terms[0].Text, ".") && !index.HasDigit(v.f.Terms[0].Text))
	}},
	{"sign", "it is nothing but signs", single, func(v *matchView) float64 { return is(v.f.Terms[0].Op) }},
	{"variable", "it is a variable", always, func(v *matchView) float64 { return is(v.f.Terms[0].Text[0] == '$') }},
	{"piece", "it is a piece of what is quoted", always, func(v *matchView) float64 { return is(v.f.Part > 0) }},
	{"places", "places of the listing that agree as well", always, func(v *matchView) float64 { return log1(v.m.Places - 1) }},
	{"listings", "other listings in reach that agree as well", always, func(v *matchView) float64 { return log1(v.p.Rivals(v.m)) }},
	{"repeated", "notes of the page that quote the same", always, func(v *matchView) float64 { return log1(v.repeats - 1) }},
	{"comment", "it stands in a comment", always, func(v *matchView) float64 { return is(v.p.InComment(v.m.Used[0])) }},
	{"code", "it is a code span", inCode, nil},
	{"column", "it stands in another cell", always, func(v *matchView) float64 { return is(v.f.At == site.ColumnPosition) }},
	{"open", "a sentence opens with it", open, nil},
	{"open share", "and how much of it is no code", open, func(v *matchView) float64 { return 1 - float64(v.m.Taken)/float64(len(v.f.Terms)) }},
	{"order in note", "pieces that stand before it in the note", laterPiece, func(v *matchView) float64 { return log1(int(v.m.Fragment - v.n.fragFirst)) }},
	{"first", "it is the first piece of the note", firstPiece, nil},
	{"label code", "the label has code and this is none of it", codeLabel, func(v *matchView) float64 { return is(!v.f.Code) }},
	{"first opens line", "the first piece of the note opens a line", firstPiece | opensLine, nil},
	{"group opens line", "the group's labels are code, and this opens a line", opensLine, func(v *matchView) float64 { return v.sums.code }},
	{"key", "the words are keys", always, func(v *matchView) float64 { return is(v.p.Terms[v.m.Used[0]].Key) }},
	{"command", "a command may start with them", always, func(v *matchView) float64 { return is(v.p.Terms[v.m.Used[0]].Start) }},
	{"others there code", "and the label is code", codeLabel, func(v *matchView) float64 { return v.others }},
	{"others there capitals", "and it is one word in capitals", capitals | single, func(v *matchView) float64 { return v.others }},
	{"others there rest", "and it stands behind the label", inRest, func(v *matchView) float64 { return v.others }},
	{"better elsewhere", "another listing agrees better", always, func(v *matchView) float64 { return max(v.n.top-v.m.Agreement, 0) }},
	{"label found", "it stands behind a label that is found in the listing", codeLabel, func(v *matchView) float64 { return is(v.f.At > site.AsidePosition && v.stat.found()) }},
	{"first found", "the first piece of the note is found in the listing, and this is another", laterPiece, func(v *matchView) float64 { return is(v.stat.first) }},
})
