package code

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// addGoldens gives a fuzz target the listings of the goldens to start from.
func addGoldens(f *testing.F, language string) {
	paths, err := goldenFiles()
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if file.Name == language {
				f.Add(file.Data)
			}
		}
	}
	for _, piece := range hostile {
		f.Add([]byte(piece + piece + piece))
	}
}

func FuzzDockerfile(f *testing.F) {
	addGoldens(f, "dockerfile")
	f.Fuzz(func(t *testing.T, text []byte) {
		c := Read("dockerfile", text)
		checkCode(t, c)
		if c.Dockerfile != nil {
			dockerfile.NewGraph(c.Dockerfile, "")
		}
	})
}

func FuzzShell(f *testing.F) {
	addGoldens(f, "sh")
	addGoldens(f, "bash")
	f.Fuzz(func(t *testing.T, text []byte) { checkCode(t, Read("bash", text)) })
}

// FuzzPlain holds the reading of plain shell to that of the shell's parser.
func FuzzPlain(f *testing.F) {
	addGoldens(f, "sh")
	for _, text := range []string{
		"a && b -c d=e || f --g=h ; i 12 | set -e;", "a;", "; a", "a &&", "a | b | c", "a=b c", "a b=c", "export a", "if a", "a if",
		"a ;; b", "a & b", "a |& b", "a && ; b", "rm -rf /x/*", "a - -- -=x", "*", "time a", "x export y=z", "a =", "-a", "",
	} {
		f.Add([]byte(text))
		f.Add([]byte(" \t" + text + "  "))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for line := range strings.Lines(string(data)) {
			plain := shellReader{builder: newBuilder(&Code{Text: []byte(line)}, new(Scratch))}
			s := site.Span{Start: 0, End: len(strings.TrimRight(plain.text, "\n"))}
			if !plain.plainStatements(s, -1) {
				if len(plain.code.Parts)+len(plain.code.Tokens)+len(plain.words) > 0 {
					t.Fatalf("%q: something was added", line)
				}
				continue
			}
			parsed := shellReader{builder: newBuilder(&Code{Text: []byte(line)}, new(Scratch))}
			if !parsed.parsedStatements(s, -1) {
				t.Fatalf("%q: no shell takes it", line)
			}
			plain.finish()
			parsed.finish()
			if !reflect.DeepEqual(plain.code, parsed.code) {
				t.Fatalf("%q:\nplain  %+v\nparsed %+v", line, plain.code, parsed.code)
			}
		}
	})
}

func FuzzLines(f *testing.F) {
	addGoldens(f, "yaml")
	addGoldens(f, "nginx")
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, language := range []string{"yaml", "nginx", "ini", "env", "makefile", "console", ""} {
			checkCode(t, Read(language, text))
		}
	})
}
