package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// slugs gives headings the ids that GitHub gives them, so that a link to a
// heading works in both places: lower case, spaces as hyphens, letters and
// digits of every script kept, the rest left out; a repeated one is numbered.
// Source: github-slugger's rules, which follow GitHub's html-pipeline.
type slugs struct{ used map[string]int }

func newSlugs() *slugs { return &slugs{used: map[string]int{}} }

// Generate implements parser.IDs: it takes the id that an author chose in braces. The
// others are made of the headings' texts, once these are read.
func (s *slugs) Generate(value []byte, _ ast.NodeKind) []byte {
	_, id := splitBraces(value)
	if _, taken := s.used[string(id)]; id == nil || taken {
		return nil
	}
	s.used[string(id)] = 0
	return id
}

// unique is the id of a heading with this text.
func (s *slugs) unique(heading string) string {
	slug := Slug(heading)
	if slug == "" {
		slug = "section"
	}
	unique := slug
	for n, taken := s.used[slug]; taken; _, taken = s.used[unique] {
		n++
		s.used[slug] = n
		unique = slug + "-" + strconv.Itoa(n)
	}
	s.used[unique] = 0
	return unique
}

// Put implements parser.IDs.
func (s *slugs) Put(value []byte) { s.used[string(value)] = 0 }

// Slug is the id of a heading with this plain text, before it is numbered.
func Slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(heading) {
		switch {
		case r == ' ' || r == '-':
			b.WriteByte('-')
		case r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
