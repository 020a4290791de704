package house

import (
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestDesignHasThePackages compares the list of packages in DESIGN.md, and the drawing of
// the floors below it, with the packages and the table [floors].
func TestDesignHasThePackages(t *testing.T) {
	text, err := os.ReadFile(path.Join(top, "DESIGN.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "```")
	if len(blocks) < 4 {
		t.Fatal("DESIGN.md has no list of packages and no drawing of floors")
	}
	listed, around := map[string]bool{}, ""
	for line := range strings.Lines(blocks[1]) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), "/ ")
		if strings.HasPrefix(line, " ") {
			name = path.Join(around, name)
		} else {
			around = name
		}
		if listed[name] {
			t.Errorf("DESIGN.md lists %s twice", name)
		}
		listed[name] = true
	}
	for name := range listed {
		if info, err := os.Stat(path.Join(top, name)); err != nil || !info.IsDir() {
			t.Errorf("DESIGN.md lists %q, which is no folder", name)
		}
	}
	drawn := map[string]int{}
	floor := 0
	for line := range strings.Lines(blocks[3]) {
		for i, name := range strings.Fields(line) {
			if n, err := strconv.Atoi(name); i == 0 && err == nil {
				floor = n
			} else {
				drawn[fullName(name)] = floor
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		if !listed[name] {
			t.Errorf("DESIGN.md does not list the package %s", name)
		}
		if got, ok := drawn[name]; floors[name] >= 0 && (!ok || got != floors[name]) {
			t.Errorf("DESIGN.md draws %s on floor %s, not %d", name, map[bool]string{true: fmt.Sprint(got), false: "none"}[ok], floors[name])
		}
		delete(drawn, name)
	}
	for name := range drawn {
		t.Errorf("DESIGN.md draws %s, which is no package", name)
	}
}

// fullName is the path of a package in the drawing, which leaves "internal/" out.
func fullName(name string) string {
	if first, _, _ := strings.Cut(name, "/"); first == "render" || first == "theme" || first == "cmd" {
		return name
	}
	return "internal/" + name
}
