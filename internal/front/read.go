package front

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"docsite/internal/lazy"
	"docsite/internal/spelling"
)

// WithoutMark is a text without the byte order mark that some editors begin it with.
// The error of whoever read the text is passed on.
func WithoutMark(text []byte, err error) ([]byte, error) {
	return bytes.TrimPrefix(text, []byte("\ufeff")), err
}

// Split finds the front matter of a page. body is where the Markdown
// starts; yaml is what stands between the two lines of "---", nil when the
// page has none. TOML between two lines of "+++" is passed over, also where a tool
// has put YAML above it, and so is JSON between braces. A byte order mark and empty lines above front matter are
// skipped, as Hugo does. Two rules with prose between them are Markdown.
func Split(text []byte) (yaml []byte, body int) {
	start := begin(text)
	if open, end, after := between(text, start, "---"); after > 0 && isMapping(text[open:end]) {
		return text[open:end:end], pastTOML(text, after)
	}
	if body := pastTOML(text, start); body > start {
		return nil, body
	}
	if _, body := object(text, start); body > 0 {
		return nil, body
	}
	return nil, len(text) - len(bytes.TrimPrefix(text, []byte("\ufeff")))
}

// Body is where the Markdown of a text begins.
func Body(text []byte) (body int) {
	_, body = Split(text)
	return body
}

// begin is where the first line of a text begins that is not empty.
func begin(text []byte) int {
	rest := bytes.TrimPrefix(text, []byte("\ufeff"))
	blank := len(rest) - len(bytes.TrimLeft(rest, " \t\r\n"))
	return len(text) - len(rest) + bytes.LastIndexByte(rest[:blank], '\n') + 1
}

// above counts the empty lines above the first line of a text that is not empty.
func above(text []byte) int { return bytes.Count(text[:begin(text)], []byte("\n")) }

// pastTOML is where a page goes on that may have TOML at a place.
func pastTOML(text []byte, at int) int {
	if _, _, after := between(text, at, "+++"); after > 0 {
		return after
	}
	return at
}

// between finds two lines that are a mark, the first of them at start: what
// stands between them, and where the text goes on. There is nothing when after
// is 0.
func between(text []byte, start int, mark string) (open, end, after int) {
	first, rest, _ := bytes.Cut(text[start:], []byte("\n"))
	if string(bytes.TrimRight(first, " \t\r")) != mark {
		return 0, 0, 0
	}
	open = len(text) - len(rest)
	for at := open; at < len(text); {
		line, rest, found := bytes.Cut(text[at:], []byte("\n"))
		if string(bytes.TrimRight(line, " \t\r")) == mark {
			return open, at, len(text) - len(rest)
		}
		if !found {
			break
		}
		at = len(text) - len(rest)
	}
	return 0, 0, 0
}

var firstKey = lazy.Pattern(`^\s*(?:[{&<%]|[^\s:#>*-][^:]*:(?:\s|$)|-{0,2}[\w]+:(?:\s|$))`)

// isMapping reports whether a text begins like a mapping of YAML.
func isMapping(text []byte) bool {
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return firstKey().Match(line)
		}
	}
	return true
}

// Warn reports what is wrong with front matter, by its line and column from 1 in
// the page; 0 for none.
type Warn func(line, col int, message, hint string)

// Read reads the front matter of a page, a key at a time: what is wrong with one
// costs no other.
func Read(text []byte, warn Warn) Matter {
	empty := above(text)
	r := reader{text: text, warn: func(line, col int, message, hint string) {
		if line > 0 {
			line += empty
		}
		warn(line, col, message, hint)
	}}
	yaml, body := Split(text)
	if yaml != nil {
		r.read(yaml)
		if r.matter.Title == "" {
			if home := HomeOf(text); home != nil {
				r.matter.Title = home.Name
			}
		}
		return r.matter
	}
	start := max(0, bytes.IndexByte(text, '+'))
	if open, end, after := between(text, start, "+++"); after == body && after > 0 {
		r.lines(text[open:end], "=")
		return r.matter
	}
	if end, after := object(text, begin(text)); after > 0 {
		r.object(text[begin(text):end])
		return r.matter
	}
	r.missed()
	return r.matter
}

type reader struct {
	text   []byte // of the page
	warn   Warn
	matter Matter
}

