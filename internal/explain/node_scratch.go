package explain

import "github.com/moby/buildkit/frontend/dockerfile/parser"

// NodeScratch is memory that the instructions of Dockerfiles are parsed into,
// one Dockerfile after the other. The zero NodeScratch is ready; it is not safe
// for use by several goroutines.
type NodeScratch struct {
	joined   []joinedLine
	nodes    []parser.Node // those that are not taken yet
	allNodes []parser.Node
}

// maxNodes is how many elements an array may have to be used again.
const maxNodes = 1 << 14

// Clear drops memory that an unusual Dockerfile has made large.
func (m *NodeScratch) Clear() {
	if max(cap(m.joined), len(m.allNodes)) > maxNodes {
		*m = NodeScratch{}
	}
}

// take returns n nodes, all zero.
func (m *NodeScratch) take(n int) []parser.Node {
	if len(m.nodes) < n {
		m.allNodes = make([]parser.Node, max(2*len(m.allNodes), n, 32))
		m.nodes = m.allNodes
	}
	nodes := m.nodes[:n:n]
	m.nodes = m.nodes[n:]
	clear(nodes)
	return nodes
}
