package contents

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"docsite/internal/lazy"
)

// bases are the folders in which other generators' files are looked for.
var bases = []string{".", "docs", "website"}

// fixed are the folders in which generators have pages, whatever their files say, by
// these files.
var fixed = []struct{ file, pages string }{
	{"hugo.toml", "content"}, {"hugo.yaml", "content"}, {"hugo.yml", "content"}, {"hugo.json", "content"}, {"config/_default", "content"}, {"config.toml", "content"},
	{"nuxt.config.ts", "content"}, {"nuxt.config.js", "content"},
	{"docusaurus.config.ts", "docs"}, {"docusaurus.config.js", "docs"},
	{"astro.config.mjs", starlight}, {"astro.config.ts", starlight}, {"astro.config.js", starlight},
	{"src/.vuepress", "src"},
}

// starlight is the folder of the pages of Astro's Starlight.
const starlight = "src/content/docs"

// Folder is the folder that has the pages of a project where nobody says so:
// content/, the one that another generator has for its pages, or docs/, the last two
// where they have Markdown; else ".".
func Folder(fsys fs.FS) string {
	if isDir(fsys, "content") {
		return "content"
	}
	for _, dir := range append(named(fsys), "docs") {
		if fs.ValidPath(dir) && isDir(fsys, dir) && hasMarkdown(fsys, dir) {
			return dir
		}
	}
	return "."
}

// IsMarkdown reports whether a file is called like a page: Markdown, or MDX, which other
// generators take for it.
func IsMarkdown(name string) bool {
	end := strings.ToLower(path.Ext(name))
	return end == ".md" || end == ".mdx"
}

// Generated reports whether another generator makes a site of the pages of a folder.
func Generated(fsys fs.FS, content string) bool { return slices.Contains(named(fsys), content) }

// HasPackages reports whether a package manager put there what stands in a folder.
func HasPackages(fsys fs.FS, folder string) bool {
	return path.Base(folder) == "node_modules" || path.Base(folder) == "vendor" && slices.ContainsFunc([]string{"modules.txt", "autoload.php", "bundle"},
		func(sign string) bool { _, err := fs.Stat(fsys, path.Join(folder, sign)); return err == nil })
}

func isDir(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

// hasMarkdown reports whether a folder or one below it has a Markdown file.
func hasMarkdown(fsys fs.FS, dir string) (found bool) {
	_ = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && IsMarkdown(name) {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}

// named are the folders of pages that the files of other generators name, or stand
// for. Nobody has looked whether they are there.
func named(fsys fs.FS) (list []string) {
	for _, base := range bases {
		if _, text := readMkDocs(fsys, base); text != nil {
			list = append(list, path.Join(base, docsDir(text)))
		}
		if text := read(fsys, path.Join(base, "book.toml")); text != nil {
			list = append(list, path.Join(base, value(srcKey(), text, "src")))
		}
		for _, of := range fixed {
			if _, err := fs.Stat(fsys, path.Join(base, of.file)); err == nil {
				list = append(list, path.Join(base, of.pages))
			}
		}
	}
	return list
}

// readMkDocs reads the file of MkDocs in a folder, or that of Zensical, which follows it, as
// MkDocs has it; nil for none.
func readMkDocs(fsys fs.FS, base string) (name string, text []byte) {
	for _, name := range []string{"mkdocs.yml", "mkdocs.yaml"} {
		name = path.Join(base, name)
		if text := read(fsys, name); text != nil {
			return name, text
		}
	}
	if text := read(fsys, path.Join(base, zensical)); text != nil {
		return path.Join(base, zensical), asYAML(text)
	}
	return "", nil
}

const zensical = "zensical.toml"

var (
	tomlKey  = lazy.Pattern(`(?m)^(docs_dir|site_name|nav)[ \t]*=[ \t]*`)
	tomlPair = lazy.Pattern(`([\w"'])[ \t]*=[ \t]*(["'\[{])`)
)

// asYAML writes the keys of Zensical that MkDocs has too as YAML. Lists and strings are alike.
func asYAML(text []byte) []byte {
	return tomlPair().ReplaceAll(tomlKey().ReplaceAll(text, []byte("$1: ")), []byte("$1: $2"))
}

var (
	docsDirKey = lazy.Pattern(`(?m)^docs_dir:\s*["']?([^"'\s#]+)`)
	srcKey     = lazy.Pattern(`(?m)^src\s*=\s*["']([^"'\n]+)`)
)

// docsDir is the folder of pages that mkdocs.yml is about.
func docsDir(text []byte) string { return value(docsDirKey(), text, "docs") }

// value is the folder that a key names, or another where there is no such key.
func value(key *regexp.Regexp, text []byte, other string) string {
	if m := key.FindSubmatch(text); m != nil {
		return path.Clean(string(m[1]))
	}
	return other
}
