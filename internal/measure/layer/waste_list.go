package layer

import (
	"cmp"
	"math"
	"slices"

	"docsite/internal/measure/source"
	"docsite/internal/site"
)

const (
	maxWaste = 10 // wasted files and folders that are named
	// A folder is named in place of what is in it where no part of it has a third of
	// its bytes: a thousand small files say less than where they were.
	mostPart = 3
)

// part is what is wasted in a folder, or as a file.
type part struct {
	bytes, most int64 // most is the largest of the parts right below
	files       uint32
	kids        uint16 // right below; as many as there is room for
	named       bool   // it, or a folder above it, is named
	met         bool
}

// spread reports whether a folder's waste is spread over many parts.
func (p *part) spread() bool { return p.kids > 1 && p.most < p.bytes/mostPart }

// largest names what is wasted and costs most: of one layer, taken away by one
// other.
func (s *stack) largest() []site.Waste {
	var lost []int32
	for i := range s.inodes.n {
		if n := s.inodes.at(i); i > 0 && n.names == 0 && n.size > 0 {
			lost = append(lost, int32(i))
		}
	}
	if len(lost) == 0 {
		return nil
	}
	slices.SortFunc(lost, func(a, b int32) int {
		x, y := s.inodes.at(int(a)), s.inodes.at(int(b))
		return cmp.Or(cmp.Compare(x.layer, y.layer), cmp.Compare(x.by, y.by), cmp.Compare(a, b))
	})
	var all []site.Waste
	s.tree.slots = nil // nothing is looked for any more
	parts := make([]part, s.tree.nodes.n)
	for len(lost) > 0 {
		n, first := 1, s.inodes.at(int(lost[0]))
		for n < len(lost) && s.inodes.at(int(lost[n])).layer == first.layer && s.inodes.at(int(lost[n])).by == first.by {
			n++
		}
		all = append(all, s.together(lost[:n], parts)...)
		lost = lost[n:]
	}
	slices.SortStableFunc(all, func(a, b site.Waste) int { return cmp.Compare(b.Bytes, a.Bytes) })
	return all[:min(len(all), maxWaste)]
}

// together names the files of one pair of layers, many of one folder as the folder.
// parts is empty before and after.
func (s *stack) together(lost []int32, parts []part) []site.Waste {
	met := s.meet(lost, parts)
	for _, n := range met { // a parent's number is lower than those of what is in it
		if n == 0 {
			break
		}
		p, up := &parts[n], &parts[s.tree.node(n).parent]
		up.bytes, up.files, up.most = up.bytes+p.bytes, up.files+p.files, max(up.most, p.bytes)
		up.kids = min(up.kids, math.MaxUint16-1) + 1
	}
	var out []site.Waste
	of := s.inodes.at(int(lost[0]))
	for _, n := range slices.Backward(met) {
		if n == 0 {
			continue
		}
		p := &parts[n]
		p.named = parts[s.tree.node(n).parent].named
		folder := p.kids > 0
		if p.named || folder && !p.spread() {
			continue
		}
		w := site.Waste{Path: source.Plain("/" + s.tree.path(n)), Bytes: p.bytes, Layer: int(of.layer), By: int(of.by)}
		if folder {
			p.named = true
			w.Path, w.Files = w.Path+"/", int(p.files)
		}
		out = append(out, w)
	}
	for _, n := range met {
		parts[n] = part{}
	}
	slices.SortFunc(out, func(a, b site.Waste) int {
		return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Path, b.Path))
	})
	return out[:min(len(out), maxWaste)]
}

// meet enters files into their parts, and gives these and all folders above them,
// the highest number first.
func (s *stack) meet(lost []int32, parts []part) (met []uint32) {
	for _, i := range lost {
		in := s.inodes.at(int(i))
		parts[in.first].bytes += in.size
		parts[in.first].files++
		for n := in.first; !parts[n].met; n = s.tree.node(n).parent {
			parts[n].met = true
			met = append(met, n)
			if n == 0 {
				break
			}
		}
	}
	slices.SortFunc(met, func(a, b uint32) int { return cmp.Compare(b, a) })
	return met
}
