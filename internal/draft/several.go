package draft

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

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
		title := strings.Trim(folder+" "+variant(file), " ")
		page := slug(path.Join(folder, variant(file)))
		if folder != "" && variant(file) != "" {
			page = slug(folder + "-" + variant(file))
		}
		if title == "" {
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
	common := path.Dir(files[0])
	for _, file := range files {
		for common != "." && !strings.HasPrefix(file, common+"/") {
			common = path.Dir(common)
		}
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
