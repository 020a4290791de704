package render

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"docsite/internal/site"
)

// anchorRef is a link of a page to a place in a page.
type anchorRef struct {
	output, fragment string
	offset           int // of the link, in the page's source
}

// anchors tells whether the places are there that links name. A page's places
// are those that were printed: what its links name is looked for while it is
// rendered, and a link to a page that has not been is judged at the end.
type anchors struct {
	mu     sync.Mutex
	pages  map[string]*pageAnchors // by output
	unsure []unsureRef             // links to pages that have not been rendered
}

// pageAnchors are the ids of one page that links name.
type pageAnchors struct {
	there   map[string]bool // whether the page has the id
	printed bool            // false while nobody knows
}

// unsureRef is a link with the problem that it is when its place is not there.
type unsureRef struct {
	from, output, fragment string
	problem                site.Problem
}

// nameAnchors enters what the pages' links may name, so that it is looked for
// when these pages are rendered.
func (s *Site) nameAnchors() {
	for _, p := range s.site.Pages {
		for _, written := range p.Anchors {
			name, _, fragment := splitDestination(decode([]byte(written)))
			if out := s.pageAt(p, s.projectPath(p, name), name); out != "" {
				s.anchors.name(out, fragment)
			}
		}
	}
}

// name enters an id that a link names.
func (a *anchors) name(output, fragment string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.pages[output]
	if p == nil {
		p = &pageAnchors{there: map[string]bool{}}
		a.pages[output] = p
	}
	if _, named := p.there[fragment]; !named {
		p.there[fragment], p.printed = false, false
	}
}

// look looks for the ids that links name in the body of a page.
func (a *anchors) look(output string, body []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if p := a.pages[output]; p != nil {
		findIDs(body, p.there)
		p.printed = true
	}
}

// has reports whether a page has an id, where that is known.
func (a *anchors) has(output, fragment string) (there, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.pages[output]
	if p == nil || !p.printed {
		return false, false
	}
	there, known = p.there[fragment]
	return there, known
}

// later keeps a link until its place is known.
func (a *anchors) later(ref unsureRef) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.unsure = append(a.unsure, ref)
}

// take gives the links that were kept, and names their places.
func (a *anchors) take() []unsureRef {
	a.mu.Lock()
	refs := a.unsure
	a.unsure = nil
	a.mu.Unlock()
	for _, ref := range refs {
		a.name(ref.output, ref.fragment)
	}
	return refs
}

// checkAnchors reports the page's links to places that are not there. Those in
// pages that have not been rendered are judged later.
func (p *printer) checkAnchors() {
	a := &p.site.anchors
	a.look(p.page.Output, p.out.b)
	own := map[string]bool{}
	for _, ref := range p.anchorRefs {
		if ref.output == p.page.Output {
			own[ref.fragment] = false
		}
	}
	findIDs(p.out.b, own)
	for _, ref := range p.anchorRefs {
		if ref.fragment == "" || ref.fragment == "top" || !p.site.routes.Is(ref.output, site.PageRoute) {
			continue
		}
		there, known := own[ref.fragment], true
		if ref.output != p.page.Output {
			there, known = a.has(ref.output, ref.fragment)
		}
		if there {
			continue
		}
		problem := p.doc.Source.Problem(site.Warning, ref.offset, fmt.Sprintf("link to %q: there is no such heading or line", "#"+ref.fragment), "")
		if known {
			p.problems = append(p.problems, problem)
		} else {
			a.later(unsureRef{p.page.Output, ref.output, ref.fragment, problem})
		}
	}
}

// judgeAnchors reports the links whose places were not known when their pages
// were rendered. A page that has not been rendered since is printed for them;
// in one that cannot be, every place is taken to be there.
func (s *Site) judgeAnchors() {
	for _, ref := range s.anchors.take() {
		there, known := s.anchors.has(ref.output, ref.fragment)
		if !known {
			p := s.printers.Get().(*printer)
			if p.body(s.routes.At(ref.output).Page) {
				s.anchors.look(ref.output, p.out.b)
			}
			p.release()
			there, known = s.anchors.has(ref.output, ref.fragment)
		}
		if known && !there {
			s.addProblem(ref.from, ref.problem)
		}
	}
}

// findIDs enters which of some ids stand in HTML of our own making, in which
// every one follows a blank and stands in double quotes.
func findIDs(html []byte, ids map[string]bool) {
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
