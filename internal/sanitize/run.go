package sanitize

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Run is a heading, or a piece of other text that no block interrupts, in a block
// of HTML.
type Run struct {
	Level int    // of a heading; 0 for other text
	Text  string // words with one blank between them; of a heading without any those that stand for its pictures
	ID    string // that the heading's tag has; empty for none
	At    int    // of the heading's tag, in the block
}

// Runs gives the text of a block of HTML.
func Runs(raw []byte) []Run {
	r := runs{}
	z := html.NewTokenizer(bytes.NewReader(raw))
	for skip, read := "", 0; z.Next() != html.ErrorToken; {
		at := read
		read += len(z.Raw())
		t := z.Token()
		switch {
		case skip != "":
			if t.Type == html.EndTagToken && t.Data == skip {
				skip = ""
			}
		case t.Type == html.TextToken:
			r.words = append(r.words, t.Data...)
		case t.Type == html.StartTagToken && dropped()[t.Data]:
			skip = t.Data
		case t.Type == html.StartTagToken || t.Type == html.EndTagToken || t.Type == html.SelfClosingTagToken:
			r.tag(&t, at)
		}
	}
	r.end()
	return r.list
}

// runs collects runs.
type runs struct {
	list  []Run
	run   Run
	words []byte
	alt   []string // of pictures
}

func (r *runs) tag(t *html.Token, at int) {
	switch start := t.Type != html.EndTagToken; {
	case t.Data == "img":
		r.alt = append(r.alt, valueOf(t.Attr, "alt"))
	case t.Data == "br":
		r.words = append(r.words, ' ')
	case IsHeading[t.Data] && start:
		r.end()
		r.run = Run{Level: int(t.Data[1] - '0'), ID: valueOf(t.Attr, "id"), At: at}
	case elements[t.Data].block && (r.run.Level == 0 || IsHeading[t.Data]):
		r.end()
	case elements[t.Data].block:
		r.words = append(r.words, ' ')
	}
}

// end ends a run that has words.
func (r *runs) end() {
	if r.run.Text = strings.Join(strings.Fields(string(r.words)), " "); r.run.Text == "" && r.run.Level > 0 {
		r.run.Text = strings.Join(strings.Fields(strings.Join(r.alt, " ")), " ")
	}
	if r.run.Text != "" {
		r.list = append(r.list, r.run)
	}
	r.run, r.words, r.alt = Run{}, r.words[:0], r.alt[:0]
}

// valueOf is the value of an attribute; empty for one that is not there.
func valueOf(attributes []html.Attribute, key string) string {
	for _, a := range attributes {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// endless are the elements that have no end, or may be written without one, by the
// standard: beside those of pages also what is left out of them.
var endless = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true,
	"p": true, "li": true, "dd": true, "dt": true, "td": true, "th": true, "tr": true,
}

// IsBalanced reports whether HTML ends the elements that it begins, and no others.
func IsBalanced(raw []byte) bool {
	depth := 0
	for z := html.NewTokenizer(bytes.NewReader(raw)); depth >= 0; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		name, _ := z.TagName()
		switch {
		case endless[string(name)]:
		case kind == html.StartTagToken:
			depth++
		case kind == html.EndTagToken:
			depth--
		}
	}
	return depth == 0
}
