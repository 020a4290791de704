package dockerfile

import (
	"fmt"
	"testing"
)

// TestTarget has the ways to name the stage that is built, as docker build
// takes them, and the stages that the image is then made of.
func TestTarget(t *testing.T) {
	df, err := Parse([]byte("FROM alpine AS Base\nRUN a\nFROM base AS debug\nRUN b\nFROM golang\nRUN c\nFROM 0 AS 1st\nFROM base\nRUN d\n"))
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]string{
		"":      "4: 4 base",
		"debug": "1: debug base",
		"Debug": "1: debug base",
		"BASE":  "0: base",
		"2":     "2: 2",
		"1ST":   "3: 1st",
		"4":     "4: 4 base",
		"5":     "-1:",
		"-1":    "-1:",
		"nope":  "-1:",
	} {
		got := fmt.Sprintf("%d:", df.Target(target))
		for _, s := range df.Chain(target) {
			got += " " + s.String()
		}
		if got != want {
			t.Errorf("target %q: %s, want %s", target, got, want)
		}
	}
	if empty := new(File); empty.Target("") != -1 || empty.Chain("") != nil {
		t.Error("a file without stages has a target")
	}
}
