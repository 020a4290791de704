// Package links says where what an author wrote as a destination leads: to a
// page, to a file that is then part of the site, to another site, or nowhere.
//
// Start from [Resolver]. [Anchors] knows which places in pages links name, and
// whether they are there. The package prints nothing; what is wrong with a
// destination is a [Fault], to which its page and place are added.
package links

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/yuin/goldmark/util"

	"docsite/internal/assets"
	"docsite/internal/contents"
	"docsite/internal/kept"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// Resolver resolves the destinations of a site's pages. It is safe for use by
// several goroutines.
type Resolver struct {
	Site   *site.Site
	Routes *site.Routes
	Assets *assets.Policy
	Href   func(from, to string) string // the way from one output to another

	nearby    nearby
	addresses addresses
	labels    labels
	mu        sync.Mutex
	used      map[*site.Page]*used
}

// Link is a destination that was resolved, with the page or the file that it leads to.
type Link struct {
	Href     string // not yet escaped; empty when it may not be followed
	External bool   // it leads to another site
	File     string // of the project, when it is one
	Own      string // output of a badge, or of what else docsite knows of images
	Page     string // output of the page in which it names a place
	Anchor   string // the place; empty for none
	Title    string // of the place, where that is known
}

// Fault is an error in a destination. The zero Fault is none.
type Fault struct {
	Message, Hint string
	Fatal         bool // no site may be built with it
}

// Decode is what a destination in Markdown means: escapes and entities
// resolved, as a browser would see it.
func Decode(s []byte) string {
	if bytes.ContainsAny(s, "\\&") {
		s = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
	}
	return string(s)
}

// Resolve makes a destination that stands in a page, without escapes and
// entities, into one that works from the page's place in the site. A file that
// it names is part of the site from then on.
func (r *Resolver) Resolve(page *site.Page, dest string, picture bool) (Link, Fault) {
	l, fault := r.resolve(page, dest, picture)
	if (SchemeOf(dest) == "" || strings.HasPrefix(dest, markdown.Reference)) && !strings.HasPrefix(dest, "#") && !strings.HasPrefix(dest, "//") {
		r.note(page, kept.Asked{Name: dest, Kind: destination, Picture: picture, Answer: r.answer(&l, &fault)})
	}
	return l, fault
}

func (r *Resolver) resolve(page *site.Page, dest string, picture bool) (Link, Fault) {
	if i := strings.IndexFunc(dest, isControl); i >= 0 {
		return Link{}, Fault{Message: fmt.Sprintf("%s %q holds a control character", kind(picture), dest)}
	}
	if strings.HasPrefix(dest, "//") {
		dest = "https:" + dest
	}
	if name, ok := strings.CutPrefix(dest, markdown.Reference); ok {
		return r.reference(page, name)
	}
	if scheme := SchemeOf(dest); scheme != "" {
		web := scheme == "http" || scheme == "https" || scheme == "mailto" && !picture
		if web && dest[len(scheme)] == ':' { // no blanks around it
			return Link{Href: dest, External: true}, Fault{}
		}
		return Link{}, Fault{Message: fmt.Sprintf("%s %q is left out: its scheme is not http, https or mailto", kind(picture), dest)}
	}
	name, query, fragment := split(dest)
	if name == "" && query == "" {
		return Link{Href: "#" + fragment, Page: page.Output, Anchor: fragment}, Fault{}
	}
	l, no := r.local(page, name, fragment, picture)
	if no != (assets.Refusal{}) {
		if address := r.hosted(page, name, picture, no, r.Site.Config.Repo); address != "" {
			return Link{Href: address + suffix(query, fragment), External: true}, Fault{}
		}
		if to, nowhere := r.labelled(page, dest); nowhere == (Fault{}) && !picture { // as MyST has it
			return to, Fault{}
		}
		fault := fault(name, no, picture)
		if no == assets.Nowhere && r.ProjectPath(page, name) == "" {
			fault.Message = fmt.Sprintf("%s %q leads out of the project", kind(picture), name)
		}
		if r.Site.Config.Repo == "" && r.hosted(page, name, picture, no, anyRepository) != "" {
			fault.Hint = "where docsite.yaml names the repository as repo, the link leads there"
		}
		if near := r.ending(page, name); near != nil && fault.Hint == "" && !picture {
			fault.Hint = "did you mean " + r.Href(r.Site.File(page), r.Site.File(near)) + "?"
		}
		return Link{Href: unresolved(name, query, fragment)}, fault
	}
	return l, Fault{}
}

// toPage leads to a page or to a place in it.
func (r *Resolver) toPage(from *site.Page, output, fragment string) Link {
	return Link{Href: r.Href(from.Output, output) + suffix("", fragment), Page: output, Anchor: fragment}
}

// fault is that a destination is not there, or is not published.
func fault(name string, no assets.Refusal, picture bool) Fault {
	switch {
	case no.Fatal:
		return Fault{fmt.Sprintf("%s %q cannot be published: %s", kind(picture), name, no.Why), no.Hint, true}
	case no != assets.Nowhere:
		return Fault{fmt.Sprintf("%s %q is not published: %s", kind(picture), name, no.Why), no.Hint, false}
	case picture:
		return Fault{Message: fmt.Sprintf("picture %q is not there", name)}
	}
	return Fault{Message: fmt.Sprintf("link %q leads nowhere", name)}
}

// unresolved is a destination that leads nowhere, as it was written.
func unresolved(name, query, fragment string) string {
	return "./" + strings.TrimLeft(name+suffix(query, fragment), "/")
}

// suffix is what follows the path of a destination.
func suffix(query, fragment string) string {
	if query != "" {
		query = "?" + query
	}
	if fragment != "" {
		query += "#" + fragment
	}
	return query
}

