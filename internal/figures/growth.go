package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/site"
)

// LayerPair is a row of a comparison of two images; nil is a layer that one of
// them lacks.
type LayerPair struct{ A, B *site.Layer }

// PairLayers sets layers against one another: first those with one digest, then those
// that one step made, in the order of the second image. The lines of a step say nothing:
// an edit above moves them, onto those of another step.
func PairLayers(a, b []site.Layer) []LayerPair {
	taken := make([]bool, len(a))
	partner := make([]*site.Layer, len(b))
	find := func(fits func(x, y *site.Layer) bool) {
		for j := range b {
			for i := range a {
				if partner[j] == nil && !taken[i] && fits(&a[i], &b[j]) {
					partner[j], taken[i] = &a[i], true
				}
			}
		}
	}
	find(func(x, y *site.Layer) bool { return x.Digest == y.Digest })
	find(func(x, y *site.Layer) bool { return x.Step != "" && x.Step == y.Step })
	var rows []LayerPair
	for i := range a {
		if !taken[i] {
			rows = append(rows, LayerPair{A: &a[i]})
		}
	}
	for j := range b {
		rows = append(rows, LayerPair{partner[j], &b[j]})
	}
	return rows
}

// LayerChanges are the layers that two builds of an image do not have alike, the
// one that grew most first. The base image's layers are one change. Layers whose
// steps have other words now are one another's successors where each instruction of a stage
// is left in the same number: between two steps that both builds have, else in all. Where the
// size of one of two layers is not known, neither size of the change is: nobody can tell
// which way it went.
func LayerChanges(was, now []site.Layer) []site.LayerChange {
	var changes []site.LayerChange
	base := site.LayerChange{Base: true, Was: -1, Now: -1}
	baseChanged, baseKnown := false, true
	for _, p := range successors(PairLayers(was, now), was, now) {
		switch l := cmp.Or(p.B, p.A); {
		case p.A != nil && p.B != nil && p.A.Digest == p.B.Digest && !l.Base:
		case l.Base:
			base.Was, base.Now = sum(base.Was, p.A), sum(base.Now, p.B)
			baseKnown = baseKnown && !p.unknown()
			baseChanged = baseChanged || p.A == nil || p.B == nil || p.A.Digest != p.B.Digest
		case p.B == nil:
			changes = append(changes, layerChange(p, was))
		default:
			changes = append(changes, layerChange(p, now))
		}
	}
	if !baseKnown {
		base.Was, base.Now = -1, -1
	}
	if baseChanged {
		changes = append(changes, base)
	}
	changes = slices.DeleteFunc(changes, func(c site.LayerChange) bool { return c.Was == c.Now && c.Was >= 0 })
	slices.SortFunc(changes, func(a, b site.LayerChange) int {
		return cmp.Or(cmp.Compare(Growth(b), Growth(a)), cmp.Compare(a.Layer, b.Layer), cmp.Compare(a.Was, b.Was))
	})
	return changes
}

// successors joins pairs that lack a layer: those of one instruction of one stage, where as
// many came as went. First between two layers that both builds have.
func successors(pairs []LayerPair, was, now []site.Layer) []LayerPair {
	for _, local := range []bool{true, false} {
		gone, fresh := map[string][]int{}, map[string][]int{}
		lower := after(pairs, was, now)
		for i, p := range pairs {
			l := cmp.Or(p.B, p.A)
			name := l.Stage + " " + l.Instruction
			if local {
				name = fmt.Sprint(lower[l], " ", name)
			}
			switch {
			case l.Base || p.A != nil && p.B != nil:
			case p.B == nil:
				gone[name] = append(gone[name], i)
			default:
				fresh[name] = append(fresh[name], i)
			}
		}
		for name, list := range fresh {
			if len(gone[name]) != len(list) {
				continue
			}
			for n, i := range list {
				pairs[i].A, pairs[gone[name][n]].A = pairs[gone[name][n]].A, nil
			}
		}
		pairs = slices.DeleteFunc(pairs, func(p LayerPair) bool { return p == LayerPair{} })
	}
	return pairs
}

// after says of each layer which pair is the nearest below it that has both layers.
func after(pairs []LayerPair, was, now []site.Layer) map[*site.Layer]int {
	pair := map[*site.Layer]int{}
	for i, p := range pairs {
		if p.A != nil && p.B != nil {
			pair[p.A], pair[p.B] = i, i
		}
	}
	for _, layers := range [][]site.Layer{was, now} {
		last := -1
		for i := range layers {
			if n, ok := pair[&layers[i]]; ok {
				last = n
			}
			pair[&layers[i]] = last
		}
	}
	return pair
}

// sum adds a layer's bytes on disk; -1 is nothing that is known.
func sum(n int64, l *site.Layer) int64 {
	if l == nil || l.Disk == nil {
		return n
	}
	return max(n, 0) + *l.Disk
}

