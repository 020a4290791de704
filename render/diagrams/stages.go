// Package diagrams prints what a page shows of a Dockerfile as a picture: how its
// stages hang together, how its image is made of layers, and how large that was
// over time. Each picture has its text beside it.
//
// Start at [New]; then [Printer.BeforeSection] and [Printer.BeforeListing] print
// the pictures that stand above a section or a listing. The package draws nothing
// itself: that is package pictures.
package diagrams

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/site"
	"docsite/render/listings"
	"docsite/render/markup"
	"docsite/render/messages"
	"docsite/render/pictures"
	"docsite/render/sizes"
)

// Printer prints how the stages of a Dockerfile hang together, and how an
// image is made of layers. Each is printed once a page.
type Printer struct {
	site     *site.Site
	msg      *messages.Messages
	sizes    *sizes.Sizes
	out      *markup.Buffer
	listings *listings.Reader
	graphed  bool             // the stages have been drawn
	joined   bool             // together has been asked for
	together *dockerfile.File // that of all Dockerfile listings, each one stage; nil for none
	opened   bool             // a section or a Dockerfile has begun
	barred   map[string]bool  // images whose layers have been drawn
}

// New prints into a buffer the diagrams of the page whose listings a
// [listings.Reader] has read.
func New(s *site.Site, msg *messages.Messages, sizes *sizes.Sizes, out *markup.Buffer, listings *listings.Reader) Printer {
	return Printer{site: s, msg: msg, sizes: sizes, out: out, listings: listings, barred: map[string]bool{}}
}

// BeforeListing prints the pictures that stand above a listing: how its stages
// hang together, and what its layers cost. Each is printed once a page.
func (p *Printer) BeforeListing(l *listings.Listing) {
	if !code.IsDockerfile(l.Language) {
		return
	}
	if !p.graphed {
		p.stages(l)
	}
	p.opened = true
	p.layerBar(l)
}

// BeforeSection prints the stages and layers above the page's first section
// where the section's listing shows one stage only: the pictures are of them
// all.
func (p *Printer) BeforeSection(h *ast.Heading) {
	if p.opened || h.Level != 2 {
		return
	}
	p.opened = true
	for n := h.NextSibling(); n != nil && n.Kind() != ast.KindHeading; n = n.NextSibling() {
		block, ok := n.(*ast.FencedCodeBlock)
		if !ok {
			continue
		}
		if l := p.listings.ByNode[block]; code.IsDockerfile(l.Language) {
			if own := l.Parsed.Dockerfile; own != nil && len(own.Stages) == 1 {
				p.stages(l)
				p.layerBar(l)
			}
			return
		}
	}
}

// stages prints the stages of a listing, or of all the page's Dockerfile
// listings together when each of them is one stage of the same file.
func (p *Printer) stages(l *listings.Listing) {
	df, target := p.dockerfile(l)
	if df == nil || len(df.Stages) < 2 || len(df.Stages) > 20 {
		return
	}
	g := dockerfile.NewGraph(df, target)
	if !connected(g) && (df == p.together || !named(df)) {
		return
	}
	p.graphed = true
	w, msg := p.out, &p.msg.Image
	picture := pictureOf(g)
	w.HTML(`<figure class="stages">`)
	caption := pictures.Caption{ID: "Stages-" + strconv.Itoa(l.Block), Title: msg.Stages, Text: nodeNames(g)}
	w.B = picture.Append(w.B, caption)
	caption.ID += "u"
	w.B = picture.Upright().Append(w.B, caption)
	w.HTML("\n<ol>\n")
	for i, node := range g.Nodes {
		if node.Stage < 0 {
			continue
		}
		w.Around(`<li><b>`, node.Name, "</b>")
		sep := " "
		for k, e := range g.Edges {
			if e.To != i || slices.ContainsFunc(g.Edges[:k], func(o dockerfile.Edge) bool { return sameNodes(o, e) }) {
				continue
			}
			w.Text(sep + needs(g.Edges[k:], e))
			p.nodeCode(g.Nodes[e.From])
			sep = ", "
		}
		w.HTML("</li>\n")
	}
	w.HTML("</ol></figure>\n")
}

// pictureOf is the picture of stages: a line is solid for FROM, dashed for COPY,
// dotted for a mount. Of an image that is named by its digest too, that has no room in it.
func pictureOf(g dockerfile.Graph) *pictures.Graph {
	boxes := make([]pictures.Box, len(g.Nodes))
	for i, n := range g.Nodes {
		name, _, _ := strings.Cut(nodeName(n), "@")
		boxes[i] = pictures.Box{Name: name, Class: "stage"}
		switch {
		case n.Stage < 0:
			boxes[i].Class = "outside"
		case n.Target:
			boxes[i].Class = "target"
		}
	}
	arrows := make([]pictures.Arrow, len(g.Edges))
	for i, e := range g.Edges {
		arrows[i] = pictures.Arrow{From: e.From, To: e.To, Class: string(e.Kind)}
	}
	return pictures.NewGraph(boxes, arrows)
}

