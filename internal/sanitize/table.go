package sanitize

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// element is a tag of an author's HTML that pages may hold.
type element struct {
	attributes []string // that it keeps, beside those of every element
	void       bool     // it has no end tag
	block      bool     // it may not stand in a paragraph or a heading
}

// elements are the tags that are passed on. What others hold stays, without
// its tags.
var elements = map[string]element{
	"a": {attributes: []string{"href", "name", "id"}}, "img": {attributes: []string{"src", "alt", "width", "height", "align"}, void: true},
	"details": {attributes: []string{"name", "open"}, block: true}, "summary": {block: true},
	"br": {void: true}, "hr": {void: true, block: true}, "wbr": {void: true},
	"abbr": {}, "b": {}, "bdo": {}, "cite": {}, "code": {}, "del": {}, "dfn": {}, "em": {}, "i": {}, "ins": {}, "kbd": {}, "mark": {},
	"q": {}, "s": {}, "samp": {}, "small": {}, "strike": {}, "strong": {}, "sub": {}, "sup": {}, "time": {attributes: []string{"datetime"}},
	"tt": {}, "u": {}, "var": {},
}

// always are the attributes that every element keeps.
var always = []string{"title", "lang", "dir"}

// values are those that attributes may have. Addresses are judged by whoever
// knows the site.
var values = map[string]*regexp.Regexp{
	"title": regexp.MustCompile(`(?s)^.+$`), "alt": regexp.MustCompile(`(?s)^.*$`),
	"href": regexp.MustCompile(`(?s)^.+$`), "src": regexp.MustCompile(`(?s)^.+$`),
	"lang": regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`), "dir": regexp.MustCompile(`^(?i:ltr|rtl|auto)$`),
	"open": regexp.MustCompile(``), "name": placeName, "id": placeName,
	"datetime": regexp.MustCompile(`^[0-9A-Z:.+ -]{1,40}$`),
	"width":    pictureLength, "height": pictureLength, "align": regexp.MustCompile(`^(?i:left|right|top|middle|bottom)$`),
}

var (
	placeName     = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	pictureLength = regexp.MustCompile(`^[0-9]{1,5}(?:px|%)?$`)
)

// layout are tags that say only where text stands: where a README sets text in
// the middle, the text is kept.
var layout = map[string]bool{"p": true, "div": true, "center": true, "picture": true, "source": true, "span": true}

// unseen are attributes that a reader would not miss.
var unseen = map[string]bool{"target": true, "rel": true, "clear": true, "border": true, "loading": true, "decoding": true, "srcset": true, "sizes": true}

// dropped are elements whose text is no text.
var dropped = map[string]bool{"script": true, "style": true, "svg": true, "iframe": true, "object": true, "math": true,
	"template": true, "textarea": true, "noscript": true}

// kept are the attributes that a tag keeps, each once, in the order of the
// tables; the others are those that a reader may miss.
func (e element) kept(all []html.Attribute) (kept, others []html.Attribute) {
	order := slices.Concat(e.attributes, always)
	for _, a := range all {
		switch {
		case slices.Contains(order, a.Key) && values[a.Key].MatchString(a.Val):
			if !slices.ContainsFunc(kept, func(b html.Attribute) bool { return a.Key == b.Key }) {
				kept = append(kept, a)
			}
		case !unseen[a.Key]:
			others = append(others, a)
		}
	}
	slices.SortFunc(kept, func(a, b html.Attribute) int { return slices.Index(order, a.Key) - slices.Index(order, b.Key) })
	return kept, others
}

// hint says which attributes an element keeps, or what is wrong with the value
// of one that it keeps.
func (e element) hint(name, attribute string) string {
	kept := slices.Concat(e.attributes, always)
	switch known := slices.Contains(kept, attribute); {
	case name == "details":
		return "open and name are kept, a name of letters, digits, hyphens and underscores"
	case known && values[attribute] == placeName:
		return "a name is made of letters, digits, dots, hyphens and underscores"
	case known:
		return "HTML has no such value for it"
	}
	return strings.Join(kept[:len(kept)-1], ", ") + " and " + kept[len(kept)-1] + " are kept"
}
