package edits

import (
	"strings"
	"testing"
)

func TestMake(t *testing.T) {
	r := Make([]byte("abcdef"), []Edit{{0, 0, []byte("-")}, {1, 3, nil}, {3, 4, []byte("DDD")}, {6, 6, []byte("!")}})
	if string(r.Text) != "-aDDDef!" {
		t.Fatalf("%q", r.Text)
	}
	for offset, want := range []int{0, 0, 3, 3, 3, 4, 5, 6, 6} {
		if got := r.Origin(offset); got != want {
			t.Errorf("byte %d stood at %d, want %d", offset, got, want)
		}
	}
	if none := (Revision{}); none.Origin(7) != 7 {
		t.Error("without edits something has moved")
	}
}

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		list []Edit
		want bool
	}{
		{nil, false}, {[]Edit{{0, 2, nil}, {2, 2, nil}, {2, 3, nil}}, false}, {[]Edit{{0, 2, nil}, {1, 3, nil}}, true}, {[]Edit{{3, 2, nil}}, true},
	} {
		if got := Overlap(c.list); got != c.want {
			t.Errorf("%v: %t", c.list, got)
		}
	}
}

// TestOriginIsFound: where many bytes stood is asked for in a text of many edits.
func TestOriginIsFound(t *testing.T) {
	const many = 200_000
	list := make([]Edit, many)
	for i := range list {
		list[i] = Edit{i, i + 1, []byte("ab")}
	}
	r := Make([]byte(strings.Repeat("x", many)), list)
	for offset := range r.Text {
		if r.Origin(offset) != offset/2 {
			t.Fatal(offset)
		}
	}
}
