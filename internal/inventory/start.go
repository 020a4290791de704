package inventory

import (
	"path"
	"slices"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// Start is a file that an ENTRYPOINT or a CMD names.
type Start struct {
	Word  string // how the instruction names it
	Lines site.Lines
	File  string // of the project; empty where nothing tells which it is

	// Where File is empty: the files of that name. None where the project has
	// no such file.
	Candidates []string
}

// Starts are the files of the project that a container of a Dockerfile starts
// with: those that its ENTRYPOINT names, then those of its CMD. A name of a script
// that leads to no file, or to several, has no File.
func (p *Project) Starts(name string, df *dockerfile.File) (list []Start) {
	context := p.Context(name, df)
	refs := dockerfile.Files(df, func(file string) bool { return p.IsFile(path.Join(context, file)) })
	for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
		stage, in := df.Last(keyword)
		if in == nil {
			continue
		}
		found := false
		for _, ref := range refs {
			if file := path.Join(context, ref.File); ref.Lines == in.Lines {
				found = true
				if !slices.ContainsFunc(list, func(s Start) bool { return s.File == file }) {
					list = append(list, Start{Word: ref.Word, Lines: in.Lines, File: file})
				}
			}
		}
		if word := named(in); !found && word != "" && !writes(stage, path.Base(word)) {
			list = append(list, p.byName(word, name, in.Lines))
		}
	}
	return list
}

// named is the word of a command that is called as scripts of a shell are; empty for
// none.
func named(in *dockerfile.Instruction) string {
	for i, word := range in.Words() {
		word = strings.Trim(word, `"'`)
		base := path.Base(word)
		if !strings.ContainsAny(word, "$*{}()&|;<> ") && (path.Ext(base) == ".sh" || i == 0 && strings.Contains(base, "entrypoint") && !slices.Contains(ofWindows, strings.ToLower(path.Ext(base)))) {
			return word
		}
	}
	return ""
}

// ofWindows are the ends of names of scripts and programs that no Unix shell reads.
var ofWindows = []string{".ps1", ".bat", ".cmd", ".exe"}

// writes reports whether a stage writes a file of that name itself, from a
// heredoc.
func writes(stage *dockerfile.Stage, base string) bool {
	return slices.ContainsFunc(stage.Instructions, func(in dockerfile.Instruction) bool {
		return len(in.Heredocs) > 0 && strings.Contains(in.Args, base)
	})
}

// byName looks for a script by its name alone: in the Dockerfile's folder, else
// the only one of the project.
func (p *Project) byName(word, of string, lines site.Lines) Start {
	s := Start{Word: word, Lines: lines}
	for _, file := range p.files {
		if path.Base(file) == path.Base(word) && p.IsFile(file) {
			s.Candidates = append(s.Candidates, file)
		}
	}
	beside := path.Join(path.Dir(of), path.Base(word))
	switch {
	case slices.Contains(s.Candidates, beside):
		s.File, s.Candidates = beside, nil
	case len(s.Candidates) == 1:
		s.File, s.Candidates = s.Candidates[0], nil
	}
	return s
}
