package phrases

import (
	"iter"
	"slices"
	"strings"
)

// facts are what is known of a piece of code, by name.
type facts interface {
	// values gives those of a fact, and whether it holds at all: it may hold
	// without values.
	values(name string) ([]string, bool)
}

// Facts are what is known of a piece of code, by name. A name without values
// says no more than that it holds.
type Facts map[string][]string

func (f Facts) values(name string) ([]string, bool) {
	values, there := f[name]
	return values, there
}

// When notes a fact without values if it holds.
func (f Facts) When(name string, holds bool) {
	if holds {
		f[name] = nil
	}
}

// First is the first sentence of the catalogue on a subject that fits; empty when none
// does.
func (f Facts) First(subject string) string {
	for say := range f.fitting(subject) {
		return say
	}
	return ""
}

// maxMore is how many sentences at most are added to one.
const maxMore = 3

// More are all sentences on a subject that fit, up to three.
func (f Facts) More(subject string) (says []string) {
	for say := range f.fitting(subject) {
		if says = append(says, say); len(says) == maxMore {
			break
		}
	}
	return says
}

// fitting are the sentences on a subject that fit.
func (f Facts) fitting(subject string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, e := range sentences()[subject] {
			if fits(f, e.when) {
				if say, ok := sentence(f, e.say); ok && !yield(say) {
					return
				}
			}
		}
	}
}

// fits reports whether all words of a pattern hold.
func fits(f facts, when string) bool {
	for word := range strings.FieldsSeq(when) {
		if !holds(f, word) {
			return false
		}
	}
	return true
}

func holds(f facts, word string) bool {
	if word, not := strings.CutPrefix(word, "!"); not {
		return !holds(f, word)
	}
	names, sign, want := word, byte(0), ""
	if i := strings.IndexAny(word, "=~"); i > 0 {
		names, sign, want = word[:i], word[i], word[i+1:]
	}
	for name := range strings.SplitSeq(names, "|") {
		values, there := f.values(name)
		switch {
		case !there:
		case sign == 0:
			return true
		case slices.ContainsFunc(values, func(v string) bool { return isOne(v, sign, want) }):
			return true
		}
	}
	return false
}

// isOne reports whether a value is one of several, or for "~" holds one.
func isOne(value string, sign byte, several string) bool {
	for one := range strings.SplitSeq(several, "|") {
		if value == one || sign == '~' && strings.Contains(value, one) {
			return true
		}
	}
	return false
}
