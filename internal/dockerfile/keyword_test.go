package dockerfile

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/command"
)

// TestKeywords keeps to the instructions that BuildKit has.
func TestKeywords(t *testing.T) {
	var want []string
	for name := range maps.Keys(command.Commands) {
		want = append(want, strings.ToUpper(name))
	}
	slices.Sort(want)
	if got := Keywords(); !slices.Equal(got, want) {
		t.Errorf("Keywords() = %q, BuildKit has %q", got, want)
	}
}
