package draft

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLineEnds drafts every project with the line ends of Windows, with a byte
// order mark and without a final newline.
func TestLineEnds(t *testing.T) {
	forms := map[string]func([]byte) []byte{
		"CRLF":   func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
		"BOM":    func(b []byte) []byte { return append([]byte("\ufeff"), b...) },
		"no end": func(b []byte) []byte { return bytes.TrimRight(b, "\n") },
		"blank":  func(b []byte) []byte { return append([]byte("\n\n"), append(b, "\n\n\n"...)...) },
	}
	for path, a := range projects(t) {
		for name, form := range forms {
			t.Run(path+"/"+name, func(t *testing.T) {
				files := inMemory(a)
				for name, f := range files {
					if !strings.HasSuffix(name, ".md") && name != "docsite.yaml" {
						f.Data = form(f.Data)
					}
				}
				check(t, files, Options{Name: "harbour"})
			})
		}
	}
}

// TestShuffled drafts Dockerfiles that are made of the lines of all projects,
// many of which are there several times.
func TestShuffled(t *testing.T) {
	var lines []string
	for path, a := range projects(t) {
		for _, f := range a.Files {
			if isInput(f) && strings.HasSuffix(f.Name, "file") && !strings.Contains(path, "refused") && !bytes.Contains(f.Data, []byte("<<")) {
				lines = append(lines, strings.SplitAfter(strings.ReplaceAll(string(f.Data), "\\\n", "\\\r"), "\n")...)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	drafted := 0
	for range 300 {
		text := "FROM base\n"
		for range 1 + r.IntN(30) {
			text += strings.ReplaceAll(lines[r.IntN(len(lines))], "\\\r", "\\\n")
		}
		if check(t, fstest.MapFS{"Dockerfile": {Data: []byte(text)}}, Options{Name: "shuffled"}) {
			drafted++
		}
		if t.Failed() {
			t.Fatalf("with\n%s", text)
		}
	}
	if drafted < 100 {
		t.Errorf("only %d of 300 Dockerfiles were drafted", drafted)
	}
}

func FuzzDraft(f *testing.F) {
	for _, a := range projects(f) {
		dockerfile, script := "", ""
		for _, file := range a.Files {
			switch {
			case !isInput(file):
			case strings.HasSuffix(file.Name, "file"):
				dockerfile = string(file.Data)
			case strings.HasSuffix(file.Name, "sh"):
				script = string(file.Data)
			}
		}
		f.Add(dockerfile, script, "harbour")
	}
	f.Fuzz(func(t *testing.T, dockerfile, script, name string) {
		check(t, fstest.MapFS{
			"Dockerfile": {Data: []byte(dockerfile)},
			"start.sh":   {Data: []byte(script)},
		}, Options{Name: name})
	})
}
