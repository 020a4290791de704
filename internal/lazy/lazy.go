// Package lazy has patterns and sets of words that are made when they are first asked
// for, so that a start does not wait for those of other commands.
//
// Start from [Pattern] and [Words]. It knows no pattern and no word.
package lazy

import (
	"regexp"
	"strings"
	"sync"
)

// Pattern gives a regular expression by a function that compiles it once. One that is
// wrong panics when it is asked for. It is safe for use by several goroutines.
func Pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// Words gives the set of the words in a text by a function that makes it once. It is safe
// for use by several goroutines.
func Words(text string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for word := range strings.FieldsSeq(text) {
			set[word] = true
		}
		return set
	})
}
