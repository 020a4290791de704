package dockerfile

import (
	"strings"
)

// Graph is how the stages of a Dockerfile hang together.
type Graph struct {
	Nodes []Node // stages in order, then the images in order of their first use
	Edges []Edge // in order of the file
}

// Node is a stage, or an image from outside.
type Node struct {
	Name    string // the stage's name or its number; the image's reference as written
	Default string // of an image, the reference with the defaults of its variables; Name when it has none, or not all are known
	Stage   int    // the stage from 0; -1 for an image
	Target  bool   // the stage that is built
	Used    bool   // the target needs it
}

// Edge says that the node To takes something from the node From.
type Edge struct {
	From, To int // indexes in Graph.Nodes
	Kind     EdgeKind
	Detail   string // what is taken: "/opt/venv" of a COPY, the path of a mount; empty for a base
}

// EdgeKind is how one node needs another.
type EdgeKind string

const (
	BaseEdge  EdgeKind = "base"  // FROM
	CopyEdge  EdgeKind = "copy"  // COPY --from, ADD --from
	MountEdge EdgeKind = "mount" // RUN --mount=from=
)

// NewGraph gives the stages of a Dockerfile and what each takes from others.
// target is the name or the number of the stage that is built; empty for the
// last, as in docker build.
func NewGraph(df *File, target string) Graph {
	g := grapher{df: df, defaults: defaultsOf(df.Args, nil)}
	for i := range df.Stages {
		s := &df.Stages[i]
		g.Nodes = append(g.Nodes, Node{Name: s.String(), Stage: i})
	}
	for i := range df.Stages {
		g.stage(i, &df.Stages[i])
	}
	if t := df.Target(target); t >= 0 {
		g.Nodes[t].Target = true
		g.use(t)
	}
	return g.Graph
}

type grapher struct {
	Graph
	df       *File
	defaults defaults
}

func (g *grapher) stage(i int, s *Stage) {
	for n := range s.Instructions {
		in := &s.Instructions[n]
		switch {
		case n == 0 && s.FromStage >= 0:
			g.edge(s.FromStage, i, BaseEdge, "")
		case n == 0 && s.From != "scratch":
			g.edge(g.image(s.From), i, BaseEdge, "")
		case n > 0:
			g.takes(i, in)
		}
	}
}

// takes adds what an instruction takes from other stages and images.
func (g *grapher) takes(i int, in *Instruction) {
	if in.Trigger != nil {
		g.takes(i, in.Trigger)
		return
	}
	for _, flag := range in.Flags {
		name, value, _ := strings.Cut(flag, "=")
		switch {
		case name == "--from" && (in.Keyword == "COPY" || in.Keyword == "ADD"):
			words := in.Words()
			g.edge(g.node(value, i), i, CopyEdge, strings.Join(words[:max(len(words)-1, 0)], " "))
		case name == "--mount" && in.Keyword == "RUN":
			if m := Mount(value); m["from"] != "" {
				g.edge(g.node(m["from"], i), i, MountEdge, m["target"])
			}
		}
	}
}

// Mount gives the fields of the value of --mount, under one name each.
func Mount(value string) map[string]string {
	fields := map[string]string{}
	for field := range strings.SplitSeq(value, ",") {
		key, v, _ := strings.Cut(field, "=")
		switch key = strings.ToLower(key); key {
		case "src":
			key = "source"
		case "dst", "destination":
			key = "target"
		}
		fields[key] = v
	}
	return fields
}

// node finds the stage that --from names, by name or number, else an image.
func (g *grapher) node(name string, before int) int {
	if i := g.df.StageIndex(name); i >= 0 && i != before {
		return i
	}
	return g.image(name)
}

func (g *grapher) image(ref string) int {
	for i := range g.Nodes {
		if g.Nodes[i].Stage < 0 && g.Nodes[i].Name == ref {
			return i
		}
	}
	g.Nodes = append(g.Nodes, Node{Name: ref, Default: g.defaults.resolved(ref), Stage: -1})
	return len(g.Nodes) - 1
}

func (g *grapher) edge(from, to int, kind EdgeKind, detail string) {
	g.Edges = append(g.Edges, Edge{From: from, To: to, Kind: kind, Detail: detail})
}

// use marks a node and all that it takes from.
func (g *grapher) use(node int) {
	if g.Nodes[node].Used {
		return
	}
	g.Nodes[node].Used = true
	for _, e := range g.Edges {
		if e.To == node {
			g.use(e.From)
		}
	}
}
