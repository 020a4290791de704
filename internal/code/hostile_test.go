package code

import (
	"maps"
	"runtime"
	"strings"
	"testing"
	"time"

	"docsite/internal/dockerfile"
)

// hostile are pieces that, repeated, make parsers recurse or look again and
// again: each was slow or fatal in one parser or another.
var hostile = []string{
	"(", "{ ", "[", "`", "$(", "${", "$((", `"$(`, "if ", "while ", "! ", "a|", "a&&", "case x in y) ", "<(", "x=(",
	"for x in a; do ", "f()", "time ", "a;", "a\n", "<<E ", "<<E\n", "$(<<E\n", "\\\n", "'", `"`, "a[", "[[ ! ", "[[ ( ",
	"?(", "((1+", "$[1+", "# c\n", "\x00", "\r", "\r\n", "${a:-", "((a?", "$((-", "- ", "a {\n", "a: ", "[a]\n", "a:\n",
	"ONBUILD ", "RUN <<E ", "ENV a=b ", "ENV a=${", `ENV "`, "RUN a \\\n", "RUN a \\\n#c\n", "LABEL a=b \\\n",
	"COPY <<a b\na\n", `RUN ["a",`, "RUN --a ", "FROM a as b\n", "HEALTHCHECK --a=b CMD ", "RUN <<A cat\n$(\nA\n",
	"RUN a # b\n", "EXPOSE 80 # b\n", "ENV a=b # c\n", "RUN a \\ # b\n", "COPY a b # c \\\n",
	"while a; do b; done; do c; done; ", ">a ", "a >b ", "[[ a -a ", "a=$(", "${b} ", "elif b; then c; ", " a: b\n",
}

// hostileLanguages have one name of each reader.
var hostileLanguages = []string{"sh", "dockerfile", "yaml", "nginx", "ini", "makefile", "console"}

// TestHostile reads what is made to be slow. The time allowed is many times
// what it takes, so that only what grows faster than the text is caught.
func TestHostile(t *testing.T) {
	const size, allowed = 1 << 14, 10 * time.Second
	for _, piece := range hostile {
		for _, language := range hostileLanguages {
			text := strings.Repeat(piece, size/len(piece))
			if language == "dockerfile" && !strings.ContainsAny(piece[:1], "ROECLHF") {
				text = "FROM a\nRUN " + strings.ReplaceAll(text, "\n", "\\\n")
			}
			start := time.Now()
			c := Read(language, []byte(text))
			if took := time.Since(start); took > allowed {
				t.Errorf("%q as %s took %v", piece, language, took)
			}
			checkCode(t, c)
		}
	}
}

// TestWorkGrowsWithLength counts the bytes that reading allocates, for words,
// parts and copies, of a text and of one eight times as long. Arrays that grow
// make that up to thirty times as many bytes; quadratic work makes it 64. How deep
// constructs nest has a limit that does not grow with the text, so the bytes for
// a byte of text have a limit too, but under the race detector, which keeps no
// memory in pools.
func TestWorkGrowsWithLength(t *testing.T) {
	texts := map[string]func(n int) string{
		"loops in the conditions of loops": func(n int) string {
			const deep = 100
			return strings.Repeat(strings.Repeat("while ", deep)+"a"+strings.Repeat("; do b; done", deep)+"\n", n/deep/18)
		},
	}
	for _, piece := range hostile {
		texts[piece] = func(n int) string { return strings.Repeat(piece, n/len(piece)) }
	}
	for name, text := range texts {
		for _, language := range hostileLanguages {
			small, large := allocated(language, text(1<<11)), allocated(language, text(1<<14))
			if large > 40*small || !raced && large > 2_500<<14 {
				t.Errorf("%q as %s: %d bytes, and %d for eight times the text", name, language, small, large)
			}
		}
	}
}

