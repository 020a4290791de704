package draft

import (
	"bytes"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/lazy"
	"docsite/internal/phrases"
)

// defaultValue is NAME=${OTHER:-value}, in quotes or without.
var defaultValue = lazy.Pattern(`^(\w+)=["']?\$\{(\w+):?[-=]([^{}]*)\}["']?$`)

// ensured is ": ${NAME:=value}".
var ensured = lazy.Pattern(`^: ["']?\$\{(\w+):?([=?])([^{}]*)\}["']?$`)

// assigned says what an assignment in a script does; empty for one that takes
// nothing from the environment.
func assigned(c *code.Code, at int) string {
	m := defaultValue().FindStringSubmatch(c.Parts[at].Words[0].Raw)
	if m == nil {
		return ""
	}
	f := phrases.Facts{"name": {m[1]}, "other": {m[2]}}
	f.When("same", m[1] == m[2])
	f.When("kept", mayBeSet(c, at, m[1]))
	if !phrases.IsName(m[2]) {
		f["argument"], f["other"] = nil, []string{"$" + m[2]}
	}
	if value := strings.Trim(m[3], `"'`); value != "" {
		f["value"] = []string{value}
	}
	return f.First("assignment")
}

// ensures says what the command ":" is there for.
func ensures(c *code.Code, at int) string {
	m := ensured().FindStringSubmatch(strings.Join(rawWords(c.Parts[at].Words), " "))
	if m == nil {
		return ""
	}
	f := phrases.Facts{"name": {m[1]}}
	f.When("kept", mayBeSet(c, at, m[1]))
	if m[2] == "?" {
		f["must"] = nil
	} else if value := strings.Trim(m[3], `"'`); value != "" {
		f["value"] = []string{value}
	}
	return f.First("default")
}

// mayBeSet reports whether a variable may have its value from what stands above a
// part, rather than from the environment alone: the text names the variable there,
// or another file is read.
func mayBeSet(c *code.Code, at int, name string) bool {
	if bytes.Contains(c.Text[:c.Parts[at].Span.Start], []byte(name)) {
		return true
	}
	return slices.ContainsFunc(c.Parts[:at], func(p code.Part) bool {
		return p.Kind == code.CommandPart && (p.Name == "." || p.Name == "source")
	})
}

// block says what a compound command does; empty when no entry fits.
func block(c *code.Code, at int) string {
	p := &c.Parts[at]
	words := rawWords(p.Words)
	if len(words) == 0 {
		return ""
	}
	f := phrases.Facts{}
	switch p.Name {
	case "if":
		if say := phrases.Condition(strings.Join(words[1:], " ")); say != "" {
			f[":condition"] = []string{say}
		}
	case "until", "while":
		loopFacts(f, words)
		insideFacts(f, c, at)
	case "for":
		eachFacts(f, words)
	case "case":
		wordFacts(f, words)
	}
	return f.First("block " + p.Name)
}

func rawWords(words []code.Word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.Raw
	}
	return all
}

func loopFacts(f phrases.Facts, words []string) {
	test := words[1:]
	if len(test) > 0 && test[0] == "!" {
		f["not"], test = nil, test[1:]
	}
	switch text := strings.Join(test, " "); {
	case text == "true" || text == ":":
		f["forever"] = nil
	case len(test) > 0 && (test[0] == "read" || strings.HasPrefix(test[0], "IFS=")):
		f["lines"] = nil
	case text != "" && text[0] != '[':
		f["command"] = []string{strings.TrimSpace(cutRedirections(text))}
	}
}

// cutRedirections takes off what a command does with its output.
func cutRedirections(text string) string {
	for _, sign := range []string{" >", " 2>", " 1>", " &>"} {
		text, _, _ = strings.Cut(text, sign)
	}
	return text
}

// insideFacts looks for a pause inside a loop, and for commands that leave the loop.
func insideFacts(f phrases.Facts, c *code.Code, at int) {
	for i := at + 1; i < len(c.Parts) && c.Parts[i].Span.End <= c.Parts[at].Span.End; i++ {
		switch p := &c.Parts[i]; {
		case p.Kind != code.CommandPart:
		case slices.Contains([]string{"break", "exit", "return", "exec"}, p.Name):
			f["left"] = nil
		case p.Name == "sleep" && len(p.Words) == 2 && seconds().MatchString(p.Words[1].Text):
			f["sleep"] = []string{p.Words[1].Text}
		}
	}
}

// seconds is a pause of which one would say "every 5 seconds".
var seconds = lazy.Pattern(`^([2-9]|[1-9]\d+|0\.\d+)$`)

