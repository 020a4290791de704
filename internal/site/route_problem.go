package site

import (
	"fmt"

	"docsite/internal/glob"
)

// routeConflict reports a route whose path another one has already. It is
// reported where a person can do something about it: at the refused one, or at
// the other where the refused one is docsite's own. An address that leads to
// the same page twice is none.
func (s *Site) routeConflict(refused, kept *Route) Problems {
	p := s.routeProblem(refused)
	if p.File == "" {
		p = s.routeProblem(kept)
	}
	name, other := s.routeName(refused), s.routeName(kept)
	same := glob.Fold(refused.Output) == glob.Fold(kept.Output)
	switch {
	case refused.Kind == AliasRoute && kept.Kind == AliasRoute && same && refused.Page == kept.Page:
		return nil
	case kept == reserved:
		p.Message = fmt.Sprintf("%s would be written to %q; names with %q at their beginning are docsite's", name, refused.Output, reserved.Output)
		p.Hint = "rename it"
	case refused.Kind == AliasRoute && kept.Kind == AliasRoute && same:
		p.Message = fmt.Sprintf("%s leads to %q already", name, kept.Page.Path)
		p.Hint = "remove it here or there"
	case refused.Kind == AliasRoute && same && refused.Page == kept.Page:
		p.Severity = Warning
		p.Message = name + " is the page's own address"
		p.Hint = "remove it"
	case refused.Kind == AliasRoute:
		p.Message = fmt.Sprintf("%s would take the place of %s", name, other)
		p.Hint = "an alias is an address where nothing else stands"
	case same:
		p.Message = fmt.Sprintf("%s and %s would both be written to %q", other, name, refused.Output)
		p.Hint = "rename one of them"
		if refused.Output != kept.Output {
			p.Hint = alikeHint
		}
	default:
		p.Message = fmt.Sprintf("%s would be written to %q, and %s to %q: one name cannot be a file and a folder", other, kept.Output, name, refused.Output)
		p.Hint = "rename one of them"
	}
	return Problems{p}
}

// routeProblem is a problem at the place where somebody asked for a route, no
// error for an alias, without which a site is a site; its file is empty for a
// route of docsite's own.
func (s *Site) routeProblem(r *Route) Problem {
	p := Problem{File: r.File, Severity: Error}
	switch r.Kind {
	case PageRoute:
		p.File = s.File(r.Page)
	case AliasRoute:
		p.File, p.Severity = s.File(r.Page), Warning
		if src, err := s.Source(r.Page); err == nil {
			p.Line, p.Col = r.Page.aliasPlace(src.Text, r.Alias)
		}
	}
	return p
}

// routeName is what a person calls a route.
func (s *Site) routeName(r *Route) string {
	switch r.Kind {
	case PageRoute:
		return quoted("page", r.Page.Path)
	case AliasRoute:
		return quoted("alias", r.Page.Aliases[r.Alias])
	case SectionRoute:
		return quoted("the list of the folder", r.Section.Path)
	}
	if r.File != "" {
		return quoted("the file", r.File)
	}
	return quoted("docsite's own", r.Output)
}

// isNamed reports whether somebody has named a route otherwise than by a file of the
// content folder.
func (s *Site) isNamed(r *Route) bool {
	switch r.Kind {
	case FileRoute:
		_, inside := s.Config.InContent(r.File)
		return !inside
	case AliasRoute, ThemeRoute, FigureRoute:
		return true
	}
	return false
}
