package search

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"slices"
	"testing"
)

// vector is a text with the words that Go and JavaScript must find in it.
type vector struct {
	Text  string
	Words []string
	More  []string // that only the index has: variables, the last sign of a run
}

func vectors(t *testing.T) []vector {
	t.Helper()
	text, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(text, &list); err != nil || len(list) == 0 {
		t.Fatal(err)
	}
	return list
}

func TestWords(t *testing.T) {
	for _, v := range vectors(t) {
		found := termsOf(func(p *Page) { p.Code([]byte(v.Text)) })
		maps.DeleteFunc(found, func(_ string, w weight) bool { return w&inCode == 0 })
		got := slices.Sorted(maps.Keys(found))
		want := slices.Sorted(slices.Values(append(v.Words, v.More...)))
		if want = slices.Compact(want); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", v.Text, got, want)
		}
	}
}

// TestWordsInScript runs what the search's script cuts a query into, where
// there is a Node to do so. The browser tests of package render do it too.
func TestWordsInScript(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node")
	}
	list := vectors(t)
	texts, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	script := string(Script(nil)) + "console.log(JSON.stringify(" + string(texts) + ".map(v => docsiteWords(v.Text))))"
	out, err := exec.Command(node, "-e", script).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for i, v := range list {
		if !slices.Equal(got[i], v.Words) {
			t.Errorf("%q: %q, want %q", v.Text, got[i], v.Words)
		}
	}
}
