package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"docsite/internal/contents"
)

// order gives pages the places and titles that a table of contents of another
// generator has for them: front matter says more. A SUMMARY.md that is such a table
// is no page.
func (s *Site) order(pages []*Page) []*Page {
	ranks, titles := map[string]int{}, map[string]string{}
	s.table.Walk(func(e contents.Entry) {
		if ranks[e.Path] == 0 {
			ranks[e.Path], titles[e.Path] = len(ranks)+1, e.Title
		}
	})
	return slices.DeleteFunc(pages, func(p *Page) bool {
		title := titles[p.Path]
		if title == "" || p.titled {
			title = p.own
		}
		if rank := ranks[p.Path]; p.rank != rank || p.Title != title { // not those of an earlier reading, which others may be looking at
			p.rank, p.Title = rank, title
		}
		return path.Join(s.Config.Content, p.Path) == s.table.File
	})
}

// nameSections gives folders the titles of the groups that have their pages, where no
// page of theirs does: the table's title of such a page stands beside that of its group.
func (s *Site) nameSections() {
	for folder, title := range s.table.Folders() {
		sec := s.Top
		for dir := range strings.SplitSeq(folder, "/") {
			i := slices.IndexFunc(sec.Sections, func(sub *Section) bool { return path.Base(sub.Path) == dir })
			if i < 0 {
				sec = s.Top
				break
			}
			sec = sec.Sections[i]
		}
		if p := sec.Index; sec != s.Top && title != "" && (p == nil || !p.titled && (p.own == nameTitle(p.Path) || p.Title != p.own)) {
			sec.Title = title
		}
	}
}

// leaveOutReadmes takes a README.md out of the pages where an index.md stands
// for its folder: that is written for the site, the other for GitHub. So it is with
// an _index.md. The one that is kept is written beside the page of its folder.
func (s *Site) leaveOutReadmes(pages []*Page, kept string) ([]*Page, Problems) {
	var ps Problems
	indexes := map[string]*Page{} // by output
	for _, p := range pages {
		if first := indexes[p.Output]; isIndex(p.Path) && (first == nil || indexRank(p.Path) > indexRank(first.Path)) {
			indexes[p.Output] = p
		}
	}
	pages = slices.DeleteFunc(pages, func(p *Page) bool {
		index := indexes[p.Output]
		if index == nil || indexRank(p.Path) >= indexRank(index.Path) || indexRank(p.Path) == 0 {
			return false
		}
		if p.Path == kept {
			p.Output = strings.TrimSuffix(p.Path, path.Ext(p.Path)) + ".html"
			return false
		}
		ps = append(ps, Problem{File: s.File(p), Severity: Warning,
			Message: fmt.Sprintf("%q is left out: %q is the page of its folder", p.Path, index.Path),
			Hint:    "keep one of them, or give it another name: links to it lead to the other"})
		return true
	})
	return pages, ps
}
