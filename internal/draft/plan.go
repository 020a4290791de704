package draft

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docsite/internal/inventory"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// Options say what is drafted.
type Options struct {
	Dockerfiles []string // relative to the project; none for those that are there
	All         bool     // all Dockerfiles of the project, and not the one at its top alone
	Page        string   // relative to the project; empty for the first that is free
	Scripts     []string // relative to the project: what a container starts with, where the Dockerfile does not tell
	Name        string   // of the project, where the Dockerfile gives the image no title
	Image       string   // reference of an image to be measured; empty for none
	ID          string   // of that image in docsite.yaml
	Repo        string   // web address of the project's repository; empty for none
}

// Plan is what a project is to get.
type Plan struct {
	Pages  []Page         // in the order in which they were drafted
	Files  []*site.Source // none of which is there yet; the pages first
	Others []string       // Dockerfiles of the project for which nothing was drafted, some with the reason
	Ignore []Ignore       // what files of the project should leave out

	chosen bool // nobody said which Dockerfiles
}

// Page is a page that was drafted.
type Page struct {
	File       string
	Dockerfile string // that it explains; empty for the overview of several
	Notes      int    // rows that were drafted
}

// planner makes a plan.
type planner struct {
	site    *site.Site
	found   *inventory.Project
	options Options
	findings
	plan   Plan
	copies bool // a Dockerfile copies all of the project
}

// New drafts pages for Dockerfiles of a project, and a configuration where
// there is none. The plan is nil when one of the problems is an error.
func New(s *site.Site, found *inventory.Project, o Options) (*Plan, site.Problems) {
	p := &planner{site: s, found: found, options: o, plan: Plan{chosen: !o.All && len(o.Dockerfiles) == 0}}
	title := o.Name
	switch files := p.choose(); {
	case len(files) == 1:
		title = p.one(files[0])
	case len(files) > 1:
		p.several(files)
	}
	if p.problems.Failed() || !p.mayConfigure() {
		return nil, p.problems
	}
	if !p.exists(site.ConfigName) {
		p.plan.Files = append(p.plan.Files, p.config(title))
	}
	p.ignore()
	return &p.plan, p.problems
}

func (p *planner) exists(name string) bool {
	_, err := fs.Stat(p.site.FS, name)
	return err == nil
}

// choose are the Dockerfiles of which pages are drafted: those that were named,
// all, the one at the top of the project, or all where none stands there.
func (p *planner) choose() (files []string) {
	for _, name := range p.options.Dockerfiles {
		files = append(files, path.Clean(name))
	}
	if len(files) > 0 {
		return p.allow(files)
	}
	all := p.found.Dockerfiles()
	if main := p.found.Main(); main != "" && !p.options.All {
		p.plan.Others = slices.DeleteFunc(all, func(name string) bool { return name == main })
		return []string{main}
	}
	if len(all) == 0 {
		hint := "name the project's folder, or the file with --dockerfile; docsite build makes a site of Markdown without one"
		if templates := p.found.Templates(); len(templates) > 0 {
			hint = fmt.Sprintf("%s is a template; name a file that was made of it with --dockerfile", templates[0])
		}
		p.fail(site.Problem{Message: "there is no Dockerfile and no Containerfile in the project", Hint: hint})
	}
	return p.allow(all)
}

// allow refuses what can be said of one Dockerfile alone where there are several.
func (p *planner) allow(files []string) []string {
	if len(files) < 2 {
		return files
	}
	for _, flag := range []struct{ name, value string }{{"--image", p.options.Image}, {"--out", p.options.Page}, {"--script", strings.Join(p.options.Scripts, "")}} {
		if flag.value != "" {
			p.fail(site.Problem{Message: fmt.Sprintf("%s is for one Dockerfile, and there are %d", flag.name, len(files)), Hint: "name one with --dockerfile: " + listed(files)})
			return nil
		}
	}
	return files
}

// one drafts the page of one Dockerfile, and gives its title.
func (p *planner) one(name string) string {
	d := &project{site: p.site, found: p.found, options: p.options}
	defer func() { p.problems = append(p.problems, d.problems...) }()
	if !d.readDockerfile(name) || !d.parse() {
		return ""
	}
	file, ok := p.choosePage(name)
	if !ok {
		return ""
	}
	title := d.title()
	p.add(d, file, title)
	return title
}

// add drafts a page and takes it into the plan. It reports false for a page that
// could not be read again.
func (p *planner) add(d *project, file, title string) bool {
	d.findScripts()
	drafted := d.draft(file, title)
	src := &site.Source{Name: file, Text: drafted.text()}
	d.problems = append(d.problems, markdown.Check(src)...)
	if d.problems.Failed() {
		return false
	}
	p.plan.Files = append(p.plan.Files, src)
	p.plan.Pages = append(p.plan.Pages, Page{file, d.dockerfile.Name, drafted.notes()})
	p.copies = p.copies || d.copiesAll()
	return true
}
