package refresh

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
	"docsite/internal/spelling"
)

// files are the pages and the Markdown files beside them that a run looks at.
type files struct {
	site *site.Site
	list []*site.Page
}

func newFiles(s *site.Site) (files, site.Problems) {
	beside, problems := s.Files()
	return files{s, slices.Concat(s.Pages, beside)}, problems
}

// find gives the page or file of a name, relative to the project or, of pages,
// to the content folder; nil where there is none.
func (f files) find(name string) *site.Page {
	name = path.Clean(name)
	for _, p := range f.list {
		if f.site.File(p) == name {
			return p
		}
	}
	page, _ := f.site.Page(name)
	return page
}

// nameOf is what a person may call a page or file: its path in the content
// folder where that leads to it, else the one in the project.
func (f files) nameOf(p *site.Page) string {
	if f.find(p.Path) == p && p.Output != "" {
		return p.Path
	}
	return f.site.File(p)
}

// noFile says that a run looks at no file of a name, and which one may be meant.
func (f files) noFile(name string) site.Problem {
	problem := site.Problem{File: name, Severity: site.Error, Message: "there is no such page", Hint: "name it relative to the project or to the content folder"}
	if info, err := fs.Stat(f.site.FS, path.Clean(name)); err == nil && info.Mode().IsRegular() && strings.EqualFold(path.Ext(name), ".md") {
		problem.Message = "it is no page, and docsite.yaml does not name it"
		problem.Hint = "name it under files: in docsite.yaml"
		return problem
	}
	var names, same []string
	for _, p := range f.list {
		names = append(names, f.site.File(p))
		if path.Base(p.Path) == path.Base(name) {
			same = append(same, f.site.File(p))
		}
	}
	if len(same) == 1 {
		problem.Hint = "did you mean " + same[0] + "?"
		return problem
	}
	for _, p := range f.site.Pages {
		names = append(names, p.Path)
	}
	problem.Hint = spelling.Hint(name, names, problem.Hint)
	return problem
}

// refuse says why nothing at a place can be accepted: no note stands there. It
// is nil where one does.
func (f files) refuse(at Place, pages []*page) *site.Problem {
	found := f.find(at.File)
	if found == nil {
		problem := f.noFile(at.File)
		return &problem
	}
	i := slices.IndexFunc(pages, func(p *page) bool { return p.page == found })
	if i < 0 || pages[i].problems.Failed(false) {
		return nil // the page's own problems say more
	}
	lines := pages[i].accepts
	switch {
	case len(lines) == 0:
		return &site.Problem{File: f.site.File(found), Severity: site.Error, Message: "it has no note that could be accepted"}
	case at.Line > 0 && !slices.Contains(lines, at.Line):
		return &site.Problem{File: f.site.File(found), Line: at.Line, Severity: site.Error, Message: "no note stands here that could be accepted", Hint: linesHint("notes", lines, at.Line)}
	}
	return nil
}

// maxLines is how many lines a hint names.
const maxLines = 8

// linesHint names the lines on which something stands, those nearest to a line
// where there are many.
func linesHint(what string, lines []int, near int) string {
	lines = slices.Compact(slices.Sorted(slices.Values(lines)))
	if len(lines) == 0 {
		return ""
	}
	from := 0
	if more := len(lines) - maxLines; more > 0 {
		after, _ := slices.BinarySearch(lines, near)
		from = min(max(after-maxLines/2, 0), more)
		lines = lines[from : from+maxLines]
	}
	words := make([]string, len(lines))
	for i, n := range lines {
		words[i] = strconv.Itoa(n)
	}
	if len(words) == 1 {
		return fmt.Sprintf("there are %s on line %s", what, words[0])
	}
	return fmt.Sprintf("there are %s on lines %s", what, strings.Join(words, ", "))
}
