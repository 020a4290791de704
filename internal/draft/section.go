package draft

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/code"
	"docsite/internal/comments"
	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
	"docsite/internal/markdown"
	"docsite/internal/phrases"
	"docsite/internal/quote"
	"docsite/internal/site"
)

// draft makes the page.
func (p *project) draft(file, title string) *page {
	d := &page{file: file, title: title, about: p.about()}
	if p.options.Image != "" {
		d.sizes = sizesTable
	}
	graph := dockerfile.NewGraph(p.parsed, "")
	if len(p.parsed.Stages) == 1 || p.escapes() || !p.mayQuoteStages() {
		d.sections = append(d.sections, p.whole(file, graph))
	} else {
		d.sections = p.stages(file, graph)
	}
	for _, script := range p.scripts {
		d.sections = append(d.sections, p.scriptSection(file, script))
	}
	for _, s := range d.sections {
		s.draft()
		s.takeComments()
	}
	p.limit(d)
	d.chooseLabels()
	return d
}

// takeComments leaves to a file's comments the lines that they explain: they
// are shown as notes.
func (s *section) takeComments() {
	list := comments.Find(s.code)
	if len(list) == 0 {
		return
	}
	s.info += " comments=notes"
	s.rows = slices.DeleteFunc(s.rows, func(r *row) bool {
		line := 1 + bytes.Count(s.code.Text[:r.piece.Start], []byte{'\n'})
		r.dropped = slices.ContainsFunc(list, func(c comments.Comment) bool { return c.At == line })
		return r.dropped
	})
}

// Rows that are drafted at most, of a listing and of the page. The longest
// Dockerfiles of official images have a fifth of them, and a page with more
// would take its reader, and docsite, too long.
const (
	maxRows     = 300
	maxPageRows = 1000
)

func (p *project) limit(d *page) {
	left, cut := maxPageRows, 0
	for _, s := range d.sections {
		n := min(len(s.rows), maxRows, left)
		cut += len(s.rows) - n
		left -= n
		s.rows = s.rows[:n]
	}
	if cut > 0 {
		p.warn(p.dockerfile.Name, 0, fmt.Sprintf("it is very long: %d more sentences are left out", cut), "")
	}
}

// title is the image's own title, else the project's name.
func (p *project) title() string {
	last := &p.parsed.Stages[len(p.parsed.Stages)-1]
	for _, in := range last.Instructions {
		if m := imageTitle().FindStringSubmatch(in.Args); m != nil && in.Keyword == "LABEL" {
			return cmp.Or(m[1], m[2], m[3])
		}
	}
	return p.options.Name
}

// imageTitle is the label for the title of an image, without variables and escapes.
var imageTitle = lazy.Pattern(`org\.opencontainers\.image\.title=(?:"([^"$\\]+)"|'([^'$\\]+)'|([^ "'$\\]+)(?: |$))`)

// about is the first sentence of the page.
func (p *project) about() string {
	n := len(p.parsed.Stages)
	name, ok := phrases.Code(p.dockerfile.Name)
	if !ok {
		name = "a Dockerfile"
	}
	say := "The image is built from " + name + ", in one stage."
	if n > 1 {
		say = "The image is built from " + name + ", in " + number(n) + " stages."
	}
	if services := p.found.Services(p.dockerfile.Name); len(services) > 0 {
		name, ok := phrases.Code(services[0].Name)
		file, fits := phrases.Code(services[0].File)
		if ok && fits {
			say += " " + file + " builds it for the service " + name + "."
		}
	}
	var names []string
	for _, script := range p.scripts {
		names = append(names, script.Name)
	}
	if scripts, ok := phrases.List(names); ok && len(names) > 1 {
		say += " Its containers start with the scripts " + scripts + "."
	} else if ok {
		say += " Its containers start with the script " + scripts + "."
	}
	return say
}

// escapes reports whether a directive makes another character than the usual
// one continue lines. Stages that are quoted without it would be misread.
func (p *project) escapes() bool {
	c := code.Read("dockerfile", p.dockerfile.Text)
	return slices.ContainsFunc(c.Parts, func(part code.Part) bool {
		return part.Kind == code.DirectivePart && part.Name == "escape"
	})
}

// mayQuoteStages reports whether the page may quote stage by stage. It tells of a
// Dockerfile that has too many stages.
func (p *project) mayQuoteStages() bool {
	n := len(p.parsed.Stages)
	if quote.MayStages(len(p.dockerfile.Text), n) {
		return true
	}
	p.warn(p.dockerfile.Name, 0, fmt.Sprintf("it has %d stages, too many for a listing each; the page quotes it whole", n), "")
	return false
}

// whole is the section of all of the Dockerfile.
func (p *project) whole(file string, graph dockerfile.Graph) *section {
	s := p.newSection(file, graph, p.dockerfile.Text)
	if s.heading = "The Dockerfile"; path.Base(p.dockerfile.Name) == "Containerfile" {
		s.heading = "The Containerfile"
	}
	if len(p.parsed.Stages) > 1 {
		s.listing.stage = -1
	}
	return s
}

