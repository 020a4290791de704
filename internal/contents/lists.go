package contents

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"docsite/internal/lazy"
	"docsite/internal/regular"
)

const (
	maxList     = 64 << 10 // bytes that are read of a list
	maxPatterns = 100      // of a list, each of which is held against all names of its folder
)

// lists reads the table of contents that generators have folder by folder: .pages and .nav.yml
// of plugins of MkDocs, _meta of Nextra, meta.json of Fumadocs.
type lists struct {
	fsys    fs.FS
	content string
	check   func(text []byte, limit int) (line int, err error)
	seen    map[string]bool // folders; each is read once
}

// says is what a list says of its folder.
type says struct {
	Title, Order any
	Nav, Pages   any
}

// script is the object of a list that is JavaScript. Of plain values it is YAML too.
var script = lazy.Pattern(`(?s)(?:export default|=)\s*(\{.*\})`)

// quoted is a text of a script: what stands without quotation marks is code.
var quoted = lazy.Pattern(`'([^'\n]*)'|"([^"\n]*)"`)

var scriptComment = lazy.Pattern(`(?m)^\s*//.*$`)

// read reads a list; the zero says where it cannot.
func (l *lists) read(name string) (s says) {
	text, err := regular.Read(l.fsys, path.Join(l.content, name), maxList)
	if err != nil {
		return s
	}
	text = bytes.ReplaceAll(text, []byte("\t"), []byte("  "))
	isMeta := strings.HasPrefix(path.Base(name), "_meta.")
	if m := script().FindSubmatch(text); isMeta && m != nil {
		text = scriptComment().ReplaceAll(m[1], nil)
	}
	if _, err = l.check(text, 2*maxList); err != nil {
		return s
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text), yaml.UseOrderedMap())
	if !isMeta {
		if err = decoder.Decode(&s); err != nil && !errors.Is(err, io.EOF) {
			return says{}
		}
		return s
	}
	var object any
	if decoder.Decode(&object) != nil {
		return s
	}
	titles, _ := object.(yaml.MapSlice)
	s.Nav = titlesOf(titles, text)
	return s
}

// titlesOf is an object of titles by names as a list of names with titles. What is no text in
// quotation marks in a script is code, and no title.
func titlesOf(titles yaml.MapSlice, text []byte) []any {
	texts := map[any]bool{}
	for _, m := range quoted().FindAllSubmatch(text, -1) {
		texts[string(m[1])+string(m[2])] = true
	}
	nav := make([]any, len(titles))
	for i, pair := range titles {
		title := pair.Value
		more, _ := title.(yaml.MapSlice)
		for _, m := range more {
			if m.Key == "title" {
				title = m.Value
			}
		}
		if _, ok := title.(string); !ok || !texts[title] {
			title = ""
		}
		nav[i] = yaml.MapSlice{{Key: title, Value: pair.Key}}
	}
	return nav
}

// group is a folder of the pages' folder, with its title and what stands in it.
func (l *lists) group(dir string) (e Entry) {
	if l.seen[dir] {
		return e
	}
	l.seen[dir] = true
	names, list := l.names(dir)
	s := says{}
	if list != "" {
		s = l.read(list)
	}
	e.Title, _ = s.Title.(string)
	nav, ok := s.Nav.([]any)
	if !ok {
		nav, ok = s.Pages.([]any)
	}
	if !ok {
		nav = []any{"..."}
	}
	if s.Order == "desc" {
		slices.Reverse(names)
	}
	meant := meaning(nav, names)
	e.Children = navEntries(nav, func(title, written string) (list []Entry) {
		pattern, isRest := restOf(written)
		if !isRest {
			return l.one(dir, title, written)
		}
		if pattern == "" {
			written = ""
		}
		for _, name := range meant[written] {
			list = append(list, l.one(dir, "", name)...)
		}
		delete(meant, written)
		return list
	})
	return e
}

