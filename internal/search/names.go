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
	Uses  []Use  // the first of them, in the order of the pages, at most [MaxUses]
}

// Use is an entry as a place to go to.
type Use struct {
	Output, Anchor   string // the page's path in the site; without "#"
	PageTitle, Title string

	at int // page and entry, as in a posting
}

// MaxUses is how many entries of a name are kept.
const MaxUses = 12

// use notes that an entry has a name. Which uses are kept does not depend on
// the order in which pages come.
func (x *Index) use(word string, use Use, found *Page) {
	n := x.names[word]
	if n == nil {
		n = &Name{Word: word}
		x.names[word] = n
	}
	n.Count++
	if len(n.Uses) == MaxUses {
		if use.at > n.Uses[MaxUses-1].at {
			return
		}
		n.Uses = n.Uses[:MaxUses-1]
	}
	anchor, title := found.head(use.at & 255)
	use.Anchor, use.Title = string(anchor), string(title)
	i, _ := slices.BinarySearchFunc(n.Uses, use, func(a, b Use) int { return cmp.Compare(a.at, b.at) })
	n.Uses = slices.Insert(n.Uses, i, use)
}

// Names are those of the site: instructions, flags, variables. Of more than
// most, those are given that the most entries have.
func (x *Index) Names(most int) []Name {
	x.complete()
	x.mu.Lock()
	defer x.mu.Unlock()
	names := make([]Name, 0, len(x.names))
	for _, n := range x.names {
		names = append(names, *n)
	}
	slices.SortFunc(names, func(a, b Name) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word))
	})
	names = names[:min(len(names), most)]
	for i := range names {
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
