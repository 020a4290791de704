package dockerfile

import (
	"maps"
	"path"
	"slices"
	"strings"

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

// content is what a stage is known to hold so far.
type content struct {
	exists  func(string) bool
	stages  []*content // those above, in order
	df      *File
	bases   []*content // the stages that this one may go on from
	depth   int        // how many stages there are below it, in a row
	global  defaults   // of the ARGs above the first FROM
	values  defaults   // of variables
	workdir string     // absolute; empty where it is the base image's
	copies  []copying
}

// copying is one source of a COPY.
type copying struct {
	source, target string   // relative to the context, or to a stage's root; absolute in the image
	into           bool     // the target is a folder for sure
	foreign        bool     // it comes from elsewhere, or nobody knows what it is
	stage          *content // the stage that has the source; nil for the build context
}

// What is followed at most: stages in a row, and variables that a stage takes over.
// No real Dockerfile comes near; a hostile one would take a square of its length.
const (
	maxDepth  = 50
	maxValues = 500
)

// newContent is what the stage below others holds at its FROM.
func newContent(df *File, stages []*content, global defaults, exists func(string) bool) *content {
	c := &content{exists: exists, stages: stages, df: df, global: global, values: defaults{}}
	s := &df.Stages[len(stages)]
	for _, b := range df.MayContinue(s) {
		if b < len(stages) && stages[b].depth < maxDepth {
			c.bases = append(c.bases, stages[b])
			c.depth = max(c.depth, stages[b].depth+1)
		}
	}
	if len(c.bases) == 1 {
		c.workdir = c.bases[0].workdir
		if base := c.bases[0].values; len(base) <= maxValues {
			c.values = maps.Clone(base)
		}
	}
	return c
}

// read takes an instruction in, and gives the files that it names.
func (c *content) read(in *Instruction) (files []FileRef) {
	switch in.Keyword {
	case "WORKDIR":
		c.workdir = c.inImage(in.Args)
	case "ENV", "ARG":
		c.set(in)
	case "COPY", "ADD":
		return c.copy(in)
	case "ENTRYPOINT", "CMD":
		for i, word := range started(in) {
			file, ok := c.find(word, i == 0)
			if ok && !slices.ContainsFunc(files, func(r FileRef) bool { return r.File == file }) {
				files = append(files, FileRef{File: file, Word: word})
			}
		}
	}
	return files
}

// set keeps the values that an instruction gives to variables. An ARG without a
// value has the one from above the first FROM.
func (c *content) set(in *Instruction) {
	if name, value, old := strings.Cut(in.Args, " "); in.Keyword == "ENV" && old && !strings.Contains(name, "=") {
		c.give(name, strings.TrimSpace(value))
		return
	}
	for word := range strings.FieldsSeq(in.Args) {
		name, value, given := strings.Cut(word, "=")
		switch {
		case given:
			c.give(name, value)
		case in.Keyword == "ARG":
			if value, ok := c.global[name]; ok {
				c.values[name] = value
			}
		}
	}
}

func (c *content) give(name, value string) {
	if value, ok := c.values.expand(value); ok {
		c.values[name] = value
	} else {
		delete(c.values, name)
	}
}

// Sources are what a COPY or an ADD takes out of the build context, as paths
// and patterns below it; none for other instructions, for what comes from a stage,
// and for addresses.
func Sources(in *Instruction) (list []string) {
	if in.Keyword != "COPY" && in.Keyword != "ADD" || len(in.Heredocs) > 0 ||
		slices.ContainsFunc(in.Flags, func(f string) bool { return strings.HasPrefix(f, "--from=") }) {
		return nil
	}
	words := in.Words()
	for _, word := range words[:max(len(words)-1, 0)] {
		if !isRemote(word) {
			list = append(list, strings.TrimPrefix(path.Clean("/"+word), "/"))
		}
	}
	return list
}

// started are the words of a command that a container starts. A shell's own line
// in JSON form is words as well.
func started(in *Instruction) (words []string) {
	for _, word := range in.Words() {
		for part := range strings.FieldsSeq(word) {
			if part = strings.Trim(part, "\"';&|()"); part != "" {
				words = append(words, part)
			}
		}
	}
	return words
}

// decided reports whether a word says by itself what it means.
func decided(word string) bool {
	return word != "" && !strings.ContainsAny(word, "$*?[]\"'`\\;&|<>(){}")
}

// told is a word with the values of its variables; itself where one is unknown.
func (c *content) told(word string) string {
	if value, ok := c.values.expand(word); ok {
		return value
	}
	return word
}

// inImage is a path as an absolute one in the image; empty when it cannot be
// known.
func (c *content) inImage(name string) string {
	name = c.told(name)
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

func (c *content) copy(in *Instruction) (files []FileRef) {
	words := in.Words()
	if len(words) < 2 {
		return nil
	}
	last := words[len(words)-1]
	target := c.inImage(last)
	from, foreign := c.origin(in)
	if foreign {
		c.copies = append(c.copies, copying{target: target, foreign: true})
		return nil
	}
	into := strings.HasSuffix(last, "/") || len(words) > 2
	for _, word := range words[:len(words)-1] {
		source := c.told(word)
		if isRemote(source) {
			if strings.Contains(source, "://") && target != "" {
				c.copies = append(c.copies, copying{source: source, target: target, into: into, foreign: true})
			}
			continue
		}
		source = strings.TrimPrefix(path.Clean("/"+source), "/")
		if !decided(path.Dir(source)) || !decided(strings.Trim(path.Base(source), "*?")) && path.Base(source) != "*" {
			continue
		}
		if from == nil && decided(source) && c.exists(source) {
			files = append(files, FileRef{File: source, Word: word})
		}
		if target != "" {
			c.copies = append(c.copies, copying{source: source, target: target, into: into, stage: from})
		}
	}
	return files
}

// isRemote reports whether a source of ADD is no path.
func isRemote(source string) bool { return strings.Contains(source, ":") }

// origin is the stage that a COPY takes from; nil for the build context. It
// reports true where nobody can tell what the target holds.
func (c *content) origin(in *Instruction) (from *content, foreign bool) {
	if len(in.Heredocs) > 0 {
		return nil, true
	}
	for _, flag := range in.Flags {
		name, value, _ := strings.Cut(flag, "=")
		switch name {
		case "--from":
			i := c.df.StageIndex(value)
			if i < 0 || i >= len(c.stages) {
				return nil, true
			}
			from = c.stages[i]
		case "--parents", "--exclude":
			return nil, true
		}
	}
	return from, false
}

// searched are the folders in which a command without a slash is looked for:
// the PATH of docker's official images and of containers without one.
var searched = []string{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"}

// find finds the file that a word of a command names.
func (c *content) find(word string, command bool) (string, bool) {
	s := search{}
	if strings.Contains(word, "$") {
		word = c.told(word)
	}
	if !decided(word) || word[0] == '-' {
		return "", false
	}
	if command && !strings.Contains(word, "/") {
		for _, folder := range searched {
			if file := s.source(c, path.Join(folder, word)); file != "" {
				return file, true
			}
		}
		return "", false
	}
	name := c.inImage(word)
	if name == "" {
		return "", false
	}
	file := s.source(c, name)
	return file, file != ""
}

// search keeps what was found in each stage, so that a file with many stages
// that may each go on from many is gone through once.
type search map[place]string

// place is a path in the image of a stage.
type place struct {
	of   *content
	name string
}

// source is the file in the context that stands under a path in the image: of
// the last COPY that brought it there, else of a stage that this one goes on
// from. It is empty where none does, or where several do.
func (s search) source(c *content, name string) string {
	at := place{c, name}
	if file, known := s[at]; known {
		return file
	}
	s[at] = ""
	file, decided := s.copied(c, name)
	if !decided {
		for _, base := range c.bases {
			switch found := s.source(base, name); {
			case file == "":
				file = found
			case found != "" && found != file:
				return ""
			}
		}
	}
	s[at] = file
	return file
}

// copied is the file that the last COPY of a stage put under a path. It reports
// true where one of them did, whichever file that is.
func (s search) copied(c *content, name string) (string, bool) {
	for _, copied := range slices.Backward(c.copies) {
		covers := copied.target != "" && (name == copied.target || strings.HasPrefix(name, strings.TrimSuffix(copied.target, "/")+"/"))
		if copied.foreign && covers && (copied.source == "" || !copied.into || path.Base(copied.source) == path.Base(name)) {
			return "", true
		}
		for _, file := range copied.sources(name) {
			switch {
			case copied.foreign:
			case copied.stage != nil:
				if file := s.source(copied.stage, path.Join("/", file)); file != "" {
					return file, true
				}
			case c.exists(file):
				return file, true
			}
		}
	}
	return "", false
}

// sources are the files that a copying can have put under a path.
func (c copying) sources(name string) (files []string) {
	last := path.Base(c.source)
	if !decided(last) {
		if fits, err := path.Match(last, path.Base(name)); err == nil && fits && path.Dir(name) == c.target {
			files = append(files, path.Join(path.Dir(c.source), path.Base(name)))
		}
		return files
	}
	if name == c.target && !c.into {
		files = append(files, c.source)
	}
	if path.Dir(name) == c.target && path.Base(name) == last {
		files = append(files, c.source)
	}
	if below, ok := strings.CutPrefix(name, strings.TrimSuffix(c.target, "/")+"/"); ok {
		files = append(files, path.Join(c.source, below))
	}
	return files
}
