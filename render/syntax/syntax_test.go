package syntax

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"

	"docsite/internal/golden"
)

// TestFilesAreChromas compares the files of lexers and styles with those of chroma.
func TestFilesAreChromas(t *testing.T) {
	module := chromasFolder(t)
	for _, name := range names("lexers") {
		want, err := os.ReadFile(filepath.Join(module, "lexers", "embedded", name+".xml"))
		if err != nil {
			want = written(t, name)
		}
		golden.Compare(t, "lexers/"+name+".xml", want)
	}
	theirs, err := filepath.Glob(filepath.Join(module, "styles", "*.xml"))
	if err != nil || len(theirs) < 50 {
		t.Fatalf("%d styles, error %v", len(theirs), err)
	}
	for _, file := range theirs {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, "styles/"+filepath.Base(file), want)
	}
	if !slices.Equal(Styles(), styles.Names()) {
		t.Errorf("got the styles %v, want %v", Styles(), styles.Names())
	}
}

// chromasFolder is where the module cache has chroma.
func chromasFolder(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// written is the file of a lexer that chroma has as rules in Go. Two rules have no
// form in a file: the strings of Go that are read as templates by a lexer without a
// name, and a group of a Caddyfile's that is no token.
func written(t *testing.T, name string) []byte {
	t.Helper()
	theirs := lexers.Get(name).(*chroma.RegexLexer)
	rules := theirs.MustRules().Clone()
	for state, list := range rules {
		for i, rule := range list {
			switch {
			case name == "go" && rule.Pattern == "(`)([^`]*)(`)":
				rules[state][i].Type = chroma.ByGroups(chroma.LiteralString, chroma.Using(templates), chroma.LiteralString)
			case name == "caddyfile" && state == "heredoc":
				rules[state][i].Type = chroma.ByGroups(chroma.StringHeredoc, chroma.Ignore, chroma.String, chroma.String, chroma.String, chroma.StringHeredoc)
			}
		}
	}
	lexer, err := chroma.NewLexer(theirs.Config(), func() chroma.Rules { return rules })
	if err != nil {
		t.Fatal(err)
	}
	text, err := chroma.Marshal(lexer)
	if err != nil {
		t.Fatal(err)
	}
	return inOrder(text)
}

// inOrder sorts the states of a lexer's file, which come from a map.
func inOrder(file []byte) []byte {
	const start, end = "    <state ", "  </rules>"
	from, to := bytes.Index(file, []byte(start)), bytes.Index(file, []byte(end))
	states := strings.SplitAfter(string(file[from:to]), "    </state>\n")
	slices.Sort(states)
	return slices.Concat(file[:from], []byte(strings.Join(states, "")), file[to:], []byte("\n"))
}

// TestTokensAreChromas has each lexer read the texts with which chroma tests it, and a
// part of each text, which ends within a token.
func TestTokensAreChromas(t *testing.T) {
	module := chromasFolder(t)
	for _, name := range names("lexers") {
		if name == "go_template" {
			continue // no language of its own here
		}
		ours := Lexer(name)
		if ours == nil {
			ours = Lexer(strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "_", " "))
		}
		theirs := lexers.Get(ours.Config().Name)
		texts := texts(t, filepath.Join(module, "lexers", "testdata"), name)
		for _, text := range append(texts, own[name]...) {
			for _, part := range []string{text, text[:len(text)*2/3], text[len(text)/3:]} {
				got, want := tokensOf(t, ours, part), tokensOf(t, theirs, part)
				if !slices.Equal(got, want) {
					t.Errorf("%s: %.100q\ngot  %v\nwant %v", name, part, got, want)
				}
			}
		}
		if len(texts)+len(own[name]) == 0 {
			t.Errorf("%s: no text", name)
		}
	}
}

