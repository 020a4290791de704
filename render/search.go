package render

import "docsite/internal/site"

// index is what the search knows.
type index struct{ site *Site }

// entry is a thing that can be found.
type entry struct{}

func newIndex(s *Site) *index { return &index{s} }

func (x *index) add(*site.Page, *printer) {}

func (x *index) files() []string { return nil }

func (x *index) file(string) ([]byte, bool) { return nil, false }

// searchPage is where the search leads without a script.
func (s *Site) searchPage() ([]byte, error) { return s.missingPage() }
