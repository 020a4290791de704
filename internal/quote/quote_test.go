package quote

import (
	"strings"
	"testing"

	"docsite/internal/site"
)

const quoted3 = `# syntax=docker/dockerfile:1
ARG V=1

# The compiler
# lives here.
FROM golang:$V AS Builder
RUN make

# docsite:begin tools
RUN a
# docsite:begin inner
RUN b
# docsite:end inner
# docsite:end tools

# The rest.
FROM scratch
COPY --from=builder /a /a

`

// TestWork quotes a large file until the limit of a page.
func TestWork(t *testing.T) {
	file := []byte(quoted3 + strings.Repeat("#\n", 1<<18))
	for _, tt := range []struct {
		q    site.Quotation
		want int // how often
	}{{site.Quotation{Region: "tools"}, most / len(file)}, {site.Quotation{Stage: "builder"}, most / len(file) / parsed}} {
		var w Work
		reads, parts := 0, 0
		for range 200 {
			_, part, err := w.Part(func() ([]byte, error) { reads++; return file, nil }, &tt.q)
			if parts++; err == nil && len(part) > 0 {
				continue
			} else if err != errMost {
				t.Fatal(err)
			}
			parts--
		}
		if parts != tt.want || reads != tt.want+1 {
			t.Errorf("%v: %d parts of %d readings, want %d", tt.q, parts, reads, tt.want)
		}
	}
}

func TestPart(t *testing.T) {
	for _, tt := range []struct {
		name string
		q    site.Quotation
		want string // first and last line, or the error
	}{
		{"file", site.Quotation{}, quoted3},
		{"stage by name", site.Quotation{Stage: "builder"}, quoted3[strings.Index(quoted3, "# The compiler"):strings.Index(quoted3, "\n# The rest.")]},
		{"stage by number", site.Quotation{Stage: "1"}, "# The rest.\nFROM scratch\nCOPY --from=builder /a /a\n"},
		{"region", site.Quotation{Region: "tools"}, "RUN a\nRUN b\n"},
		{"region inside", site.Quotation{Region: "inner"}, "RUN b\n"},
		{"lines", site.Quotation{Lines: site.Lines{First: 6, Last: 7}}, "FROM golang:$V AS Builder\nRUN make\n"},
		{"last line", site.Quotation{Lines: site.Lines{First: 19, Last: 19}}, "\n"},
		{"no stage", site.Quotation{Stage: "buidler"}, `stage "buidler" is not in the file; it has: builder, 1`},
		{"no region", site.Quotation{Region: "tool"}, `region "tool" is not in the file; it has: tools, inner`},
		{"no lines", site.Quotation{Lines: site.Lines{First: 18, Last: 20}}, "lines 18-20 are not in the file; it ends at line 19"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			part, err := Part([]byte(quoted3), &tt.q)
			got := string(part)
			if err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRegionFaults(t *testing.T) {
	for file, want := range map[string]string{
		"a\n":                                    `region "x" is not in the file; it has no regions`,
		"# docsite:begin x\na\n":                 `region "x" has no "docsite:end x"`,
		"# docsite:end x\n# docsite:begin x\n":   `region "x" ends before it begins`,
		"# docsite:begin x\n# docsite:end x\n":   `region "x" is empty`,
		"# docsite:begin x\n# docsite:begin x\n": `region "x" begins twice`,
		"echo docsite:begin x\n":                 `region "x" is not in the file; it has no regions`,
	} {
		if _, err := Part([]byte(file), &site.Quotation{Region: "x"}); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", file, err, want)
		}
	}
	if _, err := Part([]byte("FROM a\nENV b\n"), &site.Quotation{Stage: "a"}); err == nil || !strings.Contains(err.Error(), "line 2: ENV must have two arguments") {
		t.Errorf("a file that BuildKit refuses: %v", err)
	}
	part, err := Part([]byte("// docsite:begin x\r\nb\r\n/* docsite:end x */\r\n"), &site.Quotation{Region: "x"})
	if err != nil || string(part) != "b\r\n" {
		t.Errorf("other comments: %q, %v", part, err)
	}
}

func TestMoved(t *testing.T) {
	for _, c := range []struct {
		file, code string
		want       site.Lines
	}{
		{"a\nb\nc", "b\nc\n", site.Lines{First: 2, Last: 3}},
		{"a\r\nb\r\nc\r\n", "b\n", site.Lines{First: 2, Last: 2}},
		{"ab\nb\n", "b", site.Lines{First: 2, Last: 2}},
		{"b\na\nb\n", "b", site.Lines{}},
		{"b\nb\nb\n", "b\nb\n", site.Lines{}},
		{"abc\n", "b", site.Lines{}},
		{"a\n\nb\n", "\n", site.Lines{}},
		{"", "", site.Lines{}},
	} {
		if got, ok := Moved([]byte(c.file), []byte(c.code)); got != c.want || ok != (c.want != site.Lines{}) {
			t.Errorf("%q in %q: %v, %v", c.code, c.file, got, ok)
		}
	}
}

// A stage is known by its code, and not by comments, which often stand above whichever is first.
func TestStageOf(t *testing.T) {
	file := []byte("FROM a AS one\nRUN a\n\n# All of it\n# in one\nFROM b\nRUN b\nRUN c\n\nFROM c\nRUN d\n")
	for _, test := range []struct{ code, already, want string }{
		{"FROM b\nRUN b\nRUN x\n", "2", "1"},
		{"FROM b\nRUN b\nRUN x\n", "1", ""},
		{"FROM a AS two\nRUN a\nRUN x\nRUN y\n", "two", ""},
		{"FROM x AS one\nRUN a\nUSER a\nRUN a\n", "two", ""},
		{"# All of it\n# in one\nFROM x\n", "x", ""},
		{"FROM a AS one\nRUN a\n", "0", ""},
		{"FROM a AS one\nRUN a\n", "2", "one"},
		{"FROM a AS one\nFROM c\n", "1", ""},
		{"", "1", ""},
	} {
		if got := StageOf(file, []byte(test.code), test.already); got != test.want {
			t.Errorf("%q, %s: %q, want %q", test.code, test.already, got, test.want)
		}
	}
}
