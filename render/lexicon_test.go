package render

import (
	"fmt"
	"testing"
)

// TestLexicon numbers more words than are kept, again and again.
func TestLexicon(t *testing.T) {
	var x lexicon
	for round := range 3 {
		x.trim()
		if len(x.words) != 0 {
			t.Fatalf("round %d: %d words are left", round, len(x.words))
		}
		for range 2 {
			for i := range int32(maxLexicon + 1) {
				word := fmt.Sprintf("word%d-%d", round, i)
				if got := x.number([]byte(word)); got != i || x.words[got].word != word {
					t.Fatalf("round %d: %q has the number %d, want %d", round, word, got, i)
				}
			}
		}
	}
	x.words = x.words[:maxLexicon]
	if x.trim(); len(x.words) != maxLexicon {
		t.Error("words were forgotten that are not too many")
	}
	for i := range 8 * maxLexicon {
		x.number(fmt.Append(nil, i))
	}
	if x.trim(); cap(x.words) > maxLexicon {
		t.Errorf("room for %d words is kept", cap(x.words))
	}
}
