package links

import (
	"bytes"
	"cmp"
	"maps"
	"strings"
	"sync"
	"unicode"

	"docsite/internal/kept"
	"docsite/internal/lazy"
	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/markup"
)

// Anchors tells whether the places are there that links name. A page's places
// are those that were printed: what links name is looked for when the page is
// printed, and a link to a page that has not been waits until it is. It is safe
// for use by several goroutines.
type Anchors struct {
	mu    sync.Mutex
	pages map[string]*pageAnchors // by output
	wait  []Waiting
}

// pageAnchors are the ids of one page that links name.
type pageAnchors struct {
	there   map[string]bool // whether the page has the id
	printed bool            // false while nobody knows
}

// Waiting is a link to a place in another page.
type Waiting struct {
	From *site.Page
	kept.Link
}

// NewAnchors enters what the pages' links may name, so that it is looked for
// when these pages are printed.
func NewAnchors(r *Resolver) *Anchors {
	a := &Anchors{pages: map[string]*pageAnchors{}}
	for _, p := range r.Site.Pages {
		for _, written := range p.Anchors {
			name, _, fragment := split(Decode([]byte(written)))
			if out := r.pageAt(p, r.ProjectPath(p, name), name); out != "" {
				a.name(out, fragment)
			}
		}
	}
	return a
}

// name enters an id that a link names.
func (a *Anchors) name(output, anchor string) {
	p := a.pages[output]
	if p == nil {
		p = &pageAnchors{there: map[string]bool{}}
		a.pages[output] = p
	}
	if _, named := p.there[anchor]; !named {
		p.there[anchor], p.printed = false, false
	}
}

// Printed looks for the ids that links name in the HTML of a page.
func (a *Anchors) Printed(output string, html []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if p := a.pages[output]; p != nil {
		FindIDs(html, p.there)
		p.printed = true
	}
}

// Has reports whether a page has an id, where that is known.
func (a *Anchors) Has(output, anchor string) (there, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.pages[output]
	if p == nil || !p.printed {
		return false, false
	}
	there, known = p.there[anchor]
	return there, known
}

// Wait keeps links of a page until their places are known.
func (a *Anchors) Wait(from *site.Page, links []kept.Link) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, l := range links {
		a.wait = append(a.wait, Waiting{from, l})
	}
}

// Take gives the links that were kept. From now on their places are looked for.
func (a *Anchors) Take() []Waiting {
	a.mu.Lock()
	defer a.mu.Unlock()
	waiting := a.wait
	a.wait = nil
	for _, w := range waiting {
		a.name(w.Page, w.Anchor)
	}
	return waiting
}

// Places are the ids of a page that links name, where they are known.
func (a *Anchors) Places(output string) map[string]bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if p := a.pages[output]; p != nil && p.printed {
		return maps.Clone(p.there)
	}
	return nil
}

// Restore enters the places of a page that an earlier build printed. The page is
// printed again where a link names one that is not among them.
func (a *Anchors) Restore(output string, places map[string]bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.pages[output]
	if p == nil {
		return
	}
	p.printed = true
	for id := range p.there {
		there, known := places[id]
		p.there[id], p.printed = there, p.printed && known
	}
}

// FindIDs enters which of some ids stand in HTML of our own making, in which
// every one follows a blank and stands in double quotes.
func FindIDs(html []byte, ids map[string]bool) {
	if len(ids) == 0 {
		return
	}
	for _, rest, found := bytes.Cut(html, idAttribute); found; _, rest, found = bytes.Cut(rest, idAttribute) {
		id := rest[:max(bytes.IndexByte(rest, '"'), 0)]
		if bytes.IndexByte(id, '&') >= 0 {
			id = []byte(unescape.Replace(string(id)))
		}
		if _, named := ids[string(id)]; named {
			ids[string(id)] = true
		}
	}
}

var idAttribute = []byte(` id="`)

var unescape = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'")

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
