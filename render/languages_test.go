package render

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestEveryWordInEveryLanguage finds words that a translation has left out.
func TestEveryWordInEveryLanguage(t *testing.T) {
	for lang, w := range languages {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%s has no word for %s", lang, v.Type().Field(i).Name)
			}
		}
		for i, word := range w.Alerts {
			if word == "" {
				t.Errorf("%s has no word for %s", lang, alerts[i])
			}
		}
	}
}

// TestLanguagesAreDocumented wants every language in the reference.
func TestLanguagesAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../content/reference/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	_, row, _ := strings.Cut(string(text), "\n| lang | ")
	row, _, _ = strings.Cut(row, "\n")
	if got := strings.Count(row, "`") / 2; got != len(languages) {
		t.Errorf("the reference names %d languages, want %d", got, len(languages))
	}
	for lang := range languages {
		if !strings.Contains(row, "`"+lang+"`") {
			t.Errorf("the reference does not name the language %s", lang)
		}
	}
}
