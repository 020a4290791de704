package code

import (
	"reflect"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestScratchIsUsedAgain reads listings of all kinds into one scratch, some beside
// others and some where others were.
func TestScratchIsUsedAgain(t *testing.T) {
	paths, err := goldenFiles()
	if err != nil {
		t.Fatal(err)
	}
	var m Scratch
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m.Clear()
		var all []*Code
		for range 2 {
			for _, file := range a.Files {
				all = append(all, m.Read(file.Name, file.Data))
			}
		}
		for i, got := range all {
			file := a.Files[i%len(a.Files)]
			if want := Read(file.Name, file.Data); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %s: read with others:\n%+v\nalone:\n%+v", path, file.Name, got, want)
			}
		}
	}
}
