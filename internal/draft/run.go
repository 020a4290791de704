package draft

import (
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
	"docsite/internal/phrases"
	"docsite/internal/site"
)

// run adds the rows of a RUN: one for each flag, and one for each command of
// which there is something to say.
func (l *listing) run(at int) {
	p := &l.code.Parts[at]
	before := len(l.rows)
	for _, i := range l.children(at, code.FlagPart) {
		l.runFlag(at, i)
	}
	l.shell(at+1, l.end(at))
	if len(l.rows) > before {
		return
	}
	f := phrases.Facts{}
	f.When("document", strings.HasPrefix(l.argument(at), "<<"))
	l.add(p, p.Span, l.instructionLabels(at), f.First("instruction RUN"))
}

// runFlag adds a row for a flag of RUN.
func (l *listing) runFlag(run, at int) {
	p := &l.code.Parts[at]
	text := p.Words[0].Text
	_, value, _ := strings.Cut(text, "=")
	f := phrases.Facts{"value": nonEmpty(value)}
	if p.Name == "--mount" {
		f = mount(value)
	}
	labels := []string{text}
	if first, _, more := strings.Cut(text, ","); more {
		labels = append(labels, first+",...")
	}
	labels = append(labels, "RUN "+text, p.Name)
	within := site.Span{Start: p.Span.Start, End: l.code.Parts[run].Span.End}
	l.add(p, within, labels, f.First("RUN "+p.Name))
}

// mount reads the value of --mount.
func mount(value string) phrases.Facts {
	f := phrases.Facts{"type": {"bind"}}
	for key, v := range dockerfile.Mount(value) {
		f[key] = nonEmpty(v)
	}
	return f
}

// shell adds rows for the commands, functions and blocks among the parts from
// one index up to another. What only gives a value to another command is none
// of its own.
func (l *listing) shell(from, end int) {
	for i := from; i < end; i++ {
		p := &l.code.Parts[i]
		if l.isValue(i, from) {
			continue
		}
		switch p.Kind {
		case code.CommandPart:
			i = l.command(i, end)
		case code.BlockPart:
			l.addBlock(i)
		case code.FunctionPart:
			l.add(p, p.Span, []string{p.Name + "()"}, l.function(i))
		case code.AssignmentPart:
			l.addWhere(i, p.Span, assignmentLabels(p, ""), assigned(l.code, i))
		}
	}
}

// isValue reports whether a part stands inside a command or an assignment
// among those from an index on: "$(…)".
func (l *listing) isValue(at, from int) bool {
	inside := l.code.Parts[at].Kind == code.AssignmentPart
	for i := l.code.Parts[at].Parent; i >= from; i = l.code.Parts[i].Parent {
		p := &l.code.Parts[i]
		if inside && p.Kind == code.CommandPart && (p.Name == "export" || p.Name == "readonly") {
			continue // export NAME=value
		}
		if p.Kind == code.CommandPart || p.Kind == code.AssignmentPart {
			return true
		}
	}
	return false
}

// command adds a row for a command, or for two of which one feeds the other,
// and gives the index of the last of them.
func (l *listing) command(at, end int) int {
	p := &l.code.Parts[at]
	c := command(p.Words)
	if next := l.pipedTo(at, end); next > 0 && c != nil {
		if to := command(l.code.Parts[next].Words); to != nil {
			if say := phrases.Pipe(c, to); say != "" {
				within := site.Span{Start: p.Span.Start, End: l.code.Parts[next].Span.End}
				l.addWhere(at, within, commandLabels(p, c), say)
				return next
			}
		}
	}
	switch {
	case p.Name == ":":
		l.addWhere(at, p.Span, ensureLabels(p), ensures(l.code, at))
	case c != nil:
		l.addWhere(at, p.Span, commandLabels(p, c), c.Says()...)
	}
	return at
}

// ofWindows matches a path whose backslash a shell of Unix would drop, the "&" between
// two commands, which ends one there, and the options of rmdir.
var ofWindows = lazy.Pattern(`^[^'"]*\\[A-Za-z0-9_]|^&$|^/[SsQq]$`)

