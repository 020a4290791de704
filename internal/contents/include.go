package contents

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"docsite/internal/lazy"
	"docsite/internal/regular"
)

// include is what another generator puts in the place of lines: a file, or a part of it.
type include struct {
	name  string // of the file, as it is written there
	part  part
	apart bool // what it has are blocks of their own, whatever stands around
}

const snippetSign = `-+8<-+`

// The lines by which other generators include a file.
var (
	snippet  = lazy.Pattern(`^` + snippetSign + `[ \t]+["']([^"':]+)(?::([^"']*))?["']$`)
	tagged   = lazy.Pattern(`^\{%-?\s*include(?:-markdown|_relative)?\s+(?:"([^"]+)"|'([^']+)'|([^\s"'%]+))((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[\w.]+))*)\s*-?%\}`)
	argument = lazy.Pattern(`([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.]+))`)
	braced   = lazy.Pattern(`^\{! *([^!\s]+) *!\}$`)
	book     = lazy.Pattern(`^\{\{ *#(?:[a-z_]*_)?include[ \t]+([^:}\s]+)(:[^}\s]*)? *\}\}$`)
	comment  = lazy.Pattern(`^<!-- *@include: *([^\s{#]+)(?:#([\w-]+))?(?: *\{([\d,-]+)\})? *-->$`)
	fenced   = lazy.Pattern("^((`{3,}|:{3,}|~{3,})\\{include\\} +(\\S+)[ \\t]*\\n)((?:[ \\t]*(?::[a-z-]+:[^\\n]*)?\\n)*)[ \\t]*(?:`{3,}|:{3,}|~{3,})[ \\t]*(?:\\n|$)")
	setting  = lazy.Pattern(`(?m)^[ \t]*:([a-z-]+):[ \t]*(.*?)[ \t]*$`)
	imported = lazy.Pattern(`(?m)^import +(\w+) +from +["']([^"'\n]+)["'];?[ \t]*\n`)
	element  = lazy.Pattern(`^<([A-Z]\w*)(?:\s[^<>]*)?/>$`)
	copied   = lazy.Pattern(`^<<<[ \t]+@?/?([^\s{#]+)\S*$`)
)

// Snippet is a line of Material for MkDocs that includes something.
var Snippet = lazy.Pattern(`(?m)^[ \t]*` + snippetSign + `(?:[ \t]+.*)?$`)

// Listing is the file that a line would put into a listing in another generator, as docsite
// names it behind file=; empty for another line.
func Listing(line []byte) string {
	if m := snippet().FindSubmatch(line); m != nil {
		return "/" + string(m[1])
	} else if m := book().FindSubmatch(line); m != nil {
		return string(m[1])
	} else if m := copied().FindSubmatch(line); m != nil {
		return "/" + string(m[1])
	}
	return ""
}

// longestInclude is up to how many bytes what includes a file is read.
const longestInclude = 600

// includeAt reads the include that a text begins with, and tells its length without the line
// end behind it; 0 for none. files are what MDX imports, by name.
func includeAt(text []byte, files map[string]string) (inc include, length int) {
	text = text[:min(len(text), longestInclude)]
	line := bytes.TrimRight(text[:lineEnd(text, 0)], " \t\r\n")
	switch {
	case len(line) < 2:
	case line[0] == '-':
		if m := snippet().FindSubmatch(line); m != nil {
			return include{name: string(m[1]), part: lines(string(m[2]), ",", ":", false)}, len(line)
		}
	case bytes.HasPrefix(line, []byte("{%")):
		m := tagged().FindSubmatchIndex(text)
		if m == nil || len(bytes.TrimSpace(text[m[1]:lineEnd(text, m[1])])) > 0 {
			return inc, 0
		}
		given := map[string]string{}
		for _, a := range argument().FindAllSubmatch(text[m[8]:m[9]], -1) {
			given[string(a[1])] = strings.ReplaceAll(string(a[2])+string(a[3])+string(a[4]), `\n`, "\n")
		}
		name := ""
		for i := 2; i < 8; i += 2 {
			if m[i] >= 0 {
				name = string(text[m[i]:m[i+1]])
			}
		}
		return include{name: name, part: between(given["start"], given["end"], given["heading-offset"])}, m[1]
	case bytes.HasPrefix(line, []byte("{{")):
		if m := book().FindSubmatch(line); m != nil {
			return include{name: string(m[1]), part: lines(strings.TrimPrefix(string(m[2]), ":"), "", ":", true)}, len(line)
		}
	case bytes.HasPrefix(line, []byte("{!")):
		if m := braced().FindSubmatch(line); m != nil {
			return include{name: string(m[1])}, len(line)
		}
	case bytes.HasPrefix(line, []byte("<!")):
		if m := comment().FindSubmatch(line); m != nil {
			inc = include{name: string(m[1]), part: lines(strings.ReplaceAll(string(m[3]), "-", ","), "", ",", true)}
			inc.part.name = string(m[2])
			return inc, len(line)
		}
	case line[0] == '<':
		if m := element().FindSubmatch(line); m != nil && files[string(m[1])] != "" {
			return include{name: files[string(m[1])], apart: true}, len(line)
		}
	case bytes.Contains(line, []byte("{include}")):
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte(" \n"))
		if m := fenced().FindSubmatch(text); m != nil {
			inc = include{name: string(m[3]), apart: true}
			given := map[string]string{}
			for _, s := range setting().FindAllSubmatch(m[4], -1) {
				given[string(s[1])] = string(s[2])
			}
			inc.part = settings(given)
			return inc, len(bytes.TrimRight(m[0], " \n"))
		}
	}
	return inc, 0
}

