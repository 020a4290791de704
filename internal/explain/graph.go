package explain

import "docsite/internal/site"

// Parse reads a Dockerfile for its stages and instructions with their lines.
// The error is BuildKit's, with the line at fault.
func Parse(src []byte) (*site.Dockerfile, error) {
	return &site.Dockerfile{}, nil
}

// Graph is how the stages of a Dockerfile hang together.
type Graph struct {
	Nodes []Node
	Edges []Edge
}

// Node is a stage or an image from outside.
type Node struct {
	Name     string     // the stage's name or its number; the image's reference as written
	Stage    int        // the stage from 0; -1 for an image
	Platform string     // the value of --platform; empty when it has none
	Target   bool       // the stage that is built
	Used     bool       // the target needs it
	Lines    site.Lines // of the stage; of an image, where it is first named
}

// Edge says that the node To needs the node From.
type Edge struct {
	From, To int // indexes in Graph.Nodes
	Kind     EdgeKind
	Detail   string     // what is taken: "/opt/venv" of a COPY, the target path of a mount
	Lines    site.Lines // the instruction that says so
}

// EdgeKind is how one node needs another.
type EdgeKind string

const (
	BaseEdge  EdgeKind = "base"  // FROM
	CopyEdge  EdgeKind = "copy"  // COPY --from, ADD --from
	MountEdge EdgeKind = "mount" // RUN --mount=from=
)

// Stages gives the stages of a Dockerfile and what each needs. Target is
// the name or the number of the stage that is built; empty for the last.
func Stages(df *site.Dockerfile, target string) Graph {
	return Graph{}
}
