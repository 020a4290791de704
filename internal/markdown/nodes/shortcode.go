package nodes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
)

// Reference begins the destination of a link that names a page by its path from here or from
// the top, or by its name alone.
const Reference = "ref:"

// Argument is what a shortcode or a tag says of itself.
type Argument struct {
	Name  string // in small letters; empty where it has none
	Value string
	Bare  bool // it has neither name nor quotation marks
}

const (
	quoted = "\\{?(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)\\}?"
	code   = `\{(?:[^{}]|\{[^{}]*\})*\}` // of MDX, which nobody sees
)

var argument = lazy.Pattern(`([\w-]+)[ \t]*=[ \t]*(?:` + quoted + "|" + code + "|([^\\s\"'`]+))|" + quoted + "|" + code + "|([^\\s\"'`={}]+)")

// Arguments takes the arguments of a shortcode of Hugo, or of a tag of GitBook or MDX, apart.
func Arguments(text string) []Argument {
	var all []Argument
	for _, m := range argument().FindAllStringSubmatch(text, -1) {
		all = append(all, Argument{strings.ToLower(m[1]), strings.Join(m[2:], ""), m[9] != ""})
	}
	return all
}

// Titles are the names of arguments whose values readers see, the most telling first.
var Titles = []string{"title", "header", "heading", "caption", "label", "text", "question", "summary"}

// marks are those of Markdown in an argument.
var marks = strings.NewReplacer("**", "", "`", "")

// IsDrawn has the names of tags around what is no Markdown.
var IsDrawn = map[string]bool{"mermaid": true, "katex": true, "math": true, "raw": true, "rawhtml": true, "chart": true, "style": true, "script": true}

// Seen are the words of a shortcode's arguments that readers see, and where these lead; empty
// for none. alone is the first one without a name.
func Seen(arguments string) (words, to, alone string) {
	said := map[string]string{}
	for _, a := range Arguments(arguments) {
		said[a.Name] = cmp.Or(said[a.Name], a.Value)
	}
	for _, key := range slices.Concat(Titles, []string{"content", "name", "alt"}) {
		words = cmp.Or(words, said[key])
	}
	if more := cmp.Or(said["subtitle"], said["description"]); words == "" {
		words = more
	} else if more != "" {
		words += ": " + more
	}
	if to = cmp.Or(said["link"], said["url"], said["href"]); to == "" && said["relref"]+said["ref"]+said["page"] != "" {
		to = Reference + cmp.Or(said["relref"], said["ref"], said["page"])
	}
	return strings.TrimSpace(marks.Replace(words)), to, cmp.Or(said[""], said["id"])
}

// Shortcode is what a shortcode of Hugo that stands alone shows of its arguments, words or a
// link; nil for nothing. The source has it at an offset.
func Shortcode(name, arguments string, at int) ast.Node {
	words, to, alone := Seen(arguments)
	switch name {
	case "ref", "relref":
		to, words = Reference+alone, ""
	case "youtube":
		to = "https://www.youtube.com/watch?v=" + alone
	case "vimeo":
		to = "https://vimeo.com/" + alone
	case "badge", "button", "term":
		words = cmp.Or(words, alone)
	}
	switch {
	case to != "" && words == "" && strings.HasPrefix(to, Reference):
		return Link(to, at, nil)
	case to != "":
		return Link(to, at, Words(cmp.Or(words, to)))
	case words != "":
		return Words(words)
	}
	return nil
}