// stages are the sections of the stages, but for one that cannot be quoted.
func (p *project) stages(file string, graph dockerfile.Graph) (sections []*section) {
	p.chosen = map[int][]string{}
	for k := range p.parsed.Stages {
		later := &p.parsed.Stages[k]
		from, ok := phrases.Code(later.From)
		if later.FromStage >= 0 || !ok {
			continue
		}
		for _, i := range p.parsed.Choices(later) {
			if len(p.chosen[i]) < maxLead {
				p.chosen[i] = append(p.chosen[i], from)
			}
		}
	}
	for i := range p.parsed.Stages {
		q, part := p.quote(i)
		if part == nil {
			continue
		}
		s := p.newSection(file, graph, part)
		s.heading, s.lead = p.stageHeading(i, q), p.stageLead(graph, i)
		s.info += " stage=" + q.Stage
		s.listing.stage = i
		sections = append(sections, s)
	}
	return sections
}

func (p *project) newSection(file string, graph dockerfile.Graph, part []byte) *section {
	s := &section{}
	s.info = "dockerfile file=" + relative(file, p.dockerfile.Name)
	s.code = code.Read("dockerfile", part)
	s.parsed, s.graph, s.globals = p.parsed, graph, globals(p.parsed)
	s.below = map[string]string{}
	for _, script := range p.scripts {
		if script.word != "" {
			s.below[script.word] = "[below](#" + markdown.Slug(p.scriptHeading(script)) + ")"
		}
	}
	return s
}

// quote is the part of the Dockerfile that holds a stage, by its name, or by
// its number where the name is not enough.
func (p *project) quote(i int) (q site.Quotation, part []byte) {
	q.Stage = strconv.Itoa(i)
	part, err := quote.Part(p.dockerfile.Text, &q)
	name := site.Quotation{Stage: p.parsed.Stages[i].Name}
	if name.Stage != "" && !strings.ContainsAny(name.Stage, " \t`\"'") {
		if named, nameErr := quote.Part(p.dockerfile.Text, &name); nameErr == nil && (err != nil || bytes.Equal(named, part)) {
			return name, named
		}
	}
	if err != nil {
		p.warn(p.dockerfile.Name, p.parsed.Stages[i].Instructions[0].Lines.First, "the stage is left out: "+err.Error(), "")
		return q, nil
	}
	return q, part
}

// globals are the names of the ARGs above the first stage.
func globals(df *dockerfile.File) []string {
	var names []string
	for i := range df.Args {
		for word := range strings.FieldsSeq(df.Args[i].Args) {
			name, _, _ := strings.Cut(word, "=")
			names = append(names, name)
		}
	}
	return names
}

// stageHeading is what one calls a stage: by its name, unless an earlier stage
// has it too.
func (p *project) stageHeading(i int, q site.Quotation) string {
	stages := p.parsed.Stages
	switch name := stages[i].Name; {
	case name != "" && q.Stage == name:
		return "The " + escape(name) + " stage"
	case i == len(stages)-1:
		return "The last stage"
	}
	return "The " + ordinal(i) + " stage"
}

// stageLead says what a stage of several is for, as the file shows it.
func (p *project) stageLead(graph dockerfile.Graph, i int) string {
	if graph.Nodes[i].Target {
		if i == 0 {
			return ""
		}
		return "The image is made of this stage."
	}
	var says []string
	said := map[string]bool{}
	for _, e := range graph.Edges {
		kind := fmt.Sprint(e.Kind, e.To)
		if e.From != i || said[kind] || len(says) == maxLead {
			continue
		}
		said[kind] = true
		f := phrases.Facts{"what": passed(graph, i, e)}
		if name := graph.Nodes[e.To].Name; name != strconv.Itoa(e.To) {
			f["stage"] = []string{name}
		}
		f[string(e.Kind)] = nil
		f.When("image", graph.Nodes[e.To].Target)
		says = append(says, f.First("stage"))
	}
	for _, later := range p.chosen[i] {
		says = append(says, "A stage goes on from it where `FROM` "+later+" means this one.")
	}
	if len(says) == 0 && !choosesStages(graph) {
		return "No other stage takes anything from it, so it is built only on request, with `docker build --target`."
	}
	return strings.Join(says, " ")
}

// maxLead is how many other stages the lead of a stage speaks of.
const maxLead = 6

// passed are the files that one stage has from another, by all edges that are
// like one between them.
func passed(graph dockerfile.Graph, from int, like dockerfile.Edge) (files []string) {
	for _, e := range graph.Edges {
		if e.From != from || e.To != like.To || e.Kind != like.Kind {
			continue
		}
		for file := range strings.FieldsSeq(e.Detail) {
			if !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files
}

// choosesStages reports whether a variable may name a stage, so that what the
// file shows is not all that stages take from one another.
func choosesStages(graph dockerfile.Graph) bool {
	if slices.ContainsFunc(graph.Edges, func(e dockerfile.Edge) bool {
		return e.Kind != dockerfile.BaseEdge && strings.Contains(graph.Nodes[e.From].Name, "$")
	}) {
		return true
	}
	return slices.ContainsFunc(graph.Nodes, func(n dockerfile.Node) bool { return n.Stage < 0 && strings.Contains(n.Default, "$") })
}

// scriptHeading is the heading of a script's section: its name, with the folder
// where another script has the same name.
func (p *project) scriptHeading(of *script) string {
	for _, other := range p.scripts {
		if other != of && path.Base(other.Name) == path.Base(of.Name) {
			return "The script " + escape(of.Name)
		}
	}
	return "The script " + escape(path.Base(of.Name))
}

func (p *project) scriptSection(file string, script *script) *section {
	s := &section{heading: p.scriptHeading(script)}
	s.info = script.language + " file=" + relative(file, script.Name)
	s.code = code.Read(script.language, script.Text)
	return s
}

// relative is the way from a page to a file of the project.
func relative(page, file string) string {
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(page)), filepath.FromSlash(file))
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}