func allocated(language, text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Read(language, []byte(text))
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestDepth nests commands, of which the shell's parser takes time quadratic in
// the depth, and memory.
func TestDepth(t *testing.T) {
	for _, open := range []string{"if a; then\n", "while a; do\n", "f() ", "(", "{ ", "$(", "\"$(", "if ! ", "case x in y) ", "\\`$(", "{ : '}'; ", "if a; then : fi; "} {
		for _, size := range []int{1 << 15, maxShell - 10} {
			c := Read("bash", []byte(strings.Repeat(open, size/len(open))))
			if c.Warning != errDepth.Error() {
				t.Errorf("%q, %d bytes: warning %q", open, size, c.Warning)
			}
		}
	}
	deep := strings.Repeat("if a; then\n", 50) + "b\n" + strings.Repeat("fi\n", 50)
	if c := Read("sh", []byte(strings.Repeat(deep, 20))); c.Warning != "" {
		t.Errorf("warning %q", c.Warning)
	}
}

// TestManyComments reads a script below a long comment, for each line of which
// the shell's parser calls itself.
func TestManyComments(t *testing.T) {
	c := Read("sh", []byte("#!/bin/sh\n"+strings.Repeat("# a line of a long licence\n", 5000)+"exec serve --port 80\n"))
	checkCode(t, c)
	last := c.Groups[len(c.Groups)-1]
	if c.Warning != "" || last.Lines.Last != 5002 || last.Title != "exec serve --port 80" {
		t.Fatalf("warning %q, last group %+v", c.Warning, last)
	}
	if got := c.Tokens[len(c.Tokens)-1]; string(c.Text[got.Span.Start:got.Span.End]) != "80" {
		t.Errorf("last token %+v", got)
	}
}

func TestTooLarge(t *testing.T) {
	for _, language := range []string{"dockerfile", "bash"} {
		c := Read(language, []byte(strings.Repeat("RUN a\n", maxSize/6+1)))
		checkCode(t, c)
		if !strings.Contains(c.Warning, "is shown as plain lines; at most") {
			t.Errorf("%s: warning %q", language, c.Warning)
		}
	}
}

// TestIllegible reads what is no text. BuildKit's scanner would write to
// standard error of it.
func TestIllegible(t *testing.T) {
	c := Read("dockerfile", []byte("FROM a\nRUN <<E\xff \x00 \ufeff\nE\xff\nUSER \xfe\n"))
	checkCode(t, c)
	if len(c.Groups) != 3 || c.Groups[2].Name != "USER" || c.Warning != "" {
		t.Errorf("groups %+v, warning %q", c.Groups, c.Warning)
	}
	if got := dockerfile.Legible("\ufeffa\x00\xff\u00e9\ufeff"); got != "\ufeffa??\u00e9???" {
		t.Errorf("got %q", got)
	}
}

// TestPlainHasNoBudget reads listings of more words than any listing may have
// steps for, in languages that have a reader and one that has none.
func TestPlainHasNoBudget(t *testing.T) {
	lines := mostWork/wordWork/3 + 1
	text := []byte("FROM a\nRUN a" + strings.Repeat(" \\\n b", 3*lines))
	for _, language := range []string{"dockerfile", "sh", "python"} {
		c := Read(language, text)
		if checkCode(t, c); len(c.Groups) < lines || (c.Warning == "") != (language == "python") {
			t.Errorf("%s: warning %q, %d groups", language, c.Warning, len(c.Groups))
		}
	}
}

// TestWorkEndsInPlainLines reads a short listing in each language by a reader that
// spends all steps.
func TestWorkEndsInPlainLines(t *testing.T) {
	kept := maps.Clone(readers)
	defer func() { readers = kept }()
	for language := range kept {
		readers = map[string]func(*builder) error{language: func(b *builder) error { b.spend(b.work + 1); return nil }}
		c := Read(language, []byte("a: b\nc: d\n"))
		if checkCode(t, c); c.Warning != errWork.Error() || len(c.Groups) != 2 {
			t.Errorf("%s: warning %q, %d groups", language, c.Warning, len(c.Groups))
		}
	}
}

func TestPanicIsALine(t *testing.T) {
	err := try(func(*builder) error { panic("no\nway") }, newBuilder(&Code{}, new(Scratch)))
	if err == nil || err.Error() != `shown as plain lines: the parser stopped with "no\nway"` {
		t.Errorf("got %v", err)
	}
}
