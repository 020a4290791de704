// Package contents reads the tables of contents that projects have for other
// generators: nav: of MkDocs and Zensical, SUMMARY.md of mdBook and GitBook, _sidebar.md
// of docsify, docs.json of Mintlify, and lists folder by folder; and what their pages include of other files.
//
// Start from [Read], and from [Folder] and [Title] where nobody says where the pages are
// and what the site is called; from [Includer] for what pages include. The package knows no site.
package contents

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"github.com/goccy/go-yaml"

	"docsite/internal/lazy"
	"docsite/internal/regular"
)

// Entry is a page or a group of pages, in reading order.
type Entry struct {
	Title    string  // as the table has it, without Markdown; empty where it has none
	Path     string  // slash path relative to the content folder; empty for a group without a page
	Children []Entry // of a group
}

// Table is a table of contents.
type Table struct {
	File    string // slash path in the project
	Entries []Entry
	FromTop bool // what a page links to begins in the content folder, as docsify has it
	// Of what generators have in common:
	Parts     bool // a name that begins with "_" is that of a part of pages, as Docusaurus and Starlight have it
	Jekyll    bool // Jekyll makes the site: some folders whose names begin with "_" hold no pages
	Starlight bool // an address that a page says itself begins at the top
	Folded    bool // a page is a folder to its links, as Hugo, MkDocs and Starlight have it
}

// LeavesOut reports whether a path in the content folder is that of no page: docsify has its
// own lists in files and folders whose names begin with "_", others have parts of pages there.
func (t Table) LeavesOut(name string) bool {
	if name = "/" + name; t.Jekyll {
		for _, folder := range [...]string{"/_includes/", "/_layouts/", "/_site/", "/_data/", "/_sass/", "/_drafts/"} {
			if strings.Contains(name, folder) {
				return true
			}
		}
	}
	return (t.FromTop || t.Parts) && strings.Contains(strings.ReplaceAll(name, "/_index.", "/"), "/_")
}

const maxTable = 1 << 20 // bytes that are read of a table

// Read finds the table of contents of the pages below a folder of a project; the
// zero Table where there is none, or none that can be read. check refuses YAML that
// would take its parser too long.
func Read(fsys fs.FS, content string, check func(text []byte, limit int) (line int, err error)) Table {
	found := uses(fsys, content)
	t := readTable(fsys, content, found, check)
	for _, u := range found {
		t.Parts = t.Parts || u.parts && u.isAbout(content)
		t.Jekyll = t.Jekyll || u.jekyll && u.isAbout(content)
		t.Folded = t.Folded || u.folded && u.folder() == content
		t.Starlight = t.Starlight || u.folded && u.parts && u.folder() == content
	}
	return t
}

func readTable(fsys fs.FS, content string, found []use, check func(text []byte, limit int) (line int, err error)) Table {
	name := path.Join(content, "SUMMARY.md")
	if entries := summary(read(fsys, name), local); len(entries) > 0 {
		return Table{File: name, Entries: entries}
	}
	name = path.Join(content, "_sidebar.md")
	if entries := summary(read(fsys, name), fromTop); len(entries) > 0 {
		return Table{File: name, Entries: entries, FromTop: true}
	}
	for _, u := range found {
		if entries := u.entries(fsys, content, check); len(entries) > 0 {
			return Table{File: u.name, Entries: entries}
		}
	}
	return Table{}
}

func read(fsys fs.FS, name string) []byte {
	text, err := regular.Read(fsys, name, maxTable)
	if err != nil {
		return nil
	}
	return text
}

// navKey is where nav: begins, and whatever key follows.
var navKey = lazy.Pattern(`(?m)^nav:[^\n]*\n`)

var nextKey = lazy.Pattern(`(?m)^[^\s#\]-]`)

// mkdocs reads nav: alone: the rest of mkdocs.yml has tags of Python that no
// other reader knows.
func mkdocs(text []byte, check func([]byte, int) (int, error)) []Entry {
	at := navKey().FindIndex(text)
	if at == nil {
		return nil
	}
	nav := text[at[0]:]
	if end := nextKey().FindIndex(nav[at[1]-at[0]:]); end != nil {
		nav = nav[:at[1]-at[0]+end[0]]
	}
	if _, err := check(nav, maxTable); err != nil {
		return nil
	}
	var file struct {
		Nav any `yaml:"nav"` // a list of which nothing but a tag is left breaks the decoder
	}
	if err := yaml.NewDecoder(bytes.NewReader(nav), yaml.UseOrderedMap()).Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	list, _ := file.Nav.([]any)
	return navEntries(list, page)
}

// page is what MkDocs has a page for: none where a destination leads elsewhere.
func page(title, dest string) []Entry {
	if dest = local(dest); dest == "" {
		return nil
	}
	return []Entry{{Title: title, Path: dest}}
}

// navEntries reads a list of pages and of titles with a page or a list; one says what a page is.
func navEntries(list []any, one func(title, written string) []Entry) (entries []Entry) {
	for _, item := range list {
		switch item := item.(type) {
		case string:
			entries = append(entries, one("", item)...)
		case yaml.MapSlice:
			for _, pair := range item {
				title, _ := pair.Key.(string)
				switch value := pair.Value.(type) {
				case string:
					entries = append(entries, one(title, value)...)
				case []any:
					if e := (Entry{Title: title, Children: navEntries(value, one)}); len(e.Children) > 0 {
						entries = append(entries, e)
					}
				}
			}
		}
	}
	return entries
}

