package site

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/contents"
	"docsite/internal/front"
)

// Section is a folder of pages, as the navigation shows it.
type Section struct {
	Path     string     // slash path relative to the content folder; "." for the top
	Title    string     // of its index page; else made of the folder's name
	Index    *Page      // its index.md or README.md, or guide.md beside guide/; nil when it has none
	Pages    []*Page    // the other pages, in order
	Sections []*Section // the folders below, in order
	Entries  []Entry    // both in reading order: by weight, those without one last, then as a table of contents has them, then by name
	rank     int        // the least of its pages'
	weight   int        // as Docusaurus has it; 0 for that of its page
}

// Entry is a page or a folder below a section, in the order of its weight.
type Entry struct {
	Page    *Page    // nil for a folder
	Section *Section // nil for a page
}

func (e Entry) weight() int {
	p := e.Page
	if p == nil && e.Section.weight > 0 {
		return e.Section.weight
	} else if p == nil {
		p = e.Section.Index
	}
	if p == nil {
		return 0
	}
	return p.Weight
}

// rank is the place in a table of contents: of a folder that of its first page.
func (e Entry) rank() int {
	if e.Page != nil {
		return e.Page.rank
	}
	return e.Section.rank
}

func (e Entry) name() string {
	if e.Page != nil {
		return e.Page.Path
	}
	return e.Section.Path
}

// arrange puts the pages and folders of a section into reading order.
func (s *Section) arrange() {
	s.Entries = make([]Entry, 0, len(s.Pages)+len(s.Sections))
	for _, p := range s.Pages {
		s.Entries = append(s.Entries, Entry{Page: p})
	}
	for _, sub := range s.Sections {
		s.Entries = append(s.Entries, Entry{Section: sub})
	}
	slices.SortStableFunc(s.Entries, func(a, b Entry) int {
		return cmp.Or(
			compareWeight(a.weight(), b.weight()),
			compareWeight(a.rank(), b.rank()),
			contents.Compare(a.name(), b.name()),
		)
	})
}

// compareWeight puts 0, which means no weight, last.
func compareWeight(a, b int) int {
	return cmp.Compare(cmp.Or(a, math.MaxInt), cmp.Or(b, math.MaxInt))
}

// sections arranges pages into the folders in which they stand, by their paths. category says what another
// generator calls a folder, and its place; see [contents.Category].
func sections(title string, pages []*Page, category func(folder string) (string, float64)) map[string]*Section {
	top := &Section{Path: ".", Title: title}
	byPath := map[string]*Section{".": top}
	for _, p := range pages {
		dir := path.Dir(below(p.Path))
		if p.Output == "index.html" {
			dir = "."
		}
		s := section(byPath, dir)
		for dir := s.Path; p.rank > 0 && dir != "."; dir = path.Dir(dir) {
			if above := byPath[dir]; above.rank == 0 || p.rank < above.rank {
				above.rank = p.rank
			}
		}
		if path.Base(p.Output) == "index.html" && s.Index == nil {
			s.Index = p
			if s != top {
				s.Title = p.Called()
			}
			continue
		}
		s.Pages = append(s.Pages, p)
	}
	for _, s := range byPath {
		s.giveIndexes(byPath)
	}
	for _, s := range byPath {
		if s != top {
			s.categorize(category(s.Path))
		}
	}
	for _, s := range byPath {
		s.arrange()
	}
	return byPath
}

// categorize gives a section the title and the place of a category of Docusaurus.
func (s *Section) categorize(title string, place float64) {
	s.Title = cmp.Or(title, s.Title)
	if place >= 0 && place < 1e6 {
		s.weight = front.Weight(place)
	}
}

// giveIndexes makes guide.md the page of the folder guide/ beside it, where that has
// none of its own.
func (s *Section) giveIndexes(byPath map[string]*Section) {
	s.Pages = slices.DeleteFunc(s.Pages, func(p *Page) bool {
		sub := byPath[strings.TrimSuffix(p.Path, path.Ext(p.Path))]
		if sub == nil || sub.Index != nil {
			return false
		}
		sub.Index, sub.Title = p, p.Called()
		if p.rank > 0 && (sub.rank == 0 || p.rank < sub.rank) {
			sub.rank = p.rank
		}
		return true
	})
}

func section(byPath map[string]*Section, dir string) *Section {
	if s := byPath[dir]; s != nil {
		return s
	}
	parent := section(byPath, path.Dir(dir))
	s := &Section{Path: dir, Title: folderTitle(dir)}
	byPath[dir] = s
	parent.Sections = append(parent.Sections, s)
	return s
}

// folderTitle makes a title of a folder's name: words that begin with a capital. One of up to
// three letters is mostly an abbreviation or a name, and stays as it is.
func folderTitle(dir string) string {
	title := nameTitle(dir + ".md")
	if utf8.RuneCountInString(title) <= 3 {
		return title
	}
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}

// flatten lists the pages of a section in reading order.
func (s *Section) flatten(into []*Page) []*Page {
	if s.Index != nil {
		into = append(into, s.Index)
	}
	for _, e := range s.Entries {
		if e.Page != nil {
			into = append(into, e.Page)
		} else {
			into = e.Section.flatten(into)
		}
	}
	return into
}

// order gives pages the places and titles that a table of contents of another
// generator has for them: front matter says more. A SUMMARY.md that is such a table
// is no page, nor is a part of pages.
func (s *Site) order(pages []*Page) []*Page {
	ranks, titles := map[string]int{}, map[string]string{}
	s.Table.Walk(func(e contents.Entry) {
		if ranks[e.Path] == 0 {
			ranks[e.Path], titles[e.Path] = len(ranks)+1, e.Title
		}
	})
	return slices.DeleteFunc(pages, func(p *Page) bool {
		title, listed := titles[p.Path], ""
		if title == "" || p.titled {
			title, listed = p.own, title
		}
		if rank := ranks[p.Path]; p.rank != rank || p.Title != title || p.listed != listed { // not those of an earlier reading, which others may be looking at
			p.rank, p.Title, p.listed = rank, title, listed
		}
		return path.Join(s.Config.Content, p.Path) == s.Table.File || s.Table.LeavesOut(p.Path)
	})
}

// nameSections gives folders the titles of the groups that have their pages, where no
// page of theirs does: the table's title of such a page stands beside that of its group.
func (s *Site) nameSections(byPath map[string]*Section) {
	for folder, title := range s.Table.Folders() {
		sec := byPath[folder]
		if sec == nil || folder == "." {
			continue
		}
		if p := sec.Index; p == nil || !p.titled && (p.own == nameTitle(p.Path) || p.Title != p.own) {
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
