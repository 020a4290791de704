package code

import (
	"bytes"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"docsite/internal/golden"
)

// goldens are archives of testdata/code: a file named for its language holds
// a listing; the file behind it named "parts" what was read of it, and
// "tokens" the listing with its tokens. UPDATE=1 rewrites them.
func goldens(t *testing.T) map[string]*txtar.Archive {
	t.Helper()
	paths, err := goldenFiles()
	if err != nil || len(paths) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	all := map[string]*txtar.Archive{}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[path] = a
	}
	return all
}

func goldenFiles() ([]string, error) { return filepath.Glob("testdata/code/*.txt") }

func TestGolden(t *testing.T) {
	for path, a := range goldens(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			got := &txtar.Archive{Comment: a.Comment}
			for _, f := range a.Files {
				if f.Name == "parts" || f.Name == "tokens" {
					continue
				}
				c := Read(f.Name, f.Data)
				checkCode(t, c)
				got.Files = append(got.Files, f, txtar.File{Name: "parts", Data: []byte(dump(c))})
				if len(c.Tokens) > 0 {
					got.Files = append(got.Files, txtar.File{Name: "tokens", Data: []byte(dumpTokens(c))})
				}
			}
			golden.Compare(t, path, txtar.Format(got))
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer"
}

// TestLineEnds reads every golden with the line ends of Windows, with a byte
// order mark, and without a final newline: the same groups, parts and tokens
// must come out, at places that join to the other bytes.
func TestLineEnds(t *testing.T) {
	for path, a := range goldens(t) {
		for _, f := range a.Files {
			if f.Name == "parts" || f.Name == "tokens" {
				continue
			}
			plain := Read(f.Name, f.Data)
			crlf := Read(f.Name, bytes.ReplaceAll(f.Data, []byte("\n"), []byte("\r\n")))
			checkCode(t, crlf)
			if got := strings.ReplaceAll(dumpTokens(crlf), "\r\n", "\n"); got != dumpTokens(plain) {
				t.Errorf("%s: tokens with CRLF: %s", path, firstDifference(got, dumpTokens(plain)))
			}
			if got := dump(crlf); got != dump(plain) {
				t.Errorf("%s: parts with CRLF: %s", path, firstDifference(got, dump(plain)))
			}
			bom := Read(f.Name, append([]byte("\ufeff"), f.Data...))
			checkCode(t, bom)
			if got := strings.TrimPrefix(dumpTokens(bom), "\ufeff"); got != dumpTokens(plain) {
				t.Errorf("%s: tokens with a byte order mark: %s", path, firstDifference(got, dumpTokens(plain)))
			}
			checkCode(t, Read(f.Name, bytes.TrimRight(f.Data, "\n")))
		}
	}
}

// TestEveryLanguageHasExamples wants a golden, and the tests on hostile input,
// for every reader.
func TestEveryLanguageHasExamples(t *testing.T) {
	shown, attacked := map[uintptr]bool{}, map[uintptr]bool{}
	reader := func(language string) uintptr { return reflect.ValueOf(readers[Canonical(language)]).Pointer() }
	for _, a := range goldens(t) {
		for _, f := range a.Files {
			if IsRead(f.Name) {
				shown[reader(f.Name)] = true
			}
		}
	}
	for _, language := range hostileLanguages {
		attacked[reader(language)] = true
	}
	for language := range readers {
		if !shown[reader(language)] {
			t.Errorf("%s has no example in testdata/code", language)
		}
		if !attacked[reader(language)] {
			t.Errorf("%s is missing from hostileLanguages", language)
		}
	}
}
