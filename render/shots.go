package render

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"docsite/internal/shots"
	"docsite/internal/site"
	"docsite/internal/spelling"
	"docsite/render/subject"
)

// ForShots is a site as screenshots are taken of it: with no word on screenshots that
// are stale, which a new picture would show for ever.
func ForShots(s *site.Site) *Site {
	r, _ := New(s)
	r.unmarked = true
	return r
}

// Shots are the screenshots of docsite.yaml with what they are to show, in the order
// of their files. There are none of a site with drafts: published pages do not have
// these in their list of pages.
func (s *Site) Shots() []shots.Shot {
	if slices.ContainsFunc(s.site.Pages, func(p *site.Page) bool { return p.Draft }) {
		return nil
	}
	var list []shots.Shot
	own := map[string]string{}
	for _, file := range slices.Sorted(maps.Keys(s.site.Config.Shots)) {
		shot := shots.Shot{File: file, Spec: shots.Defaults(s.site.Config.Shots[file])}
		s.findSubject(&shot)
		list, own[file] = append(list, shot), shot.Shows
	}
	for i := range list {
		if shot := &list[i]; len(shot.Holds) > 0 {
			sum := sha256.New()
			fmt.Fprintln(sum, own[shot.File])
			for _, file := range shot.Holds {
				fmt.Fprintln(sum, own[file])
			}
			shot.Shows = fmt.Sprintf("%x", sum.Sum(nil))
		}
	}
	return list
}

// maxCompared is among how many pages the one is looked for that docsite.yaml may mean.
const maxCompared = 500

// findSubject finds what a screenshot is to show, or why there is no such thing.
func (s *Site) findSubject(shot *shots.Shot) {
	shot.Output = s.outputOf(shot.Spec.Page)
	if shot.Output == "" {
		shot.Key, shot.Why = "page", fmt.Sprintf("the site has no page %q", shot.Spec.Page)
		var names []string
		if len(s.site.Pages) <= maxCompared {
			for _, p := range s.site.Pages {
				names = append(names, s.site.File(p))
			}
		}
		shot.Hint = spelling.Hint(shot.Spec.Page, names, "write its Markdown as docsite build lists it, or its address in the site")
		return
	}
	text, err := s.ReadFile(shot.Output)
	if err != nil {
		shot.Key, shot.Why = "page", fmt.Sprintf("the page %q cannot be read", shot.Spec.Page)
		return
	}
	at := func(address string) string { return OutputAt(shot.Output, address) }
	found, err := subject.Of(text, subject.Options{Spec: shot.Spec,
		Read: func(address string) ([]byte, error) { return s.ReadFile(at(address)) },
		Screenshot: func(address string) string {
			if r := s.routes.At(at(address)); r != nil && r.Kind == site.FileRoute && s.isShot(r.File) {
				return r.File
			}
			return ""
		}})
	if err != nil {
		shot.Key, shot.Why = "selector", fmt.Sprintf("selector %q: %v", shot.Spec.Selector, err)
		if errors.Is(err, subject.ErrNoPart) {
			shot.Why = fmt.Sprintf("selector %q fits nothing on the page %q", shot.Spec.Selector, shot.Spec.Page)
		}
		return
	}
	shot.Shows, shot.Holds = found.Own, found.Holds
}

// outputOf is the output of the page that a screenshot names: its Markdown, relative
// to the project or to the content folder, or its address in the site; "" for none.
func (s *Site) outputOf(name string) string {
	file := path.Clean(name)
	if p := s.site.PageOf(file); p != nil {
		return p.Output
	}
	if p, ok := s.site.Page(file); ok {
		return p.Output
	}
	address := strings.TrimPrefix(path.Clean("/"+name), "/")
	return s.routes.PageAt(address, append([]site.RouteKind{site.SearchPageRoute, site.MissingRoute}, site.PageKinds...)...)
}

// OutputAt is the output that an address on a page of this output leads to, be there a
// file or none; "" where it leads to another site.
func OutputAt(page, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return ""
	}
	return path.Join(path.Dir(page), u.Path)
}

func (s *Site) isShot(file string) bool {
	_, ok := s.site.Config.Shots[file]
	return ok
}

// judgeShots says of each screenshot whether it shows what it is to show.
func (s *Site) judgeShots() []shots.Verdict {
	if s.unmarked || len(s.site.Config.Shots) == 0 {
		return nil
	}
	return shots.Judge(s.site, ForShots(s.site).Shots())
}

// isOutdated reports whether a file is a screenshot of what is no longer so.
func (s *Site) isOutdated(file string) bool {
	if !s.isShot(file) {
		return false
	}
	return slices.ContainsFunc(s.shots(), func(v shots.Verdict) bool {
		_, taken := s.site.Lock.Shots[file]
		return v.File == file && taken && (v.State == shots.Stale || v.State == shots.Lost)
	})
}

// shotProblems are the screenshots that do not show what they are to show.
func (s *Site) shotProblems() (ps site.Problems) {
	for _, v := range s.shots() {
		if v.State == shots.Current {
			continue
		}
		p := shots.At(&s.site.Config, v.File, v.Key, fmt.Sprintf("screenshot %q: %s", v.File, v.Reason), v.Hint)
		p.Severity = site.Warning
		ps = append(ps, p)
	}
	return ps
}
