package draft

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/contents"
	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/phrases"
	"docsite/internal/site"
)

// several drafts a page for each Dockerfile of which there is none yet, named by
// its folder, and a page that compares them.
func (p *planner) several(files []string) {
	folder, overview, title := p.content(), "", p.options.Name
	if len(p.pages()) > 0 {
		folder, title = path.Join(folder, p.freeFolder()), "Dockerfiles"
	}
	if overview = path.Join(folder, "index.md"); p.exists(overview) {
		overview = ""
	}
	names := pageNames(files)
	o := &overviewPage{title: title, file: overview, site: p.site}
	for i, name := range files {
		file := path.Join(folder, names[i].page+".md")
		if by := p.quotedBy(name); by != "" {
			p.plan.Others = append(p.plan.Others, name+" ("+by+" quotes it)")
			continue
		}
		if p.exists(file) {
			p.plan.Others = append(p.plan.Others, name+" ("+file+" is there already)")
			continue
		}
		d := &project{site: p.site, found: p.found, options: p.options}
		if d.readDockerfile(name) && d.parse() && p.add(d, file, names[i].title) {
			o.add(d, file, names[i].title)
		} else {
			p.plan.Others = append(p.plan.Others, name)
		}
		for _, problem := range d.problems {
			problem.Severity = site.Warning // one odd file stops none of the others
			p.problems = append(p.problems, problem)
		}
	}
	switch {
	case len(p.plan.Pages) == 0:
		p.fail(site.Problem{Message: "there is a page for each Dockerfile already, or none of them can be quoted", Hint: "draft one again with --dockerfile and --out"})
	case overview != "" && len(o.rows) > 1:
		p.plan.Files = slices.Insert(p.plan.Files, 0, &site.Source{Name: overview, Text: o.text()})
		p.plan.Pages = slices.Insert(p.plan.Pages, 0, Page{File: overview})
	}
}

// freeFolder is a folder for pages of Dockerfiles beside other pages: one that has
// no front page of its own.
func (p *planner) freeFolder() string {
	names := [...]string{"dockerfiles", "containers", "container-images"}
	for _, name := range names {
		if !p.exists(path.Join(p.content(), name, "README.md")) {
			return name
		}
	}
	return "docsite-" + names[0]
}

// pageName is what the page of a Dockerfile is called.
type pageName struct{ page, title string }

// pageNames are the pages of Dockerfiles, by their folders: what all of them
// have in common is left out, and the rest of a file's name is put behind.
func pageNames(files []string) []pageName {
	list := make([]pageName, len(files))
	common := commonFolder(files)
	taken := map[string]bool{}
	for i, file := range files {
		folder := strings.TrimPrefix(strings.TrimPrefix(path.Dir(file), common), "/")
		if folder == "." {
			folder = ""
		}
		parts := slices.DeleteFunc([]string{folder, variant(file)}, func(part string) bool { return part == "" })
		title, page := strings.Join(parts, " "), slug(strings.Join(parts, "-"))
		if len(parts) == 0 {
			title, page = path.Base(file), "dockerfile"
		}
		for n, name := 2, page; taken[strings.ToLower(page)] || reserved(page); n++ {
			page = name + "-" + strconv.Itoa(n)
		}
		taken[strings.ToLower(page)] = true
		list[i] = pageName{page, title}
	}
	return list
}

// reserved reports whether docsite or a web server has a meaning for a page's name.
func reserved(page string) bool {
	switch strings.ToLower(path.Base(page)) {
	case "index", "readme", "404", "search", "summary":
		return true
	}
	return false
}

// variant is what a Dockerfile's name says besides that it is one: "alpine" of
// Dockerfile.alpine; empty for nothing.
func variant(file string) string {
	base := path.Base(file)
	lower := strings.ToLower(base)
	for _, noun := range []string{"dockerfile", "containerfile"} {
		if i := strings.Index(lower, noun); i >= 0 {
			return strings.Trim(base[:i]+base[i+len(noun):], ".-_ ")
		}
	}
	return base
}

// commonFolder is the folder that all files stand in; empty for the project's.
func commonFolder(files []string) string {
	common := ""
	for _, file := range files {
		common = contents.Common(common, path.Dir(file))
	}
	if common == "." {
		return ""
	}
	return common
}