// meaning are a folder's names, in order, by the entry of its list that means them; by "" those
// that none does.
func meaning(nav []any, names []string) map[string][]string {
	by, patterns := map[string]string{}, 0 // what of the list means a name
	navEntries(nav, func(_, written string) []Entry {
		pattern, isRest := restOf(written)
		if !isRest {
			by[bare(written)] = written
		} else if patterns++; pattern != "" && patterns <= maxPatterns {
			for _, name := range names {
				if is, _ := path.Match(pattern, name); is && by[bare(name)] == "" {
					by[bare(name)] = written
				}
			}
		}
		return nil
	})
	meant := map[string][]string{}
	for _, name := range names {
		of := by[bare(name)]
		meant[of] = append(meant[of], name)
	}
	return meant
}

// restOf is the pattern of an entry that stands for all names which the others leave; empty
// where it has none that can be read.
func restOf(written string) (pattern string, ok bool) {
	rest, ok := strings.CutPrefix(written, "...")
	if !ok {
		return written, strings.Contains(written, "*")
	}
	before, pattern, _ := strings.Cut(rest, "|")
	if pattern = strings.TrimSpace(pattern); pattern == "flat" || strings.HasPrefix(pattern, "regex=") {
		pattern = ""
	}
	return strings.TrimPrefix(pattern, "glob="), strings.TrimSpace(before) == ""
}

// bare is a name in a list without the ending of a page.
func bare(name string) string {
	if name = path.Clean(name); IsMarkdown(name) {
		return strings.TrimSuffix(name, path.Ext(name))
	}
	return name
}

// one is the page, the folder, or both, of which a list has the name; none for another name.
func (l *lists) one(dir, title, written string) []Entry {
	name := path.Join(dir, strings.TrimPrefix(written, "..."))
	e := Entry{}
	switch {
	case dir != "." && !strings.HasPrefix(name, dir+"/") || !fs.ValidPath(name) || strings.Contains(written, ":"):
	case IsMarkdown(name):
		e.Path = name
	default:
		if isDir(l.fsys, path.Join(l.content, name)) {
			e = l.group(name)
		}
		e.Path = pageCalled(l.fsys, l.content, name)
	}
	if title != "" {
		e.Title = title
	}
	if e.Path == "" && len(e.Children) == 0 {
		return nil
	}
	return []Entry{e}
}

// pageCalled is the page of a name without an ending; empty for none.
func pageCalled(fsys fs.FS, content, name string) string {
	for _, end := range [...]string{".mdx", ".md"} {
		if regular.Is(fsys, path.Join(content, name+end)) {
			return name + end
		}
	}
	return ""
}

// names are those of a folder's pages and folders, in order, and the path of its list.
func (l *lists) names(dir string) (names []string, list string) {
	entries, _ := fs.ReadDir(l.fsys, path.Join(l.content, dir))
	for _, d := range entries {
		switch name := d.Name(); {
		case slices.Contains([]string{".pages", ".nav.yml", "meta.json", "_meta.json", "_meta.js", "_meta.ts"}, name):
			list = path.Join(dir, name)
		case !strings.HasPrefix(name, ".") && (IsMarkdown(name) || d.IsDir() && !HasPackages(l.fsys, path.Join(l.content, dir, name))):
			names = append(names, name)
		}
	}
	slices.SortFunc(names, Compare)
	return names, list
}

// mintlify reads the navigation of Mintlify: names of pages in groups, which stand in tabs,
// languages and the like.
func mintlify(fsys fs.FS, content string, text []byte) []Entry {
	var file struct{ Navigation any }
	if json.Unmarshal(text, &file) != nil {
		return nil
	}
	var entries func(value any) []Entry
	entries = func(value any) (list []Entry) {
		switch value := value.(type) {
		case string:
			if name := strings.Trim(value, "/"); fs.ValidPath(name) {
				if name = pageCalled(fsys, content, name); name != "" {
					return []Entry{{Path: name}}
				}
			}
		case []any:
			for _, v := range value {
				list = append(list, entries(v)...)
			}
		case map[string]any:
			e := Entry{}
			for _, key := range [...]string{"group", "tab", "anchor", "dropdown", "product", "item"} {
				if title, ok := value[key].(string); ok {
					e.Title = title
				}
			}
			for _, key := range [...]string{"root", "pages", "groups", "tabs", "anchors", "dropdowns", "products", "menu", "versions", "languages"} {
				e.Children = append(e.Children, entries(value[key])...)
			}
			if len(e.Children) > 0 {
				return []Entry{e}
			}
		}
		return list
	}
	return entries(file.Navigation)
}
