package messages

import (
	"io/fs"
	"os"
	"path"
	"reflect"
	"strings"
	"testing"
)

// TestEveryMessageInEveryLanguage finds messages that a translation has left
// out, and those that nothing prints.
func TestEveryMessageInEveryLanguage(t *testing.T) {
	if len(languages()) < 18 {
		t.Fatalf("there are only %q", languages())
	}
	for _, lang := range languages() {
		text, err := files.ReadFile(lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		m, err := parse(text)
		if err != nil {
			t.Errorf("%s: %v", lang, err)
		}
		missing(t, lang, reflect.ValueOf(*m))
	}
}

// languages lists those that there are.
func languages() []string {
	names, _ := fs.Glob(files, "*.json")
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, ".json")
	}
	return names
}

func missing(t *testing.T, name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			missing(t, name+" "+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			missing(t, name, v.Index(i))
		}
	default:
		if strings.TrimSpace(v.String()) == "" {
			t.Errorf("%s has no words", name)
		}
	}
}

func TestIn(t *testing.T) {
	for lang, want := range map[string]string{"de": "Suche", "PT-br": "Pesquisar", "en": "Search", "xx": "Search", "": "Search", "../de": "Search", "messages": "Search"} {
		if got := In(lang).Page.Search; got != want {
			t.Errorf("%q: %q, want %q", lang, got, want)
		}
	}
}

// TestLanguagesAreDocumented wants every language in the reference.
func TestLanguagesAreDocumented(t *testing.T) {
	text, err := os.ReadFile(path.Join("..", "..", "content", "reference", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, row, _ := strings.Cut(string(text), "\n| lang | ")
	row, _, _ = strings.Cut(row, "\n")
	if got := strings.Count(row, "`") / 2; got != len(languages()) {
		t.Errorf("the reference names %d languages, want %d", got, len(languages()))
	}
	for _, lang := range languages() {
		if !strings.Contains(row, "`"+lang+"`") {
			t.Errorf("the reference does not name the language %s", lang)
		}
	}
}
