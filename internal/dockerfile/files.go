package dockerfile

import (
	"path"
	"slices"

	"docsite/internal/site"
)

// FileRef says that an instruction copies a file of the build context into the
// image, or starts it there.
type FileRef struct {
	File  string // relative to the build context
	Word  string // how the instruction names the file
	Lines site.Lines
}

// Files finds the files of the build context that a Dockerfile's COPY, ADD,
// ENTRYPOINT and CMD name. exists reports whether a path in the context is a
// file. Variables have the values that the file gives them; what has none there,
// and what the base image decides, is left out.
func Files(df *File, exists func(string) bool) []FileRef {
	var refs []FileRef
	stages := make([]*content, 0, len(df.Stages))
	global := defaultsOf(df.Args, nil)
	for i := range df.Stages {
		c := newContent(df, stages, global, exists)
		for n := range df.Stages[i].Instructions {
			in := &df.Stages[i].Instructions[n]
			for _, ref := range c.read(in) {
				ref.Lines = in.Lines
				refs = append(refs, ref)
			}
		}
		stages = append(stages, c)
	}
	return refs
}

// ProjectFiles is Files for a Dockerfile of a project, with paths in the
// project. The build context is the Dockerfile's folder or the project's: where
// an instruction's path would be a file in both, or names several, nobody can
// tell which is meant, and it is left out.
func ProjectFiles(df *File, dockerfile string, exists func(string) bool) []FileRef {
	var refs []FileRef
	for _, context := range slices.Compact([]string{".", path.Dir(dockerfile)}) {
		for _, ref := range Files(df, func(name string) bool { return exists(path.Join(context, name)) }) {
			ref.File = path.Join(context, ref.File)
			if !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
	}
	times := map[int]int{}
	for _, ref := range refs {
		times[ref.Lines.First]++
	}
	return slices.DeleteFunc(refs, func(ref FileRef) bool { return times[ref.Lines.First] != 1 })
}
