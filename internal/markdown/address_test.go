package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/site"
)

// shape is what a parser made of a text: the kinds of its nodes, and its
// words, which may be cut into more or fewer pieces. White space at the end of
// a line is kept or not as they are cut; a page shows none.
func shape(md parser.Parser, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(md.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(bytes.Join(bytes.Fields(t.Segment.Value(source)), nil))
		} else if !ok {
			fmt.Fprintf(&b, "<%s %t>", n.Kind(), entering)
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// What goldmark makes a link of is looked for; code that has an @ is not.
func TestMayHaveAddress(t *testing.T) {
	for source, want := range map[string]bool{
		"see https://a.example/x":     true,
		"(ftp://a.example)":           true,
		"*www.example.com*":           true,
		"mail me@a.example":           true,
		"mail a$@b.example":           true,
		"run `exec \"$@\"`":           false,
		"@ alone, and at the end@":    false,
		"FROM scratch":                false,
		"open http://localhost:3000/": true,
		"open http://127.0.0.1:80":    true,
		"at http://your-host:8080":    true,
		"code // alone":               false,
	} {
		if got := mayHaveAddress([]byte(source)); got != want {
			t.Errorf("%q: %v, want %v", source, got, want)
		}
		linked := shape(addressed(), []byte(source)) != shape(plain(), []byte(source))
		if linked != want {
			t.Errorf("%q: goldmark finds an address: %v, want %v", source, linked, want)
		}
	}
}

// An address in text ends where it ends on GitHub: before a semicolon or a quotation mark.
func TestAddressEnds(t *testing.T) {
	for source, want := range map[string]string{
		"at https://a.example/b; then":     "https://a.example/b|; then",
		"(https://a.example/b;)":           "https://a.example/b|;)",
		"at https://a.example/?b;c':; d":   "https://a.example/?b;c|':; d",
		"at https://a.example/?b=1&amp; d": "https://a.example/?b=1|&amp; d",
		"at https://a.example/b.\" c":      "https://a.example/b|.\" c",
		"www.a.example/b; c":               "www.a.example/b|; c",
	} {
		got := ""
		_ = ast.Walk(addressed().Parse(text.NewReader([]byte(source))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.AutoLink:
				if entering {
					got += string(n.Label([]byte(source))) + "|"
				}
			case *ast.Text:
				if entering && got != "" {
					got += string(n.Segment.Value([]byte(source)))
				}
			}
			return ast.WalkContinue, nil
		})
		if got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

// FuzzAddresses looks for a text in which goldmark finds an address that is
// not looked for.
func FuzzAddresses(f *testing.F) {
	for _, seed := range []string{"a@b.c", "http:", "www", "x@ y@-z.a (a@é.b)", "# a@\nb.c", "ftp:/", "a@\\b.c", "&#64;a.b", "a&commat;b.c"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		if mayHaveAddress(source) || Check(&site.Source{Text: source}).Failed() {
			return
		}
		if a, b := shape(addressed(), source), shape(plain(), source); a != b {
			t.Errorf("%q\n%s\n%s", source, a, b)
		}
	})
}
