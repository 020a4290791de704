package draft

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"docsite/internal/site"
)

// content is the folder that docsite takes pages from, once it is there. A
// project that has neither a configuration, nor such a folder, nor a front page
// gets content/.
func (p *planner) content() string {
	folder := p.site.Config.Content
	if folder != "." || p.exists(site.ConfigName) || p.hasFront() {
		return folder
	}
	return "content"
}

// hasFront reports whether a page at the top of the project is the site's front
// page, README.md mostly. It stays so.
func (p *planner) hasFront() bool {
	return slices.ContainsFunc(p.site.Pages, func(page *site.Page) bool { return page.Output == "index.html" })
}

// pages are those of the site that the drafts become a part of.
func (p *planner) pages() []*site.Page {
	if p.content() != p.site.Config.Content {
		return nil
	}
	return p.site.Pages
}

// quotedBy is the page that quotes a file; empty for none.
func (p *planner) quotedBy(name string) string {
	for _, page := range p.pages() {
		file := p.site.File(page)
		if slices.ContainsFunc(page.Quotes, func(q string) bool { return path.Join(path.Dir(file), q) == name }) {
			return file
		}
	}
	return ""
}

// choosePage says where the page of one Dockerfile goes, and reports false when
// something is there that must not be written over.
func (p *planner) choosePage(name string) (file string, ok bool) {
	if file = p.options.Page; file != "" {
		return p.checkPage(path.Clean(file))
	}
	content := p.content()
	if by := p.quotedBy(name); by != "" {
		return "", p.fail(site.Problem{File: by, Message: fmt.Sprintf("the page quotes %q already", name),
			Hint: "edit it, or draft another page with --out " + path.Join(content, "PAGE.md")})
	}
	file = "index"
	if len(p.pages()) > 0 {
		named := path.Dir(name) != "." || variant(name) != ""
		if file = "dockerfile"; named && p.exists(path.Join(content, file+".md")) {
			file = slug(strings.Trim(strings.ReplaceAll(path.Dir(name), "/", "-")+"-"+variant(name), "-."))
		}
		if reserved(file) {
			file += "-image"
		}
	}
	return p.checkPage(path.Join(content, file+".md"))
}

// checkPage refuses a page that is there, and one that docsite would not build.
func (p *planner) checkPage(file string) (string, bool) {
	content := p.content()
	switch {
	case path.Ext(file) != ".md":
		return "", p.fail(site.Problem{Message: fmt.Sprintf("page %q does not end in .md", file), Hint: "docsite builds Markdown files"})
	case content != "." && !strings.HasPrefix(file, content+"/"), strings.HasPrefix(file, "../"), path.IsAbs(file):
		return "", p.fail(site.Problem{Message: fmt.Sprintf("page %q is not in %q, where docsite looks for pages", file, content),
			Hint: "the path is relative to the project"})
	case p.exists(file):
		return "", p.fail(site.Problem{File: file, Message: "the page is there already; nothing is written over", Hint: "name another with --out"})
	}
	return file, true
}