// slug makes names of files and addresses of a path's parts. None is hidden.
func slug(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		part = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' {
				return r
			}
			return '-'
		}, part)
		if parts[i] = strings.Trim(part, "._-"); parts[i] == "" {
			parts[i] = "x"
		}
	}
	return strings.Join(parts, "/")
}

// listed names the first of several files, and counts the rest.
func listed(files []string) string {
	if n := len(files) - maxCandidates; n > 0 {
		return strings.Join(files[:maxCandidates], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(files, ", ")
}

// overviewPage compares the Dockerfiles of a project.
type overviewPage struct {
	site  *site.Site
	title string
	file  string
	rows  [][]string // a cell for each of columns
}

// columns are those of the table. The last is left out where no image of the
// project is measured.
var columns = []string{"Dockerfile", "Starts from", "Stages", "A container starts", "Ports", "Download"}

// add adds the row of a Dockerfile whose page was drafted.
func (o *overviewPage) add(d *project, page, title string) {
	link := escape(title)
	if o.file != "" {
		link = "[" + link + "](" + relative(o.file, page) + ")"
	}
	o.rows = append(o.rows, []string{link, cell(d.bases()), strconv.Itoa(len(d.parsed.Stages)), cell(d.starts()), cell(d.ports()), o.size(d.dockerfile.Name)})
}

// cell lists values as code, also those that are too long for a sentence; a dash where
// there is none.
func cell(values []string) string {
	if text, ok := phrases.List(values); ok {
		return text
	}
	if text, ok := phrases.Span(strings.Join(values, ", ")); ok {
		return text
	}
	return "–"
}

// size is the marker of the size of the image that a Dockerfile makes, with its
// figure where the image was measured; empty where no image names the file.
func (o *overviewPage) size(of string) string {
	id := o.site.ImageOf(of)
	if id == "" {
		return ""
	}
	id += ".download"
	value, err := figures.Find(o.site, id)
	if err != nil {
		return ""
	}
	return markdown.Marked(id, 0, value.Text)
}

// text is the page as it is written.
func (o *overviewPage) text() []byte {
	n := len(columns)
	if !slices.ContainsFunc(o.rows, func(row []string) bool { return row[n-1] != "" }) {
		n--
	}
	var b strings.Builder
	b.WriteString("---\ntitle: " + yamlString(o.title) + "\ndescription: The Dockerfiles of the project, beside one another\n---\n\n")
	fmt.Fprintf(&b, "%s\n\n# %s\n\nEach of %s Dockerfiles has a page:\n\n", drafted, escape(o.title), number(len(o.rows)))
	b.WriteString("| " + strings.Join(columns[:n], " | ") + " |\n|" + strings.Repeat(" --- |", n) + "\n")
	for _, row := range o.rows {
		b.WriteString("| " + strings.Join(row[:n], " | ") + " |\n")
	}
	return []byte(b.String())
}

// bases are the images that the image is made from, without versions, which
// change; "scratch" for none.
func (p *project) bases() (list []string) {
	graph := dockerfile.NewGraph(p.parsed, "")
	for _, s := range p.parsed.Chain("") {
		if s.FromStage >= 0 {
			continue
		}
		ref := s.From
		for _, n := range graph.Nodes {
			if n.Stage < 0 && n.Name == s.From {
				ref = n.Default
			}
		}
		for _, i := range p.parsed.MayContinue(s) {
			ref, _ = splitImage(p.parsed.Stages[i].From)
			list = append(list, ref)
		}
		if image, _ := splitImage(ref); len(list) == 0 {
			list = append(list, image)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// starts are the files or the program that a container starts with.
func (p *project) starts() (list []string) {
	for _, s := range p.scripts {
		list = append(list, path.Base(s.Name))
	}
	if len(list) > 0 {
		return list
	}
	for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
		if _, in := p.parsed.Last(keyword); in != nil && len(in.Exec) > 0 {
			return in.Exec[:1]
		}
	}
	return nil
}

// ports are those that EXPOSE names.
func (p *project) ports() (list []string) {
	for _, s := range p.parsed.Chain("") {
		for _, in := range s.Instructions {
			if in.Keyword == "EXPOSE" {
				list = append(list, strings.Fields(in.Args)...)
			}
		}
	}
	return list
}
