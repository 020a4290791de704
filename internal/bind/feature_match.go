package bind

import (
	"docsite/internal/site"
	"math"
	"strings"
)

// matchFeatures look at the place of a fragment in a listing; 0 for a candidate that
// no words agree with.
var matchFeatures = []feature[matchView]{
	{"agree", "share of the quoted words that stand there", func(v *matchView) float64 { return v.m.lex }},
	{"agree all", "all quoted words stand there", func(v *matchView) float64 { return is(v.m.lex > .99) }},
	{"agree most", "more than four fifths of them", func(v *matchView) float64 { return is(v.m.lex > .8) }},
	{"exact", "they stand there word for word", func(v *matchView) float64 { return is(v.m.exact) }},
	{"exact long", "and are many", func(v *matchView) float64 { return is(v.m.exact) * math.Log(float64(len(v.m.used))) }},
	{"loose", "share of them that agree by a piece of a word", func(v *matchView) float64 { return v.m.loose }},
	{"edited", "share of them that agree but for a number", func(v *matchView) float64 { return v.m.edited }},
	{"disorder", "share of them that stand in another order", func(v *matchView) float64 { return v.m.disorder }},
	{"fold", "they differ in upper and lower case", func(v *matchView) float64 { return is(v.m.fold) }},
	{"apart", "share of other words between them", func(v *matchView) float64 { return 1 - v.m.spread }},
	{"missing", "quoted words that do not stand there", func(v *matchView) float64 { return log1(v.m.missing) }},
	{"differs", "a name stands there with another value", func(v *matchView) float64 { return is(v.m.differs) }},
	{"behind", "other places of the listing agree better", func(v *matchView) float64 { return v.m.rank }},
	{"best", "no other place of the listing agrees better", func(v *matchView) float64 { return is(v.m.rank < .02) }},
	{"quoted words", "how many words are quoted", func(v *matchView) float64 { return log1(v.m.taken) }},
	{"quoted letters", "how long the quotation is", func(v *matchView) float64 { return log1(len(v.f.Text)) }},
	{"no prose", "it has signs that no prose has", func(v *matchView) float64 { return is(v.f.unprose()) }},
	{"capitals", "it opens with a word in capitals", func(v *matchView) float64 { return is(v.f.capitals()) }},
	{"capital word", "it is one word in capitals", func(v *matchView) float64 { return is(v.f.capitals() && len(v.f.terms) == 1) }},
	{"everyday", "it is one word of small letters", func(v *matchView) float64 { return is(v.f.everyday()) }},
	{"number", "it is a number", func(v *matchView) float64 { return is(len(v.f.terms) == 1 && isDigit(v.f.terms[0].text[0])) }},
	{"flag", "it opens with a flag", func(v *matchView) float64 { return is(v.f.terms[0].flag) }},
	{"path", "it is one word with a slash", func(v *matchView) float64 {
		return is(len(v.f.terms) == 1 && strings.Contains(v.f.terms[0].text, "/"))
	}},
	{"file", "it is one word with a dot", func(v *matchView) float64 {
		return is(len(v.f.terms) == 1 && strings.Contains(v.f.terms[0].text, ".") && !hasDigit(v.f.terms[0].text))
	}},
	{"sign", "it is nothing but signs", func(v *matchView) float64 { return is(v.f.terms[0].op && len(v.f.terms) == 1) }},
	{"variable", "it is a variable", func(v *matchView) float64 { return is(v.f.terms[0].text[0] == '$') }},
	{"piece", "it is a piece of what is quoted", func(v *matchView) float64 { return is(v.f.part > 0) }},
	{"gap", "something is left out of it", func(v *matchView) float64 { return is(v.f.tail) }},
	{"places", "places of the listing that agree as well", func(v *matchView) float64 { return log1(v.m.occ - 1) }},
	{"one place", "there is no other", func(v *matchView) float64 { return is(v.m.occ == 1) }},
	{"common", "how often its rarest word stands in the listing", func(v *matchView) float64 { return log1(min(v.m.rare, 100)) }},
	{"listings", "other listings in reach that agree as well", func(v *matchView) float64 { return log1(v.p.rivals(v.m)) }},
	{"repeated", "notes of the page that quote the same", func(v *matchView) float64 { return log1(v.p.repeats(v.f) - 1) }},
	{"comment", "it stands in a comment", func(v *matchView) float64 { return is(v.p.inComment(v.m.used[0])) }},
	{"code", "it is a code span", func(v *matchView) float64 { return is(v.f.Code) }},
	{"bold", "it is bold", func(v *matchView) float64 { return is(v.f.Bold) }},
	{"aside", "it stands beside code in the label", func(v *matchView) float64 { return is(v.f.At == site.AsidePosition) }},
	{"rest", "it stands behind the label", func(v *matchView) float64 { return is(v.f.At == site.RestPosition) }},
	{"rest code", "it is code behind the label", func(v *matchView) float64 { return is(v.f.At == site.RestPosition && v.f.Code) }},
	{"column", "it stands in another cell", func(v *matchView) float64 { return is(v.f.At == site.ColumnPosition) }},
	{"open", "a sentence opens with it", func(v *matchView) float64 { return is(v.f.Open) }},
	{"open share", "and how much of it is no code", func(v *matchView) float64 { return is(v.f.Open) * (1 - float64(v.m.taken)/float64(len(v.f.terms))) }},
	{"order in note", "pieces that stand before it in the note", func(v *matchView) float64 { return log1(int(v.m.frag - v.n.fragFirst)) }},
	{"first", "it is the first piece of the note", func(v *matchView) float64 { return is(v.m.frag == v.n.fragFirst) }},
	{"all of label", "it is all of the label", func(v *matchView) float64 { return is(len(v.f.Text) >= len(strings.TrimSpace(v.n.Label))) }},
	{"label code", "the label has code and this is none of it", func(v *matchView) float64 { return is(v.n.code && !v.f.Code) }},
	{"first opens line", "the first piece of the note opens a line", func(v *matchView) float64 { return is(v.m.frag == v.n.fragFirst && v.p.opensLine(v.m.used[0])) }},
	{"group opens line", "the group's labels are code, and this opens a line", func(v *matchView) float64 { return v.sums.code * is(v.p.opensLine(v.m.used[0])) }},
	{"key", "the words are keys", func(v *matchView) float64 { return is(v.p.terms[v.m.used[0]].key) }},
	{"opens line", "the words open their line", func(v *matchView) float64 { return is(v.p.opensLine(v.m.used[0])) }},
	{"command", "a command may start with them", func(v *matchView) float64 { return is(v.p.terms[v.m.used[0]].start) }},
	{"others there code", "and the label is code", func(v *matchView) float64 { return is(v.n.code) * v.others(v.group.found, v.stat.found()) }},
	{"others there capitals", "and it is one word in capitals", func(v *matchView) float64 {
		return is(v.f.capitals() && len(v.f.terms) == 1) * v.others(v.group.found, v.stat.found())
	}},
	{"others there rest", "and it stands behind the label", func(v *matchView) float64 {
		return is(v.f.At == site.RestPosition) * v.others(v.group.found, v.stat.found())
	}},
	{"better elsewhere", "another listing agrees better", func(v *matchView) float64 { return math.Max(v.n.top-v.m.lex, 0) }},
	{"label found", "it stands behind a label that is found in the listing", func(v *matchView) float64 { return is(v.f.At > site.AsidePosition && v.n.code && v.stat.found()) }},
	{"first found", "the first piece of the note is found in the listing, and this is another", func(v *matchView) float64 {
		return is(v.m.frag != v.n.fragFirst && v.stat.first)
	}},
}
