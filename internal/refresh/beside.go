package refresh

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// Problems finds what a build can see without its pages. What docsite.yaml says of
// Dockerfiles that are not so is an error. Figures of another image than
// docsite.yaml names are a warning, and so is what is wrong in the Markdown that is
// no page, as far as a build minds it in pages: markers, quotations, sentences about
// sizes. The site can be built with these.
func Problems(ctx context.Context, s *site.Site) site.Problems {
	beside, problems := s.Files()
	r := &run{opts: Options{Check: true}, site: s, captions: figures.NewCaptions(s), report: &Report{Problems: problems}, lock: *s.Lock, files: files{s, beside}}
	if _, err := r.plan(ctx); err != nil {
		return nil
	}
	ps := r.report.Problems
	for _, item := range r.report.Items {
		p := site.Problem{File: item.File, Line: item.Line, Col: item.Col, Message: item.Reason, Hint: item.Hint}
		switch {
		case item.Kind == "quotation" && item.State == Changed:
			p.Message, p.Hint = fmt.Sprintf("the quotation of %q is not what the file says", item.ID), Fix+" brings it up to date"
		case item.Kind != "claim":
			continue
		}
		ps = append(ps, p)
	}
	for _, o := range otherImages(s) {
		o.at.Message = fmt.Sprintf("docsite.lock has the figures of %q, not of %q", o.was, o.now)
		o.at.Hint = Fix + " asks its registry"
		ps = append(ps, o.at)
	}
	for i := range ps {
		ps[i].Severity = site.Warning
	}
	ps = append(ps, imageProblems(s)...)
	ps.Sort()
	return ps
}

// mark finds what may be a marker.
var mark = regexp.MustCompile(`<!--[ \t\r\n]*/?ds`)

// idle reports whether a file that is no page holds nothing that docsite looks
// after: no marker, no quotation, no image's name. Most are so, and need no
// parser, nor to be what a parser takes.
func idle(p *site.Page, text []byte, captions *figures.Captions) bool {
	return p.Output == "" && !mark.Match(text) && !bytes.Contains(text, []byte("file=")) && !captions.Mentions(text)
}

// strays finds the markers in Markdown that git tracks and no run looks at. What
// stands below a docsite.yaml of its own is another project's.
func (f files) strays() site.Problems {
	if f.site.Tracked == nil {
		return nil
	}
	tracked, err := f.site.Tracked()
	if err != nil {
		return nil // who needs git for more than this word is told
	}
	looked := map[string]bool{}
	for _, p := range f.list {
		looked[f.site.File(p)] = true
	}
	var ps site.Problems
	for name := range tracked {
		if strings.EqualFold(path.Ext(name), ".md") && !looked[name] && !f.site.Config.Excludes(name) && !otherProject(tracked, name) {
			ps = append(ps, stray(f.site.FS, name)...)
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

// stray warns of the first marker of a file.
func stray(fsys fs.FS, name string) site.Problems {
	text, err := site.ReadFile(fsys, name, site.MaxPage)
	if err != nil || !mark.Match(text) {
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