func kind(picture bool) string {
	if picture {
		return "picture"
	}
	return "link"
}

func isControl(r rune) bool { return r < 0x20 || r == 0x7f }

// SchemeOf is the scheme of a destination in lower case; empty for a relative
// one. It is stricter than RFC 3986: anything that a browser might take for
// a scheme is one.
func SchemeOf(dest string) string {
	i := strings.IndexAny(dest, ":/?#")
	if i < 0 || dest[i] != ':' {
		return ""
	}
	if scheme := strings.ToLower(strings.TrimSpace(dest[:i])); scheme != "" {
		return scheme
	}
	return ":"
}

// split takes a relative destination apart, percent signs resolved.
func split(dest string) (name, query, fragment string) {
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

// local finds what a relative destination names, from its page or from a file that this
// includes: a page, a folder with an index, a badge, or a file that is then published with the
// site.
func (r *Resolver) local(page *site.Page, name, fragment string, picture bool) (Link, assets.Refusal) {
	if out := r.fromFolder(page, name); out != "" && !picture {
		return r.toPage(page, out, fragment), assets.Refusal{}
	}
	l, no := r.localAt(page, r.ProjectPath(page, name), name, fragment, picture)
	for i := 0; no != (assets.Refusal{}) && !no.Fatal && i < len(page.Includes); i++ {
		if to, nowhere := r.localAt(page, r.Assets.Path(page.Includes[i], name), name, fragment, picture); nowhere == (assets.Refusal{}) {
			return to, nowhere
		}
	}
	return l, no
}

// localAt is local for a file of the project.
func (r *Resolver) localAt(page *site.Page, file, name, fragment string, picture bool) (Link, assets.Refusal) {
	if !picture {
		if out := r.pageAt(file); out != "" {
			return r.toPage(page, out, fragment), assets.Refusal{}
		}
	}
	if inside, ok := r.Site.Config.InContent(file); ok && r.Routes.Is(inside, site.FigureRoute) {
		return Link{Href: r.Href(page.Output, inside) + suffix("", fragment), Own: inside}, assets.Refusal{}
	}
	out, no := r.publish(page, file, picture)
	if no == assets.Nowhere {
		if static := r.static(page, name, picture); static != "" {
			if to := r.Site.PageOf(static); to != nil && !picture {
				return r.toPage(page, to.Output, fragment), assets.Refusal{}
			}
			file = static
			out, no = r.publish(page, file, picture)
		}
	}
	if no != (assets.Refusal{}) {
		if picture || no.Fatal {
			return Link{}, no
		}
		if out = r.loosely(page, name, no); out == "" {
			return Link{}, no
		}
		return r.toPage(page, out, fragment), assets.Refusal{}
	}
	return Link{Href: r.Href(page.Output, out) + suffix("", fragment), File: file}, assets.Refusal{}
}

// ProjectPath is the path in the project of what a page names; see [assets.Policy.Path].
func (r *Resolver) ProjectPath(from *site.Page, name string) string {
	return r.Assets.Path(r.Site.File(from), name)
}

// pageAt is the output of the page that a path of the project names, as its
// Markdown, as its HTML or as its folder; "" for none.
func (r *Resolver) pageAt(file string) string {
	if page := r.Site.PageOf(file); page != nil {
		return page.Output
	}
	inside, ok := r.Site.Config.InContent(file)
	if !ok || file == "" {
		return ""
	}
	return r.Routes.PageAt(inside, site.PageKinds...)
}

// Publish makes a file of the project, which a page shows, part of the site and gives
// its output path. Pages name files while they are printed, by a link, a picture or a
// quotation that goldmark found: what only looks like one publishes nothing.
func (r *Resolver) Publish(page *site.Page, file string, picture bool) (string, assets.Refusal) {
	out, no := r.publish(page, file, picture)
	r.note(page, kept.Asked{Name: file, Kind: Publication, Picture: picture, Answer: r.answer(&Link{Href: out}, &Fault{no.Why, no.Hint, no.Fatal})})
	return out, no
}

func (r *Resolver) publish(page *site.Page, file string, picture bool) (string, assets.Refusal) {
	if _, known := r.Routes.FileAt(file); !known || assets.Typed(file, picture) != (assets.Refusal{}) {
		if no := r.Assets.Refuse(file, picture); no != (assets.Refusal{}) {
			return "", no
		}
	}
	out, other := r.show(page, file)
	if other != "" {
		return "", assets.Refusal{Why: fmt.Sprintf("%q has its name", other),
			Hint: "rename one of them: file systems of macOS and Windows do not tell them apart", Fatal: true}
	}
	return out, assets.Refusal{}
}

// wantedPath is where a file of the project stands in the site if no page and
// nothing of docsite's does: a file of the content folder in the same place
// among the pages, any other by its path in the project, or below project/ where
// the content folder has that.
func (r *Resolver) wantedPath(file string) string {
	if inside, ok := r.Site.Config.InContent(file); ok {
		return assets.Shown(inside)
	}
	file = assets.Shown(file)
	for {
		if _, err := fs.Stat(r.Site.FS, path.Join(r.Site.Config.Content, file)); err != nil {
			return file
		}
		file = "project/" + file
	}
}

// MayBeFile reports whether a file of the project could stand at an output once
// a page has shown it.
func (r *Resolver) MayBeFile(output string) bool {
	for _, file := range []string{path.Join(r.Site.Config.Content, output), strings.TrimPrefix(output, "project/")} {
		for _, file := range assets.Unshown(file) {
			if r.Assets.Refuse(file, contents.IsPicture(file)) == (assets.Refusal{}) {
				return true
			}
		}
	}
	return false
}
