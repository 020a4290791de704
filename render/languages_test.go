package render

import (
	"reflect"
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
