package drift

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/site"
)

// Class says what became of a note since a person last looked at it.
type Class string

const (
	Same          Class = "same"       // it explains the same code
	Moved         Class = "moved"      // the same code, in another order or another listing
	VersionEdited Class = "edited"     // the same code but for versions and digests
	LookAgain     Class = "look again" // its lines changed, its words did not
	NotSure       Class = "ambiguous"  // it fits several places now
	Gone          Class = "gone"       // it fits none
)

// Asks reports whether a person has to look.
func (c Class) Asks() bool { return c == LookAgain || c == NotSure || c == Gone }

// Drifted is a note of the lock with what became of it.
type Drifted struct {
	Class        Class
	Locked       site.LockedNote
	site.NoteRef          // where the note is now
	Block        int      // the listing that it explains now; -1 for none
	Lines        []string // what it explains now, as written
	At           []int    // the lines of Lines in the listing, from 1
	Less         bool     // these are some of the lock's, all of which stand as they were
	Reason       string   // why it is ambiguous or gone, or is to be looked at where its lines have not changed
}

// Remember gives what the lock keeps of the notes that found their lines, in
// the order of the page. codes, groups and bindings are those of [bind.Scratch.Bind].
func Remember(codes []*code.Code, groups []site.NoteGroup, bindings [][]site.Binding) []site.LockedNote {
	var locked []site.LockedNote
	var at []int
	l := &listings{codes: codes}
	for ref, note := range site.NotesOf(groups) {
		for _, t := range bindings[ref.Group][ref.Note].Targets {
			locked = append(locked, site.LockedNote{
				Label: label(note), Block: t.Block, Lines: l.pick(t.Block, t.Lines), Words: words(note),
			})
			at = append(at, t.Block<<20+t.Lines[0])
		}
	}
	rank(locked, at)
	return locked
}

// rank counts for each note those whose code stands further up.
func rank(locked []site.LockedNote, at []int) {
	sorted := slices.Sorted(slices.Values(at))
	for i := range locked {
		locked[i].Rank, _ = slices.BinarySearch(sorted, at[i])
	}
}

// Drift compares the notes of the lock with those of the page as it is now.
// A note whose words a person has changed since, or that is no longer there,
// is not among the result: somebody has looked. The rest is in the order of
// the lock.
//
// A note is the same only if the words of the code that it explains are; so
// it never passes silently from one piece of code to another. Layout does not
// count: a command that moves to a line of its own, from the shell form to
// the JSON form or into a heredoc keeps its words.
func Drift(locked []site.LockedNote, codes []*code.Code, groups []site.NoteGroup, bindings [][]site.Binding) []Drifted {
	places, l := findNotes(groups), &listings{codes: codes, explained: explained(locked)}
	var out []Drifted
	for i := range locked {
		key := noteKey{locked[i].Label, locked[i].Words}
		list := places[key]
		if len(list) == 0 {
			continue
		}
		k := likeliest(list, locked[i].Block, bindings)
		at := list[k]
		binding := &bindings[at.Group][at.Note]
		if sameNext(locked, i) && len(binding.Targets) > 1 {
			// The next entry is the same note's next listing.
		} else if len(list) > 1 {
			places[key] = slices.Delete(slices.Clone(list), k, k+1)
		}
		out = append(out, Drifted{Locked: locked[i], NoteRef: at, Block: -1})
	}
	now := homes(out, bindings)
	for i := range out {
		d := &out[i]
		d.classify(l, &bindings[d.Group][d.Note], now[d.Locked.Block])
	}
	markMoved(out)
	return out
}

// homes gives the listings that were those of the lock, by their number there and counted
// from 1: the one in which most notes of that listing have their lines now, of several the
// one with its number, or the first. A listing of which no note has lines has none.
func homes(list []Drifted, bindings [][]site.Binding) map[int]int {
	now, most, count := map[int]int{}, map[int]int{}, map[[2]int]int{}
	for i := range list {
		if t := bindings[list[i].Group][list[i].Note].Targets; len(t) == 1 {
			from, to := list[i].Locked.Block, t[0].Block+1
			count[[2]int{from, to}]++
			if n := count[[2]int{from, to}]; n > most[from] || n == most[from] && to == from+1 {
				most[from], now[from] = n, to
			}
		}
	}
	return now
}

