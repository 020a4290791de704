package bind

// relation is how the lines of one candidate lie to those of another.
type relation uint8

const (
	apartLines relation = iota
	equalLines
	insideLines
	aroundLines
	acrossLines
)

func relate(a, b *candidate) relation {
	if a.block != b.block {
		return apartLines
	}
	if a.key == b.key {
		return equalLines
	}
	common, all, other := overlap(a, b)
	switch {
	case common == 0:
		return apartLines
	case common == all:
		return insideLines
	case common == other:
		return aroundLines
	}
	return acrossLines
}

// overlap counts the lines that two candidates of one listing have in common, and
// those of each.
func overlap(a, b *candidate) (common, own, other int) {
	for _, r := range a.ranges {
		own += r.Last - r.First + 1
		for _, s := range b.ranges {
			common += max(min(r.Last, s.Last)-max(r.First, s.First)+1, 0)
		}
	}
	for _, s := range b.ranges {
		other += s.Last - s.First + 1
	}
	return common, own, other
}