// local is a destination as a path of the content folder; empty for one elsewhere.
func local(dest string) string {
	dest, _, _ = strings.Cut(dest, "#")
	if s, err := url.PathUnescape(dest); err == nil {
		dest = s
	}
	dest = path.Clean(dest)
	if strings.Contains(dest, ":") || !fs.ValidPath(dest) || !IsMarkdown(dest) {
		return ""
	}
	return dest
}

// fromTop is a destination of docsify as a path of the content folder: with a slash before
// it or not, of a folder, or without its ending.
func fromTop(dest string) string {
	dest, _, _ = strings.Cut(strings.TrimLeft(dest, "/"), "?")
	dest, _, _ = strings.Cut(dest, "#")
	switch {
	case dest == "" || strings.HasSuffix(dest, "/"):
		dest += "README.md"
	case path.Ext(dest) == "":
		dest += ".md"
	}
	return local(dest)
}

// chapter is a line of SUMMARY.md.
var chapter = lazy.Pattern(`^(\s*)(?:[-*+]\s+|\d+[.)]\s+)?\[((?:[^\]\\]|\\.|\][^(])*)\]\(<?([^)>]*?)>?(?:\s+["'][^"']*["'])?\)\s*$`)

// group is a line of such a list that has a title and no link.
var group = lazy.Pattern(`^(\s*)(?:[-*+]\s+|\d+[.)]\s+)([^\[\]]+)$`)

// heading is a line of such a list that has the title of the chapters up to the next one.
var heading = lazy.Pattern(`^(#{1,6})[ \t]+(.+?)[ \t]*#*$`)

var tags = lazy.Pattern(`<[^<>]*>`)

// summary reads SUMMARY.md: a link or a title a line, below the one that it belongs to. A list
// without a link is no table; the first heading is the name of the list. at is the path that a
// destination means.
func summary(text []byte, at func(dest string) string) []Entry {
	type level struct {
		indent  int
		entries *[]Entry
	}
	var top []Entry
	linked := false
	levels := []level{{-1, &top}}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), "\r\n")
		if h := heading().FindStringSubmatch(line); h != nil {
			if levels = levels[:1]; len(top) > 0 || h[1] != "#" {
				top = append(top, Entry{Title: words(tags().ReplaceAllString(h[2], ""))})
				levels = append(levels, level{-1, &top[len(top)-1].Children})
			}
			continue
		}
		m := chapter().FindStringSubmatch(line)
		linked = linked || m != nil
		if m == nil {
			if m = group().FindStringSubmatch(line); m == nil {
				continue
			}
		}
		indent := len(m[1])
		for len(levels) > 1 && levels[len(levels)-1].indent >= indent {
			levels = levels[:len(levels)-1]
		}
		if len(levels) > maxLevels {
			continue
		}
		list := levels[len(levels)-1].entries
		e := Entry{Title: words(m[2])}
		if len(m) > 3 {
			e.Path = at(m[3])
		}
		*list = append(*list, e)
		levels = append(levels, level{indent, &(*list)[len(*list)-1].Children})
	}
	if !linked {
		return nil
	}
	return top
}

// maxLevels is how deep chapters may stand.
const maxLevels = 16

// words is a title without the marks of Markdown.
func words(title string) string {
	return strings.TrimSpace(strings.NewReplacer("`", "", "**", "", "\\", "").Replace(title))
}

// Walk calls f for each entry with a page, in reading order.
func (t Table) Walk(f func(e Entry)) {
	var walk func(list []Entry)
	walk = func(list []Entry) {
		for _, e := range list {
			if e.Path != "" {
				f(e)
			}
			walk(e.Children)
		}
	}
	walk(t.Entries)
}

// Folders are the titles of groups by the folder of which they have all pages, the inner one of
// groups in one another; "." is for pages of several folders.
func (t Table) Folders() map[string]string {
	titles, pages := map[string]string{}, map[string]int{} // pages in each folder and those below it
	t.Walk(func(e Entry) {
		for dir := path.Dir(e.Path); ; dir = path.Dir(dir) {
			if pages[dir]++; dir == "." {
				break
			}
		}
	})
	var walk func(e Entry) (in string, count int)
	walk = func(e Entry) (in string, count int) {
		if e.Path != "" {
			in, count = path.Dir(e.Path), 1
		}
		for _, child := range e.Children {
			folder, n := walk(child)
			in, count = Common(in, folder), count+n
		}
		if in != "" && e.Title != "" && len(e.Children) > 0 && count == pages[in] && titles[in] == "" {
			titles[in] = e.Title
		}
		return in, count
	}
	for _, e := range t.Entries {
		walk(e)
	}
	return titles
}

// Common is the folder that holds two; one that is empty counts for none.
func Common(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	for a != "." && a != b && !strings.HasPrefix(b, a+"/") {
		a = path.Dir(a)
	}
	return a
}