// nodeNames are the names of all stages and images, as the file has them.
func nodeNames(g dockerfile.Graph) string {
	names := make([]string, len(g.Nodes))
	for i, n := range g.Nodes {
		names[i] = n.Name
		if name := nodeName(n); name != n.Name {
			names[i] += " (" + name + ")"
		}
	}
	return strings.Join(names, ", ")
}

// nodeName is what a person calls a node: of an image with variables in its
// reference, the one that is taken when nobody sets them.
func nodeName(n dockerfile.Node) string { return cmp.Or(n.Default, n.Name) }

// nodeCode prints the name of a node, with what the file says where that is
// something else.
func (p *Printer) nodeCode(n dockerfile.Node) {
	name, written := nodeName(n), ""
	if name != n.Name {
		written = n.Name
	}
	p.out.HTML(" ")
	p.out.Element("code", name, "title", written)
}

// maxTaken is how many paths are named that a stage takes from another.
const maxTaken = 3

// needs says in words what the edges are that are like one of them.
func needs(edges []dockerfile.Edge, like dockerfile.Edge) string {
	if like.Kind == dockerfile.BaseEdge {
		return "FROM"
	}
	var taken []string
	for _, e := range edges {
		if sameNodes(e, like) {
			taken = append(taken, strings.Fields(e.Detail)...)
		}
	}
	verb, list := "COPY ", strings.Join(taken[:min(len(taken), maxTaken)], " ")
	if like.Kind == dockerfile.MountEdge {
		verb = "mount "
	}
	if len(taken) > maxTaken {
		list += " … (" + strconv.Itoa(len(taken)) + ")"
	}
	return verb + list + " from"
}

// sameNodes reports whether two edges lead between the same nodes in the same way.
func sameNodes(a, b dockerfile.Edge) bool {
	return a.From == b.From && a.To == b.To && a.Kind == b.Kind
}

// dockerfile is the file whose stages a listing shows: the one that it quotes,
// its own text, or that of all Dockerfile listings when each holds one stage.
func (p *Printer) dockerfile(l *listings.Listing) (*dockerfile.File, string) {
	if l.File != "" {
		if df := p.listings.Dockerfile(l.File); df != nil {
			return df, p.site.Config.Images[p.site.ImageOf(l.File)].Target
		}
	}
	own := l.Parsed.Dockerfile
	if own == nil || len(own.Stages) != 1 {
		return own, ""
	}
	if !p.joined {
		p.joined, p.together = true, p.join()
	}
	return p.together, ""
}

// join is the file of all the page's Dockerfile listings; nil where these cannot be
// the stages of one.
func (p *Printer) join() *dockerfile.File {
	df := &dockerfile.File{}
	last := p.lastDockerfile()
	names := map[string]int{} // of stages, the last that has it
	for _, l := range p.listings.All {
		more := l.Parsed.Dockerfile
		if more == nil || l.File != "" {
			continue
		}
		if len(more.Stages) != 1 || more.Stages[0].Name == "" && l != last {
			return nil
		}
		s := more.Stages[0]
		s.Index = len(df.Stages)
		if from, ok := names[strings.ToLower(s.From)]; ok { // one of the stages before
			s.FromStage = from
		}
		if s.Name != "" {
			if _, ok := names[s.Name]; ok {
				return nil // stages of one file have names of their own
			}
			names[s.Name] = s.Index
		}
		df.Stages, df.Args = append(df.Stages, s), append(df.Args, more.Args...)
	}
	return df
}

// lastDockerfile is the page's last listing of a Dockerfile.
func (p *Printer) lastDockerfile() (last *listings.Listing) {
	for _, l := range p.listings.All {
		if l.Parsed.Dockerfile != nil {
			last = l
		}
	}
	return last
}

// connected reports whether a stage takes files of another one: those of different files
// do not.
func connected(g dockerfile.Graph) bool {
	return slices.ContainsFunc(g.Edges, func(e dockerfile.Edge) bool { return e.Kind == dockerfile.CopyEdge || e.Kind == dockerfile.MountEdge })
}

// named reports whether a stage has a name: those of a list of examples have none.
func named(df *dockerfile.File) bool {
	return slices.ContainsFunc(df.Stages, func(s dockerfile.Stage) bool { return s.Name != "" })
}
