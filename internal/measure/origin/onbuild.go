package origin

import (
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
)

// triggersAt gives the entry at which the triggers of an ONBUILD base begin, of the
// entries before the build's own; first when there are none. The history does not
// mark them, but it has the base's ONBUILD entries, and the triggers ran in their
// order right before the build's own steps.
func triggersAt(root *dockerfile.Stage, past past, first int) int {
	have := past.have
	var stored []entry
	for _, e := range have[:first] {
		if e.keyword == "ONBUILD" {
			stored = append(stored, e)
		}
	}
	for n := min(len(stored), first); n > 0; n-- { // those of an older base ran in the base's own build
		if ran(stored[len(stored)-n:], have[first-n:first]) {
			return first - n
		}
	}
	if len(stored) > 0 {
		return first
	}
	return longestPause(root, past.history, first)
}

// ran reports whether entries are those of stored triggers.
func ran(stored, have []entry) bool {
	for i, e := range stored {
		keyword, args := cutWord(e.args)
		if !newMatcher(dockerfile.Instruction{Keyword: keyword, Args: args, Exec: dockerfile.Strings(args)}, nil).confirms(have[i]) {
			return false
		}
	}
	return true
}

// longestPause guesses where the triggers begin from the time between the base's
// build and this one, where a base calls itself so and its history lacks its
// ONBUILD entries.
func longestPause(root *dockerfile.Stage, history []v1.History, first int) int {
	if !strings.Contains(strings.ToLower(root.From), "onbuild") {
		return first
	}
	at, longest := first, int64(0)
	for j := min(first, len(history)-1); j > 0; j-- {
		pause := history[j].Created.Sub(history[j-1].Created.Time)
		if int64(pause) > longest {
			at, longest = j, int64(pause)
		}
	}
	return min(at, first)
}
