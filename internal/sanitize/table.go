package sanitize

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"docsite/internal/lazy"
)

// element is a tag of an author's HTML that pages may hold.
type element struct {
	attributes  []string // that it keeps, beside those of every element
	inside      []string // it stands right in one of these; none for anywhere
	ends        []string // right in the same, that end where it starts
	void        bool     // it has no end tag
	block       bool     // it may not stand in a paragraph or a heading, and ends one of the author's
	optionalEnd bool     // its end may be left out, or be there without a start
}

// elements are the tags that are passed on: those that GitHub passes on, by its
// published list, but for <picture>, which [Piece]s stand for. What others hold
// stays, without its tags.
var elements = map[string]element{
	"a": {attributes: []string{"href", "name", "aria-label"}}, "img": {attributes: []string{"src", "alt", "width", "height", "align"}, void: true},
	"source":  {attributes: []string{"srcset", "media"}, void: true},
	"details": {attributes: []string{"name", "open"}, block: true}, "summary": {block: true, inside: []string{"details"}},
	"br": {void: true}, "hr": {void: true, block: true}, "wbr": {void: true},
	"abbr": {}, "b": {}, "bdo": {}, "cite": {}, "code": {}, "del": {}, "dfn": {}, "em": {}, "i": {}, "ins": {}, "kbd": {}, "mark": {},
	"q": {}, "s": {}, "samp": {}, "small": {}, "strike": {}, "strong": {}, "sub": {}, "sup": {}, "time": {attributes: []string{"datetime"}},
	"tt": {}, "u": {}, "var": {}, "ruby": {}, "rt": phrase("ruby", "rt", "rp"), "rp": phrase("ruby", "rt", "rp"),

	"p": text("align"), "div": text("align"), "center": text(), "blockquote": {block: true}, "pre": {block: true},
	"h1": heading, "h2": heading, "h3": heading, "h4": heading, "h5": heading, "h6": heading,
	"figure": {block: true}, "figcaption": {block: true},
	"ul": {block: true}, "ol": {block: true, attributes: []string{"start", "type", "reversed"}},
	"li": part([]string{"ul", "ol"}, []string{"li"}, "value"),
	"dl": {block: true}, "dt": part([]string{"dl"}, []string{"dt", "dd"}), "dd": part([]string{"dl"}, []string{"dt", "dd"}),

	"table":   {block: true, attributes: []string{"align", "width"}},
	"caption": part([]string{"table"}, groups, "align"),
	"thead":   part([]string{"table"}, groups), "tbody": part([]string{"table"}, groups), "tfoot": part([]string{"table"}, groups),
	"tr": part([]string{"thead", "tbody", "tfoot"}, []string{"tr"}, "align", "valign"),
	"td": part([]string{"tr"}, cells, cellAttributes...), "th": part([]string{"tr"}, cells, append(cellAttributes, "scope")...),
}

var (
	heading        = element{block: true, attributes: []string{"align"}}
	groups         = []string{"caption", "thead", "tbody", "tfoot"}
	cells          = []string{"td", "th"}
	cellAttributes = []string{"align", "valign", "width", "height", "colspan", "rowspan", "nowrap"}
)

func text(attributes ...string) element {
	return element{block: true, optionalEnd: true, attributes: attributes}
}

func phrase(inside string, ends ...string) element {
	return element{inside: []string{inside}, ends: ends, optionalEnd: true}
}

func part(inside, ends []string, attributes ...string) element {
	return element{block: true, optionalEnd: true, inside: inside, ends: ends, attributes: attributes}
}

// implied has the parent that is opened around an element which stands outside of the
// parents that it needs, if that parent can stand there.
var implied = map[string]string{"td": "tr", "th": "tr", "tr": "tbody"}

