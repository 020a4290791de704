package places

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/contents"
	"docsite/internal/lazy"
	"docsite/internal/markdown"
	"docsite/internal/regular"
	"docsite/internal/site"
	"docsite/internal/spelling"
)

// Files are the pages of a site and the Markdown files beside them.
type Files struct {
	Site   *site.Site
	List   []*site.Page
	byFile map[string]*site.Page // the first of each name
}

// New gives some of the files of a site.
func New(s *site.Site, list []*site.Page) Files {
	f := Files{s, list, make(map[string]*site.Page, len(list))}
	for _, p := range slices.Backward(list) {
		f.byFile[s.File(p)] = p
	}
	return f
}

// Of gives the files of a site, each once, and what is wrong with their names in docsite.yaml.
func Of(s *site.Site) (Files, site.Problems) {
	beside, problems := s.Files()
	list := slices.Concat(s.Pages, beside)
	if !slices.ContainsFunc(list, func(p *site.Page) bool { return p.Text != "" }) {
		return New(s, list), problems
	}
	slices.SortStableFunc(list, func(a, b *site.Page) int { return cmp.Compare(a.Text, b.Text) }) // those with a text of their own first
	seen := make(map[string]bool, len(list))
	return New(s, slices.DeleteFunc(list, func(p *site.Page) bool {
		again := seen[s.File(p)]
		seen[s.File(p)] = true
		return again
	})), problems
}

// Find gives the page or file of a name, relative to the project or, of pages,
// to the content folder; nil where there is none.
func (f Files) Find(name string) *site.Page {
	name = path.Clean(name)
	if p := f.byFile[name]; p != nil {
		return p
	}
	page, _ := f.Site.Page(name)
	return page
}

// NameOf is what a person may call a page or file: its path in the content
// folder where that leads to it, else the one in the project.
func (f Files) NameOf(p *site.Page) string {
	if f.Find(p.Path) == p && p.Output != "" && p.Text == "" {
		return p.Path
	}
	return f.Site.File(p)
}

// Missing says that there is no file of a name, and which one may be meant.
func (f Files) Missing(name string) site.Problem {
	problem := site.Problem{File: name, Severity: site.Error, Message: "there is no such page", Hint: "name it relative to the project or to the content folder"}
	if regular.Is(f.Site.FS, path.Clean(name)) && contents.IsMarkdown(name) {
		problem.Message = "it is no page, and docsite.yaml does not name it"
		problem.Hint = "name it under files: in docsite.yaml"
		return problem
	}
	var names, same []string
	for _, p := range f.List {
		names = append(names, f.Site.File(p))
		if path.Base(p.Path) == path.Base(name) {
			same = append(same, f.Site.File(p))
		}
	}
	if len(same) == 1 {
		problem.Hint = "did you mean " + same[0] + "?"
		return problem
	}
	for _, p := range f.Site.Pages {
		names = append(names, p.Path)
	}
	problem.Hint = spelling.Hint(name, names, problem.Hint)
	return problem
}

// maxLines is how many lines a message names.
const maxLines = 8

// LinesHint names the lines on which something stands, those nearest to a line
// where there are many.
func LinesHint(what string, lines []int, near int) string {
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
	return fmt.Sprintf("there are %s on %s", what, listed(lines))
}

// FirstLines names the first of some lines, and how many there are more.
func FirstLines(lines []int) string {
	if more := len(lines) - maxLines; more > 0 {
		return fmt.Sprintf("%s and %d more", listed(lines[:maxLines]), more)
	}
	return listed(lines)
}

// listed is "line 4" or "lines 4, 7".
func listed(lines []int) string {
	words := make([]string, len(lines))
	for i, n := range lines {
		words[i] = strconv.Itoa(n)
	}
	if len(words) == 1 {
		return "line " + words[0]
	}
	return "lines " + strings.Join(words, ", ")
}

// Strays finds the markers in Markdown that git tracks and that is none of the files.
// What stands below a docsite.yaml of its own is another project's.
func (f Files) Strays() site.Problems {
	if f.Site.Tracked == nil {
		return nil
	}
	tracked, err := f.Site.Tracked()
	if err != nil {
		return nil // who needs git for more than this word is told
	}
	var ps site.Problems
	for name := range tracked {
		if contents.IsMarkdown(name) && f.byFile[name] == nil && !f.Site.Config.Excludes(name) && !otherProject(tracked, name) {
			ps = append(ps, stray(f.Site.FS, name)...)
		}
	}
	return ps
}

// otherProject reports whether a folder around a file has a docsite.yaml.
func otherProject(tracked map[string]bool, name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if tracked[dir+"/"+site.ConfigName] {
			return true
		}
	}
	return false
}

// Marker finds what may be a marker in a text, before anything is parsed.
var Marker = lazy.Pattern(`<!--[ \t\r\n]*/?ds`)

// stray warns of the first marker of a file. A link has none of its own.
func stray(fsys fs.FS, name string) site.Problems {
	if info, err := fs.Lstat(fsys, name); err != nil || info.Mode()&fs.ModeSymlink != 0 {
		return nil
	}
	text, err := regular.Read(fsys, name, site.MaxPage)
	if err != nil || !Marker().Match(text) {
		return nil
	}
	src := &site.Source{Name: name, Text: text}
	if len(markdown.Check(src)) > 0 {
		return nil
	}
	markers, _ := markdown.Parse(src).Markers()
	if len(markers) == 0 {
		return nil
	}
	return site.Problems{src.Problem(site.Warning, markers[0].Open.Start,
		fmt.Sprintf("the marker of %q is in a file that docsite does not look at", markers[0].ID),
		fmt.Sprintf("name the file under files: in docsite.yaml; %q leaves it alone", "!"+name))}
}
