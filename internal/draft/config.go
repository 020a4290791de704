package draft

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// mayConfigure refuses an image where there is a configuration: that is the
// author's.
func (p *planner) mayConfigure() bool {
	if p.options.Image == "" || !p.exists(site.ConfigName) {
		return true
	}
	return p.fail(site.Problem{File: site.ConfigName, Message: fmt.Sprintf("the file is there already, and image %q would have to go into it", p.options.Image),
		Hint: fmt.Sprintf("add it yourself, as %s: {ref: %q, dockerfile: %s} below images:", p.options.ID, p.options.Image, p.plan.Pages[0].Dockerfile)})
}

// config is a first docsite.yaml.
func (p *planner) config(title string) *site.Source {
	id, ref, mark := "web", "registry.example.org/team/web:latest", "#"
	about := "# Name the image that is built, take the signs before the lines off, and\n# docsite refresh measures it.\n"
	if p.options.Image != "" {
		id, ref, mark = p.options.ID, p.options.Image, ""
		about = "# docsite refresh measures these images.\n"
	}
	var b strings.Builder
	if p.site.Config.Title == "" { // else the file of another generator names the site
		b.WriteString("title: " + yamlString(title) + "\n")
	}
	if p.options.Repo != "" {
		b.WriteString("repo: " + yamlString(p.options.Repo) + "\n")
	}
	if content := p.content(); content == "." {
		b.WriteString("content: .\n")
	}
	if out := p.output(); out != p.site.Config.Output {
		b.WriteString("output: " + out + "\n")
	}
	b.WriteString("\n" + about)
	for _, line := range []string{
		"images:",
		"  " + id + ":",
		"    ref: " + yamlString(ref),
		"    dockerfile: " + yamlString(p.documented()),
		"tables:",
		"  " + sizesTable + ":",
		"    images: [" + id + "]",
		"    columns: [download, usage]",
	} {
		b.WriteString(mark + line + "\n")
	}
	return &site.Source{Name: site.ConfigName, Text: []byte(strings.TrimPrefix(b.String(), "\n"))}
}

// documented is the first Dockerfile of which a page was drafted.
func (p *planner) documented() string {
	i := slices.IndexFunc(p.plan.Pages, func(page Page) bool { return page.Dockerfile != "" })
	return p.plan.Pages[i].Dockerfile
}

// sizesTable is the id of the table of sizes.
const sizesTable = "sizes"

// outputs are the folders that a site may be built into, the first that is free.
var outputs = []string{"public", "site", "_site", "docsite-site"}

// output is the folder for the built site: the usual one, or another where the
// project has that already.
func (p *planner) output() string {
	if p.exists(site.ConfigName) {
		return p.site.Config.Output
	}
	for _, name := range outputs {
		if !p.taken(name) {
			return name
		}
	}
	return outputs[0]
}

// taken reports whether a folder holds something that docsite did not write.
func (p *planner) taken(name string) bool {
	entries, err := fs.ReadDir(p.site.FS, name)
	if err != nil {
		return p.exists(name)
	}
	return len(entries) > 0 && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == publish.Manifest })
}

// Ignore is what a file that lists what is left out does not list yet.
type Ignore struct {
	File  string // .gitignore, .dockerignore
	Names []string
}

// ignore finds what git and docker should leave out of what docsite writes.
func (p *planner) ignore() {
	out := p.output() + "/"
	if names := p.unlisted(".gitignore", out); len(names) > 0 {
		p.plan.Ignore = append(p.plan.Ignore, Ignore{".gitignore", names})
	}
	if !p.copies {
		return
	}
	written := []string{out, site.ConfigName, site.LockName}
	if content := p.content(); content != "." && !p.exists(content) { // else the image may be built from it
		written = append(written, content+"/")
	}
	if names := p.unlisted(".dockerignore", written...); len(names) > 0 {
		p.plan.Ignore = append(p.plan.Ignore, Ignore{".dockerignore", names})
	}
}

// unlisted are the names that a file of patterns has no line for. A line for
// everything is one for all of them.
func (p *planner) unlisted(file string, names ...string) (left []string) {
	text, _ := site.ReadQuoted(p.site.FS, file)
	listed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		listed[strings.Trim(strings.TrimSpace(line), "/*")] = true
		if all := strings.TrimSpace(line); all == "*" || all == "**" {
			return nil
		}
	}
	for _, name := range names {
		if !listed[strings.Trim(name, "/")] {
			left = append(left, name)
		}
	}
	return left
}

// copiesAll reports whether the Dockerfile copies all of the project's folder.
func (p *project) copiesAll() bool {
	if p.found.Context(p.dockerfile.Name, p.parsed) != "." {
		return false
	}
	for _, in := range p.parsed.All() {
		if slices.Contains(dockerfile.Sources(in), "") {
			return true
		}
	}
	return false
}

// notID is what an image's id in docsite.yaml cannot hold.
var notID = lazy.Pattern(`[^a-z0-9_]+`)

// ImageID is the id of an image: the last part of its repository.
func ImageID(repository string) string {
	id := strings.Trim(notID().ReplaceAllString(strings.ToLower(path.Base(repository)), "-"), "-_")
	if id == "" {
		return "image"
	}
	return id
}
