package render

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/site"
)

// link is what became of a destination.
type link struct {
	href     string // not yet escaped; empty when it may not be followed
	external bool
	file     string // of the project, when it is one; for the sizes of pictures
}

// resolve makes a destination that stands in a page's Markdown into one that
// works from the page's place in the site. It reports a dead one.
func (p *printer) resolve(written []byte, offset int, picture bool) link {
	return p.resolveTo(decode(written), offset, picture)
}

// resolveTo is resolve for a destination without escapes and entities.
func (p *printer) resolveTo(dest string, offset int, picture bool) link {
	if i := strings.IndexFunc(dest, isControl); i >= 0 {
		p.warn(offset, fmt.Sprintf("%s %q holds a control character", kind(picture), dest), "")
		return link{}
	}
	if strings.HasPrefix(dest, "//") {
		dest = "https:" + dest
	}
	if scheme := schemeOf(dest); scheme != "" {
		web := scheme == "http" || scheme == "https" || scheme == "mailto" && !picture
		if web && dest[len(scheme)] == ':' { // no blanks around it
			return link{href: dest, external: true}
		}
		p.warn(offset, fmt.Sprintf("%s %q is left out: its scheme is not http, https or mailto", kind(picture), dest), "")
		return link{}
	}
	name, query, fragment := splitDestination(dest)
	if name == "" && query == "" {
		p.anchorRefs = append(p.anchorRefs, anchorRef{p.page.Output, fragment, offset})
		return link{href: "#" + fragment}
	}
	l, no := p.local(name, fragment, offset, picture)
	if no != (assets.Refusal{}) {
		p.dead(name, no, offset, picture)
		return link{href: query2href(name, query, fragment)}
	}
	if fragment != "" {
		l.href += "#" + fragment
	}
	return l
}

// dead reports a destination that is not there, or that is not published.
func (p *printer) dead(name string, no assets.Refusal, offset int, picture bool) {
	switch {
	case no.Fatal:
		p.fail(offset, fmt.Sprintf("%s %q cannot be published: %s", kind(picture), name, no.Why), no.Hint)
	case no != assets.Nowhere:
		p.warn(offset, fmt.Sprintf("%s %q is not published: %s", kind(picture), name, no.Why), no.Hint)
	case picture:
		p.warn(offset, fmt.Sprintf("picture %q is not there", name), "")
	default:
		p.warn(offset, fmt.Sprintf("link %q leads nowhere", name), "")
	}
}

func query2href(name, query, fragment string) string {
	if query != "" {
		name += "?" + query
	}
	if fragment != "" {
		name += "#" + fragment
	}
	return "./" + strings.TrimLeft(name, "/")
}

func kind(picture bool) string {
	if picture {
		return "picture"
	}
	return "link"
}

func isControl(r rune) bool { return r < 0x20 || r == 0x7f }

// schemeOf is the scheme of a destination in lower case; empty for a relative
// one. It is stricter than RFC 3986: anything that a browser might take for
// a scheme is one.
func schemeOf(dest string) string {
	i := strings.IndexAny(dest, ":/?#")
	if i < 0 || dest[i] != ':' {
		return ""
	}
	if scheme := strings.ToLower(strings.TrimSpace(dest[:i])); scheme != "" {
		return scheme
	}
	return ":"
}

// splitDestination takes a relative destination apart, percent signs resolved.
func splitDestination(dest string) (name, query, fragment string) {
	name, fragment, _ = strings.Cut(dest, "#")
	name, query, _ = strings.Cut(name, "?")
	if s, err := url.PathUnescape(name); err == nil {
		name = s
	}
	if s, err := url.PathUnescape(fragment); err == nil {
		fragment = s
	}
	return name, query, fragment
}

// local finds what a relative destination names: a page, a folder with an
// index, or a file that is then published with the site.
func (p *printer) local(name, fragment string, offset int, picture bool) (link, assets.Refusal) {
	file := p.site.projectPath(p.page, name)
	if !picture {
		if out := p.site.pageAt(p.page, file, name); out != "" {
			if fragment != "" {
				p.anchorRefs = append(p.anchorRefs, anchorRef{out, fragment, offset})
			}
			return link{href: p.site.layout.Href(p.page.Output, out)}, assets.Refusal{}
		}
	}
	out, no := p.site.publish(file, picture)
	if no != (assets.Refusal{}) {
		return link{}, no
	}
	return link{href: p.site.layout.Href(p.page.Output, out), file: file}, assets.Refusal{}
}

// projectPath is the path in the project of what a page names; "" when it
// lies outside. A leading slash means the project's folder, as on GitHub.
func (s *Site) projectPath(from *site.Page, name string) string {
	file := path.Join(path.Dir(s.site.File(from)), name)
	if strings.HasPrefix(name, "/") {
		file = path.Clean(strings.TrimLeft(name, "/"))
		if _, err := fs.Stat(s.site.FS, file); err != nil {
			file = path.Join(s.site.Config.Content, name) // or the site's, as elsewhere
		}
	}
	if !fs.ValidPath(file) {
		return ""
	}
	return file
}

// inContent is a project path as one relative to the content folder.
func (s *Site) inContent(file string) (string, bool) {
	if s.site.Config.Content == "." {
		return file, true
	}
	if file == s.site.Config.Content {
		return ".", true
	}
	return strings.CutPrefix(file, s.site.Config.Content+"/")
}

// pageAt is the output of the page that a path of the project names, as its
// Markdown, as its HTML or as its folder; "" for none.
func (s *Site) pageAt(from *site.Page, file, name string) string {
	inside, ok := s.inContent(file)
	if !ok || file == "" {
		return ""
	}
	if page, ok := s.site.Page(inside); ok {
		return page.Output
	}
	for _, out := range []string{inside, path.Join(inside, "index.html"), inside + ".html"} {
		if s.routes.Is(out, site.PageKinds...) {
			return out
		}
	}
	if strings.HasSuffix(name, "/") && strings.HasPrefix(name, "../") { // a page's own folder, as Hugo and MkDocs have it
		out := path.Join(strings.TrimSuffix(from.Path, path.Ext(from.Path)), name) + ".html"
		if s.routes.Is(out, site.PageRoute) {
			return out
		}
	}
	return ""
}
