package contents

import (
	"bytes"
	"path"
	"slices"

	"docsite/internal/edits"
)

// Limits on what is included in a page.
const (
	maxIncludes = 200     // files
	maxDepth    = 8       // of files in files
	maxFolders  = 8       // in which links of what is included are looked for
	maxWhole    = 1 << 20 // bytes of the page with them
	maxSearched = 1 << 24 // bytes in which parts are looked for
)

// Expanded is a text with what it includes.
type Expanded struct {
	edits.Revision // the text is nil where it includes nothing

	Files []string // of the project, of which the text has something: one of each folder besides the page's
	Asked []string // those too that are not there
}

// Expand puts what the text of a page, the file of which is named, includes into it. What is
// not there, no Markdown or past a limit stays as it is written.
func (in *Includer) Expand(page string, text []byte) *Expanded {
	x := expansion{in: in, page: page, texts: map[string][]byte{}, room: maxWhole - len(text), searched: maxSearched}
	if !mayInclude(text) {
		return &x.Expanded
	}
	if list := x.editsOf(page, text, in.Body(text), []string{page}); len(list) > 0 {
		x.Revision = edits.Make(text, list)
	}
	return &x.Expanded
}

// mayInclude reports whether an include may stand in a text.
func mayInclude(text []byte) bool {
	has := func(sign string) bool { return bytes.Contains(text, []byte(sign)) }
	return slices.ContainsFunc([]string{"8<-", "{!", "#include", "@include:", "{include}"}, has) || has("{%") && has("include") || has("import ") && has("/>")
}

// expansion is what is known while a page is expanded.
type expansion struct {
	Expanded
	in       *Includer
	page     string
	texts    map[string][]byte // of files
	count    int
	room     int // bytes that the page may still get
	searched int // bytes that may still be searched
}

// editsOf are the edits of a text of which the Markdown begins at body. chain are the file and
// those that include it.
func (x *expansion) editsOf(page string, text []byte, body int, chain []string) (list []edits.Edit) {
	files, shown := importsOf(text[body:]), map[string]bool{}
	f, block := fences{}, -1
	for at, end := body, 0; at < len(text); at = end {
		end = lineEnd(text, at)
		line := text[at:end]
		within := f.open != nil
		inside := f.line(line)
		indent := line[:len(line)-len(bytes.TrimLeft(line, " \t>"))]
		if isBlock := isSnippets(line); isBlock && !inside {
			if block < 0 {
				block = at
			} else if e, ok := x.snippets(page, text, block, end, chain); ok {
				list, block = append(list, e), -1
			} else {
				block = -1
			}
		}
		if within || inside && !bytes.Contains(line, []byte("{include}")) || len(chain) > maxDepth || x.count >= maxIncludes {
			continue
		}
		inc, length := includeAt(text[at+len(indent):], files)
		if length == 0 {
			continue
		}
		x.count++
		if some, ok := x.included(page, inc, chain); ok {
			block, end = -1, lineEnd(text, at+len(indent)+length)
			list = append(list, edits.Edit{Start: at, End: end, Text: indented(some, indent)})
			f = fences{}
			if inc.apart {
				shown[inc.name] = true
			}
		}
	}
	if len(shown) == 0 || len(files) == 0 {
		return list
	}
	return x.withoutImports(list, text, body, shown)
}

// withoutImports takes the lines out of a text by which MDX gets what is shown now.
func (x *expansion) withoutImports(list []edits.Edit, text []byte, body int, shown map[string]bool) []edits.Edit {
	for _, m := range imported().FindAllSubmatchIndex(text[body:], maxIncludes) {
		name, file := text[body+m[2]:body+m[3]], bytes.TrimPrefix(text[body+m[4]:body+m[5]], []byte("@site"))
		uses := 0
		for _, e := range list {
			uses += bytes.Count(text[e.Start:e.End], slices.Concat([]byte("<"), name))
		}
		if shown[string(file)] && uses == bytes.Count(text, slices.Concat([]byte("<"), name)) {
			list = append(list, edits.Edit{Start: body + m[0], End: body + m[1]})
		}
	}
	edits.Sort(list)
	return list
}

