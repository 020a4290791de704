package again

import (
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// earlier is the build before.
type earlier struct {
	*kept.Site
	alike bool                     // the site has the shape that it had
	files map[string]publish.Stand // that it left, by output
	shows map[string]string        // files of the project, by output
	from  []int                    // of each page that has the text that it had, its number in the earlier build; -1 of another
	same  []bool                   // pages whose files are as they were
}

// Continue takes over what an earlier build kept, with the files that it left, where
// nothing but pages has changed since: those that are named by their files in the
// project. Pages that are as they were, and print the same of others, need not be
// rendered. It reports whether it could: where not, the site is of no use, and to be
// made again.
func (p *Pages) Continue(k *kept.Site, files []publish.Stand, changed []string) bool {
	if k == nil || len(p.Site.Config.Shots) > 0 {
		return false
	}
	e := &earlier{Site: k, alike: k.Shape == p.shape(), from: make([]int, len(p.kept)), same: make([]bool, len(p.kept))}
	p.match(e, changed)
	if !e.alike {
		inOrder(e.from)
	}
	p.compare(e)
	return p.take(e, files)
}

// match finds the pages that the earlier build had, with the same text.
func (p *Pages) match(e *earlier, changed []string) {
	numbers := make(map[string]int, len(e.Pages))
	if !e.alike {
		for i := range e.Pages {
			numbers[e.Pages[i].Path] = i
		}
	}
	other := make(map[string]bool, len(changed))
	for _, file := range changed {
		other[file] = true
	}
	for i, page := range p.Site.Pages {
		was, ok := i, true
		if !e.alike {
			was, ok = numbers[page.Path]
		}
		if !ok || other[p.Site.File(page)] || !e.alike && (e.Pages[was].Title != page.Title || e.Pages[was].Output != page.Output) {
			e.from[i] = -1
			continue
		}
		e.from[i], p.kept[i] = was, e.Pages[was]
	}
}

// compare finds, of the pages that have the same text, those that would be printed as
// they were.
func (p *Pages) compare(e *earlier) {
	scripts, moved := p.ScriptLinks(), !e.alike && e.Places != kept.Places(p.Site)
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(e.from); i = int(next.Add(1)) - 1 {
				page, k := p.Site.Pages[i], &p.kept[i]
				e.same[i] = e.from[i] >= 0 && k.Crossing == scripts.Key(page) && (e.alike || k.Frame == p.Layout.Key(page)) &&
					!(moved && (quotesPages(page) || !p.Links.Same(page, k.Asked)))
			}
		})
	}
	all.Wait()
}

// quotesPages reports whether a page seems to quote Markdown: whether it may depends on
// what else the site has.
func quotesPages(page *site.Page) bool {
	return slices.ContainsFunc(page.Quotes, func(name string) bool { return strings.EqualFold(path.Ext(name), ".md") })
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
	e.files, e.shows = make(map[string]publish.Stand, len(files)), map[string]string{}
	for _, f := range files {
		e.files[f.Name] = f
	}
	for i := range e.Pages {
		for n, file := range e.Pages[i].Files {
			e.shows[e.Pages[i].Outputs[n]] = file
		}
	}
	p.before = e
	return true
}
