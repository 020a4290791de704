package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestYAMLIsLimited has what the YAML parser would take too long or too much
// memory for, in front matter and in docsite.yaml: refused at its line. Ordinary
// YAML with the same signs is not.
func TestYAMLIsLimited(t *testing.T) {
	for _, test := range []struct {
		text string
		line int // 0 for what is taken
	}{
		{"title: " + strings.Repeat("[", 100), 1},
		{"a: b\ntitle: " + strings.Repeat("{a: ", 100), 2},
		{strings.Repeat("[\n", 100), maxNesting + 1},
		{strings.Repeat("- ", 200) + "a", 1},
		{strings.Repeat("  ", 200) + "a: b", 1},
		{"a: &a b\nl: [" + strings.Repeat("*a, ", 2000) + "]", 2},
		{strings.Repeat("<<: *a\n", 2000), maxAliases/2 + 1},
		{strings.Repeat("x", maxFront+1), 1},
		{"description: about [a](b), {c} and * d # [[[[\nkeys: [a, b]\n" + strings.Repeat("# [[[[\n", 100) + strings.Repeat("a: [b]\n", 100), 0},
		{"a: b * c **bold**\n", 0},
	} {
		line, err := checkYAML([]byte(test.text), maxFront)
		if line != test.line || (err != nil) != (test.line > 0) {
			t.Errorf("%.40q: line %d, %v; want line %d", test.text, line, err, test.line)
		}
	}
}

// TestFilesAreLimited has files that are none, or too large, in place of those
// of a project.
func TestFilesAreLimited(t *testing.T) {
	page := &fstest.MapFile{Data: []byte("# A\n")}
	big := &fstest.MapFile{Data: bytes.Repeat([]byte("#\n"), maxLock)}
	for _, test := range []struct {
		fsys fstest.MapFS
		want string
	}{
		{fstest.MapFS{"a.md": page, ConfigName: &fstest.MapFile{Mode: 0o666 | 1<<25}}, "docsite.yaml: it is not a file"},
		{fstest.MapFS{"a.md": page, LockName: &fstest.MapFile{Mode: 0o666 | 1<<25}}, "docsite.lock: it is not a file"},
		{fstest.MapFS{"a.md": page, ConfigName: big}, fmt.Sprintf("docsite.yaml: it has %d bytes; at most %d are read", 2*maxLock, maxConfig)},
		{fstest.MapFS{"a.md": page, LockName: big}, fmt.Sprintf("docsite.lock: it has %d bytes; at most %d are read", 2*maxLock, maxLock)},
		{fstest.MapFS{"a.md": &fstest.MapFile{Data: []byte("---\na: b\ntitle: " + strings.Repeat("[", 9000) + "\n---\n")}}, "a.md:3: front matter: brackets are nested deeper than 64 levels"},
	} {
		_, problems := Load(test.fsys, Options{Title: func([]byte) string { return "" }})
		if len(problems) == 0 || problems[0].String() != test.want {
			t.Errorf("got %v, want %q", problems, test.want)
		}
	}
}