// read reads front matter.
func (r *reader) read(yaml []byte) {
	if plain, ok := plainFront(string(yaml)); ok {
		r.matter = plain
		return
	}
	if line, err := CheckYAML(yaml, maxMatter); err != nil {
		r.warn(line+1, 0, "front matter is left out: "+err.Error(), "")
		return
	}
	file, err := parser.ParseBytes(yaml, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		// A title with a colon in it, perhaps: keys that have their value on their line can be read.
		if f := FaultOf(yaml, err); f != nil {
			r.warn(f.Line+1, f.Col, "front matter: "+f.Message+"; its keys are read line by line", f.Hint)
		}
		r.lines(yaml, ":")
		return
	}
	if len(file.Docs) == 0 {
		return
	}
	var values []*ast.MappingValueNode
	switch body := file.Docs[0].Body.(type) { // a second document is nobody's
	case *ast.MappingNode:
		values = body.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{body}
	}
	seen := map[string]bool{}
	for _, v := range values {
		key := v.Key.GetToken().Value
		if seen[key] {
			r.at(v.Key, fmt.Sprintf("%q stands twice: the last one counts", key), "keep one of them")
		}
		seen[key] = true
		r.key(key, v.Value)
	}
	r.slips(values, seen)
}

// slips warns of keys that were to be others.
func (r *reader) slips(values []*ast.MappingValueNode, seen map[string]bool) {
	for _, v := range values {
		var text string
		key := v.Key.GetToken().Value
		if of := slip(key, seen); of != "" && yaml.NodeToValue(v.Value, &text) == nil && takes(of, text) {
			r.at(v.Key, fmt.Sprintf("the key %q is passed over", key), "did you mean "+of+"?")
		}
	}
}

// slip is the key of docsite's that another was to be, by its letters: draft is soon
// written dratf, and the page is published. It is empty for none.
func slip(key string, seen map[string]bool) string {
	if isKey[key] || isForeign[key] {
		return ""
	}
	of := spelling.Slip(key, keys)
	if of == "lang" || seen[of] {
		return ""
	}
	return of
}

// keys are those of front matter that docsite knows, in one order.
var keys = slices.Sorted(maps.Keys(isKey))

// takes reports whether a value is one that a key can have.
func takes(key, value string) bool {
	var f Matter
	return f.set(key, value, nil) == "" && (key != "comments" || f.Comments == "notes")
}

// missed reports a page that begins as front matter does and has none.
func (r *reader) missed() {
	text := r.text[begin(r.text):]
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	mark := string(bytes.TrimSpace(first))
	open, end, after := between(text, 0, mark)
	switch {
	case mark == "{" && plainKey().Match(bytes.TrimLeft(line, " \t\"")):
		r.warn(1, 1, "front matter is not closed, and read as text", "write } on a line below it")
	case mark != "---" && mark != "+++":
	case after == 0 && plainKey().Match(line):
		r.warn(1, 1, "front matter is not closed, and read as text", "write "+mark+" on a line below it")
	case after > 0 && isList(text[open:end]):
		r.warn(2, 1, "front matter is a list, and read as text", "write keys with their values, such as title: One page; or an empty line below the first "+mark+" where it is a rule")
	}
}

// isList reports whether a text is a list of YAML: it begins on the first line, and
// nothing but its items follows, each of one line.
func isList(text []byte) bool {
	n := 0
	for line := range bytes.Lines(text) {
		if !bytes.HasPrefix(line, []byte("- ")) {
			return false
		}
		n++
	}
	return n > 0
}

var plainKey = lazy.Pattern(`^(?:title|description|weight|draft|aliases|lang|date|tags|layout|slug|id|sidebar_[a-z]+)"?\s*[:=]`)

// lines reads keys that have their value on their line, up to the first table of
// TOML. Above them stands one line of the page.
func (r *reader) lines(text []byte, sign string) {
	rows, seen := strings.Split(string(text), "\n"), map[string]bool{}
	for i := 0; i < len(rows); i++ {
		if sign == "=" && strings.HasPrefix(rows[i], "[") {
			return
		}
		number := i + 2
		key, value, found := strings.Cut(rows[i], sign)
		key, value = strings.TrimRight(key, " \t"), strings.TrimSpace(value)
		if !found || value == "" || strings.HasPrefix(key, " ") {
			continue
		}
		for value[0] == '[' && !strings.Contains(value, "]") && i+1 < len(rows) {
			i++
			value += " " + strings.TrimSpace(rows[i])
		}
		hint := ""
		if seen[key] = true; sign == "=" && isKey[key] {
			value, hint = tomlValue(value)
		}
		why := r.set(key, value)
		if why == "" && hint != "" {
			why = fmt.Sprintf("%q is no TOML: it is read as text", strings.TrimSpace(rows[number-2]))
		}
		if why != "" {
			r.warn(number, 1, "front matter: "+why, hint)
		} else if of := slip(key, seen); of != "" && takes(of, unquote(value)) {
			r.warn(number, 1, fmt.Sprintf("front matter: the key %q is passed over", key), "did you mean "+of+"?")
		}
	}
}

