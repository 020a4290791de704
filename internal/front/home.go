package front

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"docsite/internal/lazy"
)

// Home is what stands on a home page of VitePress, VuePress or Starlight, which its front
// matter has.
type Home struct {
	Name     string
	Lines    []string // what it is, and more
	Actions  []Action
	Features []Feature
	Footer   string
}

// Action is a link of a home page. That of a box may have no text.
type Action struct {
	Text, To string
	Offset   int // of the destination, in the page
}

// Feature is a box of a home page.
type Feature struct {
	Title, Details string
	More           Action
}

// maxBoxes is how many links and boxes of a home page are read.
const maxBoxes = 100

// HomeOf reads the home page that the front matter of a page describes; nil for none.
func HomeOf(text []byte) *Home {
	matter, _ := Split(text)
	if !bytes.Contains(matter, []byte("hero")) && !bytes.Contains(matter, []byte("features:")) {
		return nil
	}
	if _, err := CheckYAML(matter, maxMatter); err != nil {
		return nil
	}
	v := homeReader{values: Values(matter), matter: matter, start: bytes.Index(text, matter)}
	h := &Home{Name: cmp.Or(v.text("hero name"), v.text("heroText")), Footer: v.text("footer")}
	for _, keys := range []string{"hero text", "hero tagline", "tagline"} {
		if said := v.text(keys); said != "" {
			h.Lines = append(h.Lines, said)
		}
	}
	for i := range maxBoxes {
		for _, list := range []string{"hero actions ", "actions "} {
			if a := v.action(list+Element(i)+" text", list+Element(i)+" link"); a.Text != "" {
				h.Actions = append(h.Actions, a)
			}
		}
		of := "features " + Element(i)
		f := Feature{Title: v.text(of + " title"), Details: v.text(of + " details"), More: v.action(of+" linkText", of+" link")}
		if f.Title == "" && f.Details == "" {
			continue
		}
		if icon := v.text(of + " icon"); sign().MatchString(icon) {
			f.Title = icon + " " + f.Title
		}
		h.Features = append(h.Features, f)
	}
	if a := v.action("actionText", "actionLink"); a.Text != "" {
		h.Actions = append(h.Actions, a)
	}
	if h.Name == "" && len(h.Lines)+len(h.Actions)+len(h.Features) == 0 {
		return nil
	}
	return h
}

// sign is an icon that is no name of a file or of a set, and no HTML.
var sign = lazy.Pattern(`^[^\w\s/<:.]{1,8}$`)

type homeReader struct {
	values map[string]ast.Node
	matter []byte
	start  int // of the front matter in the page
}

// text is a text by its keys, without tags; empty for none.
func (v *homeReader) text(keys string) string {
	var text string
	node := v.values[strings.ReplaceAll(keys, " ", "\x00")]
	if node == nil || node.Type() == ast.NullType || yaml.NodeToValue(node, &text) != nil {
		return ""
	}
	return strings.Join(strings.Fields(tag().ReplaceAllString(text, " ")), " ")
}

var tag = lazy.Pattern(`</?[a-zA-Z][^<>]*>`)

// action is a link by the keys of its text and of where it leads.
func (v *homeReader) action(text, to string) Action {
	a := Action{Text: v.text(text), To: v.text(to)}
	if a.To == "" {
		return Action{}
	}
	if line, col := Place(v.values[strings.ReplaceAll(to, " ", "\x00")]); line > 0 {
		offset := 0
		for range line - 1 {
			offset += bytes.IndexByte(v.matter[offset:], '\n') + 1
		}
		a.Offset = v.start + offset + col - 1
	}
	return a
}
