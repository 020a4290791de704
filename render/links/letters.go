package links

import (
	"cmp"
	"strings"
	"unicode"

	"docsite/internal/lazy"
	"docsite/internal/markdown"
	"docsite/render/markup"
)

// ByLetters leads links of a page of our own making to the only headings of the page whose ids differ
// from what they name in capitals or in signs alone: GitHub's ids have neither capitals nor
// the signs that other generators put between words. Of the links, by their addresses with
// what they name, those stay in the map for which there is no such id.
func ByLetters(html []byte, headings []markdown.Heading, links map[string]string) []byte {
	if len(links) == 0 {
		return html
	}
	near, there, to := near{}, make(map[string]bool, len(headings)), map[string]string{}
	for i := range headings {
		near.add(headings[i].ID)
		there[headings[i].ID] = false
	}
	FindIDs(html, there)
	for href, name := range links {
		if id := near.at(name); there[id] {
			to[printed(href)] = printed(strings.TrimSuffix(href, name) + id)
			delete(links, href)
		}
	}
	if len(to) == 0 {
		return html
	}
	return hrefAttribute().ReplaceAllFunc(html, func(written []byte) []byte {
		if other, ok := to[string(written)]; ok {
			return []byte(other)
		}
		return written
	})
}

var hrefAttribute = lazy.Pattern(` href="[^"]*"`)

func printed(href string) string {
	var w markup.Buffer
	w.Attr("href", href)
	return string(w.B)
}

// near are ids by names that differ from them in capitals, or in the signs between words.
type near map[string]string

func (n near) add(id string) {
	for _, key := range nearKeys(id) {
		if other, taken := n[key]; taken && other != id {
			n[key] = "" // of two
		} else if key != "" {
			n[key] = id
		}
	}
}

// at is the only id that a name is near to, first by capitals; empty for none.
func (n near) at(name string) string {
	keys := nearKeys(name)
	return cmp.Or(n[keys[0]], n[keys[1]])
}

// nearKeys are a name without capitals, and its letters and digits.
func nearKeys(name string) [2]string {
	small := strings.ToLower(name)
	return [2]string{"#" + small, strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, small)}
}
