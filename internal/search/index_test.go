package search

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// termsOf gives the terms of an entry with their weights.
func termsOf(add func(*Page)) map[string]weight {
	var p Page
	p.Reset()
	p.Open(nil, nil)
	add(&p)
	found := map[string]weight{}
	for _, t := range p.of(0) {
		word := p.words.words[t.word].word
		found[word] = t.weight
	}
	return found
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
		"größe=1":                  "große 1",
		strings.Repeat("x", 70):    "",
		"['apt-get','install'];$@": "apt-get install $@",
	} {
		found := termsOf(func(p *Page) { p.Code([]byte(code)) })
		for _, word := range strings.Fields(want) {
			if found[word]&inCode == 0 {
				t.Errorf("%q: %q has weight %d; found %v", code, word, found[word], found)
			}
			delete(found, word)
		}
		for word, w := range found {
			if w&inCode != 0 {
				t.Errorf("%q: %q was not to be found", code, word)
			}
		}
	}
}

// TestPostingsInAnyOrder puts the same postings in different orders; the best
// that are kept must be the same.
func TestPostingsInAnyOrder(t *testing.T) {
	var all [][]posting // of an entry, in order
	rnd := rand.New(rand.NewPCG(3, 4))
	for page := range 9 * maxPostings {
		var list []posting
		for range 1 + rnd.IntN(3) {
			list = append(list, newPosting(page, 0, weight(1+rnd.IntN(31))))
		}
		all = append(all, list)
	}
	var want []posting
	for round := range 4 {
		var h postings
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
	if len(want) != maxPostings+reserve {
		t.Errorf("%d postings are kept", len(want))
	}
}
