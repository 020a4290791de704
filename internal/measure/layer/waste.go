package layer

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/site"
)

const maxStacked = 800_000 // names in the finished file system, and in those before it

// stack puts layers on one another and keeps book of which files are still
// to be seen.
type stack struct {
	tree   *tree // a node's value is the number of its inode; 0 for none
	inodes pages[inode]
	layer  uint16
}

// stacked puts layers on one another; the error says why their names are not known.
func stacked(found []*Contents) (*stack, error) {
	s := &stack{tree: newTree()}
	s.inodes.add(inode{})
	for i, c := range found {
		if c == nil || c.Names == nil {
			return nil, errors.New("the names in a layer are not kept, or are too many")
		}
		if err := s.put(i, c.Names); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// inode is the content of a file; hard links are names of one inode.
type inode struct {
	size      int64
	names     int32  // by which it can be reached
	first     uint32 // the node of its first name
	layer, by uint16 // that carries it; that took its last name
}

// Spend works out which bytes of the layers are of no use to anyone: files
// of which no name is left. Without the names of one layer nothing is known.
func Spend(img *site.Image, found []*Contents) {
	if slices.Contains(found, nil) {
		return // its own reason stands already
	}
	s, err := stacked(found)
	if err != nil {
		img.Missing = cmp.Or(img.Missing, "wasted: "+err.Error())
		return
	}
	total := int64(0)
	perLayer := make([]int64, len(found))
	for i := 1; i < s.inodes.n; i++ {
		if n := s.inodes.at(i); n.names == 0 {
			perLayer[n.layer] += n.size
			total += n.size
		}
	}
	img.Wasted = &total
	for i := range perLayer {
		img.Layers[i].Wasted = &perLayer[i]
	}
	img.Waste = s.largest()
}

// put lays a layer on top: first what it takes away below, then what it adds.
func (s *stack) put(layer int, names []byte) error {
	s.layer = uint16(layer) // at most maxLayers
	err := eachEntry(names, func(k kind, name, _ string, _ int64) {
		if k == whiteout || k == opaque {
			s.hide(k, name)
		}
	})
	if err != nil {
		return err
	}
	err = eachEntry(names, func(k kind, name, target string, size int64) {
		switch {
		case s.tree.over(maxStacked), k == whiteout, k == opaque:
		case k == directory:
			n := s.tree.ensure(name)
			s.drop(n)
			s.around(n)
		default:
			s.file(k, name, target, size)
		}
	})
	if err == nil && s.tree.over(maxStacked) {
		err = errManyNames
	}
	return err
}

// errManyNames is an image of more names than are held in memory at once.
var errManyNames = fmt.Errorf("the layers hold, together, more than %d names or %s of them", maxStacked, figures.Size(maxBytes))

// around makes folders of what stands around a name, as unpacking does: a file there is gone.
func (s *stack) around(n uint32) {
	for n = s.tree.node(n).parent; n != 0; n = s.tree.node(n).parent {
		s.drop(n)
	}
}

// hide applies a whiteout to what lies below.
func (s *stack) hide(k kind, name string) {
	below, base := path.Split(name)
	if k == whiteout { // not cleaned: one of ".." is none of the folder above
		below += strings.TrimPrefix(base, whiteoutPrefix)
	}
	n, ok := s.tree.find(below)
	s.around(n)
	if !ok {
		s.drop(n) // the last folder on the way that is there
		return
	}
	if k == opaque {
		s.drop(n)
	}
	if k == whiteout {
		s.drop(n)
	}
	s.tree.prune(n, s.drop)
}

// file puts a file where it replaces whatever was there.
func (s *stack) file(k kind, name, target string, size int64) {
	linked := 0
	if k == hardlink {
		if t, ok := s.tree.find(target); ok {
			linked = int(s.tree.node(t).value)
		}
		size = 0
	}
	if k != regular {
		size = 0
	}
	n := s.tree.ensure(name)
	s.around(n)
	s.tree.prune(n, s.drop)
	old := int(s.tree.node(n).value)
	if in := s.inodes.at(old); old > 0 && linked == 0 && in.layer == s.layer && in.first == n {
		in.size = size // the same entry again: the later one counts
		return
	}
	if linked > 0 && linked == old {
		return
	}
	s.drop(n)
	if linked == 0 && size == 0 {
		return // nothing to lose
	}
	if linked == 0 {
		linked = s.inodes.n
		s.inodes.add(inode{size: size, layer: s.layer, first: n})
	}
	s.inodes.at(linked).names++
	s.tree.node(n).value = int64(linked)
}

// drop takes the file's name away.
func (s *stack) drop(n uint32) {
	at := int(s.tree.node(n).value)
	if at == 0 {
		return
	}
	s.tree.node(n).value = 0
	in := s.inodes.at(at)
	in.names--
	if in.names == 0 {
		in.by = s.layer
	}
}
