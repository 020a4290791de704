package front

import (
	"errors"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestDecodeNamesTheFirst: of several unknown keys the first of its mapping is named,
// every time.
func TestDecodeNamesTheFirst(t *testing.T) {
	type config struct {
		Title string         `yaml:"title"`
		Look  map[string]int `yaml:"look"`
		Sub   struct {
			One string `yaml:"one"`
		} `yaml:"sub"`
	}
	for text, want := range map[string]string{
		"title: a\nz: 1\ny: 2\nx: 3\nw: 4\n":            "z",
		"b: 1\na: 2\n":                                  "b",
		"b: 1\nsub: {one: x, d: 1, c: 2}\na: 2\n":       "d",
		"sub:\n  d: 1\n  one: 2\n  c: 3\nb: 1\na: 2\n":  "d",
		"{q: 1, title: a, p: 2}\n":                      "q",
		"x: &a {q: 1, p: 2}\nsub:\n  <<: *a\n  n: 1\n":  "",
		"title: a\nlook: {b: 1, a: 2}\nsub: {one: x}\n": "none",
	} {
		named := map[string]int{}
		for range 40 {
			var c config
			var unknown *yaml.UnknownFieldError
			if err := Decode([]byte(text), &c); errors.As(err, &unknown) {
				named[unknown.Token.Value]++
			} else if err != nil {
				t.Fatalf("%q: %v", text, err)
			} else {
				named["none"]++
			}
		}
		if len(named) != 1 && want != "" || want != "" && named[want] == 0 {
			t.Errorf("%q: named %v, want %q", text, named, want)
		}
	}
	var c config
	if err := Decode([]byte("title: a\nsub: {one: x}\n"), &c); err != nil || c.Title != "a" || c.Sub.One != "x" {
		t.Errorf("got %v and %+v", err, c)
	}
}
