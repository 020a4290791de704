package draft

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// Options say what is drafted.
type Options struct {
	Dockerfile string // relative to the project; empty for the one that is there
	Page       string // relative to the project; empty for the first that is free
	Name       string // of the project, where the Dockerfile gives the image no title
	Image      string // reference of an image to be measured; empty for none
	ID         string // of that image in docsite.yaml
}

// Plan is what a project is to get.
type Plan struct {
	Files []*site.Source // none of which is there yet; the page first
	Notes int            // rows that were drafted
}

// New drafts a page for the Dockerfile of a project, and a configuration where
// there is none. The plan is nil when one of the problems is an error.
func New(s *site.Site, o Options) (*Plan, site.Problems) {
	p := &project{site: s, options: o}
	if !p.findDockerfile() || !p.parse() {
		return nil, p.problems
	}
	file, ok := p.choosePage()
	if !ok || !p.mayConfigure() {
		return nil, p.problems
	}
	p.findScript()
	drafted := p.draft(file)
	src := &site.Source{Name: file, Text: drafted.text()}
	if p.problems = append(p.problems, markdown.Check(src)...); p.problems.Failed(false) {
		return nil, p.problems
	}
	plan := &Plan{Files: []*site.Source{src}, Notes: drafted.notes()}
	if !p.exists(site.ConfigName) {
		plan.Files = append(plan.Files, p.config(drafted.title))
	}
	return plan, p.problems
}

func (p *project) exists(name string) bool {
	_, err := fs.Stat(p.site.FS, name)
	return err == nil
}

// content is the folder that docsite takes pages from, once it is there. A
// project that has neither a configuration nor such a folder gets content/.
func (p *project) content() string {
	if folder := p.site.Config.Content; folder != "." || p.exists(site.ConfigName) {
		return folder
	}
	return "content"
}

// choosePage says where the page goes, and reports false when something is
// there that must not be written over.
func (p *project) choosePage() (file string, ok bool) {
	if file = p.options.Page; file != "" {
		return p.checkPage(path.Clean(file))
	}
	content := p.content()
	pages := p.site.Pages
	if content != p.site.Config.Content {
		pages = nil
	}
	for _, page := range pages {
		file := p.site.File(page)
		if slices.ContainsFunc(page.Quotes, func(q string) bool { return path.Join(path.Dir(file), q) == p.dockerfile.Name }) {
			return "", p.fail(site.Problem{File: file, Message: fmt.Sprintf("the page quotes %q already", p.dockerfile.Name),
				Hint: "edit it, or draft another page with --out " + path.Join(content, "PAGE.md")})
		}
	}
	file = path.Join(content, "index.md")
	if len(pages) > 0 {
		file = path.Join(content, "dockerfile.md")
	}
	return p.checkPage(file)
}

// checkPage refuses a page that is there, and one that docsite would not build.
func (p *project) checkPage(file string) (string, bool) {
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

// mayConfigure refuses an image where there is a configuration: that is the
// author's.
func (p *project) mayConfigure() bool {
	if p.options.Image == "" || !p.exists(site.ConfigName) {
		return true
	}
	return p.fail(site.Problem{File: site.ConfigName, Message: fmt.Sprintf("the file is there already, and image %q would have to go into it", p.options.Image),
		Hint: fmt.Sprintf("add it yourself, as %s: {ref: %q, dockerfile: %s} below images:", p.options.ID, p.options.Image, p.dockerfile.Name)})
}

// config is a first docsite.yaml.
func (p *project) config(title string) *site.Source {
	id, ref, mark := "web", "registry.example.org/team/web:latest", "#"
	about := "# Name the image that is built, take the signs before the lines off, and\n# docsite refresh measures it.\n"
	if p.options.Image != "" {
		id, ref, mark = p.options.ID, p.options.Image, ""
		about = "# docsite refresh measures these images.\n"
	}
	var b strings.Builder
	b.WriteString("title: " + yamlString(title) + "\n\n" + about)
	for _, line := range []string{
		"images:",
		"  " + id + ":",
		"    ref: " + yamlString(ref),
		"    dockerfile: " + yamlString(p.dockerfile.Name),
		"tables:",
		"  " + sizesTable + ":",
		"    images: [" + id + "]",
		"    columns: [download, usage]",
	} {
		b.WriteString(mark + line + "\n")
	}
	return &site.Source{Name: site.ConfigName, Text: []byte(b.String())}
}

// sizesTable is the id of the table of sizes.
const sizesTable = "sizes"
