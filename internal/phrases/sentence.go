package phrases

import (
	"iter"
	"path"
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

// filler puts the values of facts into the places of a text.
type filler struct {
	facts
	list func(values []string) (string, bool) // joins values; false for what a text cannot hold
	text []byte
}

// sentence fills in a sentence, with values as code.
func sentence(f facts, say string) (string, bool) {
	if strings.IndexByte(say, '{') < 0 {
		return say, true
	}
	w := filler{facts: f, list: List}
	ok := w.fill(say)
	return string(w.text), ok
}

// fill reports false when nothing fills one of the places.
func (w *filler) fill(say string) bool {
	for {
		i := strings.IndexAny(say, "{[")
		if i < 0 {
			w.text = append(w.text, say...)
			return true
		}
		w.text = append(w.text, say[:i]...)
		inside := say[i+1:]
		if say[i] == '[' {
			inside, say, _ = strings.Cut(inside, "]")
			if before := len(w.text); !w.fill(inside) {
				w.text = w.text[:before]
			}
			continue
		}
		inside, say, _ = strings.Cut(inside, "}")
		if !w.place(inside) {
			return false
		}
	}
}

// place fills in one place.
func (w *filler) place(place string) bool {
	names, words, otherwise := strings.Cut(place, "?")
	for name := range strings.SplitSeq(names, "|") {
		if text, ok := w.value(name); ok {
			w.text = append(w.text, text...)
			return true
		}
	}
	w.text = append(w.text, words...)
	return otherwise
}

// value is what stands in a place for a fact.
func (w *filler) value(name string) (string, bool) {
	var short func(string) string
	switch name[len(name)-1] {
	case '/':
		name, short = name[:len(name)-1], base
	case '@':
		name, short = name[:len(name)-1], unversioned
	}
	values, _ := w.values(name)
	switch {
	case name == "s":
		several, _ := w.values("2")
		return strings.Repeat("s", min(1, len(several))), true
	case len(values) == 0:
		return "", false
	case name[0] == ':':
		return values[0], true
	case short != nil:
		values = slices.Clone(values)
		for i := range values {
			values[i] = short(values[i])
		}
	}
	return w.list(values)
}

// base is the last element of a path or a URL.
func base(s string) string {
	s, _, _ = strings.Cut(s, "?")
	return path.Base(s)
}

// unversioned cuts "=1.2", ">=3" and "@4" off the name of a package, which may
// have a path. What is a file, an address or a substitution stays whole, and so does
// "php:>=8", which is no package.
func unversioned(name string) string {
	last := strings.LastIndexByte(name, '/') + 1
	at := strings.IndexAny(name[last:], "=<>~@")
	if at <= 0 || strings.ContainsAny(name, "`(") || strings.Contains(name, "://") || strings.HasPrefix(name, "git@") || strings.HasPrefix(name, "$@") || last > 0 && strings.IndexByte("./~$", name[0]) >= 0 {
		return name
	}
	if name[last+at-1] == ':' {
		return name
	}
	return name[:last+at]
}