// set sets a key to what stands behind it on its line.
func (r *reader) set(key, value string) (why string) {
	inner, isList := strings.CutPrefix(value, "[")
	if !isList {
		return r.matter.set(key, unquote(value), nil)
	}
	if !isKey[key] {
		return ""
	}
	list := []string{}
	for item := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
		if item = unquote(item); item != "" {
			list = append(list, item)
		}
	}
	return r.matter.set(key, "", list)
}

// tomlPattern is a value of TOML on one line, with the comment that may follow, or the
// beginning of a list that goes on.
var tomlPattern = lazy.Pattern(`^("(?:[^"\\]|\\.)*"|'[^']*'|\[.*\]|\[|[+-]?[0-9][0-9A-Za-z_.:+ -]*|true|false)\s*(?:#.*)?$`)

// tomlValue is a value without the comment behind it; where it is none of TOML there is
// a hint.
func tomlValue(value string) (bare, hint string) {
	if strings.HasPrefix(value, `"""`) || strings.HasPrefix(value, "'''") {
		return value, ""
	}
	if m := tomlPattern().FindStringSubmatch(value); m != nil {
		return m[1], ""
	}
	return value, "write text between quotation marks: " + strconv.Quote(unquote(value))
}

// unquote takes the quotation marks off a word.
func unquote(word string) string {
	word = strings.TrimSpace(word)
	if s, err := strconv.Unquote(word); err == nil && word[0] == '"' {
		return s
	}
	return strings.Trim(word, `"'`)
}

// key reads the value of a key.
func (r *reader) key(key string, node ast.Node) {
	if node == nil || node.Type() == ast.NullType || !isKey[key] && !isForeign[key] {
		return
	}
	if of, ok := node.(ast.MapNode); ok && (key == "sidebar" || key == "menu" || key == "menus") { // of Starlight, and of Hugo, which has several
		for values := of.MapRange(); values.Next(); {
			v := values.KeyValue()
			_, isMenu := v.Value.(ast.MapNode)
			switch below := v.Key.GetToken().Value; {
			case key != "sidebar" && (isMenu || below == "weight"):
				r.key("menu", v.Value)
			case key == "sidebar":
				r.key(map[string]string{"order": "sidebar_position", "label": "sidebar_label"}[below], v.Value)
			}
		}
		return
	}
	var text string
	var list []string
	if yaml.NodeToValue(node, &text) != nil && yaml.NodeToValue(node, &list) != nil {
		if isForeign[key] {
			return
		}
		r.at(node, fmt.Sprintf("%s is left out: it is neither a text nor a list", key), "")
		return
	}
	if _, ok := node.(*ast.SequenceNode); ok {
		text = ""
		if yaml.NodeToValue(node, &list) != nil {
			list = []string{""}
		}
	} else {
		list = nil
	}
	if why := r.matter.set(key, text, list); why != "" {
		r.at(node, why, "")
	}
}

func (r *reader) at(node ast.Node, message, hint string) {
	line, col := Place(node)
	if line > 0 {
		line++ // behind the line that opens the front matter
	}
	r.warn(line, col, "front matter: "+message, hint)
}

// AliasPlaces are the lines and the columns of the aliases in a page's text; none
// where YAML does not tell.
func AliasPlaces(text []byte) (places [][2]int) {
	matter, _ := Split(text)
	if _, err := CheckYAML(matter, maxMatter); err != nil {
		return nil
	}
	list, ok := Values(matter)["aliases"].(*ast.SequenceNode)
	if !ok {
		return nil
	}
	for _, alias := range list.Values {
		line, col := Place(alias)
		if line > 0 {
			line += above(text) + 1
		}
		places = append(places, [2]int{line, col})
	}
	return places
}
