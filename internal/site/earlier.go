package site

import (
	"reflect"
	"slices"
)

// keepShape takes over how an earlier reading has arranged the pages, and reports whether
// it could: where the changed files have nothing new but text. To arrange 10,000 pages
// takes longer than to read one. The pages stay: their files are opened when they are shown.
func (s *Site) keepShape(changed []int, opts Options) bool {
	b := opts.Before
	if b.Top == nil || b.drafts != opts.Drafts || !b.Config.is(s.Config) || !reflect.DeepEqual(b.Lock, s.Lock) || !reflect.DeepEqual(b.Table, s.Table) {
		return false
	}
	told, fresh := slices.Clone(b.told), make([]*Page, len(changed))
	for k, i := range changed {
		p := b.byPath[s.files[i].path]
		if p == nil {
			return false
		}
		opts.Before = nil // which may have the same stamp
		if fresh[k], told[i] = s.readOne(s.files[i], opts); fresh[k] == nil || !fresh[k].reads(p) {
			return false
		}
	}
	for k, i := range changed {
		p := b.byPath[s.files[i].path]
		p.stamp, p.problems = fresh[k].stamp, told[i]
		p.aliasAt.Store(nil)
		p.text.Store(fresh[k].text.Load())
	}
	s.told, s.arranged, s.drafts = told, b.arranged, b.drafts
	s.Pages, s.Top, s.Missing, s.byPath, s.routes = b.Pages, b.Top, b.Missing, b.byPath, b.routes
	return true
}

// is reports whether two configurations say the same.
func (c Config) is(o Config) bool {
	c.values, o.values = nil, nil // where each of them says it
	return reflect.DeepEqual(c, o)
}

// reads reports whether a page that was just read has all that another one has read,
// before the site was arranged.
func (p *Page) reads(o *Page) bool {
	front := o.Front
	front.Title = o.own
	return p.Text == o.Text && p.titled == o.titled && p.own == o.own && reflect.DeepEqual(p.Front, front) && slices.Equal(p.Quotes, o.Quotes) && slices.Equal(p.Anchors, o.Anchors) && slices.Equal(p.Labels, o.Labels) && slices.Equal(p.Asked, o.Asked)
}

// SameShape reports whether one of two readings has taken over how the other is arranged.
func (s *Site) SameShape(o *Site) bool { return s.Top == o.Top }

// Saved is what reading a page gave, without its text.
type Saved struct {
	Path string
	Front
	Titled   bool // by its front matter
	Quotes   []string
	Anchors  []string
	Labels   []string
	Problems Problems
}

// Found is what reading the pages of a project gave, for [Remember].
type Found struct {
	Files    []string // Markdown files, those that became no page too: relative to the content folder
	Pages    []Saved
	Problems Problems // of names and folders
}

// Found gives what was found, without the pages' text; nothing where a file may change
// under another name.
func (s *Site) Found() (f Found) {
	if s.links {
		return f
	}
	f.Files, f.Pages = make([]string, len(s.files)), make([]Saved, len(s.Pages))
	for i, file := range s.files {
		f.Files[i] = file.path
	}
	for i, p := range s.Pages {
		f.Pages[i] = Saved{p.Path, p.Front, p.titled, p.Quotes, p.Anchors, p.Labels, p.problems}
		f.Pages[i].Title = p.own
	}
	f.Problems = s.found.problems
	return f
}

// Remember gives a site for the Before of [Options]: pages with these paths are taken
// from it, but for those that are named as changed. The folders are those of docsite.yaml.
func Remember(content, output string, f Found) *Site {
	s := &Site{Config: Config{Content: content, Output: output}, byPath: make(map[string]*Page, len(f.Pages)), found: found{problems: f.Problems, links: len(f.Files) == 0}}
	s.files = make([]file, len(f.Files))
	for i, name := range f.Files {
		s.files[i].path = name
	}
	for _, p := range f.Pages {
		s.byPath[p.Path] = &Page{Path: p.Path, Output: outputPath(p.Path), Front: p.Front, Quotes: p.Quotes, Anchors: p.Anchors, Labels: p.Labels,
			titled: p.Titled, own: p.Title, problems: p.Problems}
	}
	return s
}
