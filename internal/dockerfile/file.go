package dockerfile

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/site"
)

// File is a parsed Dockerfile: its stages and instructions with the lines on which they stand.
type File struct {
	Stages []Stage
	Args   []Instruction // ARG instructions before the first FROM
	Early  []Instruction // others before the first FROM, of which no image can be built
}

// Stage is a FROM instruction and what follows it.
type Stage struct {
	Index        int           // from 0
	Name         string        // the name after AS in lower case; empty when it has none
	From         string        // the base as written: an image reference, a stage, "scratch"
	FromStage    int           // the index of the stage that From names; -1 when it names an image
	Platform     string        // the value of --platform; empty when it has none
	Instructions []Instruction // the FROM itself first
}

// Instruction is one instruction of a Dockerfile.
type Instruction struct {
	Keyword  string   // in upper case: "RUN"
	Flags    []string // as written: "--from=builder"
	Args     string   // the rest as one line: continuations joined, comments left out, heredoc bodies kept
	Heredocs []parser.Heredoc
	Exec     []string     // the elements of the JSON form; nil for the shell form
	Lines    site.Lines   // first and last physical line, heredoc terminators included
	Trigger  *Instruction // of an ONBUILD: the instruction that it stores
}

// Words are the words of an instruction, in whichever form it is written.
func (in *Instruction) Words() []string {
	if in.Exec != nil {
		return in.Exec
	}
	return strings.Fields(in.Args)
}
