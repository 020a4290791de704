package dockerfile

import "github.com/moby/buildkit/frontend/dockerfile/parser"

// Scratch is memory that the instructions of Dockerfiles are parsed into,
// one Dockerfile after the other. The zero Scratch is ready; it is not safe
// for use by several goroutines.
type Scratch struct {
	joined   []joinedLine
	nodes    []parser.Node // those that are not taken yet
	allNodes []parser.Node
}

// maxNodes is how many elements an array may have to be used again.
const maxNodes = 1 << 14

// Clear drops memory that an unusual Dockerfile has made large.
func (m *Scratch) Clear() {
	if max(cap(m.joined), len(m.allNodes)) > maxNodes {
		*m = Scratch{}
	}
}

// take returns n nodes, all zero.
func (m *Scratch) take(n int) []parser.Node {
	if len(m.nodes) < n {
		m.allNodes = make([]parser.Node, max(2*len(m.allNodes), n, 32))
		m.nodes = m.allNodes
	}
	nodes := m.nodes[:n:n]
	m.nodes = m.nodes[n:]
	clear(nodes)
	return nodes
}
