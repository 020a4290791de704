package draft

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/phrases"
	"docsite/internal/site"
)

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

// cell lists values as code; a dash where there is none.
func cell(values []string) string {
	if text, ok := phrases.List(values); ok {
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
	for _, s := range p.parsed.Chain("") {
		for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
			for _, in := range slices.Backward(s.Instructions) {
				if in.Keyword == keyword && len(in.Exec) > 0 {
					return in.Exec[:1]
				}
			}
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
