// Package contents reads the tables of contents that projects have for other
// generators: nav: of MkDocs' mkdocs.yml, and SUMMARY.md of mdBook and GitBook.
//
// Start from [Read], and from [Folder] and [Title] where nobody says where the pages are
// and what the site is called. The package opens no page, and knows no site.
package contents

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"docsite/internal/lazy"
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
}

const maxTable = 1 << 20 // bytes that are read of a table

// Read finds the table of contents of the pages below a folder of a project; the
// zero Table where there is none, or none that can be read. check refuses YAML that
// would take its parser too long.
func Read(fsys fs.FS, content string, check func(text []byte, limit int) (line int, err error)) Table {
	name := path.Join(content, "SUMMARY.md")
	if text := read(fsys, name); text != nil {
		if entries := summary(text); len(entries) > 0 {
			return Table{name, entries}
		}
	}
	for _, base := range bases {
		name, text := readMkDocs(fsys, base)
		if content != path.Join(base, docsDir(text)) {
			continue
		}
		if entries := mkdocs(text, check); len(entries) > 0 {
			return Table{name, entries}
		}
	}
	return Table{}
}

// bases are the folders in which other generators' files are looked for.
var bases = []string{".", "docs", "website"}

// fixed are the folders in which generators have pages, whatever their files say, by
// these files.
var fixed = []struct{ file, pages string }{
	{"hugo.toml", "content"}, {"hugo.yaml", "content"}, {"hugo.yml", "content"}, {"hugo.json", "content"}, {"config/_default", "content"}, {"config.toml", "content"},
	{"nuxt.config.ts", "content"}, {"nuxt.config.js", "content"},
	{"docusaurus.config.ts", "docs"}, {"docusaurus.config.js", "docs"},
}

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

// readMkDocs reads the file of MkDocs in a folder; nil for none.
func readMkDocs(fsys fs.FS, base string) (name string, text []byte) {
	for _, name := range []string{"mkdocs.yml", "mkdocs.yaml"} {
		name = path.Join(base, name)
		if text := read(fsys, name); text != nil {
			return name, text
		}
	}
	return "", nil
}

func read(fsys fs.FS, name string) []byte {
	if info, err := fs.Stat(fsys, name); err != nil || !info.Mode().IsRegular() || info.Size() > maxTable {
		return nil // a pipe would be waited for
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxTable+1))
	if err != nil || len(text) > maxTable {
		return nil
	}
	return text
}

// navKey is where nav: begins, and whatever key follows.
var navKey = lazy.Pattern(`(?m)^nav:[^\n]*\n`)

var nextKey = lazy.Pattern(`(?m)^[^\s#-]`)

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
		Nav []any `yaml:"nav"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(nav), yaml.UseOrderedMap()).Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	return navEntries(file.Nav)
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

// navEntries reads a list of pages and of titles with a page or a list.
func navEntries(list []any) (entries []Entry) {
	for _, item := range list {
		switch item := item.(type) {
		case string:
			if e := (Entry{Path: local(item)}); e.Path != "" {
				entries = append(entries, e)
			}
		case yaml.MapSlice:
			for _, pair := range item {
				title, _ := pair.Key.(string)
				e := Entry{Title: title}
				switch value := pair.Value.(type) {
				case string:
					e.Path = local(value)
				case []any:
					e.Children = navEntries(value)
				}
				if e.Path != "" || len(e.Children) > 0 {
					entries = append(entries, e)
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

// chapter is a line of SUMMARY.md.
var chapter = lazy.Pattern(`^(\s*)(?:[-*+]\s+|\d+[.)]\s+)?\[((?:[^\]\\]|\\.|\][^(])*)\]\(<?([^)>]*)>?(?:\s+"[^"]*")?\)\s*$`)

// summary reads SUMMARY.md: a link a line, below the one that it belongs to.
func summary(text []byte) []Entry {
	type level struct {
		indent  int
		entries *[]Entry
	}
	var top []Entry
	levels := []level{{-1, &top}}
	for line := range strings.Lines(string(text)) {
		m := chapter().FindStringSubmatch(strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), "\r\n"))
		if m == nil {
			continue
		}
		indent := len(m[1])
		for len(levels) > 1 && levels[len(levels)-1].indent >= indent {
			levels = levels[:len(levels)-1]
		}
		if len(levels) > maxLevels {
			continue
		}
		list := levels[len(levels)-1].entries
		*list = append(*list, Entry{Title: words(m[2]), Path: local(m[3])})
		levels = append(levels, level{indent, &(*list)[len(*list)-1].Children})
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

// Folders are the titles of groups by the folder that has all of their pages, "." for
// those of several: of groups in one another that of the inner one.
func (t Table) Folders() map[string]string {
	titles := map[string]string{}
	var walk func(list []Entry, in string) string
	walk = func(list []Entry, in string) string {
		for _, e := range list {
			if e.Path != "" {
				in = common(in, path.Dir(e.Path))
			}
			if len(e.Children) == 0 {
				continue
			}
			own := ""
			if e.Path != "" {
				own = path.Dir(e.Path)
			}
			own = walk(e.Children, own)
			if titles[own] == "" {
				titles[own] = e.Title
			}
			in = common(in, own)
		}
		return in
	}
	walk(t.Entries, "")
	return titles
}

// common is the folder that holds two; one that is empty counts for none.
func common(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	for a != "." && a != b && !strings.HasPrefix(b, a+"/") {
		a = path.Dir(a)
	}
	return a
}

// Compare is the order of names where no table gives one: as [strings.Compare], but by
// the numbers in them, 2.setup before 10.deploy.
func Compare(a, b string) int {
	c, x, y := CompareOpenings(a, b)
	return cmp.Or(c, strings.Compare(x, y), strings.Compare(a, b))
}

// CompareOpenings compares two names by their numbers and letters as far as the shorter of
// them goes, and gives what is left of both where they are alike so far.
func CompareOpenings(a, b string) (c int, restA, restB string) {
	for a != "" && b != "" {
		n, m := digits(a), digits(b)
		switch {
		case n > 0 && m > 0:
			x, y := strings.TrimLeft(a[:n], "0"), strings.TrimLeft(b[:m], "0")
			if c = cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); c != 0 {
				return c, a, b
			}
			a, b = a[n:], b[m:]
		case a[0] != b[0]:
			return cmp.Compare(a[0], b[0]), a, b
		default:
			a, b = a[1:], b[1:]
		}
	}
	return 0, a, b
}

// digits is how many digits a text opens with.
func digits(text string) int { return len(text) - len(strings.TrimLeft(text, "0123456789")) }

// Name is the name of a page or a folder without the number by which Nuxt orders it:
// 2.setup is setup.
func Name(name string) string {
	if n := digits(name); n > 0 && n+1 < len(name) && name[n] == '.' && (name[n+1] > '9' || name[n+1] == ' ') {
		return strings.TrimLeft(name[n+1:], " ")
	}
	return name
}

// Address is a path without the numbers by which any generator orders its elements, and
// without capitals: 1.Guide/02-intro is guide/intro.
func Address(name string) string {
	elements := strings.Split(strings.ToLower(name), "/")
	for i, e := range elements {
		rest := e[digits(e):]
		word := strings.TrimLeft(rest, ".-_ ")
		if first, _ := utf8.DecodeRuneInString(word); len(rest) < len(e) && len(word) < len(rest) && unicode.IsLetter(first) {
			elements[i] = word
		}
	}
	return strings.Join(elements, "/")
}
