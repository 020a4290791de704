package notes

import "testing"

// TestPlacesForget wants places of which nothing is left of the page before.
func TestPlacesForget(t *testing.T) {
	var m Scratch
	m.placesFor(3)[1].Apart = true
	if m.placesFor(1); m.placesFor(2)[1].Apart {
		t.Error("a place is apart as that of the page before")
	}
}
