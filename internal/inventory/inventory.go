// Package inventory finds what a project has of Dockerfiles: the files, the
// folder that each is built in, the services that compose files build of them,
// and the shell scripts that their containers start with.
//
// Start from [Read], then ask the [Project]. The package reads files that git
// tracks, or the project's folders where git tells nothing. It writes nothing,
// follows no template, and never guesses which of several scripts is meant: it
// names them all.
package inventory

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"docsite/internal/contents"
	"docsite/internal/dockerfile"
	"docsite/internal/publish"
	"docsite/internal/regular"
	"docsite/internal/site"
)

// Project is a project's files, with what compose files say of them.
type Project struct {
	fs       fs.FS
	files    []string  // slash paths, sorted
	services []Service // in the order of files and lines
}

// maxWalk is how many files are looked at where git does not list them.
const maxWalk = 20000

// Read lists the files of a project: those that git tracks, and a Dockerfile at
// the top that git does not track yet. Where tracked is empty the folders are
// gone through, hidden ones and those of package managers not.
func Read(fsys fs.FS, tracked map[string]bool) *Project {
	p := &Project{fs: fsys, files: slices.Collect(maps.Keys(tracked))}
	if len(tracked) == 0 {
		p.walk()
	}
	for _, name := range usual {
		if !slices.Contains(p.files, name) && p.IsFile(name) {
			p.files = append(p.files, name)
		}
	}
	slices.Sort(p.files)
	p.readServices()
	return p
}

// usual are the names that docker and podman look for, in their order.
var usual = []string{"Dockerfile", "Containerfile"}

func (p *Project) walk() {
	_ = fs.WalkDir(p.fs, ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil || len(p.files) >= maxWalk:
			return fs.SkipAll
		case d.IsDir() && name != "." && (base[0] == '.' || base == "node_modules" || base == "vendor"):
			return fs.SkipDir
		case d.IsDir() && p.isSite(name):
			return fs.SkipDir
		case !d.IsDir():
			p.files = append(p.files, name)
		}
		return nil
	})
}

// isSite reports whether docsite built a folder: it has copies of Dockerfiles.
func (p *Project) isSite(dir string) bool { return p.IsFile(path.Join(dir, publish.Manifest)) }

// IsFile reports whether a path in the project is a file, whoever tracks it.
func (p *Project) IsFile(name string) bool { return regular.Is(p.fs, name) }

// Main is the Dockerfile that docker build takes at the top of the project;
// empty for none.
func (p *Project) Main() string {
	if i := slices.IndexFunc(usual, p.IsFile); i >= 0 {
		return usual[i]
	}
	return ""
}

// Dockerfiles are the project's Dockerfiles and Containerfiles, in the order of
// their paths: by name, and by a content that BuildKit takes. A link to one of them
// is no further one, but the usual name of one is; the files of a submodule belong
// to another project, as vendored ones do, and a clone may be without them.
func (p *Project) Dockerfiles() (list []string) {
	for _, name := range p.files {
		if mayBe(name) && !p.isForeign(name) && p.reads(name) {
			list = append(list, name)
		}
	}
	main, all := p.Main(), slices.Clone(list)
	return slices.DeleteFunc(list, func(name string) bool {
		to, err := fs.ReadLink(p.fs, name)
		return err == nil && name != main && slices.Contains(all, path.Join(path.Dir(name), to))
	})
}

// isForeign reports whether a file stands in a repository inside the project's, or
// among the packages that a package manager put there.
func (p *Project) isForeign(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if _, err := fs.Stat(p.fs, path.Join(dir, ".git")); err == nil || contents.HasPackages(p.fs, dir) {
			return true
		}
	}
	return false
}

// Templates are files that are called as Dockerfiles are and are none: a program
// makes Dockerfiles of them.
func (p *Project) Templates() (list []string) {
	for _, name := range p.files {
		if dockerfile.IsFileName(name) && !mayBe(name) && slices.Contains(templates, path.Ext(name)) {
			list = append(list, name)
		}
	}
	return list
}

// templates are the ends of names of files that a program makes others of.
var templates = []string{".template", ".tmpl", ".tpl", ".j2", ".jinja", ".jinja2", ".in", ".erb", ".m4", ".mustache", ".ejs", ".gotmpl"}

// others are the ends of names of files that only speak of Dockerfiles.
var others = []string{".md", ".rst", ".adoc", ".html", ".dockerignore", ".containerignore", ".sh", ".py", ".go", ".js", ".ts", ".rb", ".json", ".yml", ".yaml", ".toml", ".xml", ".patch", ".diff", ".png", ".svg", ".vim", ".orig", ".bak"}

// mayBe reports whether a file may be a Dockerfile by its name: it is called so,
// or is without an ending and stands in a folder for such files.
func mayBe(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	switch {
	case slices.Contains(templates, ext) || slices.Contains(others, ext):
		return false
	case dockerfile.IsFileName(name):
		return true
	}
	lower := strings.ToLower(name)
	return (ext == "" || ext == ".docker") && (strings.Contains(lower, "docker") || strings.Contains(lower, "container"))
}

// reads reports whether the content of a file is that of a Dockerfile: BuildKit
// takes it, each instruction is one, and no FROM waits to be filled in.
func (p *Project) reads(name string) bool {
	text, err := site.ReadQuoted(p.fs, name)
	if err != nil || !dockerfile.Opens(text) {
		return false
	}
	df, err := dockerfile.Parse(text)
	if err != nil || len(df.Stages) == 0 {
		return false
	}
	for i := range df.Stages {
		s := &df.Stages[i]
		if strings.ContainsAny(s.From, "%@<>#") && !strings.Contains(s.From, "@sha256:") || strings.Contains(s.From, "{{") {
			return false
		}
		if words := strings.Fields(s.Instructions[0].Args); len(words) != 1 && len(words) != 3 {
			return false
		}
		if slices.ContainsFunc(s.Instructions, func(in dockerfile.Instruction) bool { return !dockerfile.IsKeyword(in.Keyword) }) {
			return false
		}
	}
	return true
}
