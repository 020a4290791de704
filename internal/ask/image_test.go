package ask

import (
	"fmt"
	"testing"
)

// A registry that answers nobody is told of once, with all images that it kept back, and apart
// with those that were never measured; what is said of one image alone names its reference.
func TestSilences(t *testing.T) {
	image := func(id, reason string) *Image {
		return &Image{ID: id, Ref: "r/" + id, Known: id < "e", Fault: fmt.Sprintf("image %q: %s", "r/"+id, reason)}
	}
	got := ""
	for _, s := range Silences([]*Image{image("a", "r limits requests"), image("b", "no such tag"), image("c", "r limits requests"), image("e", "r limits requests"), image("f", "gone")}) {
		for _, i := range s.Images {
			got += i.ID + " "
		}
		got += s.Reason + "; " + s.Kept() + "\n"
	}
	if want := "a c r limits requests; their last figures are kept\nb image \"r/b\": no such tag; its last figures are kept\n" +
		"e image \"r/e\": r limits requests; it has no figures yet\nf image \"r/f\": gone; it has no figures yet\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