// importsOf are the files of Markdown that a text of MDX imports, by their names there.
func importsOf(text []byte) map[string]string {
	if !bytes.Contains(text, []byte("import ")) {
		return nil
	}
	var files map[string]string
	for _, m := range imported().FindAllSubmatch(text, maxIncludes) {
		if name := string(m[2]); IsMarkdown(name) {
			if files == nil {
				files = map[string]string{}
			}
			files[string(m[1])] = strings.TrimPrefix(name, "@site")
		}
	}
	return files
}

// Includer finds the files that the pages of a project include.
type Includer struct {
	FS      fs.FS
	Body    func(text []byte) (body int) // where the Markdown of a page begins
	Roots   func() []string              // folders in which files are looked for, besides the page's own: see [Roots]
	Refused func(file string) bool       // a file that pages do not show; nil for none
}

var (
	basePath = lazy.Pattern(`(?m)^[ \t]+base_path:[ \t]*(\[[^\]]*\]|[^\s\[][^\n]*|(?:\n[ \t]+- [^\n]*)+)`)
	inQuotes = lazy.Pattern(`[^\s"'\[\],][^"'\[\],\n]*`)
)

// maxRoots is in how many folders an include is looked for that the file of MkDocs names.
const maxRoots = 8

// Roots are the folders in which the pages of a project include files from, besides their own.
func Roots(fsys fs.FS, content string) []string {
	list := []string{".", content, path.Dir(content), "_includes", path.Join(content, "_includes")}
	for _, u := range uses(fsys, content) {
		if !u.mkdocs {
			continue
		}
		m := basePath().FindSubmatch(u.text())
		if m == nil {
			continue
		}
		for _, dir := range inQuotes().FindAll(m[1], maxRoots) {
			if dir := path.Join(u.base, strings.TrimPrefix(string(dir), "- ")); fs.ValidPath(dir) {
				list = append(list, dir)
			}
		}
	}
	return list
}

// find is the file of the project that a page includes by a name, and those that were asked
// for; empty for none. Only Markdown is included.
func (in *Includer) find(page, written string) (file string, asked []string) {
	name := strings.TrimLeft(strings.TrimPrefix(written, "@"), "/")
	if !IsMarkdown(name) || strings.Contains(name, ":") {
		return "", nil
	}
	for _, folder := range append([]string{path.Dir(page)}, in.Roots()...) {
		file := path.Join(folder, name)
		if !fs.ValidPath(file) || file == page || strings.HasPrefix(path.Base(file), ".") {
			continue
		}
		asked = append(asked, file)
		if regular.Is(in.FS, file) && (in.Refused == nil || !in.Refused(file)) {
			return file, asked
		}
	}
	return "", asked
}

// Whole is the file of the project that has the text of a page which is nothing but an
// include of all of that. It is empty for another page.
func (in *Includer) Whole(page string, body []byte) string {
	file, _ := in.find(page, whole(bytes.TrimSpace(body)))
	return file
}

// whole is the path that a page is nothing but an include of all of, as it is written there;
// empty for another page.
func whole(body []byte) string {
	if len(body) > longestInclude || !bytes.Contains(body, []byte(".md")) {
		return ""
	}
	files := map[string]string{}
	if m := imported().FindSubmatchIndex(body); m != nil && m[0] == 0 {
		files, body = importsOf(body[:m[1]]), bytes.TrimSpace(body[m[1]:])
	}
	if len(body) == 0 {
		return ""
	}
	inc, length := includeAt(body, files)
	if length < len(body) || inc.part.isPart() || len(files) > 0 != (body[0] == '<' && body[1] != '!') {
		return ""
	}
	return inc.name
}