// likeliest is the index of the first of several notes with the same words that
// explains the listing of an entry of the lock, else of the first.
func likeliest(list []site.NoteRef, block int, bindings [][]site.Binding) int {
	return max(0, slices.IndexFunc(list, func(at site.NoteRef) bool {
		return slices.ContainsFunc(bindings[at.Group][at.Note].Targets, func(t site.Target) bool { return t.Block == block })
	}))
}

type noteKey struct{ label, words string }

// findNotes lists the notes of the page by label and words.
func findNotes(groups []site.NoteGroup) map[noteKey][]site.NoteRef {
	places := map[noteKey][]site.NoteRef{}
	for at, note := range site.NotesOf(groups) {
		key := noteKey{label(note), words(note)}
		places[key] = append(places[key], at)
	}
	return places
}

// sameNext reports whether the next entry of the lock is of the same note.
func sameNext(locked []site.LockedNote, i int) bool {
	return i+1 < len(locked) && locked[i].Label == locked[i+1].Label && locked[i].Words == locked[i+1].Words && locked[i].Block != locked[i+1].Block
}

// classify compares the lines of then and now. home is the listing that the note's was
// then, counted from 1; 0 where that is not known.
func (d *Drifted) classify(l *listings, binding *site.Binding, home int) {
	from, to := 0, len(l.codes)
	if home > 0 {
		from, to = home-1, home
	}
	if home > 0 && len(binding.Targets) == 0 {
		d.Locked.Block = home - 1 // the lock that keeps the entry numbers listings anew
	}
	switch {
	case binding.State == site.Ambiguous:
		d.Class, d.Reason = NotSure, binding.Reason
		return
	case len(binding.Targets) == 0:
		if at := l.have(&d.Locked, from, to, nil); at >= 0 {
			d.Class, d.Locked.Block = Same, at
		} else if d.bumped(l, from, to) {
			d.Class = VersionEdited
		} else {
			d.Class, d.Reason = Gone, cmp.Or(binding.Reason, "nothing in the listing is what it names")
		}
		return
	}
	target := d.closest(l, binding.Targets)
	d.Block, d.At = target.Block, target.Lines
	d.Lines = l.pick(target.Block, target.Lines)
	switch {
	case slices.Equal(d.Lines, d.Locked.Lines), sameWords(d.Lines, d.Locked.Lines, false):
		if d.Class = Same; home > 0 && target.Block != home-1 && l.have(&d.Locked, home-1, home, nil) < 0 {
			d.Class, d.Reason = LookAgain, "its lines are gone from their listing, and another one has the same"
		}
	case sameWords(d.Lines, d.Locked.Lines, true):
		d.Class = VersionEdited
	case l.have(&d.Locked, target.Block, target.Block+1, target.Lines) >= 0:
		d.Class, d.Less = Same, true
	case sameSetting(d.Locked.Label, d.Locked.Lines, d.Lines):
		d.Class = Same
	default:
		d.Class = LookAgain
		if at := places(l.of(target.Block), d.Locked.Lines); at != nil && !slices.ContainsFunc(target.Lines, func(n int) bool { return slices.Contains(at, n-1) }) {
			d.Reason = "it stands beside other lines now, and those that it explained are as they were"
		}
	}
}

// have gives the listing, of those from one block up to another, that has the lines of an entry
// of the lock as they were, once, with the lines among them that the note explains now; of
// several the one with its number, -1 for none. Such a note has not parted from its code: docsite is less sure of it, or
// takes less of it, than when the lock was written.
func (l *listings) have(locked *site.LockedNote, from, to int, now []int) (in int) {
	several := false
	in = -1
	for block := from; block < to; block++ {
		at := places(l.of(block), locked.Lines)
		if at == nil || grown(l.of(block), at) {
			continue
		}
		for _, n := range now {
			if !slices.Contains(at, n-1) {
				return -1
			}
		}
		if several = several || in >= 0; in < 0 || block == locked.Block {
			in = block
		}
	}
	if several && in != locked.Block {
		return -1
	}
	return in
}

