package dockerfile

import (
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/arena"
)

// Scratch is memory that the instructions of Dockerfiles are parsed into,
// one Dockerfile after the other. The zero Scratch is ready; it is not safe
// for use by several goroutines.
type Scratch struct {
	joined []joinedLine
	nodes  arena.Arena[parser.Node]
}

// maxNodes is how many elements an array may have to be used again.
const maxNodes = 1 << 14

// Clear drops memory that an unusual Dockerfile has made large.
func (m *Scratch) Clear() {
	if max(cap(m.joined), m.nodes.Cap()) > maxNodes {
		*m = Scratch{}
	}
}
