package render

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"docsite/internal/site"
)

// words gives the terms of code with their weights.
func termsOf(add func(*finds)) map[string]weight {
	var f finds
	f.reset()
	f.open(nil, nil)
	add(&f)
	found := map[string]weight{}
	for _, t := range f.of(0) {
		word := f.words.words[t.word].word
		found[word] = max(found[word], t.weight)
	}
	return found
}

func TestAppendJSON(t *testing.T) {
	all := make([]byte, 128)
	for i := range all {
		all[i] = byte(i)
	}
	for _, s := range []string{"", "a", `"`, `\`, `a"b\c`, "<a> & b", "&&", "é<", "\u2028", "\xff", string(all), string(all[' ':'~'])} {
		want, err := json.Marshal(s)
		if got := appendJSON([]byte("["), s); err != nil || string(got) != "["+string(want) {
			t.Errorf("%q: %s, want [%s", s, got, want)
		}
	}
}

func TestTermsOfCode(t *testing.T) {
	for code, want := range map[string]string{
		"--from=builder":           "--from builder",
		"--no-install-recommends":  "--no-install-recommends",
		`"${php_deps:-x}"`:         "$php_deps:-x $php_deps",
		"/etc/apt/apt.conf.d":      "/etc/apt/apt.conf.d",
		"path=$path:$home/bin":     "path $path:$home/bin $path $home",
		"alpine:3.22@sha256:ab":    "alpine:3.22@sha256:ab",
		"a":                        "",
		"größe=1":                  "größe",
		strings.Repeat("x", 70):    "",
		"['apt-get','install'];$@": "apt-get install $@",
	} {
		found := termsOf(func(f *finds) { f.code([]byte(code)) })
		for _, word := range strings.Fields(want) {
			if found[word] != inCode {
				t.Errorf("%q: %q has weight %d; found %v", code, word, found[word], found)
			}
			delete(found, word)
		}
		for word, w := range found {
			if w == inCode {
				t.Errorf("%q: %q was not to be found", code, word)
			}
		}
	}
}

// TestHitsInAnyOrder puts the same postings in different orders; the best
// that are kept must be the same.
func TestHitsInAnyOrder(t *testing.T) {
	var all [][]posting // of an entry, in order
	rnd := rand.New(rand.NewPCG(3, 4))
	for page := range 9 * maxPostings {
		var list []posting
		for range 1 + rnd.IntN(3) {
			list = append(list, newPosting(page, 0, weight(1+rnd.IntN(5))))
		}
		all = append(all, list)
	}
	var want []posting
	for round := range 4 {
		var h hits
		for _, list := range all {
			for _, p := range list {
				h.put(p)
			}
		}
		h.cut()
		if round == 0 {
			want = h.list
		} else if !slices.Equal(h.list, want) {
			t.Fatalf("round %d: other postings are kept", round)
		}
		rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	if len(want) != maxPostings {
		t.Errorf("%d postings are kept", len(want))
	}
}

// TestSearchStaysSmall measures what a first search loads on a large site.
func TestSearchStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no large site")
	}
	s := loadFS(t, manyPages(400))
	most := 0
	for _, name := range s.search.files() {
		most = max(most, zipped(t, []byte(read(t, s, name))))
	}
	if most > 30<<10 {
		t.Errorf("a file of the search has %d bytes in gzip", most)
	}
	if s.search.shards < 8 {
		t.Errorf("the terms are in %d files", s.search.shards)
	}
}

func TestManyPagesHaveTheirFiles(t *testing.T) {
	files := map[string]string{}
	for i := range 130 {
		files[fmt.Sprintf("content/p%d.md", i)] = "# P\n\ntext"
	}
	s := load(t, files)
	seen := map[string]bool{}
	for _, name := range s.Files() {
		if seen[name] {
			t.Errorf("%s is listed twice", name)
		}
		seen[name] = true
		read(t, s, name)
	}
	var page *site.Page
	for _, p := range s.site.Pages {
		page = p
	}
	if !strings.Contains(read(t, s, "docsite/texts/8.js"), page.Output) {
		t.Error("the last page is not among the texts")
	}
}