// unknown reports whether a layer of the pair has bytes on disk that nobody counted.
func (p LayerPair) unknown() bool {
	return p.A != nil && p.A.Disk == nil || p.B != nil && p.B.Disk == nil
}

func layerChange(p LayerPair, of []site.Layer) site.LayerChange {
	l := cmp.Or(p.B, p.A)
	c := site.LayerChange{Layer: 1 + slices.IndexFunc(of, func(o site.Layer) bool { return o.Digest == l.Digest }),
		Lines: l.LinesText(), Instruction: l.Instruction, Was: sum(-1, p.A), Now: sum(-1, p.B)}
	if p.unknown() {
		c.Was, c.Now = -1, -1
	}
	return c
}

// Growth is by how many bytes a layer grew; a layer that is not there has none.
func Growth(c site.LayerChange) int64 { return max(c.Now, 0) - max(c.Was, 0) }

// LayerName says which layer is meant: "line 12, RUN", "lines 12-14, RUN",
// "layer 3", "the base image".
func LayerName(c site.LayerChange) string {
	name := fmt.Sprintf("layer %d", c.Layer)
	switch {
	case c.Base:
		return "the base image"
	case slices.Contains([]byte(c.Lines), '-'):
		name = "lines " + c.Lines
	case c.Lines != "":
		name = "line " + c.Lines
	}
	if c.Instruction != "" {
		name += ", " + c.Instruction
	}
	return name
}

// LayerSentence says by how much a layer grew.
func LayerSentence(c site.LayerChange) string {
	switch name := LayerName(c); {
	case c.Was < 0 && c.Now < 0:
		return name + ": its size is not known"
	case c.Was < 0:
		return fmt.Sprintf("%s: %s that were not there", name, Size(c.Now))
	case c.Now < 0:
		return fmt.Sprintf("%s: %s are gone", name, Size(c.Was))
	default:
		return fmt.Sprintf("%s: %s → %s (%s)", name, Size(c.Was), Size(c.Now), Change(c.Was, c.Now))
	}
}

// Largest is the layer, outside of the base image, that takes most on disk, as a
// change that is none; false where no layer's size is known.
func Largest(list []site.Layer) (c site.LayerChange, ok bool) {
	for i := range list {
		if n := sum(-1, &list[i]); !list[i].Base && n > max(c.Now, 0) {
			c, ok = layerChange(LayerPair{&list[i], &list[i]}, list), true
		}
	}
	return c, ok
}

// Change is by how much a size changed: "+1.2 MB, +12.0 %". Where there was
// nothing it is new, not so many per cent more.
func Change(was, now int64) string {
	return Difference(now-was) + ", " + Share(was, now)
}

// Share is a change as a part of what was: "+12.0 %", "−3.1 %", "new".
func Share(was, now int64) string {
	if was == 0 {
		return "new"
	}
	text := fmt.Sprintf("%+.1f %%", 100*float64(now-was)/float64(was))
	if text[0] == '-' {
		return "−" + text[1:]
	}
	return text
}

// maxHistory is how many digests a table of history has, the newest.
const maxHistory = 20

// History is the table of the digests that an image has had, header first, the
// newest on top: the cells of a Markdown table, without escapes. The error is an
// [*Absent].
func History(s *site.Site, id string) ([][]string, error) {
	points := s.Lock.History[id]
	if len(points) == 0 && s.Config.Images[id].Ref == "" {
		return nil, &Absent{id, "recorded figures have no history", "add ref: with the image's reference to docsite.yaml, or delete the markers"}
	}
	if len(points) == 0 {
		return nil, &Absent{id, "docsite.lock has no digest with a size of the image yet", "run docsite refresh"}
	}
	rows := [][]string{{"Since", "Download", "Change", "Docker disk usage", "What grew most", "Digest"}}
	for i := len(points) - 1; i >= max(0, len(points)-maxHistory); i-- {
		p := points[i]
		row := []string{p.Since, Size(p.Download), "", "–", "", "`" + DigestDigits(p.Digest) + "`"}
		if i > 0 && p.Download != points[i-1].Download {
			row[2] = Change(points[i-1].Download, p.Download)
		}
		if p.Usage > 0 {
			row[3] = Size(p.Usage)
		}
		if p.Grew != nil {
			row[4] = LayerName(*p.Grew) + ": " + Difference(Growth(*p.Grew))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// HistoryRight says which columns of [History] are aligned to the right.
func HistoryRight() []bool { return []bool{false, true, true, true, false, false} }

// ShortDigest is a digest as people compare it: "sha256:" and twelve digits.
func ShortDigest(digest string) string {
	if algorithm, hex, ok := strings.Cut(digest, ":"); ok && len(hex) > 12 {
		return algorithm + ":" + hex[:12]
	}
	return digest
}

// DigestDigits are the digits of [ShortDigest] alone; none of what is no digest.
func DigestDigits(digest string) string {
	_, hex, _ := strings.Cut(ShortDigest(digest), ":")
	return hex
}
