package explain

import "github.com/moby/buildkit/frontend/dockerfile/parser"

// Room is memory that listings are read into, and notes bound in. Whoever reads those of many
// pages one after the other takes the same room for all of them: what was read
// into it is gone when it is cleared. The zero Room is ready; it is not safe
// for use by several goroutines.
type Room struct {
	parts  store[Part]
	tokens store[Token]
	words  store[Word]
	groups store[Group]

	terms   store[term] // of listings and of what notes quote
	queries store[query]

	// The rest is in use while a listing is read.
	rows         []row
	instructions []instruction
	logical      []logical
	nodes        []parser.Node // those that are not taken yet
	allNodes     []parser.Node
	keys         []uint64
	unsorted     []Token
}

// maxRoom is how long an array may be to be used again: an unusual page does
// not make memory grow for good.
const maxRoom = 1 << 14

// Clear gives the memory free for the next page.
func (m *Room) Clear() {
	if max(cap(m.parts.used), cap(m.tokens.used), cap(m.words.used), cap(m.groups.used), cap(m.terms.used), cap(m.queries.used),
		cap(m.rows), cap(m.instructions), cap(m.logical), len(m.allNodes), cap(m.unsorted)) > maxRoom {
		*m = Room{}
	}
	m.parts.used, m.tokens.used, m.words.used, m.groups.used = m.parts.used[:0], m.tokens.used[:0], m.words.used[:0], m.groups.used[:0]
	m.terms.used, m.queries.used = m.terms.used[:0], m.queries.used[:0]
}

// takeNodes gives so many nodes, all zero.
func (m *Room) takeNodes(n int) []parser.Node {
	if len(m.nodes) < n {
		m.allNodes = make([]parser.Node, max(2*len(m.allNodes), n, 32))
		m.nodes = m.allNodes
	}
	nodes := m.nodes[:n:n]
	m.nodes = m.nodes[n:]
	clear(nodes)
	return nodes
}

// store is an array that slices are cut from.
type store[T any] struct{ used []T }

// tail gives the part of the array that is not in use, which has room for n at
// least. What is appended to it is kept by keep.
func (s *store[T]) tail(n int) []T {
	if cap(s.used)-len(s.used) < n {
		s.used = make([]T, 0, max(n, 2*cap(s.used)))
	}
	return s.used[len(s.used):]
}

// keep takes the tail back with what was appended, and gives it as a slice
// that cannot grow into the rest.
func (s *store[T]) keep(t []T) []T {
	n := len(s.used)
	switch {
	case len(t) == 0:
		return nil
	case n < cap(s.used) && &t[0] == &s.used[:n+1][n]:
		s.used = s.used[:n+len(t)]
	case cap(t) > cap(s.used): // it outgrew the array: its own is the store now
		s.used = t
	}
	return t[:len(t):len(t)]
}
