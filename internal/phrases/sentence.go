package phrases

import (
	"slices"
	"strings"
)

// Sentence is a sentence with the pattern that it needs.
//
// A pattern is words between blanks, all of which must hold: the name of a
// fact; "a|b" for one of two; "name=value" and "name~part" for a value that
// the fact has, or that holds a part; "!" before any of them for its opposite.
//
// In the sentence {name} is filled in with the values of a fact, {a|b} with
// those of the first that has any, {a?words} with the words where it has none.
// A name that begins with ":" stands for words, put in as they are; "/" behind
// a name takes the last element of a path, "@" cuts the versions off packages.
// {s} is "s" where there are several arguments.
// "[ with {name}]" is left out when nothing fills its places. A sentence with
// any other place that nothing fills does not fit.
type Sentence struct{ When, Say string }

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

// Fill puts values, as code, into the places of a sentence. It reports false
// when nothing fills one of them.
func (f Facts) Fill(say string) (string, bool) { return sentence(f, say) }

// First is the first sentence that fits; empty when none does.
func (f Facts) First(sentences []Sentence) string {
	for _, s := range sentences {
		if fits(f, s.When) {
			if say, ok := sentence(f, s.Say); ok {
				return say
			}
		}
	}
	return ""
}

// maxMore is how many sentences at most are added to one.
const maxMore = 3

// More are all sentences that fit, up to three.
func (f Facts) More(sentences []Sentence) (says []string) {
	for _, s := range sentences {
		if len(says) < maxMore && fits(f, s.When) {
			if say, ok := sentence(f, s.Say); ok {
				says = append(says, say)
			}
		}
	}
	return says
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