// included is what an include of a page stands for.
func (x *expansion) included(page string, inc include, within []string) (_ []byte, ok bool) {
	file, asked := x.in.find(page, inc.name)
	x.Asked = append(x.Asked, asked...)
	if file == "" || slices.Contains(within, file) {
		return nil, false
	}
	text, known := x.texts[file]
	if !known {
		text = read(x.in.FS, file)
		x.texts[file] = text
	}
	if x.searched -= len(text); x.searched < 0 {
		return nil, false
	}
	some, ok := inc.part.of(text, x.in.Body(text))
	if !ok || len(some) > x.room {
		return nil, false
	}
	x.room -= len(some)
	if mayInclude(some) {
		some = edits.Make(some, x.editsOf(file, some, 0, append(slices.Clip(within), file))).Text
	}
	if inc.apart {
		some = slices.Concat([]byte("\n"), bytes.TrimSpace(some), []byte("\n\n"))
	}
	beside := func(other string) bool { return path.Dir(other) == path.Dir(file) }
	if len(x.Files) < maxFolders && !beside(x.page) && !slices.ContainsFunc(x.Files, beside) {
		x.Files = append(x.Files, file)
	}
	return some, true
}

// isSnippets reports whether a line is one of the two around several files of MkDocs.
func isSnippets(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 3 && line[0] == '-' && Snippet().Match(line) && bytes.IndexByte(line, ' ') < 0
}

// snippets are the files between two such lines, a line each.
func (x *expansion) snippets(page string, text []byte, start, end int, within []string) (e edits.Edit, ok bool) {
	block := text[start:end]
	indent := block[:len(block)-len(bytes.TrimLeft(block, " \t"))]
	e = edits.Edit{Start: start, End: end}
	for line := range bytes.Lines(block) {
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
			e.Text = append(e.Text, '\n')
		case line[0] == ';' || isSnippets(line):
		default:
			name, spec, _ := bytes.Cut(line, []byte(":"))
			if x.count++; x.count > maxIncludes {
				return e, false
			}
			some, ok := x.included(page, include{name: string(name), part: lines(string(spec), ",", ":", false)}, within)
			if !ok {
				return e, false
			}
			e.Text = append(e.Text, indented(some, indent)...)
		}
	}
	return e, len(e.Text) > 0
}

// indented is a text with its lines so far in, or in the same quotations, and a line end.
func indented(text, indent []byte) (moved []byte) {
	for line := range bytes.Lines(text) {
		if len(bytes.TrimSpace(line)) > 0 || bytes.IndexByte(indent, '>') >= 0 {
			moved = append(moved, indent...)
		}
		moved = append(moved, line...)
	}
	if !bytes.HasSuffix(moved, []byte("\n")) {
		moved = append(moved, '\n')
	}
	return moved
}

// fences tell which lines of a text are those of listings.
type fences struct{ open []byte }

// line reports whether the next line is one of a listing, its fences too.
func (f *fences) line(line []byte) (inside bool) {
	line = bytes.TrimSpace(line)
	if f.open == nil {
		for trimmed := true; trimmed; { // what stands before a fence in a list or a quotation
			rest := bytes.TrimLeft(line, "0123456789")
			if len(rest) < len(line) && len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' ' {
				line = rest[1:]
			} else if len(line) > 1 && bytes.IndexByte([]byte("-*+>"), line[0]) >= 0 && (line[1] == ' ' || line[0] == '>') {
				line = line[1:]
			} else {
				trimmed = false
			}
			line = bytes.TrimLeft(line, " \t")
		}
		if n := run(line); n >= 3 && (line[0] == '~' || bytes.IndexByte(line[n:], '`') < 0) {
			f.open = bytes.Clone(line[:n])
			return true
		}
		return false
	}
	line = bytes.TrimLeft(line, "> ")
	if n := run(line); n >= len(f.open) && n == len(line) && line[0] == f.open[0] {
		f.open = nil
	}
	return true
}

// run is how many signs of a fence a line begins with.
func run(line []byte) int {
	if len(line) == 0 || line[0] != '`' && line[0] != '~' {
		return 0
	}
	return len(line) - len(bytes.TrimLeft(line, string(line[:1])))
}

// lineEnd is the offset behind the line end after an offset.
func lineEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}
