package contents

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"docsite/internal/lazy"
)

// bases are the folders in which the files of generators are looked for.
var bases = []string{".", "docs", "website"}

// generator is what makes sites of Markdown, by the files that a project has for it.
type generator struct {
	files    []string
	pages    func(text func() []byte) string // the folder of pages, beside the file; nil for whichever has the file
	title    func() *regexp.Regexp           // the site's name in the file; nil where docsite finds none
	mkdocs   bool                            // the file has the keys of MkDocs
	mintlify bool                            // the file has the keys of Mintlify
	folded   bool                            // a page is a folder to its links
	parts    bool                            // a name that begins with "_" is that of a part of pages
	sphinx   bool                            // pages list those below them
	jekyll   bool                            // some folders whose names begin with "_" hold no pages
	lists    string                          // a word of the file where the table of contents stands folder by folder
}

var generators = []generator{
	{files: []string{"mkdocs.yml", "mkdocs.yaml", zensical}, pages: docsDir, title: siteName, mkdocs: true, folded: true, lists: "awesome-"},
	{files: []string{"book.toml"}, pages: srcDir, title: title},
	{files: []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default", "config.toml", "config.yaml"}, pages: in("content"), title: title, folded: true},
	{files: []string{"nuxt.config.ts", "nuxt.config.js"}, pages: in("content")},
	{files: []string{"docusaurus.config.ts", "docusaurus.config.js", "docusaurus.config.mjs"}, pages: in("docs"), title: scriptTitle, parts: true},
	{files: []string{"astro.config.mjs", "astro.config.ts", "astro.config.js"}, pages: in("src/content/docs"), title: starlightTitle, parts: true, folded: true},
	{files: []string{"src/.vuepress/config.ts", "src/.vuepress"}, pages: in("src"), title: scriptTitle},
	{files: []string{".vuepress/config.ts", ".vuepress/config.js"}, title: scriptTitle},
	{files: []string{".vitepress/config.ts", ".vitepress/config.mts", ".vitepress/config.js", ".vitepress/config.mjs"}, title: scriptTitle},
	{files: []string{"index.html"}, title: docsifyName},
	{files: []string{".gitbook.yaml", "book.json"}, pages: rootDir},
	{files: []string{"theme.config.tsx", "theme.config.jsx", "theme.config.js", "theme.config.ts"}, pages: in("pages")},
	{files: []string{"next.config.mjs", "next.config.js", "next.config.ts"}, lists: "nextra"},
	{files: []string{"source.config.ts"}, lists: "fumadocs"},
	{files: []string{"source/conf.py"}, pages: in("source"), sphinx: true},
	{files: []string{"conf.py"}, sphinx: true},
	{files: []string{"docs.json", "mint.json"}, title: jsonName, mintlify: true},
	{files: []string{"_config.yml", "_config.yaml"}, jekyll: true},
}

// A title is text in quotation marks, or, in YAML, words that are nothing else there.
var (
	siteName       = lazy.Pattern(`(?m)^site_name:` + yamlText)
	title          = lazy.Pattern(`(?m)^title(?::` + yamlText + `|[ \t]*=[ \t]*(?:"([^"\\\n]+)"|'([^'\n]+)'))`)
	scriptTitle    = lazy.Pattern(`(?m)^  title:` + scriptText)
	starlightTitle = lazy.Pattern(`\bstarlight\(\{\s*title:` + scriptText)
	jsonName       = lazy.Pattern(`(?m)^[ \t]{1,4}"name":` + scriptText)
	docsifyName    = lazy.Pattern(`\$docsify\s*=\s*\{[^{}]*?\bname:` + scriptText)
)

const (
	scriptText = `[ \t]*(?:"([^"\\\n]+)"|'([^'\\\n]+)')`
	yamlText   = `[ \t]*(?:"([^"\\\n]+)"|'([^'\n]+)'|([^\s"'!&*{\[|>#%@][^\n#]*))`
)

// The keys that name the folder of pages.
var (
	docsDirKey = lazy.Pattern(`(?m)^docs_dir:\s*["']?([^"'\s#]+)`)
	rootKey    = lazy.Pattern(`(?m)^\s*"?root"?:\s*["']?([^"'\s#,]+)`)
	srcKey     = lazy.Pattern(`(?m)^src\s*=\s*["']([^"'\n]+)`)
)

func docsDir(text func() []byte) string { return value(docsDirKey(), text(), "docs") }

func rootDir(text func() []byte) string { return value(rootKey(), text(), ".") }

func srcDir(text func() []byte) string { return value(srcKey(), text(), "src") }

// in is the folder of a generator's pages that its files do not name.
func in(folder string) func(func() []byte) string {
	return func(func() []byte) string { return folder }
}

// value is the folder that a key names, or another where there is no such key.
func value(key *regexp.Regexp, text []byte, other string) string {
	if m := key.FindSubmatch(text); m != nil {
		return path.Clean(string(m[1]))
	}
	return other
}

// use is a generator whose file stands in a project.
type use struct {
	generator
	base, name string        // one of bases, and the file
	text       func() []byte // of the file, with keys as MkDocs has them; it is read once
}

// uses are the generators that a project has files for, also in the folders around its pages, of
// which the first two are looked into.
func uses(fsys fs.FS, content string) (list []use) {
	in := bases
	elements := strings.Split(content, "/")
	for i := range min(len(elements), 2) {
		if around := path.Join(elements[:i+1]...); around != "" && !slices.Contains(bases, around) {
			in = append(slices.Clip(in), around)
		}
	}
	for _, base := range in {
		for _, g := range generators {
			for _, file := range g.files {
				name := path.Join(base, file)
				if _, err := fs.Stat(fsys, name); err == nil {
					list = append(list, use{g, base, name, sync.OnceValue(func() []byte { return keys(fsys, name) })})
				}
			}
		}
	}
	return list
}

// keys is the text of a generator's file, with keys as MkDocs has them.
func keys(fsys fs.FS, name string) []byte {
	text := read(fsys, name)
	if path.Base(name) == zensical {
		return asYAML(text)
	}
	return text
}

// folder is the one that has the pages. Nobody has looked whether it is there.
func (u use) folder() string {
	if u.pages == nil {
		return u.base
	}
	return path.Join(u.base, u.pages(u.text))
}

// entries is the table of contents of the pages in a folder; none where the generator's files
// have none of them.
func (u use) entries(fsys fs.FS, content string, check func(text []byte, limit int) (line int, err error)) (list []Entry) {
	switch {
	case u.mkdocs && u.folder() == content:
		list = mkdocs(u.text(), check)
	case u.mintlify && u.folder() == content:
		list = mintlify(fsys, content, u.text())
	case u.sphinx && u.folder() == content:
		list = (&toctrees{fsys: fsys, content: content, seen: map[string]bool{"index": true}}).below("index")
	}
	if list == nil && u.lists != "" && u.isAbout(content) && bytes.Contains(u.text(), []byte(u.lists)) {
		l := lists{fsys, content, check, map[string]bool{}}
		list = l.group(".").Children
	}
	return list
}

// isAbout reports whether a folder of pages is the one around the file, or stands in it.
func (u use) isAbout(content string) bool {
	return u.base == "." || strings.HasPrefix(content+"/", u.base+"/")
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

// Title is the name that the file of another generator gives the site of which the pages
// stand in a folder of a project; empty where none does.
func Title(fsys fs.FS, content string) string {
	for _, u := range uses(fsys, content) {
		if u.title == nil || u.folder() != content {
			continue
		}
		if m := u.title().FindSubmatch(u.text()); m != nil {
			return string(bytes.TrimSpace(bytes.Join(m[1:], nil)))
		}
	}
	return ""
}
