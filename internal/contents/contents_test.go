package contents

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// taken refuses YAML that says so.
func taken(text []byte, _ int) (int, error) {
	if strings.Contains(string(text), "# refused") {
		return 1, errors.New("refused")
	}
	return 0, nil
}

// told is the table of contents of docs: its pages in order with their titles, and the titles of folders.
func told(fsys fstest.MapFS) string {
	var pages []string
	table := Read(fsys, "docs", taken)
	table.Walk(func(e Entry) { pages = append(pages, e.Title+"="+e.Path) })
	return strings.Join(pages, ", ") + fmt.Sprint(" ", table.Folders())
}

func TestRead(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"docs/SUMMARY.md", "# Summary\n\n[Preface](README.md)\n\n# Part\n\n- [One `x`](one.md)\n  - [Two](a/two%20b.md#c)\n  - [Draft]()\n* [Three](<./three.md>)\n", "Preface=README.md, One x=one.md, Two=a/two b.md, Three=three.md map[]"},
		{"docs/SUMMARY.md", "# Table of contents\n\n* [Hi](README.md)\n\n## Getting *Started* <a href=\"#s\" id=\"s\"></a>\n\n* [A](start/a.md)\n* [B](start/b/README.md)\n  * [C](start/b/c.md)\n\n## FAQ ##\n* [D](faq/d.md)\n", "Hi=README.md, A=start/a.md, B=start/b/README.md, C=start/b/c.md, D=faq/d.md map[faq:FAQ start:Getting *Started* start/b:B]"},
		{"docs/SUMMARY.md", "# Summary\n\n- [A](src/a.md)\n- [B](src/b.md)\n", "A=src/a.md, B=src/b.md map[]"},
		{"docs/SUMMARY.md", "# Words about the rest\n\nSee [a](a.md).\n", " map[]"},
		{"docs/SUMMARY.md", "- [Out](../../etc/x.md)\n- [Web](https://e.example/a.md)\n- [Picture](a.png)\n", " map[]"},
		{"mkdocs.yml", "site_name: X\nmarkdown_extensions:\n  - x: !!python/name:a.b\nnav:\n  - index.md\n  - Guide:\n    - guide/index.md\n    - 'A: b': guide/a.md\n  - Web: https://e.example/\nplugins: [x]\n", "=index.md, =guide/index.md, A: b=guide/a.md map[guide:Guide]"},
		{"mkdocs.yml", "docs_dir: other\nnav:\n- index.md\n", " map[]"},
		{"mkdocs.yml", "nav: 3\n", " map[]"},
		{"mkdocs.yml", "nav:\n  - [[[\n", " map[]"},
		{"mkdocs.yml", "nav:\n- a.md\n# refused\n", " map[]"},
		{"docs/SUMMARY.md", "- [G]()\n  - [H]()\n    - [A](a/b/c.md)\n    - [B](a/bb/d.md)\n  - [C](e/f.md)\n", "A=a/b/c.md, B=a/bb/d.md, C=e/f.md map[.:G a:H]"},
		{"docs/_sidebar.md", "<!-- x -->\n\n- Start\n\n  - [Home](README.md)\n  - [Two](a/two.md)\n* Usage\n  * [Setup](/usage/setup)\n  * [All](usage/ \"all\")\n  * [Web](https://e.example/a)\n", "Home=README.md, Two=a/two.md, Setup=usage/setup.md, All=usage/README.md map[usage:Usage]"},
		{"docs/_sidebar.md", "- Only\n- words\n", " map[]"},
		{"zensical.toml", "[project]\nsite_name = \"X\"\nnav = [\n  {\"Home\" = \"index.md\"}, # x\n  {Guide = [\n    'guide/a.md',\n    {\"B = C\"=\"guide/b.md\"},\n  ]},\n]\n[project.theme]\nfavicon = \"x\"\n", "Home=index.md, =guide/a.md, B = C=guide/b.md map[guide:Guide]"},
		{"zensical.toml", "[project]\nnav = [[[\n", " map[]"},
		{"mkdocs.yml", "nav:\n- A:\n  - g/a.md\n- B:\n  - g/b.md\n- C:\n  - D:\n    - h/d.md\n  - E:\n    - h/e.md\n", "=g/a.md, =g/b.md, =h/d.md, =h/e.md map[h:C]"},
		{"mkdocs.yml", "nav:\n- Guide:\n  - g/index.md\n  - g/a.md\n  - More:\n    - g/b.md\n", "=g/index.md, =g/a.md, =g/b.md map[g:Guide]"},
		{"docs/docs.json", `{"navigation": {"languages": [{"language": "en", "tabs": [{"tab": "T", "groups": [{"group": "G", "root": "g/index", "pages": ["g/a", "/b", "GET /x", "../c", 3, null]}]}]}]}}`, "=g/index.mdx, =g/a.mdx, =b.md map[.:G]"},
		{"docs/mint.json", `{"navigation": [{"group": "G", "pages": ["g/a", {"group": "H", "pages": ["b"]}]}]}`, "=g/a.mdx, =b.md map[.:G]"},
		{"docs/docs.json", `{"navigation": [`, " map[]"},
		{"none.yml", "", " map[]"},
		{"docs/mkdocs.yml", "docs_dir: .\nnav:\n- b.md\n", "=b.md map[]"},
	} {
		got := told(fstest.MapFS{tt.name: {Data: []byte(tt.text)}, "docs/g/index.mdx": {}, "docs/g/a.mdx": {}, "docs/b.md": {}, "c.md": {}})
		if got != tt.want {
			t.Errorf("%s %q: got %s, want %s", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestLists reads tables that stand folder by folder.
func TestLists(t *testing.T) {
	for _, tt := range []struct{ name, files, want string }{
		{"explicit", ".pages=nav: [b.md, Two: g, {More: [c.md, ./d.md]}, 'https://e.example/'] / g/x.md / a.md", "=b.md, =g/x.md, =c.md, =d.md map[g:Two]"},
		{"rest", ".pages=nav: [z.md, '...', b.md] / a.md / b.md / z.md / 10.md / 9.md / g/x.md / .h/y.md / p.png", "=z.md, =9.md, =10.md, =a.md, =g/x.md, =b.md map[]"},
		{"patterns", ".nav.yml=nav: ['n*.md', '... | g', '...', '... | regex=^x'] / a.md / n1.md / n2.md / g/x.md", "=n1.md, =n2.md, =g/x.md, =a.md map[]"},
		{"titles", ".nav.yml={} / g/.pages=title: The guide / g/x.md / g/h/.nav.yml=title: 3 / g/h/y.md", "=g/h/y.md, =g/x.md map[g:The guide]"},
		{"descending", "g/.pages=order: desc / g/1.md / g/2.md", "=g/2.md, =g/1.md map[]"},
		{"broken", ".pages=nav: [[[ / g/.pages=# refused / a.md / g/b.md", "=a.md, =g/b.md map[]"},
		{"objects", "_meta.json={\"b\": \"Two\", \"-- x\": {\"type\": \"separator\"}, \"g\": {\"title\": \"Guide\"}} / a.md / b.mdx / g.md / g/x.md / next.config.js=nextra", "Two=b.mdx, Guide=g.md, =g/x.md map[]"},
		{"scripts", "_meta.js=import x from 'y'\n\nexport default {\n\t// one\n\t'b-c': '',\n\tg: {\n\t\ttitle: 'Guide',\n\t},\n} / a.md / b-c.mdx / g/x.md / next.config.js=nextra", "=b-c.mdx, =g/x.md map[g:Guide]"},
		{"code", "_meta.ts=export default { a: f(), b: \"B\", c: () => <B/> } / a.md / b.md / next.config.js=nextra", "=a.md, B=b.md map[]"},
		{"names", "meta.json={\n\t\"pages\": [\"---Part---\", \"b\", \"...g\", \"(h)\", \"[A](https://e.example)\"]} / a.md / b.mdx / g/x.md / (h)/meta.json={\"title\": \"H\"} / (h)/y.md / source.config.ts=fumadocs", "=b.mdx, =g/x.md, =(h)/y.md map[(h):H]"},
		{"around", ".pages=nav: [g, g, .., ../x, '.'] / g/.pages=nav: [.., ../a.md, '.', x.md] / a.md / g/x.md / ../x/y.md", "=g/x.md map[]"},
	} {
		fsys := fstest.MapFS{"mkdocs.yml": {Data: []byte("plugins:\n- awesome-pages\n")}}
		for file := range strings.SplitSeq(tt.files, " / ") {
			name, text, _ := strings.Cut(file, "=")
			fsys[path.Join("docs", name)] = &fstest.MapFile{Data: []byte(text)}
		}
		if got := told(fsys); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestToctrees reads what the pages of Sphinx list.
func TestToctrees(t *testing.T) {
	for _, tt := range []struct{ name, index, want string }{
		{"Markdown", "# T\n\n```{toctree}\n:maxdepth: 2\n:caption: Guide\n\ng/index\nLast <z.md>\n```\n\ntext\n\n:::{toctree}\n/b\nb\nhttps://e.example/\n../x\n:::\nc\n", "=g/index.md, =g/b.md, =g/a.md, Last=z.md, =b.md map[]"},
		{"patterns", "~~~{toctree}\n:glob:\n\ng/b\ng/*\n~~~\n", "=g/b.md, =g/a.md, =g/index.md map[]"},
		{"none", "```\n{toctree}\na\n```\n", " map[]"},
	} {
		fsys := fstest.MapFS{"docs/conf.py": {}, "docs/index.md": {Data: []byte(tt.index)}, "docs/z.md": {}, "docs/b.md": {}, "docs/c.md": {}, "docs/g/b.md": {}, "docs/g/a.md": {},
			"docs/g/index.md": {Data: []byte("```{toctree}\nb\nmore\nindex\n```\n")}, "docs/g/more.rst": {Data: []byte("More\n====\n\n.. toctree::\n   :maxdepth: 1\n\n   no\n\n.. toctree::\n   a\n\nz\n")}}
		if got := told(fsys); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestToctreesAreBounded holds thousands of patterns against a folder's names no further than to a limit.
func TestToctreesAreBounded(t *testing.T) {
	fsys := fstest.MapFS{"index.md": {Data: []byte("```{toctree}\n" + strings.Repeat("g/*x\n", 3<<10) + "```\n")}}
	for i := range 1 << 10 {
		fsys[fmt.Sprintf("g/%d.md", i)] = &fstest.MapFile{}
	}
	trees := toctrees{fsys: fsys, content: ".", seen: map[string]bool{}}
	if trees.below("index"); trees.names > maxNames+1<<11 {
		t.Errorf("%d names were looked at", trees.names)
	}
}

// TestFolder: content/, else the folder of another generator, else a docs/ that has
// Markdown, else the project.
func TestFolder(t *testing.T) {
	for want, files := range map[string][]string{
		"content":          {"content/a.txt", "docs/a.md", "book.toml", "src/a.md"},
		"./docs":           {"docs/a.rst", "docs/b/c.MD", "book.toml", "src/a.rs"},
		".":                {"docs/conf.py", "README.md", "mkdocs.yml"},
		"src":              {"README.md", "book.toml", "src/SUMMARY.md", "docs/a.md"},
		"guide/en":         {"README.md", "book.toml=[book]\nsrc = 'guide/en'", "guide/en/a.md"},
		"docs/source":      {"docs/source/conf.py", "docs/source/a.md", "docs/b.md"},
		"docs/content":     {"docs/a.md", "docs/mkdocs.yml=docs_dir: 'content'\n", "docs/content/b.md"},
		"manual":           {"mkdocs.yaml=docs_dir: manual # x\n", "manual/a.md", "docs/a.md"},
		"docs/x":           {"mkdocs.yml=docs_dir: ../out\n", "docs/book.toml=src=\"x\"", "docs/x/a.md"},
		"docs/docs":        {"docs/docusaurus.config.mjs", "docs/docs/a.md", "docs/b.md"},
		"website/docs":     {"website/docusaurus.config.ts", "website/docs/a.md", "docs/a.txt"},
		"docs/":            {"docs/hugo.yaml", "docs/a.md", "docs/content/a.txt"},
		"docs/pages":       {"docs/zensical.toml=[project]\ndocs_dir = \"pages/\"\n", "docs/pages/a.md"},
		"src/content/docs": {"astro.config.mjs", "src/content/docs/en/a.mdx", "docs/a.md"},
		"book/src":         {"README.md", "book/book.toml", "book/src/a.md", "book/src/b.md", "other/a.md"},
		"./":               {"README.md", "book/book.toml", "book/src/a.md", "other/a.md"},
		"././":             {"book/book.toml", "book/src/a.md", "other/mkdocs.yml", "other/docs/a.md"},
		"manual/pages":     {"manual/mkdocs.yml=docs_dir: pages", "manual/pages/a.md"},
		"./.":              {".gitbook.yaml=structure:\n  summary: SUMMARY.md\n", "a.md", "docs/a.md"},
		"docs/book":        {".gitbook.yaml=root: ./docs/book/\n", "docs/book/a.md", "docs/b.md"},
		"handbook":         {"book.json={\n  \"root\": \"./handbook\",\n", "handbook/a.md", "docs/b.md"},
		"pages":            {"theme.config.jsx", "pages/index.mdx", "docs/a.md"},
		"src/":             {"src/.vuepress/config.ts", "src/a.md", "README.md"},
		"book/":            {"book/book.toml=src = '.'", "book/a.md", "book/b.md", "docs/a.md", "README.md"},
		"docs":             {"book/book.toml", "book/src/a.md", "docs/a.md", "docs/b.md"},
		"docs/book/src":    {"README.md", "docs/book/book.toml", "docs/book/src/a.md", "docs/a.md", "c.md", "d.md"},
		"docs/.":           {"docs/book/book.toml", "docs/book/src/a.md", "docs/a.md", "docs/b.md"},
		"docs/content/":    {"docs/config/_default/hugo.toml", "docs/themes/x/README.md", "docs/content/a.md"},
	} {
		fsys := fstest.MapFS{}
		for _, name := range files {
			name, text, _ := strings.Cut(name, "=")
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if got := Folder(fsys); got != path.Clean(want) {
			t.Errorf("%v: %q, want %q", files, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("- [a](b.md)\n  - [c](d.md)\n", "nav:\n - a: b.md\n")
	f.Add("export default { a: 'b', c: {title: 'd'} }", "nav: [a, '... | b*', {c: [...]}]")
	f.Fuzz(func(_ *testing.T, a, b string) {
		Read(fstest.MapFS{"docs/SUMMARY.md": {Data: []byte(a)}, "mkdocs.yml": {Data: []byte(b)}}, "docs", taken).Folders()
		for _, name := range []string{"docs/_meta.js", "docs/.pages"} {
			Read(fstest.MapFS{name: {Data: []byte(a)}, "docs/g/meta.json": {Data: []byte(b)}, "next.config.js": {Data: []byte("nextra")}}, "docs", taken).Folders()
		}
	})
}

func TestTitle(t *testing.T) {
	for _, tt := range []struct{ name, text, content, want string }{
		{"mkdocs.yml", "site_url: x\nsite_name: Docker Mail # c\n", "docs", "Docker Mail"},
		{"mkdocs.yml", "site_name: 'A: b'\n", "docs", "A: b"},
		{"mkdocs.yml", "site_name: \"A\"\ndocs_dir: pages\n", "pages", "A"},
		{"mkdocs.yml", "site_name: A\n", "content", ""},
		{"mkdocs.yml", "site_name: !ENV [A, B]\n", "docs", ""},
		{"mkdocs.yml", "plugins:\n  site_name: A\nsite_name:\n", "docs", ""},
		{"docs/mkdocs.yml", "site_name: A\ndocs_dir: content/\n", "docs/content", "A"},
		{"book/book.toml", "[book]\ntitle = \"Inner\"\n", "book/src", "Inner"},
		{"book.toml", "[book]\nauthors = []\ntitle = \"The Book\"\n", "src", "The Book"},
		{"docs/book/book.toml", "title = \"Inmost\"\n", "docs/book/src", "Inmost"},
		{"hugo.toml", "title = 'Lantern'\n", "content", "Lantern"},
		{"hugo.yaml", "title: Lantern\n", "content", "Lantern"},
		{"website/docusaurus.config.js", "module.exports = {\n  title: 'Actual Budget',\n  navbar: {\n    title: 'x',\n", "website/docs", "Actual Budget"},
		{"docusaurus.config.ts", "const config = {\n  title: t('x'),\n    title: 'y'\n", "docs", ""},
		{"zensical.toml", "[project]\nsite_name = \"wg\"\ndocs_dir = 'content'\n", "content", "wg"},
		{"astro.config.mjs", "export default defineConfig({\n  integrations: [\n    starlight({\n      title: 'Lantern',\n", "src/content/docs", "Lantern"},
		{"docs/.vitepress/config.mts", "export default defineConfig({\n  title: \"Inkwell\",\n", "docs", "Inkwell"},
		{"src/.vuepress/config.ts", "export default defineUserConfig({\n  title: 'Inkwell',\n", "src", "Inkwell"},
		{"docs/index.html", "<script>\nwindow.$docsify = {\n  el: '#app',\n  name: 'Z-Wave',\n", "docs", "Z-Wave"},
		{"docs/index.html", "<script>\nconst x = { name: 'Z' }\n", "docs", ""},
		{"docusaurus.config.mjs", "export default {\n  title: 'Lantern',\n", "docs", "Lantern"},
		{"package.json", "{}", "docs", ""},
	} {
		if got := Title(fstest.MapFS{tt.name: {Data: []byte(tt.text)}}, tt.content); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

// Parts of pages are no pages where a generator has such; an _index.md is the page of its folder.
func TestLeavesOut(t *testing.T) {
	table := Read(fstest.MapFS{"docs/_sidebar.md": {Data: []byte("- [a](b.md)")}}, "docs", taken)
	for page, want := range map[string]bool{"_a.mdx": true, "b/_navbar.md": true, "_b/c.md": true, "a_b.md": false, "a/_index.md": false} {
		if table.LeavesOut(page) != want || (Table{}).LeavesOut(page) {
			t.Errorf("%s: want %v, and without the file none", page, want)
		}
	}
}
