package draft

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docsite/internal/console"
	"docsite/internal/folder"
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

// one drafts the page of one Dockerfile, and gives the title of the image. A page beside
// others is called like the file: these are of the image too.
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
	title, own := d.title(), path.Base(name)
	if path.Base(file) == "index.md" {
		own = title
	}
	p.add(d, file, own)
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

// content is the folder that docsite takes pages from, once it is there. A
// project that has neither a configuration, nor such a folder, nor a front page
// gets content/.
func (p *planner) content() string {
	folder := p.site.Config.Content
	hasFront := slices.ContainsFunc(p.site.Pages, func(page *site.Page) bool { return page.Output == "index.html" }) // README.md mostly
	if folder != "." || p.exists(site.ConfigName) || hasFront {
		return folder
	}
	return "content"
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

// maxListed is how many files a message names, and how many lines tell of pages.
const maxListed = 12

// Tell prints what was written and what comes next. dir is the project's folder as
// a person named it, empty for the current one; known is how many warnings the
// project's pages had already.
func (plan *Plan) Tell(w io.Writer, dir string, known int) {
	notes := map[string]string{}
	for _, page := range plan.Pages {
		notes[page.File] = ": " + console.Count(page.Notes, "note") + " drafted"
		if page.Dockerfile == "" {
			notes[page.File] = ": compares " + console.Count(len(plan.Pages)-1, "Dockerfile")
		}
	}
	shown := len(plan.Files)
	if shown > maxListed+1 {
		shown = maxListed
	}
	for _, f := range plan.Files[:shown] {
		fmt.Fprintf(w, "%s%s\n", filepath.ToSlash(filepath.Join(dir, f.Name)), notes[f.Name])
	}
	if more := len(plan.Files) - shown; more > 0 {
		fmt.Fprintf(w, "and %d more\n", more)
	}
	plan.undrafted(w, dir)
	if known > 0 {
		verb := map[bool]string{true: "was", false: "were"}[known == 1]
		fmt.Fprintf(w, "\n%s %s there before (%s, --strict fails on further ones: known_warnings in %s)\n", console.Count(known, "warning"), verb, folder.Commands("docsite build lists them", dir), site.ConfigName)
	}
	io.WriteString(w, folder.Commands("\nNext:\n  docsite serve\n  docsite refresh\n", dir))
}

// undrafted tells which Dockerfiles have no new page, and what other files should
// leave out.
func (plan *Plan) undrafted(w io.Writer, dir string) {
	if others := plan.Others; len(others) > 0 {
		about, how := "No page was drafted for", ""
		if plan.chosen {
			how = folder.Commands(" (docsite init --all drafts a page for each)", dir)
		}
		if n := len(others); n > maxListed {
			others = append(others[:maxListed:maxListed], fmt.Sprintf("%d more", n-maxListed))
		}
		fmt.Fprintf(w, "\n%s %s%s\n", about, strings.Join(others, ", "), how)
	}
	for i, ignore := range plan.Ignore {
		if i == 0 {
			fmt.Fprintln(w)
		}
		why := "a build makes it anew"
		if ignore.File == ".dockerignore" {
			why = "a Dockerfile copies all of the folder"
		}
		fmt.Fprintf(w, "Add to %s, since %s: %s\n", ignore.File, why, strings.Join(ignore.Names, ", "))
	}
}
