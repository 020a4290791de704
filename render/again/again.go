// Package again takes over what an earlier build of a site kept of its pages, so that
// those which are as they were need not be rendered.
//
// Start from [Pages.Continue]; [Pages.Stand] then gives the files that the earlier
// build left, and [Pages.Kept] what the next build can take over. The package compares
// sites; whether their files stand as they were left is package publish's to see.
package again

import (
	"slices"
	"sync"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/links"
	"docsite/render/listings"
)

// Options are where a site has what is kept of its pages. All are required.
type Options struct {
	Site        *site.Site
	Routes      *site.Routes
	Search      *search.Index
	Links       *links.Resolver
	Anchors     *links.Anchors
	ScriptLinks func() *listings.ScriptLinks
	Report      func(output string, ps site.Problems) // takes the problems of a page that is not rendered
}

// Pages are the pages of a site with what is kept of them. They are safe for use by
// several goroutines, once they were continued.
type Pages struct {
	Options
	order map[*site.Page]int
	files map[string]publish.Stand // of the earlier build, by output
	same  []bool                   // which pages are as they were; nil without an earlier build

	mu   sync.Mutex
	kept []kept.Page // in the order of the pages
}

// New gives the pages of a site of which nothing is known.
func New(o Options) *Pages {
	p := &Pages{Options: o, order: make(map[*site.Page]int, len(o.Site.Pages)), kept: make([]kept.Page, len(o.Site.Pages))}
	for i, page := range o.Site.Pages {
		p.order[page] = i
	}
	return p
}

// Continue takes over what an earlier build kept, with the files that it left, where
// nothing but the text of pages has changed since: of those that are named by their
// files in the project. The others need not be rendered. It reports whether it could:
// where not, the site is of no use, and to be made again.
func (p *Pages) Continue(k *kept.Site, files []publish.Stand, changed []string) bool {
	if k == nil || len(p.Site.Config.Shots) > 0 || len(k.Pages) != len(p.kept) || k.Shape != kept.Shape(p.Site) {
		return false
	}
	same := make([]bool, len(p.kept))
	for i, page := range p.Site.Pages {
		if same[i] = !slices.Contains(changed, p.Site.File(page)); same[i] {
			p.kept[i] = k.Pages[i]
		}
	}
	other := make([]bool, len(same))
	for i, page := range p.Site.Pages {
		same[i] = same[i] && p.kept[i].Crossing == p.ScriptLinks().Key(page)
		other[i] = !same[i]
	}
	place := func(i int) (output, title string) { return p.Site.Pages[i].Output, p.Site.Pages[i].Title }
	if !p.Search.Restore(k.Search, other, place) {
		return false
	}
	for i, page := range p.Site.Pages {
		if !same[i] {
			continue
		}
		if !p.Links.Restore(page, k.Pages[i].Files) {
			return false
		}
		p.Report(page.Output, k.Pages[i].Problems)
		p.Anchors.Restore(page.Output, k.Pages[i].Places)
		p.Anchors.Wait(page, k.Pages[i].Links)
	}
	p.same, p.files = same, make(map[string]publish.Stand, len(files))
	for _, f := range files {
		p.files[f.Name] = f
	}
	return true
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
	if p.same == nil || r == nil {
		return stand, false
	}
	switch r.Kind {
	case site.PageRoute, site.MarkdownRoute:
		ok = p.same[p.order[r.Page]]
	case site.SearchIndexRoute:
		ok = r.Page != nil && p.same[p.order[r.Page]] || r.Page == nil && p.Search.Same(output)
	case site.SearchPageRoute:
		ok = false
	default:
		ok = true // what it has of pages is their shape
	}
	if ok {
		stand, ok = p.files[output]
	}
	return stand, ok
}

// Keep remembers what the rendering of a page gave.
func (p *Pages) Keep(page *site.Page, problems site.Problems, links []kept.Link) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept[p.order[page]] = kept.Page{Problems: problems, Links: links, Files: p.Links.Shown(page)}
}

// Kept is what the next build can take over, once all pages were rendered or taken over.
func (p *Pages) Kept() *kept.Site {
	k := &kept.Site{Shape: kept.Shape(p.Site), Pages: slices.Clone(p.kept), Search: p.Search.Encode(), Found: p.Site.Found()}
	for i, page := range p.Site.Pages {
		of := &k.Pages[i]
		of.Places, of.Crossing = p.Anchors.Places(page.Output), p.ScriptLinks().Key(page)
		of.Quotes, of.Quoted = p.ScriptLinks().Quotes(page)
	}
	return k
}
