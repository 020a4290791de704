package front

import (
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"
)

var fronts = []struct {
	text  string
	plain bool
}{
	{"title: \"amber image\"\nweight: 3\n", true},
	{"title: Two stages, one image (1.5 GB)\ndescription: why it isn't small\ndraft: true\n", true},
	{"title: Compose\nweight: -2\ndraft: false", true},
	{"title:   \"  \"\ndescription: \"a: b # c\"\n", true},
	{"weight: 0\n", true},
	{"weight: 9223372036854775807\n", true},
	{"weight: 9223372036854775808\n", false},
	{"weight: 007\n", false},
	{"weight: +1\n", false},
	{"weight: 1_0\n", false},
	{"weight: 1 # heavy\n", false},
	{"title: a # b\n", false},
	{"title: a: b\n", false},
	{"title: a\n  b\n", false},
	{"title: \"a\n  b\"\n", false},
	{"title: \"a\\tb\"\n", false},
	{"title: \"é\"\n", false},
	{"title: été\n", false},
	{"title: 'a'\n", false},
	{"title: Null\n", false},
	{"title: TRUE\n", false},
	{"title: 12\n", false},
	{"title: .inf\n", false},
	{"title: ~\n", false},
	{"title: a\ntitle: b\n", false},
	{"title: a \n", false},
	{"title: a\r\n", false},
	{"title:\n", false},
	{"title: \n", false},
	{"title: a\n\nweight: 1\n", false},
	{" title: a\n", false},
	{"Title: a\n", false},
	{"tags: a\n", false},
	{"aliases: [a]\n", false},
	{"draft: yes\n", false},
	{"annotate: false\n", false},
	{"title: |\n  a\n", false},
	{"title: &a b\n", false},
}

func TestPlainFront(t *testing.T) {
	for _, c := range fronts {
		if _, ok := plainFront(c.text); ok != c.plain {
			t.Errorf("%q is read without the library: %v", c.text, ok)
		}
		sameAsLibrary(t, c.text)
	}
}

// sameAsLibrary holds what plainFront reads to what the YAML library does.
func sameAsLibrary(t *testing.T, text string) {
	t.Helper()
	got, ok := plainFront(text)
	if !ok {
		return
	}
	var want Matter
	if err := yaml.Unmarshal([]byte(text), &want); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%q gives %+v, with the library %+v, %v", text, got, want, err)
	}
}

func FuzzPlainFront(f *testing.F) {
	for _, c := range fronts {
		f.Add(c.text)
	}
	f.Fuzz(sameAsLibrary)
}

func TestSplit(t *testing.T) {
	for _, c := range []struct{ text, yaml, body string }{
		{"---\ntitle: a\n---\nB", "title: a\n", "B"},
		{"+++\ntitle = 1\n+++\nB", "", "B"},
		{"---\ndraft: true\n---\n+++\ntitle = 1\n+++\nB", "draft: true\n", "B"},
		{"---\ndraft: true\n---\n\n+++\nB\n+++\n", "draft: true\n", "\n+++\nB\n+++\n"},
		{"---\ndraft: true\n---\n+++\nB", "draft: true\n", "+++\nB"},
		{"\ufeff\r\n \t\n---\ntitle: a\n---\nB", "title: a\n", "B"},
		{"\n+++\ntitle = 1\n+++\nB", "", "B"},
		{"\n  ---\ntitle: a\n---\nB", "", "\n  ---\ntitle: a\n---\nB"},
		{"\ufeff\n\nB", "", "\n\nB"},
		{"\n\n", "", "\n\n"},
	} {
		yaml, body := Split([]byte(c.text))
		if string(yaml) != c.yaml || c.text[body:] != c.body {
			t.Errorf("%q: %q, %q", c.text, yaml, c.text[body:])
		}
	}
}
