package bind

import "docsite/internal/site"

// families believes what the lists inside the items of one list, or below the
// headings of one level, name in passing or far from the listing, when too few
// of a list's own say so but those of all together do:
//
//	The database:
//	    Built from `./db`
//	The site:
//	    Maps port `8080`
func (b *binder) families() {
	for _, lists := range b.children {
		if len(lists) < 2 {
			continue
		}
		if all, found, block := b.family(lists); found >= wholeCount && float64(found) >= plainShare*float64(all) {
			b.restore(lists, block)
		}
	}
}

// adopt gives each group the lists inside its notes.
func (b *binder) adopt() {
	b.children = make([][]int, len(b.groups))
	for g := range b.groups {
		if under := b.groups[g].Under; under != nil && len(b.groups[g].Notes) > 0 && b.groups[g].Notes[0].Kind != site.TableNote {
			b.children[under.Group] = append(b.children[under.Group], g)
		}
	}
}

// family counts the notes that name code in the lists inside a list, and those
// that found it in one listing, for certain or not.
func (b *binder) family(lists []int) (all, found, block int) {
	block = -1
	for _, g := range lists {
		seen := map[int]bool{}
		for i := range b.queries[g] {
			q := &b.queries[g][i]
			at := max(q.chosen, q.doubt-1)
			if q.code || q.mention {
				seen[q.note] = seen[q.note] || at >= 0
			}
			if at >= 0 && block < 0 {
				block = q.found[at].block
			}
			if at >= 0 && q.found[at].block != block {
				return 0, 0, -1
			}
		}
		for _, has := range seen {
			if all++; has {
				found++
			}
		}
	}
	return all, found, block
}

// restore takes back that the doubtful places of a family were given up.
func (b *binder) restore(lists []int, block int) {
	for _, g := range lists {
		for i := range b.queries[g] {
			if q := &b.queries[g][i]; q.chosen < 0 && q.doubt > 0 && q.found[q.doubt-1].block == block {
				q.chosen = q.doubt - 1
				b.name(g, b.queries[g][i:i+1])
			}
		}
	}
}
