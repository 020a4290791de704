package tokens

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWork has listings on which lexers take time quadratic in the length. The
// lexers themselves run on two: each takes a second.
func TestWork(t *testing.T) {
	for _, hostile := range []struct {
		language, piece string
		runs            bool
	}{
		{"yaml", "@", true}, {"json", "//", true}, {"yaml", "1, ", false}, {"yaml", "-", false}, {"makefile", "x", false}, {"hcl", "//", false},
		{"hcl", "'", false}, {"caddyfile", "${", false}, {"c", "\n", false}, {"java", "\n", false}, {"java", "a ", false}, {"java", "//", false},
		{"go", "/*\n", false}, {"css", "/*\n", false}, {"xml", "&", false}, {"php", "$", false}, {"typescript", "é", false},
	} {
		text := []byte(strings.Repeat(hostile.piece, maxHighlighted/len(hostile.piece)))
		work, at := newWork(hostile.language, text), 0
		for at < len(text) && work.spend(at) {
			at += len(hostile.piece)
		}
		if at >= len(text) {
			t.Errorf("%q as %s: all of it is within the limit", hostile.piece, hostile.language)
		}
		if !hostile.runs {
			continue
		}
		if tokens, err := Highlight(hostile.language, text); !errors.Is(err, errWork) || tokens != nil {
			t.Errorf("%q as %s: %d tokens, error %v", hostile.piece, hostile.language, len(tokens), err)
		}
	}
}

// TestWorkOfOrdinaryCode has lines as people write them, 12 KiB of each.
func TestWorkOfOrdinaryCode(t *testing.T) {
	for language, lines := range map[string]string{
		"yaml":     "  web:  # the site\n    image: \"example.org/app:1.2\"\n    command: [\"serve\", \"--port\", \"80\"]\n    ports:\n      - 80:80\n\n",
		"makefile": "build: main.o $(LIBS)\n\t$(CC) -o $@ $^ # with all libraries\nVERSION := $(shell git describe)\n\n",
		"hcl":      "resource \"a\" \"b\" {\n  count = 2 # twice\n  name  = \"${var.name}-x\"\n}\n\n",
		"c":        "/* adds */\nstatic int add(int a, int b)\n{\n\treturn a + b;\n}\n\n",
		"java":     "  /** Adds. */\n  public static int add(int a, int b) {\n    return a + b; // the sum of both of them\n  }\n\n",
		"json":     "  {\"name\": \"a\", \"list\": [1, 2, 3]},\n",
		"go":       "// Add adds.\nfunc Add(a, b int) int { return a + b }\n\n",
	} {
		text := []byte(strings.Repeat(lines, 12<<10/len(lines)))
		tokens, err := Highlight(language, text)
		if err != nil || len(tokens) < 300 {
			t.Errorf("%s: %d tokens, error %v", language, len(tokens), err)
		}
	}
}

// TestBusyMachine reads a listing while the clock of the machine leaps, at one token after
// another, and at the same one each time.
func TestBusyMachine(t *testing.T) {
	text := []byte("FROM = 1\nname: [a, 'b']\n# end\n")
	want, err := Highlight("yaml", text)
	if err != nil || len(want) < 6 {
		t.Fatal(want, err)
	}
	// leaping is a clock that leaps at the tokens with these numbers, one in each reading.
	leaping := func(tokens ...int) func() time.Time {
		clock, reads := time.Unix(0, 0), 0
		return func() time.Time {
			if reads++; len(tokens) > 0 && reads == tokens[0]+2 { // it is read before the first token too
				clock, tokens, reads = clock.Add(time.Second), tokens[1:], 0
			}
			return clock
		}
	}
	if got, err := inPeace("yaml", text, leaping(0, 1, 2, 3, 4, 0, 1, 2, 3, 4)); err != nil || !slices.Equal(got, want) {
		t.Errorf("after leaps at many tokens: %v, %v", got, err)
	}
	if got, err := inPeace("yaml", text, leaping(2, 2, 2)); got != nil || err != errWork {
		t.Errorf("after leaps at one token: %v, %v", got, err)
	}
}
