package front

import (
	"fmt"
	"strings"
	"testing"
)

// The decoder stops at the first fault that it meets, which of several unknown keys in a
// mapping may be any: a person who mended one was told of the next.
func TestDecodeTellsAll(t *testing.T) {
	type config struct {
		Title string            `yaml:"title"`
		Look  map[string]int    `yaml:"look"`
		Files []string          `yaml:"files"`
		By    map[string]string `yaml:"by"`
		Sub   struct {
			One string `yaml:"one"`
		} `yaml:"sub"`
	}
	for text, want := range map[string]string{
		"title: a\nz: 1\ny: 2\nx: 3\nw: 4\n":                `2:1 "z", 3:1 "y", 4:1 "x", 5:1 "w"`,
		"b: 1\n":                                            `1:1 "b"`,
		"b: 1\nsub: {one: x, d: 1, c: 2}\na: 2\n":           `1:1 "b", 2:15 "d", 2:21 "c", 3:1 "a"`,
		"sub:\n  d: 1\n  one: 2\n  c: 3\nb: 1\na: 2\n":      `2:3 "d", 4:3 "c", 5:1 "b", 6:1 "a"`,
		"{q: 1, title: a, p: 2}\n":                          `1:2 "q", 1:18 "p"`,
		"sub: one\nlook: {a: b, c: 1}\nfiles: x\nb: 1\n":    `1:6 "one" is not a mapping of keys to values, 2:11 "b" is not a whole number, 3:8 "x" is not a list, 4:1 "b"`,
		"files: [a, {b: c}]\ntitle: [a]\nby: {a: {b: c}}\n": `1:12 a mapping of keys to values is not a text, 2:8 a list is not a text, 3:9 a mapping of keys to values is not a text`,
		"sub: &a {q: 1}\nby: *a\n":                          `1:10 "q"`,
		"sub: {q: &a x}\ntitle: *a\n":                       `1:7 "q"`,
		"title: a\nfiles: !x\n":                             `2:8 no value stands behind "!x"`, // on which the decoder breaks
		"sub:\n  one: !\nfiles: !y [a]\n":                   `2:8 "!" is not a text`,
		"!":                                                 ``, // no key stands there
		"%YAML 1.2\n---\ntitle: a\nq: 1\n":                  `4:1 "q"`,
		"title: \"a\nb: 1\n":                                `1:8 a quotation mark is not closed: "title: \"a"`,
		"title: a\nlook: {b: 1, a: 2}\nsub: {one: x}\n":     ``,
	} {
		for range 20 {
			var c config
			var told []string
			for _, f := range Decode([]byte(text), &c) {
				told = append(told, fmt.Sprintf("%d:%d %s", f.Line, f.Col, strings.TrimPrefix(f.Message, "unknown key ")))
			}
			if got := strings.Join(told, ", "); got != want {
				t.Fatalf("%q:\n%s, want\n%s", text, got, want)
			}
		}
	}
	many := strings.Repeat("key%d: 1\n", 100)
	for i := range 100 {
		many = strings.Replace(many, "%d", fmt.Sprint(i), 1)
	}
	c := config{Title: "kept"}
	if faults := Decode([]byte(many), &c); len(faults) != maxFaults || faults[maxFaults-1].Line != maxFaults || c.Title != "kept" {
		t.Errorf("%d faults, the last %+v; %+v", len(faults), faults[len(faults)-1], c)
	}
	if faults := Decode([]byte("title: a\nsub: {one: x}\n"), &c); faults != nil || c.Title != "a" || c.Sub.One != "x" {
		t.Errorf("got %v and %+v", faults, c)
	}
	if faults := Decode([]byte("# nothing\n"), &c); faults != nil || c.Title != "a" {
		t.Errorf("of nothing: %v and %+v", faults, c)
	}
}
