// Package lazy has patterns that are compiled when they are first asked for, so that
// a start does not wait for those of other commands.
//
// Start from [Pattern]. It knows no pattern.
package lazy

import (
	"regexp"
	"sync"
)

// Pattern gives a regular expression by a function that compiles it once. One that is
// wrong panics when it is asked for. It is safe for use by several goroutines.
func Pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
