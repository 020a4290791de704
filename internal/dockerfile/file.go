package dockerfile

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/site"
	"docsite/internal/spelling"
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

// All gives each instruction from the first FROM on, in order, with its stage.
func (f *File) All() iter.Seq2[*Stage, *Instruction] {
	return func(yield func(*Stage, *Instruction) bool) {
		for i := range f.Stages {
			for n := range f.Stages[i].Instructions {
				if !yield(&f.Stages[i], &f.Stages[i].Instructions[n]) {
					return
				}
			}
		}
	}
}

// StageIndex is the index of the stage of a name, in any case, or of a number
// from 0; -1 where there is none.
func (f *File) StageIndex(name string) int {
	if i := slices.IndexFunc(f.Stages, func(s Stage) bool { return s.Name != "" && strings.EqualFold(s.Name, name) }); i >= 0 {
		return i
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 0 && n < len(f.Stages) {
		return n
	}
	return -1
}

// Target is the index of the stage that an image is built from: the last where
// name is empty, as in docker build, else that of [File.StageIndex]; -1 where
// there is none.
func (f *File) Target(name string) int {
	if name == "" {
		return len(f.Stages) - 1
	}
	return f.StageIndex(name)
}

// Meant asks which stage may have been meant by a name that none has, or lists them.
func (f *File) Meant(name string) string {
	var names []string
	for i := range f.Stages {
		names = append(names, f.Stages[i].String())
	}
	return spelling.Hint(name, names, "its stages are "+strings.Join(names, ", "))
}

// Chain gives the stages that an image is made of: the target first, then the
// stage that its FROM names, and so on to the stage whose FROM names the base
// image. It is empty where there is no such target, and where stages name one
// another in a circle.
func (f *File) Chain(target string) []*Stage {
	var chain []*Stage
	at := f.Target(target)
	for ; at >= 0 && len(chain) < len(f.Stages); at = f.Stages[at].FromStage {
		chain = append(chain, &f.Stages[at])
	}
	if at >= 0 {
		return nil
	}
	return chain
}

// String is the stage's name, or its number where it has none.
func (s *Stage) String() string {
	if s.Name != "" {
		return s.Name
	}
	return strconv.Itoa(s.Index)
}

// Lines are those from the stage's FROM to the end of its last instruction.
func (s *Stage) Lines() site.Lines {
	n := len(s.Instructions)
	if n == 0 {
		return site.Lines{}
	}
	return site.Lines{First: s.Instructions[0].Lines.First, Last: s.Instructions[n-1].Lines.Last}
}
