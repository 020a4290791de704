package contents

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"

	"docsite/internal/lazy"
)

// titles are where the files of generators have the name of a site, by these files.
var titles = []struct {
	file    string
	pages   func(text []byte) string // their folder
	pattern func() *regexp.Regexp
}{
	{"mkdocs.yml", docsDir, siteName}, {"mkdocs.yaml", docsDir, siteName},
	{zensical, func(text []byte) string { return docsDir(asYAML(text)) }, tomlName},
	{"book.toml", func(text []byte) string { return value(srcKey(), text, "src") }, tomlTitle},
	{"hugo.toml", inContent, tomlTitle}, {"config.toml", inContent, tomlTitle}, {"hugo.yaml", inContent, yamlTitle}, {"hugo.yml", inContent, yamlTitle},
	{"docusaurus.config.ts", inDocs, scriptTitle}, {"docusaurus.config.js", inDocs, scriptTitle},
	{"astro.config.mjs", inStarlight, starlightTitle}, {"astro.config.ts", inStarlight, starlightTitle}, {"astro.config.js", inStarlight, starlightTitle},
	{".vitepress/config.ts", here, scriptTitle}, {".vitepress/config.mts", here, scriptTitle}, {".vitepress/config.js", here, scriptTitle}, {".vitepress/config.mjs", here, scriptTitle},
	{".vuepress/config.ts", here, scriptTitle}, {".vuepress/config.js", here, scriptTitle}, {"src/.vuepress/config.ts", inSrc, scriptTitle},
	{"index.html", here, docsifyName},
}

// A title is text in quotation marks, or, in YAML, words that are nothing else there.
var (
	siteName    = lazy.Pattern(`(?m)^site_name:` + yamlText)
	yamlTitle   = lazy.Pattern(`(?m)^title:` + yamlText)
	tomlTitle   = lazy.Pattern(`(?m)^title[ \t]*=[ \t]*(?:"([^"\\\n]+)"|'([^'\n]+)')`)
	scriptTitle = lazy.Pattern(`(?m)^  title:` + scriptText)
	tomlName    = lazy.Pattern(`(?m)^site_name[ \t]*=` + scriptText)

	starlightTitle = lazy.Pattern(`\bstarlight\(\{\s*title:` + scriptText)
	docsifyName    = lazy.Pattern(`\$docsify\s*=\s*\{[^{}]*?\bname:` + scriptText)
)

const scriptText = `[ \t]*(?:"([^"\\\n]+)"|'([^'\\\n]+)')`

const yamlText = `[ \t]*(?:"([^"\\\n]+)"|'([^'\n]+)'|([^\s"'!&*{\[|>#%@][^\n#]*))`

func inContent([]byte) string { return "content" }

func inDocs([]byte) string { return "docs" }

func inStarlight([]byte) string { return starlight }

func inSrc([]byte) string { return "src" }

func here([]byte) string { return "." }

// Title is the name that the file of another generator gives the site of which the pages
// stand in a folder of a project; empty where none does.
func Title(fsys fs.FS, content string) string {
	for _, base := range bases {
		for _, of := range titles {
			text := read(fsys, path.Join(base, of.file))
			if text == nil || path.Join(base, of.pages(text)) != content {
				continue
			}
			if m := of.pattern().FindSubmatch(text); m != nil {
				return string(bytes.TrimSpace(bytes.Join(m[1:], nil)))
			}
		}
	}
	return ""
}
