// Package again takes over what an earlier build of a site kept of its pages, so that
// those which are as they were need not be rendered.
//
// Start from [Pages.Continue]; [Pages.Stand] and [Pages.Remake] then give the files
// that the earlier build left, and [Pages.Kept] what the next build can take over. The
// package compares sites; whether their files stand as they were left is package
// publish's to see.
package again

import (
	"maps"
	"slices"
	"sync"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/layout"
	"docsite/render/links"
	"docsite/render/listings"
	"docsite/render/sizes"
)

// Options are where a site has what is kept of its pages. All are required.
type Options struct {
	Site        *site.Site
	Routes      *site.Routes
	Search      *search.Index
	Links       *links.Resolver
	Anchors     *links.Anchors
	Layout      *layout.Layout
	Figures     *sizes.Sizes
	ScriptLinks func() *listings.ScriptLinks
	Report      func(output string, ps site.Problems) // takes the problems of a page that is not rendered
}

// Pages are the pages of a site with what is kept of them. They are safe for use by
// several goroutines, once they were continued.
type Pages struct {
	Options
	order  map[*site.Page]int
	shape  func() string
	before *earlier // nil without an earlier build

	mu      sync.Mutex
	kept    []kept.Page // in the order of the pages
	printed []bool      // whether each was printed for this build
}

// New gives the pages of a site of which nothing is known.
func New(o Options) *Pages {
	p := &Pages{Options: o, order: make(map[*site.Page]int, len(o.Site.Pages)), kept: make([]kept.Page, len(o.Site.Pages)), printed: make([]bool, len(o.Site.Pages))}
	for i, page := range o.Site.Pages {
		p.order[page] = i
	}
	p.shape = sync.OnceValue(func() string { return kept.Shape(o.Site) + o.Layout.Common })
	return p
}

// Quotes are the files that a page quotes, where an earlier build has found them and the
// text of the page is the same.
func (p *Pages) Quotes(page *site.Page) (files []string, ok bool) {
	k := &p.kept[p.order[page]]
	return k.Quotes, k.Quoted
}

// Stand gives a file as the earlier build left it, where this one would make the same.
func (p *Pages) Stand(output string) (stand publish.Stand, ok bool) {
	r := p.Routes.At(output)
	if p.before == nil || r == nil {
		return stand, false
	}
	switch r.Kind {
	case site.PageRoute:
		i := p.order[r.Page]
		ok = p.before.same[i] && !p.before.framed[i]
	case site.MarkdownRoute:
		ok = p.before.same[p.order[r.Page]]
	case site.SearchIndexRoute:
		if ok = r.Page == nil && p.Search.Same(output); r.Page != nil {
			i := p.order[r.Page]
			ok = p.before.from[i] == i
		}
	case site.SearchPageRoute:
	default:
		was, there := p.before.routes[output]
		ok = there && was == kept.Route{Output: output, Kind: int(r.Kind), File: r.File} && !p.before.changed[r.File]
		if r.Kind != site.FileRoute {
			ok = ok && p.before.alike // what it has of pages is their shape
		}
	}
	if ok {
		stand, ok = p.before.files[output]
	}
	return stand, ok
}

// Remake gives a file of the earlier build, and how a file of this one is made of its
// text, where that is quicker than to render a page: a page whose text is as it was, with
// something else around it, and what the search shows of a page that has another number
// now.
func (p *Pages) Remake(output string) (from publish.Stand, remake func(b, old []byte) ([]byte, bool), ok bool) {
	r := p.Routes.At(output)
	if p.before == nil || r == nil || r.Page == nil {
		return from, nil, false
	}
	i := p.order[r.Page]
	was := p.before.from[i]
	switch {
	case r.Kind == site.PageRoute && p.before.same[i] && p.before.framed[i]:
		from, ok = p.before.files[output]
		return from, func(b, old []byte) ([]byte, bool) {
			body := &p.before.Pages[was].Body
			if body.At < 0 || body.Length <= 0 || body.At > len(old)-body.Length {
				return b, false
			}
			return p.Layout.Append(b, r.Page, old[body.At:body.At+body.Length], body.Wide, body.Hosts), true
		}, ok
	case r.Kind == site.SearchIndexRoute && was >= 0:
		from, ok = p.before.files[search.TextFile(was)]
		return from, func(b, old []byte) ([]byte, bool) { return search.Renumber(b, old, was, i) }, ok
	}
	return from, nil, false
}

// Keep remembers what the rendering of a page gave.
func (p *Pages) Keep(page *site.Page, problems site.Problems, links []kept.Link) {
	_, near := p.Anchors.Named(page.Output)
	k := kept.Page{Near: near, Path: page.Path, Output: page.Output, Title: page.Title, Frame: p.Layout.Key(page), Problems: problems, Links: links}
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.order[page]
	p.kept[i], p.printed[i] = k, true
}

// Kept is what the next build can take over, once all pages were rendered or taken over.
func (p *Pages) Kept() *kept.Site {
	var places string
	if p.before != nil && p.before.alike { // the shape has them too
		places = p.before.Places
	} else {
		places = kept.Places(p.Site)
	}
	k := &kept.Site{Shape: p.shape(), Places: places, Pages: p.kept, Routes: p.routes(), Stale: p.stale(), Search: p.Search.Encode(), Found: p.Site.Found()}
	for i, page := range p.Site.Pages {
		of := &k.Pages[i]
		if body, ok := p.Layout.Body(page); ok {
			of.Body = body
		}
		of.Places = p.Anchors.Places(page.Output)
		if p.before != nil && p.before.same[i] && !p.printed[i] {
			continue // it uses what it used
		}
		of.ScriptKey = p.ScriptLinks().Key(page)
		of.Quotes, of.Quoted = p.ScriptLinks().Quotes(page)
		of.Files, of.Outputs, of.Asked = p.Links.Used(page)
	}
	return k
}

// routes are the files of the site that are neither pages nor the search's.
func (p *Pages) routes() (list []kept.Route) {
	for _, r := range p.Routes.All() {
		if r.Kind != site.PageRoute && r.Kind != site.MarkdownRoute && r.Kind != site.SearchIndexRoute {
			list = append(list, kept.Route{Output: r.Output, Kind: int(r.Kind), File: r.File})
		}
	}
	return list
}

// stale are the images whose Dockerfile has changed since they were measured: figures
// say so, on any page.
func (p *Pages) stale() (ids []string) {
	for _, id := range slices.Sorted(maps.Keys(p.Site.Config.Images)) {
		if p.Figures.Stale(id) {
			ids = append(ids, id)
		}
	}
	return ids
}
