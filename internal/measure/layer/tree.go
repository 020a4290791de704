package layer

import (
	"encoding/binary"
	"hash/maphash"
	"strings"
)

// tree is a file system's names, packed: about 60 bytes an entry beside the
// name itself, because a layer may hold a million of them and several layers
// are read at once.
type tree struct {
	nodes pages[node]
	names [][]byte // of chunks of at most nameChunk bytes, which a name does not cross
	bytes int      // of all names
	slots []uint32 // open addressing: (parent, name) → node; 0 is empty
	seed  maphash.Seed
	brief *[2]maphash.Seed // long names are kept as their hashes; nil: as they are
}

const (
	nodeBytes = 48 // about what a node takes, its slots included
	nameChunk = 1 << 16
	maxBytes  = 24 << 20 // of the names of a tree, each directory's counted once
)

// over reports whether a tree has more than so many names, or more bytes of them than
// are held in memory.
func (t *tree) over(names int) bool { return t.nodes.n > names || t.bytes > maxBytes }

// pages is a list that grows without being copied: a copy would take as much memory
// again.
type pages[T any] struct {
	list [][]T
	n    int
}

const pageBits = 13 // of the number of elements in a page

func (p *pages[T]) at(n int) *T { return &p.list[n>>pageBits][n&(1<<pageBits-1)] }

func (p *pages[T]) add(v T) {
	if p.n>>pageBits == len(p.list) {
		p.list = append(p.list, nil)
	}
	last := &p.list[len(p.list)-1]
	*last = append(*last, v)
	p.n++
}

type node struct {
	parent, child, next uint32 // child is the first of a list that next continues
	at, length          uint32 // of the name: chunk and place in it, as one number
	kind                kind
	gone                bool  // taken out; a new node may stand for the same name
	value               int64 // bytes, or the number of an inode
}

// kind is what a tar entry is.
type kind uint8

const (
	implied kind = iota // a parent that has no entry of its own
	directory
	regular
	hardlink
	symlink
	special // a device, a FIFO
	whiteout
	opaque
)

func newTree() *tree {
	t := &tree{slots: make([]uint32, 128), seed: maphash.MakeSeed()}
	t.nodes.add(node{})
	return t
}

func (t *tree) node(n uint32) *node { return t.nodes.at(int(n)) }

func (t *tree) name(n uint32) []byte {
	of := t.node(n)
	if of.length == 0 {
		return nil
	}
	return t.names[of.at/nameChunk][of.at%nameChunk:][:of.length]
}

// keep stores a name of at most maxPath bytes.
func (t *tree) keep(name string) (at uint32) {
	last := len(t.names) - 1
	if last < 0 || len(t.names[last])+len(name) > nameChunk {
		t.names = append(t.names, nil)
		last++
	}
	at = uint32(last*nameChunk + len(t.names[last]))
	t.names[last] = append(t.names[last], name...)
	t.bytes += len(name)
	return at
}

func (t *tree) slot(parent uint32, name string) uint32 {
	h := maphash.String(t.seed, name) ^ uint64(parent)*0x9e3779b97f4a7c15
	return uint32(h^h>>32) & uint32(len(t.slots)-1)
}

// child finds a name in a directory; 0 when it is not there.
func (t *tree) child(parent uint32, name string) uint32 {
	for i := t.slot(parent, name); ; i = (i + 1) & uint32(len(t.slots)-1) {
		n := t.slots[i]
		if n == 0 {
			return 0
		}
		if have := t.node(n); have.parent == parent && !have.gone && string(t.name(n)) == name {
			return n
		}
	}
}

// add puts a name into a directory that does not have it.
func (t *tree) add(parent uint32, name string) uint32 {
	if t.nodes.n*2 > len(t.slots) {
		t.grow()
	}
	n := uint32(t.nodes.n)
	t.nodes.add(node{parent: parent, next: t.node(parent).child, at: t.keep(name), length: uint32(len(name))})
	t.node(parent).child = n
	t.put(n)
	return n
}

func (t *tree) put(n uint32) {
	i := t.slot(t.node(n).parent, string(t.name(n)))
	for t.slots[i] != 0 {
		i = (i + 1) & uint32(len(t.slots)-1)
	}
	t.slots[i] = n
}

func (t *tree) grow() {
	t.slots = make([]uint32, 2*len(t.slots))
	for n := uint32(1); int(n) < t.nodes.n; n++ {
		if !t.node(n).gone {
			t.put(n)
		}
	}
}

// find gives the node of a clean path; the root is 0 and always found. Of a path that is not
// there it is the last node on the way.
func (t *tree) find(path string) (n uint32, ok bool) {
	for path != "" {
		var name string
		name, path, _ = strings.Cut(path, "/")
		next := t.child(n, name)
		if next == 0 {
			return n, false
		}
		n = next
	}
	return n, true
}

// ensure gives the node of a clean path, made with its parents where it is
// not there.
func (t *tree) ensure(path string) (n uint32) {
	for path != "" {
		var name string
		name, path, _ = strings.Cut(path, "/")
		if t.brief != nil && len(name) > briefName {
			name = t.shorten(name)
		}
		next := t.child(n, name)
		if next == 0 {
			next = t.add(n, name)
		}
		n = next
	}
	return n
}

// briefName is the length above which a name is kept as its hash: one byte less than
// what it is kept as, so that no name is taken for a hash.
const briefName = 16

// shorten gives 128 bits of hash in the place of a name, under a key that nobody knows
// who makes an image.
func (t *tree) shorten(name string) string {
	b := binary.LittleEndian.AppendUint64([]byte{'/'}, maphash.String(t.brief[0], name))
	return string(binary.LittleEndian.AppendUint64(b, maphash.String(t.brief[1], name)))
}

// path is the whole name of a node.
func (t *tree) path(n uint32) string {
	if n == 0 {
		return ""
	}
	return strings.TrimPrefix(t.path(t.node(n).parent)+"/"+string(t.name(n)), "/")
}

// prune takes out everything below a node and tells of each node. Each node
// is taken out once, so that no order of entries makes this slow.
func (t *tree) prune(n uint32, tell func(uint32)) {
	todo := []uint32{}
	push := func(n uint32) {
		for c := t.node(n).child; c != 0; c = t.node(c).next {
			todo = append(todo, c)
		}
		t.node(n).child = 0
	}
	for push(n); len(todo) > 0; {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		t.node(c).gone = true
		tell(c)
		push(c)
	}
}
