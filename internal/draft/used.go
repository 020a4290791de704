package draft

import (
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
)

// uses are where variables are read: in a listing, and in the stages of a file.
type uses struct {
	last  map[place]int   // where a stage of the listing reads a variable last
	above map[string]bool // variables that FROM reads, or that a stage makes known
	stage []stageUses
}

// place is a variable of a stage; -1 stands for what is above the first.
type place struct {
	stage int
	name  string
}

// stageUses are the variables that a stage reads before it gives them a value, and
// those that it gives one.
type stageUses struct{ reads, sets map[string]bool }

// used reports whether a variable that an instruction sets is read behind the
// part that sets it: in its stage, or in one that goes on from it. A variable
// above the first stage is read by FROM, and by a stage that makes it known.
func (l *listing) used(at int, p *code.Part) bool {
	if l.reads == nil {
		l.reads = l.findUses()
	}
	above := l.isAbove(at)
	stage := -1
	if !above {
		stage = l.stageAt(at)
	}
	if l.reads.last[place{stage, p.Name}] >= p.Span.End { // an offset behind a variable's name is never 0
		return true
	}
	return above && l.reads.above[p.Name] || !above && l.readsFurther(stage, p.Name)
}

// isAbove reports whether a part stands above the first stage.
func (l *listing) isAbove(at int) bool { return l.code.Groups[l.code.Parts[at].Group].Stage < 0 }

func (l *listing) findUses() *uses {
	u := &uses{last: map[place]int{}, above: map[string]bool{}}
	comment := 0
	for _, g := range l.code.Groups {
		stage := g.Stage
		if stage >= 0 && l.stage >= 0 {
			stage = l.stage
		}
		from := g.Span.Start
		for ; comment < len(l.code.Parts) && l.code.Parts[comment].Span.Start < g.Span.End; comment++ {
			if p := &l.code.Parts[comment]; p.Kind == code.CommentPart && p.Span.Start >= from {
				u.read(stage, l.code.Text, from, p.Span.Start)
				from = p.Span.End
			}
		}
		u.read(stage, l.code.Text, from, g.Span.End)
	}
	for i := range l.parsed.Stages {
		u.addStage(&l.parsed.Stages[i])
	}
	return u
}

// read notes the variables that a stage reads in a piece of a text.
func (u *uses) read(stage int, text []byte, from, end int) {
	variables(string(text[from:max(from, end)]), func(name string, at int) { u.last[place{stage, name}] = from + at })
}

// addStage notes what a stage reads and sets.
func (u *uses) addStage(s *dockerfile.Stage) {
	in := stageUses{map[string]bool{}, map[string]bool{}}
	variables(s.From+" "+s.Platform, func(name string, _ int) { u.above[name] = true })
	for n := range s.Instructions {
		i := &s.Instructions[n]
		if n == 0 {
			continue // FROM
		}
		variables(strings.Join(i.Flags, " ")+" "+i.Args, func(name string, _ int) {
			if !in.sets[name] {
				in.reads[name] = true
			}
		})
		if i.Keyword != "ARG" && i.Keyword != "ENV" {
			continue
		}
		for word := range strings.FieldsSeq(i.Args) {
			name, _, given := strings.Cut(word, "=")
			in.sets[name] = true
			if i.Keyword == "ARG" && !given {
				u.above[name] = true
			}
		}
	}
	u.stage = append(u.stage, in)
}

// variables calls a function with each variable that a text reads, and where.
func variables(text string, each func(name string, at int)) {
	for _, m := range variable().FindAllStringSubmatchIndex(text, -1) {
		each(text[m[2]:m[3]], m[0])
	}
}

var variable = lazy.Pattern(`\$\{?(\w*)`)

// readsFurther reports whether a stage that goes on from another reads a variable
// of the other before it sets the variable anew.
func (l *listing) readsFurther(stage int, name string) bool {
	var has []bool // of the stages from the other on: the variable's value is known there
	for k := stage + 1; k < len(l.parsed.Stages); k++ {
		from := l.parsed.Stages[k].FromStage
		known := from == stage || from > stage && len(has) > 0 && has[from-stage-1]
		if known && l.reads.stage[k].reads[name] {
			return true
		}
		has = append(has, known && !l.reads.stage[k].sets[name])
	}
	return false
}

// reads reports whether a text reads a variable.
func reads(text, name string) bool {
	found := false
	variables(text, func(read string, _ int) { found = found || read == name })
	return found
}
