package render

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestSearchKnowsAllWords has pages of more words than are remembered from one
// page to the next. Every word must lead to its own page and to no other.
func TestSearchKnowsAllWords(t *testing.T) {
	const pages, size = 3, 9_000
	files := map[string]string{}
	for page := range pages {
		text := "# Page\n\neverywhere anywhere"
		for i := range size {
			text += fmt.Sprintf(" word%dx%d", page, i)
		}
		files[fmt.Sprintf("content/p%d.md", page)] = text + " everywhere anywhere\n"
	}
	terms := readTerms(t, load(t, files))
	owner := map[string]int{} // where a word is found → its page
	for page := range pages {
		for i := range size {
			word := fmt.Sprintf("word%dx%d", page, i)
			found := terms[word]
			if of, known := owner[found]; found == "" || known && of != page {
				t.Fatalf("%s is found in %q, as words of page %d are", word, found, of)
			}
			owner[found] = page
		}
	}
	if len(owner) != pages {
		t.Errorf("the words of %d pages are found in %d ways: %v", pages, len(owner), owner)
	}
	all := terms["everywhere"]
	if _, known := owner[all]; all == "" || known || all != terms["anywhere"] {
		t.Errorf("words of every page are found in %q and %q", all, terms["anywhere"])
	}
}

// readTerms reads the files of a site's search: each term with where it is
// found, as the script decodes it.
func readTerms(t *testing.T, s *Site) map[string]string {
	t.Helper()
	terms := map[string]string{}
	for _, name := range s.Files() {
		if !strings.HasPrefix(name, "docsite/terms/") || name == "docsite/terms/index.js" {
			continue
		}
		_, value, _ := strings.Cut(read(t, s, name), ",")
		var text string
		if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimSpace(value), ")")), &text); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for list := strings.Fields(text); len(list) > 0; list = list[2:] {
			terms[list[0]] = list[1]
		}
	}
	return terms
}
