package links

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"docsite/internal/assets"
	"docsite/internal/kept"
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
	named   []string        // those that the texts of other pages name, sorted
	near    []string        // those of named that the page has for their sake; see [Anchors.Near]
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
			out := cmp.Or(r.fromFolder(p, name), r.pageAt(r.ProjectPath(p, name)))
			if out == "" && !strings.ContainsAny(name, "`:$@{}|;,*") {
				out = r.loosely(p, name, assets.Nowhere)
			}
			if out != "" && out != p.Output {
				a.name(out, fragment)
			}
		}
	}
	for _, p := range a.pages {
		p.named = slices.Sorted(maps.Keys(p.there))
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

// Near gives the HTML of a page with places that other pages and its own links name and it
// has not: each at the only heading of the page whose id differs from it in capitals,
// accents or signs alone. GitHub's ids have neither capitals nor the signs that other
// generators put between words.
func (a *Anchors) Near(output string, html []byte, headings []markdown.Heading, own []string) []byte {
	a.mu.Lock()
	var named []string
	if p := a.pages[output]; p != nil {
		named = p.named
	}
	a.mu.Unlock()
	if len(named)+len(own) == 0 {
		return html
	}
	missing, there, near := map[string]bool{}, map[string]bool{}, near{}
	for _, name := range slices.Concat(named, own) {
		missing[name] = false
	}
	if FindIDs(html, missing); !slices.Contains(slices.Collect(maps.Values(missing)), false) {
		return html
	}
	for i := range headings {
		near.add(headings[i].ID, headings[i].ID)
		near.add(markdown.Slug(headings[i].Text), headings[i].ID) // without the names of emoji
		there[headings[i].ID] = false
	}
	FindIDs(html, there)
	at, found := map[string][]string{}, map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		if id := near.at(name); !missing[name] && there[id] {
			at[id], found[name] = append(at[id], name), true
		}
	}
	a.mu.Lock()
	if p := a.pages[output]; p != nil {
		p.near = slices.DeleteFunc(slices.Clone(named), func(name string) bool { return !found[name] })
	}
	a.mu.Unlock()
	return withPlaces(html, at)
}

// withPlaces puts ids into the elements that have others.
func withPlaces(html []byte, at map[string][]string) []byte {
	var w markup.Buffer
	for len(at) > 0 {
		before, rest, found := bytes.Cut(html, idAttribute)
		if !found {
			break
		}
		id := unescape.Replace(string(rest[:max(bytes.IndexByte(rest, '"'), 0)]))
		end := bytes.IndexByte(rest, '>') + 1
		w.B = append(append(append(w.B, before...), idAttribute...), rest[:end]...)
		for _, name := range at[id] {
			w.Element("span", "", "id", name)
		}
		delete(at, id)
		html = rest[end:]
	}
	return append(w.B, html...)
}

// Named are the ids of a page that the texts of other pages name, and those of them that
// the page was printed with for their sake.
func (a *Anchors) Named(output string) (named, near []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if p := a.pages[output]; p != nil {
		return p.named, p.near
	}
	return nil, nil
}

// near are ids by names that differ from them in capitals, or in the signs between words.
type near map[string]string

func (n near) add(name, id string) {
	for _, key := range nearKeys(name) {
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
	return cmp.Or(n[keys[0]], n[keys[1]], n[keys[2]])
}

// nearKeys are a name without capitals, its letters and digits, and these without accents,
// which VitePress and Python-Markdown leave out.
func nearKeys(name string) [3]string {
	small := strings.ToLower(name)
	letters := func(text string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, text)
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(letters(small)))
	if plain != "" {
		plain = "~" + plain
	}
	return [3]string{"#" + small, letters(small), plain}
}
