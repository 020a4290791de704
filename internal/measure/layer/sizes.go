package layer

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"docsite/internal/site"
)

// maxShown is how many names of one folder a tree has; the others are one row.
const maxShown = 20

// Tree sums the sizes of the regular files that are to be seen once the layers lie
// on one another, by path and so many levels deep: a folder, then what it holds, the
// largest first. A file with several names counts at its first one. The error says
// why the names of a layer are not known.
func Tree(found []*Contents, depth int) ([]site.PathSize, error) {
	s, err := stacked(found)
	if err != nil {
		return nil, err
	}
	b := branches{stack: s, bytes: make([]int64, s.tree.nodes.n), files: make([]int, s.tree.nodes.n)}
	b.sum()
	return b.below(nil, 0, depth), nil
}

// branches are the sums of a tree, by node.
type branches struct {
	*stack
	bytes []int64
	files []int
}

// sum adds each file to the folders around it.
func (b *branches) sum() {
	counted := make([]bool, b.inodes.n)
	for n := range uint32(b.tree.nodes.n) {
		at := b.tree.node(n).value
		if at == 0 || b.tree.node(n).gone || counted[at] {
			continue
		}
		counted[at] = true
		for up := n; ; up = b.tree.node(up).parent {
			b.bytes[up] += b.inodes.at(int(at)).size
			b.files[up]++
			if up == 0 {
				break
			}
		}
	}
}

// below appends what a folder holds.
func (b *branches) below(list []site.PathSize, folder uint32, depth int) []site.PathSize {
	var kids []uint32
	for c := b.tree.node(folder).child; c != 0; c = b.tree.node(c).next {
		if b.bytes[c] > 0 && !b.tree.node(c).gone {
			kids = append(kids, c)
		}
	}
	slices.SortFunc(kids, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(b.bytes[y], b.bytes[x]), strings.Compare(string(b.tree.name(x)), string(b.tree.name(y))))
	})
	rest := site.PathSize{Path: path.Join(b.tree.path(folder), "…")}
	for i, c := range kids {
		if i >= maxShown {
			rest.Bytes, rest.Files = rest.Bytes+b.bytes[c], rest.Files+b.files[c]
			continue
		}
		list = append(list, site.PathSize{Path: b.tree.path(c), Bytes: b.bytes[c], Files: b.files[c]})
		if depth > 1 {
			list = b.below(list, c, depth-1)
		}
	}
	if rest.Files > 0 {
		list = append(list, rest)
	}
	return list
}