func eachFacts(f phrases.Facts, words []string) {
	switch {
	case len(words) == 2 || len(words) == 4 && strings.Trim(words[3], `"`) == "$@":
		f["args"] = nil
	case len(words) > 3 && strings.ContainsAny(strings.Join(words[3:], " "), "`("):
		f["printed"] = nil
	case len(words) > 3:
		f["words"] = words[3:]
	}
}

func wordFacts(f phrases.Facts, words []string) {
	if len(words) < 2 {
		return
	}
	f.When("argument", isFirstArgument(words[1]))
	f["word"] = []string{strings.Trim(words[1], `"`)}
}

// isFirstArgument reports whether a word of a script is its first argument.
func isFirstArgument(word string) bool {
	return slices.Contains([]string{"$1", "${1}", "${1-}", "${1:-}"}, strings.Trim(word, `"`))
}

// condition is what has to be so for a command to run, where the command, or a
// group around it, stands behind a test, behind "||", or in a branch; empty for
// others. The row of an "if" that asks the same stands for it.
func (l *listing) condition(at int) (when string, asks *row) {
	for i := at; i >= 0; i = l.code.Parts[i].Parent {
		switch p := &l.code.Parts[i]; p.Kind {
		case code.CommandPart, code.BlockPart:
			if before, succeeds := l.code.Depends(i); before >= 0 {
				return behind(&l.code.Parts[before], succeeds), nil
			}
		case code.FunctionPart, code.InstructionPart:
			return "", nil
		}
		arm := l.code.Parts[i].Parent
		switch branchOf(l.code, arm, i) {
		case "if":
			return l.branch(arm)
		case "case":
			return choice(l.code, arm), nil
		}
	}
	return "", nil
}

// behind is the condition of a command that stands behind another.
func behind(before *code.Part, succeeds bool) string {
	if !succeeds {
		return ", but only when what stands before it fails"
	}
	if test, ok := phrases.Code(strings.Join(rawWords(before.Words), " ")); ok {
		return ", but only when " + test + " succeeds"
	}
	return ", but only when the test before it succeeds"
}

// branchOf is "if" or "case" where a part is an arm of one, and another a statement
// that the arm runs: none of the arm's own test. It is empty for others.
func branchOf(c *code.Code, arm, statement int) string {
	if arm < 0 {
		return ""
	}
	p := &c.Parts[arm]
	if p.Kind != code.ArmPart || p.Parent < 0 {
		return ""
	}
	if n := len(p.Words); n > 0 && c.Parts[statement].Span.Start < p.Words[n-1].Span.End {
		return ""
	}
	return c.Parts[p.Parent].Name
}

// branch is the condition of what an arm of an "if" runs, and the row of the "if"
// where that asks the same.
func (l *listing) branch(at int) (when string, asks *row) {
	arm := &l.code.Parts[at]
	if len(arm.Words) > 1 {
		test := strings.Join(rawWords(arm.Words[1:]), " ")
		say := phrases.Condition(test)
		switch quoted, ok := phrases.Code(test); {
		case say != "" && arm.Name == "if":
			return ", but only when " + say, l.blocks[arm.Parent]
		case say != "":
			return ", but only when " + say, nil
		case ok:
			return ", but only when " + quoted + " succeeds", nil
		}
		return ", but only when the condition of `" + arm.Name + "` holds", nil
	}
	for _, other := range l.children(arm.Parent, code.ArmPart) {
		if l.code.Parts[other].Name == "elif" {
			return ", but only when no condition above holds", nil
		}
	}
	return ", but only when the condition above does not hold", nil
}

// choice is the condition of what an arm of a "case" runs.
func choice(c *code.Code, at int) string {
	arm := &c.Parts[at]
	if arm.Name == "*" {
		return ", but only when no pattern above it fits"
	}
	relation, pattern := "is", strings.Trim(arm.Name, `"'`)
	if strings.ContainsAny(pattern, `*?[|"'`) {
		relation, pattern = "fits", arm.Name
	}
	words := rawWords(c.Parts[arm.Parent].Words)
	pattern, ok := phrases.Code(pattern)
	if !ok || len(words) < 2 {
		return ", but only in one case of several"
	}
	word, ok := phrases.Code(strings.Trim(words[1], `"`))
	switch {
	case isFirstArgument(words[1]):
		word = "the first argument"
	case !ok:
		return ", but only in one case of several"
	}
	return ", but only when " + word + " " + relation + " " + pattern
}
