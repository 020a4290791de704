package again

import (
	"path"
	"slices"
	"strings"

	"docsite/internal/contents"
	"docsite/internal/kept"
	"docsite/internal/parallel"
	"docsite/internal/publish"
	"docsite/internal/site"
	"docsite/render/links"
)

// earlier is the build before.
type earlier struct {
	*kept.Site
	alike   bool                     // the site has the shape that it had
	moved   bool                     // what pages call files and pages may lead elsewhere
	changed map[string]bool          // files that are others now
	files   map[string]publish.Stand // that it left, by output
	routes  map[string]kept.Route    // by output
	from    []int                    // of each page of which the search knows the same, its number in the earlier build; -1 of another
	same    []bool                   // pages whose text, as HTML, is as it was
	framed  []bool                   // pages that have something else around it
}

// Continue takes over what an earlier build kept, with the files that it left, where
// nothing has changed since but files that pages and the search are made of: their names
// in the project; moved says that files came or went. Pages that are as they were, and
// print the same of others, need not be rendered. It reports whether it could: where not,
// the site is of no use, and to be made again.
func (p *Pages) Continue(k *kept.Site, files []publish.Stand, changed []string, moved bool) bool {
	if k == nil || !slices.Equal(k.Stale, p.stale()) {
		return false
	}
	e := &earlier{Site: k, alike: k.Shape == p.shape(), moved: moved, changed: make(map[string]bool, len(changed)), from: make([]int, len(p.kept)), same: make([]bool, len(p.kept)), framed: make([]bool, len(p.kept))}
	e.moved = e.moved || !e.alike && k.Places != kept.Places(p.Site)
	for _, file := range changed {
		e.changed[file] = true
	}
	p.match(e)
	if !e.alike {
		inOrder(e.from)
	}
	p.compare(e)
	return p.take(e, files)
}

// match finds the pages that the earlier build had, with the same text, and with the same
// texts of files that they quote or show.
func (p *Pages) match(e *earlier) {
	numbers := make(map[string]int, len(e.Pages))
	if !e.alike {
		for i := range e.Pages {
			numbers[e.Pages[i].Path] = i
		}
	}
	for i, page := range p.Site.Pages {
		was, ok := i, true
		if !e.alike {
			was, ok = numbers[page.Path]
		}
		if !ok || e.changed[p.Site.File(page)] || slices.ContainsFunc(page.Asked, func(file string) bool { return e.changed[file] }) || p.uses(e, &e.Pages[was]) || e.moved && slices.ContainsFunc(page.Quotes, e.leads) ||
			e.Pages[was].Title != page.Title || e.Pages[was].Output != page.Output {
			e.from[i] = -1
			continue
		}
		e.from[i], p.kept[i] = was, e.Pages[was]
	}
}

// uses reports whether a page of the earlier build quotes or shows a file that is another
// one now, or a screenshot, which may show what is no longer so.
func (p *Pages) uses(e *earlier, k *kept.Page) bool {
	shots := p.Site.Config.Shots
	return slices.ContainsFunc(k.Files, func(file string) bool { _, shot := shots[file]; return shot || e.changed[file] }) ||
		slices.ContainsFunc(k.Asked, func(a kept.Asked) bool { return a.Kind == links.Publication && e.changed[a.Name] })
}

// compare finds, of the pages that have the same text, those that would be printed as
// they were.
func (p *Pages) compare(e *earlier) {
	scripts := p.ScriptLinks()
	parallel.Each(len(e.from), func(i int) {
		page, k := p.Site.Pages[i], &p.kept[i]
		if e.from[i] < 0 || k.ScriptKey != scripts.Key(page) || p.named(page, k) {
			return
		}
		frame := k.Frame
		if !e.alike {
			frame = p.Layout.Key(page)
		}
		e.framed[i], k.Frame = frame != k.Frame, frame
		e.same[i] = (!e.framed[i] || k.Body.Length > 0) &&
			(!e.moved || p.Links.Same(page, k.Asked))
	})
}

// named reports whether other pages name places of a page that they did not, or no longer
// name one that it has for their sake.
func (p *Pages) named(page *site.Page, k *kept.Page) bool {
	named, _ := p.Anchors.Named(page.Output)
	return slices.ContainsFunc(named, func(id string) bool { _, known := k.Places[id]; return !known }) ||
		slices.ContainsFunc(k.Near, func(id string) bool { _, found := slices.BinarySearch(named, id); return !found })
}

// leads reports whether a quotation may mean another file than it did, or may not be one
// any more: of a path in the project that comes before one in the content folder, and of
// Markdown, of which pages may not be quoted.
func (e *earlier) leads(quoted string) bool {
	return strings.HasPrefix(quoted, "/") && e.changed[path.Clean(strings.TrimLeft(quoted, "/"))] || contents.IsMarkdown(quoted)
}

// inOrder leaves those pages of an earlier build that come in the same order, as many as
// it can: which entries of the search are the first of equal ones is kept by that order.
func inOrder(from []int) {
	var ends []int                   // of the best rows of each length, the index of the last page
	before := make([]int, len(from)) // the page before each in its row; -1 for none
	for i, was := range from {
		if was < 0 {
			continue
		}
		n, _ := slices.BinarySearchFunc(ends, was, func(end, was int) int { return from[end] - was })
		if before[i] = -1; n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, 0)
		}
		ends[n] = i
	}
	if len(ends) == 0 {
		return
	}
	stays := make([]bool, len(from))
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		stays[i] = true
	}
	for i := range from {
		if !stays[i] {
			from[i] = -1
		}
	}
}

// take takes over what is kept of the pages that are as they were, and what the search
// knows of those that have the same text. It reports whether all of that could be.
func (p *Pages) take(e *earlier, files []publish.Stand) bool {
	for i, page := range p.Site.Pages {
		if e.same[i] && !p.Links.Show(page, p.kept[i].Files) {
			return false
		}
	}
	now := make([]int, len(e.Pages)) // of each page of the earlier build, its number
	for was := range now {
		now[was] = -1
	}
	for i, page := range p.Site.Pages {
		k := &p.kept[i]
		if e.from[i] >= 0 {
			now[e.from[i]] = i
		}
		if e.same[i] = e.same[i] && p.Links.Restore(page, k.Outputs, k.Asked); e.same[i] { // a file that it shows may have another name
			p.Report(page.Output, k.Problems)
			p.Anchors.Restore(page.Output, k.Places)
			p.Anchors.Wait(page, k.Links)
		}
	}
	place := func(i int) (output, title string) { return p.Site.Pages[i].Output, p.Site.Pages[i].Title }
	if !p.Search.Restore(e.Search, now, place) {
		return false
	}
	e.files, e.routes = make(map[string]publish.Stand, len(files)), make(map[string]kept.Route, len(e.Routes))
	for _, f := range files {
		e.files[f.Name] = f
	}
	for _, r := range e.Routes {
		e.routes[r.Output] = r
	}
	p.before = e
	return true
}