// own are texts in languages for which chroma has few, or which rest on another
// lexer.
var own = map[string][]string{
	"go":                       {"package a\n\nvar s = `plain {{range .X}}{{.Y | len}}{{end}} text`\n"},
	"caddyfile":                {"{\n\temail a@b.c\n}\nexample.org {\n\trespond <<END\n\ttext {host}\n\tEND 200\n\theader @m X \"a b\" # c\n}\n"},
	"makefile":                 {"all: x\n\t@echo \"$$HOME\" | grep a && for i in 1 2; do :; done\nV := $(shell git describe)\n"},
	"html":                     {"<p style=\"a\">x</p><script>let a = `b` + 1;</script><style>a{color:red}</style>\n"},
	"diff":                     {"--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n"},
	"properties":               {"# a\na.b = c\\\n d\n"},
	"bash":                     {"for i in \"$@\"; do echo ${i%x} $(( 1 + 2 )) # c\ndone <<EOF\nx\nEOF\n"},
	"c":                        {"#include <a.h>\nint main(void) { return 'a' + 0x1f; /* c */ }\n"},
	"css":                      {"@media print { a:hover { color: #fff; width: calc(1px + 2em) } }\n"},
	"hcl":                      {"resource \"a\" \"b\" {\n  n = \"${var.x}\" # c\n}\n"},
	"ini":                      {"[a]\nb = c ; d\n# e\n"},
	"java":                     {"@A class B<T> extends C { int a(String... s) { return 1L; } }\n"},
	"javascript":               {"const a = /x/g.test(`b${c}`) ? async () => 1n : class {};\n"},
	"json":                     {"{\"a\": [1, true, null, \"b\\n\"]} // c\n"},
	"nginx_configuration_file": {"server { listen 80; location ~ \\.php$ { proxy_pass http://a:1; } } # c\n"},
	"php":                      {"<?php\nclass A { function b($c) { return \"d $c {$c->e}\"; } }\n"},
	"python":                   {"@a\ndef b(c: int = 1, *d) -> str:\n    return f'{c!r:>{2}} e' + rb'\\x' # f\n"},
	"ruby":                     {"def a(b) = \"c #{b}\"\nx = <<~E\n  y\nE\n%w[a b].each { |z| puts z =~ /q/ }\n"},
	"rust":                     {"fn a<'b>(c: &'b str) -> u8 { r#\"d\"#; b'x' /* e */ }\n"},
	"sql":                      {"SELECT a, 'b' FROM c WHERE d = 1 -- e\n"},
	"toml":                     {"[a.b]\nc = 1979-05-27 # d\ne = [\"f\", 1.5]\n"},
	"typescript":               {"interface A<T> { b?: string }\nconst c = (d: A<number>): void => { }\n"},
	"xml":                      {"<?xml version=\"1.0\"?><!-- a --><b c='d'>&amp;<![CDATA[e]]></b>\n"},
	"yaml":                     {"a: &b\n  - 'c'\n  - |\n    d\n  - *b # e\n"},
}

// texts are chroma's own for a language.
func texts(t *testing.T, folder, name string) (list []string) {
	t.Helper()
	alone := filepath.Join(folder, name+".actual")
	some, err := filepath.Glob(filepath.Join(folder, name, "*.actual"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(some, alone) {
		text, err := os.ReadFile(file)
		if err == nil {
			list = append(list, string(text))
		}
	}
	return list
}

func tokensOf(t *testing.T, lexer chroma.Lexer, text string) []chroma.Token {
	t.Helper()
	tokens, err := chroma.Tokenise(lexer, &chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

// TestStylesAreChromas compares a style by name, and for light and dark pages, with
// that which chroma gives.
func TestStylesAreChromas(t *testing.T) {
	for _, name := range append(Styles(), "GitHub", "Monokai") {
		for _, mode := range []chroma.Mode{chroma.Light, chroma.Dark} {
			if got, want := StyleFor(name, mode), styles.GetForMode(name, mode); got == nil || got.Name != want.Name {
				t.Errorf("%s, mode %v: got %v, want %v", name, mode, got, want.Name)
			}
		}
		for _, token := range []chroma.TokenType{chroma.Text, chroma.Keyword, chroma.CommentPreproc, chroma.NameOther} {
			if got, want := Style(name).Get(token), styles.Get(name).Get(token); got != want {
				t.Errorf("%s, %v: got %v, want %v", name, token, got, want)
			}
		}
	}
	for _, none := range []string{"", "githab", "../lexers/go", "a/b", "."} {
		if Style(none) != nil || StyleFor(none, chroma.Dark) != nil {
			t.Errorf("there is a style %q", none)
		}
	}
}
