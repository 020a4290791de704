package dockerfile

import (
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
	"docsite/internal/spelling"
)

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
