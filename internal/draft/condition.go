package draft

import (
	"strings"

	"docsite/internal/code"
	"docsite/internal/phrases"
)

// condition is what has to be so for a command to run, where the command, or a
// group around it, stands behind a test, behind "||", or in a branch; empty for
// others, and where the row of an "if" says it.
func (l *listing) condition(at int) string {
	for i := at; i >= 0; i = l.code.Parts[i].Parent {
		switch p := &l.code.Parts[i]; p.Kind {
		case code.CommandPart, code.BlockPart:
			if before, succeeds := l.code.Depends(i); before >= 0 {
				return behind(&l.code.Parts[before], succeeds)
			}
		case code.FunctionPart, code.InstructionPart:
			return ""
		}
		if arm := l.code.Parts[i].Parent; arm >= 0 && l.isBranch(arm, i) {
			return l.branch(arm)
		}
	}
	return ""
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

// isBranch reports whether a part is an arm of an "if", and another a statement
// that the arm runs: none of the arm's own test.
func (l *listing) isBranch(arm, statement int) bool {
	p := &l.code.Parts[arm]
	if p.Kind != code.ArmPart || p.Parent < 0 || l.code.Parts[p.Parent].Name != "if" {
		return false
	}
	n := len(p.Words)
	return n == 0 || l.code.Parts[statement].Span.Start >= p.Words[n-1].Span.End
}

// branch is the condition of what an arm of an "if" runs; empty where the row of
// the "if" says it.
func (l *listing) branch(at int) string {
	arm := &l.code.Parts[at]
	if len(arm.Words) > 1 {
		test := strings.Join(rawWords(arm.Words[1:]), " ")
		say := condition(test)
		switch quoted, ok := phrases.Code(test); {
		case say != "" && arm.Name == "if":
			return ""
		case say != "":
			return ", but only when " + say
		case ok:
			return ", but only when " + quoted + " succeeds"
		}
		return ", but only when the condition of `" + arm.Name + "` holds"
	}
	for _, other := range l.children(arm.Parent, code.ArmPart) {
		if l.code.Parts[other].Name == "elif" {
			return ", but only when no condition above holds"
		}
	}
	return ", but only when the condition above does not hold"
}
