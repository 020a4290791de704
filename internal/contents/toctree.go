package contents

import (
	"io/fs"
	"path"
	"strings"

	"docsite/internal/lazy"
)

// toctrees reads the table of contents that Sphinx has page by page, from the first one on.
type toctrees struct {
	fsys    fs.FS
	content string
	seen    map[string]bool // pages without their endings; each is read once
	names   int             // that patterns have been held against
}

// maxNames is how many names of files the patterns of all pages may be held against.
const maxNames = 1 << 20

// toctree opens a list of pages in Markdown or in reStructuredText.
var toctree = lazy.Pattern("^[ \\t]*(?:([`~:]{3,})\\{toctree\\}|\\.\\. toctree::)[ \\t]*$")

// titled is a page of such a list that has another title there.
var titled = lazy.Pattern(`^(.*\S)\s*<([^<>]+)>$`)

// below are the pages that a page lists, with those below them.
func (t *toctrees) below(name string) (entries []Entry) {
	text := read(t.fsys, path.Join(t.content, name+".md"))
	if text == nil {
		text = read(t.fsys, path.Join(t.content, name+".rst"))
	}
	into, fence, isOpen := &entries, "", false
	for line := range strings.Lines(string(text)) {
		row := strings.TrimSpace(line)
		if fence == "" && row != "" && strings.TrimLeft(line, " \t") == line {
			isOpen = false
		}
		if !isOpen {
			if m := toctree().FindStringSubmatch(strings.TrimRight(line, "\r\n")); m != nil {
				into, fence, isOpen = &entries, m[1], true
			}
			continue
		}
		switch caption, isCaption := strings.CutPrefix(row, ":caption:"); {
		case fence != "" && strings.HasPrefix(row, fence):
			isOpen = false
		case isCaption:
			entries = append(entries, Entry{Title: strings.TrimSpace(caption)})
			into = &entries[len(entries)-1].Children
		case row != "" && row[0] != ':':
			*into = append(*into, t.listed(path.Dir(name), row)...)
		}
	}
	return entries
}

// listed is a page of a list in a page of a folder, or the pages that fit a pattern there.
func (t *toctrees) listed(dir, row string) (entries []Entry) {
	title := ""
	if m := titled().FindStringSubmatch(row); m != nil {
		title, row = m[1], m[2]
	}
	name := path.Join(dir, row)
	if rest, ok := strings.CutPrefix(row, "/"); ok {
		name = path.Clean(rest)
	}
	if !fs.ValidPath(name) {
		return nil
	}
	if name = bare(name); !strings.Contains(name, "*") {
		return t.one(title, name)
	}
	if t.names > maxNames {
		return nil
	}
	found, _ := fs.ReadDir(t.fsys, path.Join(t.content, path.Dir(name)))
	t.names += len(found) + 1
	for _, d := range found {
		if is, _ := path.Match(path.Base(name), bare(d.Name())); is && IsMarkdown(d.Name()) {
			entries = append(entries, t.one("", path.Join(path.Dir(name), bare(d.Name())))...)
		}
	}
	return entries
}

func (t *toctrees) one(title, name string) []Entry {
	if t.seen[name] {
		return nil
	}
	t.seen[name] = true
	e := Entry{Title: title, Path: pageCalled(t.fsys, t.content, name), Children: t.below(name)}
	if e.Path == "" && len(e.Children) == 0 {
		return nil
	}
	return []Entry{e}
}
