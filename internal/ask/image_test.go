package ask

import (
	"fmt"
	"testing"
)

// A registry that answers nobody is told of once, with all images that it kept back; what is
// said of one image alone names its reference.
func TestSilences(t *testing.T) {
	image := func(id, reason string) *Image {
		return &Image{ID: id, Ref: "r/" + id, Fault: fmt.Sprintf("image %q: %s", "r/"+id, reason)}
	}
	got := ""
	for _, s := range Silences([]*Image{image("a", "r limits requests"), image("b", "no such tag"), image("c", "r limits requests"), image("d", "r limits requests")}) {
		for _, i := range s.Images {
			got += i.ID + " "
		}
		got += s.Reason + "\n"
	}
	if want := "a c d r limits requests\nb image \"r/b\": no such tag\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