// grown reports whether something may have been put between lines at these indexes, or behind
// them: into a command that goes on from line to line, or below the key that the first is.
func grown(text []string, at []int) bool {
	headed := len(at) > 1 && indent(text[at[1]]) > indent(text[at[0]])
	for i, from := range at {
		last := i+1 == len(at)
		if last && from+1 == len(text) || !last && at[i+1] == from+1 {
			continue
		}
		if strings.HasSuffix(text[from], "\\") && !last || headed && !strings.HasSuffix(text[from], "\\") && indent(text[from+1]) > indent(text[at[0]]) {
			return true
		}
	}
	return false
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// places are the indexes of lines in a text that has them once: in one piece, or each by
// itself. It is nil for others.
func places(text, lines []string) (at []int) {
	if len(lines) == 0 {
		return nil
	}
	for i := 0; i+len(lines) <= len(text); i++ {
		if !slices.Equal(text[i:i+len(lines)], lines) {
			continue
		}
		if at != nil {
			return nil
		}
		for k := range lines {
			at = append(at, i+k)
		}
	}
	if at != nil {
		return at
	}
	for i, line := range text {
		if slices.Contains(lines, line) {
			if len(at) == len(lines) || line != lines[len(at)] {
				return nil
			}
			at = append(at, i)
		}
	}
	if len(at) < len(lines) {
		return nil
	}
	return at
}

// closest is the target in the listing of the lock, or the first whose words
// are those of the lock.
func (d *Drifted) closest(l *listings, targets []site.Target) *site.Target {
	for i := range targets {
		if sameWords(l.pick(targets[i].Block, targets[i].Lines), d.Locked.Lines, true) {
			return &targets[i]
		}
	}
	for i := range targets {
		if targets[i].Block == d.Locked.Block {
			return &targets[i]
		}
	}
	return &targets[0]
}

// markMoved marks the notes whose code went to another listing, or changed
// places with the code of others: the fewest whose going explains the new
// order. A shift of all of them is no move.
func markMoved(list []Drifted) {
	var order []*Drifted
	for i := range list {
		d := &list[i]
		switch {
		case d.Class == Same && d.Block >= 0 && d.Block != d.Locked.Block:
			d.Class = Moved
		case d.Block >= 0 && len(d.At) > 0 && d.Block == d.Locked.Block:
			order = append(order, d)
		}
	}
	slices.SortStableFunc(order, func(a, b *Drifted) int { return a.Locked.Rank - b.Locked.Rank })
	for i, stays := range longestRise(order) {
		if !stays && order[i].Class == Same {
			order[i].Class = Moved
		}
	}
}

// longestRise tells which notes belong to the longest run that is still in
// its old order.
func longestRise(order []*Drifted) []bool {
	best := make([]int, len(order)) // length of the longest run that ends here
	from := make([]int, len(order))
	end := -1
	for i := range order {
		best[i], from[i] = 1, -1
		for j := range order[:i] {
			if place(order[j]) <= place(order[i]) && best[j]+1 > best[i] {
				best[i], from[i] = best[j]+1, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	stays := make([]bool, len(order))
	for i := end; i >= 0; i = from[i] {
		stays[i] = true
	}
	return stays
}

// place orders lines of all listings of a page.
func place(d *Drifted) int { return d.Block<<20 + d.At[0] }

// label is what a note is known by in the lock.
func label(n *site.Note) string { return strings.Join(strings.Fields(n.Label), " ") }

// words is the hash of a note's label and text.
func words(n *site.Note) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(label(n)+"\x00"+strings.Join(strings.Fields(n.Text), " "))))
}

// IsOf reports whether an entry of the lock is of a note in its present words.
func IsOf(locked site.LockedNote, n *site.Note) bool {
	return locked.Label == label(n) && locked.Words == words(n)
}

// listings are the listings of a page with their lines, which many notes ask for.
type listings struct {
	codes []*code.Code
	lines [][]string // by block, once they were asked for

	explained map[string]int     // how many notes of the lock have these lines
	masked    []map[string][]int // by block, the indexes of lines by their words without versions
}

// of gives the lines of a listing, without blanks at their ends.
func (l *listings) of(block int) []string {
	if l.lines == nil {
		l.lines = make([][]string, len(l.codes))
	}
	if l.lines[block] == nil && l.codes[block] != nil {
		for line := range strings.Lines(string(l.codes[block].Text)) {
			l.lines[block] = append(l.lines[block], strings.TrimRight(line, " \t\r\n"))
		}
	}
	return l.lines[block]
}

// pick gives lines of a listing by their numbers, from 1.
func (l *listings) pick(block int, numbers []int) []string {
	lines := l.of(block)
	out := make([]string, 0, len(numbers))
	for _, n := range numbers {
		if n >= 1 && n <= len(lines) {
			out = append(out, lines[n-1])
		}
	}
	return out
}
