package sanitize

import (
	"cmp"
	"path"
	"strings"

	"golang.org/x/net/html"

	"docsite/internal/contents"
	"docsite/internal/markdown/nodes"
)

// links are components of Vue and MDX that are links, in small letters.
var links = map[string]bool{"link": true, "routerlink": true, "router-link": true, "nuxtlink": true, "nuxt-link": true, "linkbutton": true}

// sections are elements that say what a part of a page is, to none who sees it.
var sections = map[string]bool{"section": true, "article": true, "aside": true, "header": true, "footer": true, "main": true, "nav": true}

// IsLink reports whether a tag is called like that of a link, in small letters.
func IsLink(name string) bool { return name == "a" || links[name] }

// component takes a component that other generators have for what HTML has too for that: a
// badge is code, <Link to="a"> a link, a film a link to its file, and one that has a picture
// that. It gives those whose words are in their attributes, and reports whether it did.
func (s *Sanitizer) component(t *tag) (given bool) {
	film, src := t.Data == "video" || t.Data == "audio", plain(t, "src")
	if film && t.Type == html.EndTagToken || film && valueOf(t.Attr, "src") == "" { // whose sources have it
		return true
	}
	if src != "" && (film || t.Data == "source" && valueOf(t.Attr, "srcset") == "") {
		s.inParagraph(t, func() { s.wrap(t, "a", []html.Attribute{{Key: "href", Val: src}}, path.Base(src)) })
		return true
	}
	if name := strings.TrimLeft(t.raw, "</"); name == "" || (name[0] < 'A' || name[0] > 'Z') && !strings.Contains(t.Data, "-") {
		if sections[t.Data] {
			t.Data = "div"
		}
		return false
	}
	switch {
	case t.Data == "badge":
		if words := plain(t, "text"); words != "" {
			s.wrap(t, "code", nil, words)
			return true
		}
		if t.Type != html.SelfClosingTagToken {
			t.Data, t.Attr = "code", nil
		}
		return t.Type == html.EndTagToken && s.find("code", t) < 0
	case links[t.Data]:
		if dest := plain(t, "href") + plain(t, "to"); dest != "" || t.Type == html.EndTagToken {
			t.Data, t.Attr = "a", []html.Attribute{{Key: "href", Val: dest}}
		}
	case t.Type != html.EndTagToken && contents.IsPicture(src):
		alt := cmp.Or(plain(t, "alt"), plain(t, "caption"), plain(t, "title"))
		expectEnd(s, t)
		t.Data, t.Attr = "img", []html.Attribute{{Key: "src", Val: src}, {Key: "alt", Val: alt}}
	case t.Type != html.EndTagToken:
		return said(s, t)
	}
	return false
}

// said gives the words that a component shows of its attributes, before what stands in it; within a
// sentence of one that holds nothing. It reports whether these are all that it has.
func said(s *Sanitizer, t *tag) (all bool) {
	words := ""
	for _, key := range nodes.Titles {
		words = cmp.Or(words, plain(t, key))
	}
	if words == "" && len(t.Attr) == 1 && !wordless[t.Attr[0].Key] && strings.Contains(plain(t, t.Attr[0].Key), " ") {
		words = plain(t, t.Attr[0].Key)
	}
	all = t.Type == html.SelfClosingTagToken
	if words == "" || !all && !alone(s, t) {
		return false
	}
	s.inParagraph(t, func() {
		if dest := plain(t, "href"); dest != "" {
			s.wrap(t, "a", []html.Attribute{{Key: "href", Val: dest}}, words)
		} else {
			s.words(t, strings.ReplaceAll(words, "`", ""))
		}
		if more := plain(t, "description"); more != "" {
			s.words(t, ": "+more)
		}
	})
	return all
}

// wordless are attributes that have several words and none for readers.
var wordless = map[string]bool{"class": true, "classname": true, "style": true, "sx": true, "icon": true, "name": true, "id": true, "src": true, "href": true}

// alone reports whether a tag stands in no paragraph, heading or other piece of text.
func alone(s *Sanitizer, t *tag) bool {
	if s.Paragraphs > 0 || t.NoBlock {
		return false
	}
	i := s.innermost()
	return i < s.base || s.open[i].block && s.open[i].name != "p" && s.open[i].name != "summary" && !IsHeading[s.open[i].name]
}

// inParagraph gives something in a paragraph, where it stands in none.
func (s *Sanitizer) inParagraph(t *tag, give func()) {
	p := *t
	p.Type, p.Data, p.Attr = html.StartTagToken, "p", nil
	isAlone := alone(s, t)
	if isAlone {
		s.tag(&p)
	}
	give()
	if p.Type = html.EndTagToken; isAlone {
		s.tag(&p)
	}
}

// plain is an attribute of a component that is text, and no expression.
func plain(t *tag, key string) string {
	if value := strings.TrimSpace(valueOf(t.Attr, key)); !strings.HasPrefix(value, "{") {
		return value
	}
	return ""
}

// wrap gives words in a tag.
func (s *Sanitizer) wrap(t *tag, name string, attributes []html.Attribute, words string) {
	around := *t
	around.Type, around.Data, around.Attr, around.HoldsLink = html.StartTagToken, name, attributes, nil // it holds these words alone
	s.tag(&around)
	s.words(t, words)
	around.Type, around.Attr = html.EndTagToken, nil
	s.tag(&around)
}

func (s *Sanitizer) words(t *tag, words string) {
	in := *t
	in.Type, in.Data = html.TextToken, words
	s.text(&in)
}