// command is what the catalogue knows of a command; nil for nothing.
func command(words []code.Word) *phrases.Command {
	c := new(phrases.Command)
	if slices.ContainsFunc(words, func(w code.Word) bool { return ofWindows().MatchString(w.Raw) && !strings.Contains(w.Text, `\`) }) || !c.Read(words) {
		return nil
	}
	return c
}

// nonEmpty is a list of one value, or of none where it is empty.
func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// pipedTo is the command that reads what another writes; 0 when there is none.
func (l *listing) pipedTo(at, end int) int {
	p := &l.code.Parts[at]
	for i := at + 1; i < end; i++ {
		next := &l.code.Parts[i]
		if next.Kind != code.CommandPart || next.Parent != p.Parent {
			continue
		}
		between := string(l.code.Text[min(p.Span.End, next.Span.Start):next.Span.Start])
		if strings.Trim(between, " \t\r\n\\") == "|" {
			return i
		}
		return 0
	}
	return 0
}

// function says in how many places a function of a script is called.
func (l *listing) function(at int) string {
	name := l.code.Parts[at].Name
	if l.calls == nil {
		l.calls = map[string]int{}
		for i := range l.code.Parts {
			if p := &l.code.Parts[i]; p.Kind == code.CommandPart {
				l.calls[p.Name]++
			}
		}
	}
	times := l.calls[name]
	f := phrases.Facts{"name": {name}, ":places": {number(times) + " places"}}
	f.When("once", times == 1)
	f.When("never", times == 0)
	return f.First("function")
}

// assign adds a row for each variable of ENV or ARG.
func (l *listing) assign(at int) {
	in := &l.code.Parts[at]
	list := l.children(at, code.AssignmentPart)
	for _, i := range list {
		p := &l.code.Parts[i]
		f := l.variableFacts(at, in, p)
		say := f.First(in.Name + " " + p.Name)
		if _, own := f["own"]; say == "" || own {
			say = f.First("other " + in.Name)
		}
		within, keyword := p.Span, ""
		if len(list) == 1 {
			within, keyword = in.Span, in.Name
		}
		l.add(p, within, assignmentLabels(p, keyword), say)
	}
	if len(list) == 0 {
		l.add(in, in.Span, l.instructionLabels(at), phrases.Facts{}.First("instruction "+in.Name))
	}
}

// variableFacts are those of one variable that ENV or ARG sets.
func (l *listing) variableFacts(at int, in, p *code.Part) phrases.Facts {
	value, given := assignedValue(p)
	f := phrases.Facts{"name": {p.Name}}
	if value != "" {
		f["value"] = []string{value}
	}
	f.When("empty", given && value == "")
	f.When("image", l.inImage(at))
	f.When("used", l.used(at, p))
	f.When("own", value == "$"+p.Name || value == "${"+p.Name+"}")
	f.When("global", in.Name == "ARG" && !given && !l.isAbove(at) && slices.Contains(l.globals, p.Name))
	if before, found := strings.CutSuffix(value, ":$PATH"); found {
		f["before"] = strings.Split(before, ":")
	} else if before, found := strings.CutSuffix(value, ":${PATH}"); found {
		f["before"] = strings.Split(before, ":")
	}
	for _, own := range []string{"$PATH:", "${PATH}:"} {
		if behind, found := strings.CutPrefix(value, own); found {
			f["behind"] = strings.Split(behind, ":")
		}
	}
	return f
}

// assignedValue is the value of NAME=value, or of the older form NAME value.
func assignedValue(p *code.Part) (value string, given bool) {
	if _, value, given = strings.Cut(p.Words[0].Text, "="); given && strings.HasPrefix(p.Words[0].Text, p.Name+"=") {
		return value, true
	}
	if value, given = strings.CutPrefix(p.Words[0].Text, p.Name+" "); !given {
		return "", false
	}
	return strings.TrimSpace(value), true
}