// tabular are the elements of a table that hold nothing but others of a table.
var tabular = map[string]bool{"table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true}

// walls are the elements out of which a tag ends none but a table's parts, and
// these none out of a table.
var walls = map[string]bool{"td": true, "th": true, "caption": true, "table": true}

// IsHeading has the names of the elements that are headings.
var IsHeading = map[string]bool{"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true}

// always are the attributes that every element keeps.
var always = []string{"id", "title", "lang", "dir"}

// values are those that attributes may have. Addresses are judged by whoever
// knows the site.
var values = sync.OnceValue(func() map[string]*regexp.Regexp {
	anything, something := regexp.MustCompile(`(?s)^.*$`), regexp.MustCompile(`(?s)^.+$`)
	placeName := regexp.MustCompile(`^[\p{L}\p{N}\p{M}._:/+-]+$`)
	pictureLength := regexp.MustCompile(`^[0-9]{1,5}(?:\.[0-9]+)?(?:px|%)?;?$`)
	count, number := regexp.MustCompile(`^[0-9]{1,3}$`), regexp.MustCompile(`^-?[0-9]{1,6}$`)
	return map[string]*regexp.Regexp{
		"title": anything, "alt": anything, "aria-label": something, "href": something, "src": something, "srcset": something, "media": anything,
		"lang": regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`), "dir": regexp.MustCompile(`^(?i:ltr|rtl|auto)$`),
		"open": anything, "reversed": anything, "nowrap": anything, "name": placeName, "id": placeName,
		"datetime": regexp.MustCompile(`^[0-9A-Z:.+ -]{1,40}$`),
		"width":    pictureLength, "height": pictureLength,
		"align":   regexp.MustCompile(`^(?i:left|right|center|justify|top|middle|bottom)$`),
		"valign":  regexp.MustCompile(`^(?i:top|middle|bottom|baseline)$`),
		"colspan": count, "rowspan": count, "start": number, "value": number,
		"type": regexp.MustCompile(`^[1aAiI]$`), "scope": regexp.MustCompile(`^(?i:row|col|rowgroup|colgroup)$`),
	}
})

// unmarked are tags that say only where text stands, or that [Piece]s stand for.
var unmarked = map[string]bool{"picture": true, "span": true, "font": true}

// unseen are attributes that a reader would not miss, or that GitHub takes out
// of every README.
var unseen = lazy.Words("target rel clear border loading decoding srcset sizes class role tabindex cellpadding cellspacing hspace vspace " +
	"bgcolor valign align name alt type summary frame rules nowrap width height markdown itemprop itemscope itemtype " +
	"crossorigin")

// isUnseen reports whether a reader would not miss an attribute.
func isUnseen(key string) bool {
	return unseen()[key] || strings.HasPrefix(key, "aria-") || strings.HasPrefix(key, "data-")
}

// dropped are elements whose text is no text.
var dropped = lazy.Words("script style svg iframe object math template textarea noscript select title xmp noembed noframes plaintext")

// kept are the attributes that a tag keeps, each once, in the order of the
// tables; the others are those that a reader may miss.
func (e element) kept(all []html.Attribute) (kept, others []html.Attribute) {
	if len(all) == 0 {
		return nil, nil
	}
	order := slices.Concat(e.attributes, always)
	for _, a := range all {
		known := slices.Contains(order, a.Key)
		switch {
		case known && values()[a.Key].MatchString(a.Val):
			if !slices.ContainsFunc(kept, func(b html.Attribute) bool { return a.Key == b.Key }) {
				if a.Key == "width" || a.Key == "height" { // as browsers read it
					a.Val = strings.TrimSuffix(strings.TrimSuffix(a.Val, ";"), "px")
				}
				kept = append(kept, a)
			}
		case known && (a.Val == "" || a.Val == "auto"): // as if it were not there
		case !isUnseen(a.Key) || known:
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
	case known && (attribute == "name" || attribute == "id"):
		return "a name is made of letters, digits, dots, hyphens and underscores"
	case known:
		return "HTML has no such value for it"
	}
	return strings.Join(kept[:len(kept)-1], ", ") + " and " + kept[len(kept)-1] + " are kept"
}
