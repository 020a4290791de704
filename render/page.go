package render

import (
	"slices"

	"docsite/internal/site"
)

// appendPage renders a page whole, behind what is in b. A page is rendered once at a
// time: what waits for it may find there what it needs.
func (s *Site) appendPage(b []byte, page *site.Page) ([]byte, error) {
	busy := &s.busy[s.layout.Order(page)]
	busy.Lock()
	defer busy.Unlock()
	return s.appendAlone(b, page)
}

// fillSearch renders a page for the search, unless that is done by the time that
// nobody else renders the page.
func (s *Site) fillSearch(page *site.Page) {
	busy := &s.busy[s.layout.Order(page)]
	busy.Lock()
	defer busy.Unlock()
	if !s.search.Has(s.layout.Order(page)) {
		_, _ = s.appendAlone(nil, page) // problems are reported with the page
	}
}

func (s *Site) appendAlone(b []byte, page *site.Page) ([]byte, error) {
	if s.working != nil {
		defer s.working(s.site.File(page))()
	}
	p := s.printers.Get().(*pagePrinter)
	defer p.release()
	ok := p.body(page)
	if ok {
		links := p.checkAnchors()
		s.anchors.Wait(page, links)
		s.Keep(page, p.problems, links)
		if page != s.site.Missing {
			s.search.Add(s.layout.Order(page), page.Output, page.Title, p.terms.Collect(p.page, p.doc, p.reader))
		}
	}
	s.report(page.Output, p.problems)
	if !ok {
		return b, p.problems[0]
	}
	return s.layout.Append(b, page, p.out.B, p.wide, p.hosts), nil
}

// report keeps the problems of a page, in place of those of an earlier
// opening.
func (s *Site) report(output string, ps site.Problems) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(ps) == 0 {
		delete(s.problems, output)
		return
	}
	s.problems[output] = ps
}

// addProblem reports what was found while a file was put together.
func (s *Site) addProblem(output string, p site.Problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.problems[output], p) {
		s.problems[output] = append(s.problems[output], p)
	}
}
