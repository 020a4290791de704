package code

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/command"

	"docsite/internal/dockerfile"
)

// TestKeywords keeps to the instructions that BuildKit has.
func TestKeywords(t *testing.T) {
	var want []string
	for name := range maps.Keys(command.Commands) {
		want = append(want, strings.ToUpper(name))
	}
	slices.Sort(want)
	if got := dockerfile.Keywords(); !slices.Equal(got, want) {
		t.Errorf("Keywords() = %q, BuildKit has %q", got, want)
	}
}
