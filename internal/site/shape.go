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
	if b.Top == nil || b.drafts != opts.Drafts || !b.Config.is(s.Config) || !reflect.DeepEqual(b.Lock, s.Lock) || !reflect.DeepEqual(b.table, s.table) {
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
	return p.titled == o.titled && p.own == o.own && reflect.DeepEqual(p.Front, front) && slices.Equal(p.Quotes, o.Quotes) && slices.Equal(p.Anchors, o.Anchors)
}

// SameShape reports whether one of two readings has taken over how the other is arranged.
func (s *Site) SameShape(o *Site) bool { return s.Top == o.Top }
