package dockerfile

import (
	"path"
	"slices"
	"strings"

	"docsite/internal/site"
)

// FileRef says that an instruction copies a file of the build context into the
// image, or starts it there.
type FileRef struct {
	File  string // relative to the build context
	Lines site.Lines
}

// Files finds the files of the build context that a Dockerfile's COPY, ADD,
// ENTRYPOINT and CMD name. exists reports whether a path in the context is a
// file. What variables, patterns or the base image decide is left out.
func Files(df *File, exists func(string) bool) []FileRef {
	var refs []FileRef
	for i := range df.Stages {
		c := content{exists: exists}
		for n := range df.Stages[i].Instructions {
			in := &df.Stages[i].Instructions[n]
			for _, file := range c.read(in) {
				refs = append(refs, FileRef{file, in.Lines})
			}
		}
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

// content is what a stage is known to hold so far.
type content struct {
	exists  func(string) bool
	workdir string // absolute; empty where it is the base image's
	copies  []copying
}

// copying is one source of a COPY.
type copying struct {
	source, target string // relative to the context; absolute in the image
	into           bool   // the target is a folder for sure
	foreign        bool   // it comes from elsewhere, or nobody knows what it is
}

// read takes an instruction in, and gives the files that it names.
func (c *content) read(in *Instruction) (files []string) {
	switch in.Keyword {
	case "WORKDIR":
		c.workdir = c.inImage(in.Args)
	case "COPY", "ADD":
		return c.copy(in)
	case "ENTRYPOINT", "CMD":
		for i, word := range wordsOf(in) {
			if file, ok := c.find(word, i == 0); ok && !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files
}

// wordsOf are the words of an instruction, in whichever form it is written.
func wordsOf(in *Instruction) []string {
	if in.Exec != nil {
		return in.Exec
	}
	return strings.Fields(in.Args)
}

// decided reports whether a word says by itself what it means.
func decided(word string) bool {
	return word != "" && !strings.ContainsAny(word, "$*?[]\"'`\\;&|<>(){}")
}

// inImage is a path as an absolute one in the image; empty when it cannot be
// known.
func (c *content) inImage(name string) string {
	switch {
	case !decided(name):
		return ""
	case path.IsAbs(name):
		return path.Clean(name)
	case c.workdir == "":
		return ""
	}
	return path.Join(c.workdir, name)
}

func (c *content) copy(in *Instruction) (files []string) {
	words := wordsOf(in)
	if len(words) < 2 {
		return nil
	}
	last := words[len(words)-1]
	target := c.inImage(last)
	if len(in.Heredocs) > 0 || slices.ContainsFunc(in.Flags, func(f string) bool {
		return strings.HasPrefix(f, "--from=") || strings.HasPrefix(f, "--parents") || strings.HasPrefix(f, "--exclude=")
	}) {
		c.copies = append(c.copies, copying{target: target, foreign: true})
		return nil
	}
	for _, source := range words[:len(words)-1] {
		if !decided(source) || strings.Contains(source, ":") {
			continue
		}
		source = strings.TrimPrefix(path.Clean("/"+source), "/")
		if c.exists(source) {
			files = append(files, source)
		}
		if target != "" {
			c.copies = append(c.copies, copying{source: source, target: target, into: strings.HasSuffix(last, "/") || len(words) > 2})
		}
	}
	return files
}

// searched are the folders in which a command without a slash is looked for:
// the PATH of docker's official images and of containers without one.
var searched = []string{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"}

// find finds the file that a word of a command names.
func (c *content) find(word string, command bool) (string, bool) {
	if !decided(word) || word[0] == '-' {
		return "", false
	}
	if command && !strings.Contains(word, "/") {
		for _, folder := range searched {
			if file, ok := c.source(path.Join(folder, word)); ok {
				return file, true
			}
		}
		return "", false
	}
	name := c.inImage(word)
	if name == "" {
		return "", false
	}
	return c.source(name)
}

// source is the file in the context that stands under a path in the image: of
// the last COPY that brought it there.
func (c *content) source(name string) (string, bool) {
	for _, copied := range slices.Backward(c.copies) {
		if copied.foreign && (name == copied.target || strings.HasPrefix(name, strings.TrimSuffix(copied.target, "/")+"/")) {
			return "", false
		}
		for _, file := range copied.sources(name) {
			if c.exists(file) {
				return file, true
			}
		}
	}
	return "", false
}

// sources are the files that a copying can have put under a path.
func (c copying) sources(name string) (files []string) {
	if name == c.target && !c.into {
		files = append(files, c.source)
	}
	if path.Dir(name) == c.target && path.Base(name) == path.Base(c.source) {
		files = append(files, c.source)
	}
	if below, ok := strings.CutPrefix(name, strings.TrimSuffix(c.target, "/")+"/"); ok {
		files = append(files, path.Join(c.source, below))
	}
	return files
}
