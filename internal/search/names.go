package search

import (
	"cmp"
	"slices"
	"strings"
)

// Name is an instruction, a flag or a variable, with the entries that have it.
type Name struct {
	Word  string // as it is written in a Dockerfile
	Count int    // of the entries
	Uses  []Use  // the first of them, in the order of the pages, at most maxUses
	last  int    // where the last use stands that is kept, once there were more; 0 before
	row   int    // its number among the names of the index
}

// known reports whether the first uses are among those that are kept.
func (n *Name) known() bool { return len(n.Uses) >= min(n.Count, maxUses) }

// Use is an entry as a place to go to.
type Use struct {
	Output, Anchor   string // the page's path in the site; without "#"
	PageTitle, Title string

	at int // page and entry, as in a posting
}

// maxUses is how many entries a name has.
const maxUses = 12

// keptUses is how many entries of a name are kept, for a build that takes some away.
const keptUses = 4 * maxUses

// use notes that an entry has a name. Which uses are kept does not depend on
// the order in which pages come.
func (x *Index) use(word string, use Use, found *Page) {
	n := x.nameOf(word)
	n.Count++
	x.named[use.at>>8] = append(x.named[use.at>>8], n.row)
	if n.last > 0 && use.at > n.last {
		return
	}
	anchor, title := found.head(use.at & 255)
	use.Anchor, use.Title = string(anchor), string(title)
	i, _ := slices.BinarySearchFunc(n.Uses, use, func(a, b Use) int { return cmp.Compare(a.at, b.at) })
	n.Uses = slices.Insert(n.Uses, i, use)
	if len(n.Uses) > keptUses {
		n.Uses = n.Uses[:keptUses]
		n.last = n.Uses[keptUses-1].at
	}
}

// nameOf is the name of a word.
func (x *Index) nameOf(word string) *Name {
	n := x.names[word]
	if n == nil {
		n = &Name{Word: word, row: len(x.names)}
		x.names[word] = n
	}
	return n
}

// maxNames is how many names of a site are listed.
const maxNames = 400

// Names are those of the site: instructions, flags, variables. Of more than
// [maxNames], those are given that the most entries have.
func (x *Index) Names() []Name {
	x.complete()
	x.mu.Lock()
	defer x.mu.Unlock()
	names := make([]Name, 0, len(x.names))
	for _, n := range x.names {
		if n.Count > 0 {
			names = append(names, *n)
		}
	}
	slices.SortFunc(names, func(a, b Name) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word))
	})
	names = names[:min(len(names), maxNames)]
	for i := range names {
		names[i].Uses = names[i].Uses[:min(len(names[i].Uses), maxUses)]
		if kindOf(names[i].Word) != flagName {
			names[i].Word = strings.ToUpper(names[i].Word)
		}
	}
	slices.SortFunc(names, func(a, b Name) int {
		return cmp.Or(kindOf(a.Word)-kindOf(b.Word), cmp.Compare(a.Word, b.Word))
	})
	return names
}

// Kinds of names, in the order in which they are listed.
const (
	instructionName = iota
	flagName
	variableName
)

func kindOf(word string) int {
	switch word[0] {
	case '-':
		return flagName
	case '$':
		return variableName
	}
	return instructionName
}
