package draft

import (
	"strings"

	"docsite/internal/code"
	"docsite/internal/phrases"
)

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
