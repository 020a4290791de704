package draft

import (
	"slices"
	"strings"
)

// entry is a sentence of a catalogue with the pattern that it needs.
//
// A pattern is words between blanks, all of which must hold: the name of a
// fact; "a|b" for one of two; "name=value" and "name~part" for what a fact has
// or holds; "!" before any of them for its opposite. Of commands, a word that
// is none of these is the next argument, and "$" says that no argument is left.
//
// In a sentence {name} is filled in with the values of a fact, as code. A name
// that begins with ":" stands for words, which are put in as they are. A sentence
// with a place that nothing can fill does not fit.
type entry struct{ when, say string }

// facts are what is known of a piece of code, by name. A name without values
// says no more than that it is there.
type facts map[string][]string

// when notes something that holds.
func (f facts) when(name string, holds bool) {
	if holds {
		f[name] = nil
	}
}

// fits reports whether a pattern holds.
func (f facts) fits(when string) bool {
	for word := range strings.FieldsSeq(when) {
		if !f.holds(word) {
			return false
		}
	}
	return true
}

func (f facts) holds(word string) bool {
	if word, not := strings.CutPrefix(word, "!"); not {
		return !f.holds(word)
	}
	names, sign, want := word, byte(0), ""
	if i := strings.IndexAny(word, "=~"); i > 0 {
		names, sign, want = word[:i], word[i], word[i+1:]
	}
	for name := range strings.SplitSeq(names, "|") {
		values, there := f[name]
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

// isOne reports whether a value is, or for "~" holds, one of several.
func isOne(value string, sign byte, several string) bool {
	for one := range strings.SplitSeq(several, "|") {
		if value == one || sign == '~' && strings.Contains(value, one) {
			return true
		}
	}
	return false
}

// fill puts values in the places of a sentence. It reports false when there
// is none for one of them.
func (f facts) fill(say string) (string, bool) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(say, "{")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		name, rest, _ := strings.Cut(after, "}")
		value, ok := f.value(name)
		if !ok {
			return "", false
		}
		b.WriteString(value)
		say = rest
	}
}

// value is the first of several facts that has values, as text.
func (f facts) value(names string) (string, bool) {
	for name := range strings.SplitSeq(names, "|") {
		values := f[name]
		switch {
		case len(values) == 0:
		case name[0] == ':':
			return values[0], true
		default:
			return list(values)
		}
	}
	return "", false
}

// first is the sentence of the first entry that fits; empty when none does.
func (f facts) first(entries []entry) string {
	for _, e := range entries {
		if !f.fits(e.when) {
			continue
		}
		if say, ok := f.fill(e.say); ok {
			return say
		}
	}
	return ""
}

// maxMore is how many sentences at most are added to one.
const maxMore = 3

// more are the sentences of all entries that fit, up to maxMore.
func (f facts) more(entries []entry) []string {
	var says []string
	for _, e := range entries {
		if len(says) == maxMore {
			break
		}
		if f.fits(e.when) {
			if say, ok := f.fill(e.say); ok {
				says = append(says, say)
			}
		}
	}
	return says
}
