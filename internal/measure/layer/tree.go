package layer

import "hash/maphash"

// tree is a file system's names, packed: about 60 bytes an entry beside the
// name itself, because a layer may hold a million of them and several layers
// are read at once.
type tree struct {
	nodes []node
	names []byte   // every name, one after the other
	slots []uint32 // open addressing: (parent, name) → node; 0 is empty
	seed  maphash.Seed
}

type node struct {
	parent, child, next uint32 // child is the first of a list that next continues
	at, length          uint32 // of the name in names
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
	return &tree{nodes: make([]node, 1, 64), slots: make([]uint32, 128), seed: maphash.MakeSeed()}
}

func (t *tree) name(n uint32) []byte {
	return t.names[t.nodes[n].at:][:t.nodes[n].length]
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
		if have := &t.nodes[n]; have.parent == parent && !have.gone && string(t.name(n)) == name {
			return n
		}
	}
}

// add puts a name into a directory that does not have it.
func (t *tree) add(parent uint32, name string) uint32 {
	if len(t.nodes)*2 > len(t.slots) {
		t.grow()
	}
	n := uint32(len(t.nodes))
	t.nodes = append(t.nodes, node{parent: parent, next: t.nodes[parent].child, at: uint32(len(t.names)), length: uint32(len(name))})
	t.names = append(t.names, name...)
	t.nodes[parent].child = n
	t.put(n)
	return n
}

func (t *tree) put(n uint32) {
	i := t.slot(t.nodes[n].parent, string(t.name(n)))
	for t.slots[i] != 0 {
		i = (i + 1) & uint32(len(t.slots)-1)
	}
	t.slots[i] = n
}

func (t *tree) grow() {
	t.slots = make([]uint32, 2*len(t.slots))
	for n := 1; n < len(t.nodes); n++ {
		if !t.nodes[n].gone {
			t.put(uint32(n))
		}
	}
}

// find gives the node of a clean path; the root is 0 and always found.
func (t *tree) find(path string) (n uint32, ok bool) {
	for path != "" {
		var name string
		name, path = cutPath(path)
		if n = t.child(n, name); n == 0 {
			return 0, false
		}
	}
	return n, true
}

// ensure gives the node of a clean path, made with its parents where it is
// not there.
func (t *tree) ensure(path string) (n uint32) {
	for path != "" {
		var name string
		name, path = cutPath(path)
		next := t.child(n, name)
		if next == 0 {
			next = t.add(n, name)
		}
		n = next
	}
	return n
}

// path is the whole name of a node.
func (t *tree) path(n uint32) string {
	if n == 0 {
		return ""
	}
	if parent := t.nodes[n].parent; parent != 0 {
		return t.path(parent) + "/" + string(t.name(n))
	}
	return string(t.name(n))
}

// prune takes out everything below a node and tells of each node. Each node
// is taken out once, so that no order of entries makes this slow.
func (t *tree) prune(n uint32, tell func(uint32)) {
	todo := []uint32{}
	push := func(n uint32) {
		for c := t.nodes[n].child; c != 0; c = t.nodes[c].next {
			todo = append(todo, c)
		}
		t.nodes[n].child = 0
	}
	for push(n); len(todo) > 0; {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		t.nodes[c].gone = true
		tell(c)
		push(c)
	}
}

func cutPath(path string) (first, rest string) {
	for i := range len(path) {
		if path[i] == '/' {
			return path[:i], path[i+1:]
		}
	}
	return path, ""
}
