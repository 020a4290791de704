package measure

import (
	"testing"

	"docsite/internal/measure/layer"
)

// The names of all layers of an image have one budget; what is cached keeps its own.
func TestBudgetOfNames(t *testing.T) {
	var b budget
	whole := &layer.Contents{Unpacked: 5, Names: make([]byte, layer.MaxListing/2)}
	for i, kept := range []bool{true, true, false} {
		got := b.within(whole)
		if (got.Names != nil) != kept || got.Unpacked != 5 {
			t.Errorf("layer %d: %d bytes of names are kept", i, len(got.Names))
		}
	}
	if whole.Names == nil {
		t.Error("the layer itself lost its names")
	}
}
