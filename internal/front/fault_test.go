package front

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

type faulty struct {
	Title string            `yaml:"title"`
	Files []string          `yaml:"files"`
	Known map[string]int    `yaml:"known"`
	Draft bool              `yaml:"draft"`
	Scale float64           `yaml:"scale"`
	Sub   struct{ One int } `yaml:"sub"`
}

// faultOf is what a text is told to be wrong with; empty for nothing.
func faultOf(text string) string {
	var into faulty
	var told []string
	for _, f := range Decode([]byte(text), &into) {
		told = append(told, fmt.Sprintf("%d:%d: %s (%s)", f.Line, f.Col, f.Message, f.Hint))
	}
	return strings.Join(told, "; ")
}

func TestFaultOf(t *testing.T) {
	for text, want := range map[string]string{
		"title: x\n":                            "",
		"":                                      "",
		"# nothing\n":                           "",
		"titel: x\n":                            `1:1: unknown key "titel" ()`,
		"files: README.md\n":                    `1:8: "README.md" is not a list (write [README.md])`,
		"files: 'a, b'\n":                       `1:8: "a, b" is not a list (write ["a, b"])`,
		"title: [a]\n":                          `1:8: a list is not a text (write one value)`,
		"known: [a]\n":                          `1:8: a list is not a mapping of keys to values (write keys with their values, each on a line below)`,
		"known: 3\n":                            `1:8: "3" is not a mapping of keys to values (write keys with their values, each on a line below)`,
		"known: {a: b}\n":                       `1:12: "b" is not a whole number ()`,
		"known: {a: 99999999999999999999999}\n": `1:12: "99999999999999999999999" is too large a number ()`,
		"draft: maybe\n":                        `1:8: "maybe" is not true or false ()`,
		"scale: big\n":                          `1:8: "big" is not a number ()`,
		"title: {a: b}\n":                       `1:8: a mapping of keys to values is not a text (write one value)`,
		"- a\n":                                 `1:1: a list is not a mapping of keys to values (write keys with their values, each on a line below)`,
		"title: x\nknown:\n\ta: 3\n":            `3:1: a tab stands where YAML has blanks: "\ta: 3" (indent with spaces)`,
		"\ttitle: x\n":                          `1:6: a tab stands where YAML has blanks: "\ttitle: x" (indent with spaces)`,
		"title: \"x\n":                          `1:8: a quotation mark is not closed: "title: \"x" (write the same mark behind the text)`,
		"title: a: b\n":                         `1:8: a key stands where none can be: "title: a: b" (put text with : or quotation marks into quotation marks)`,
		"title: a\n draft: true\n":              `2:1: a key stands where none can be: " draft: true" (begin the keys of a mapping in one column)`,
		"title: @x\n":                           `1:8: a value begins with a character that YAML reserves: "title: @x" (put the value into quotation marks)`,
		"title: %x\n":                           `1:8: a value begins with %: "title: %x" (put the value into quotation marks)`,
		"title: *x\n":                           `1:9: * names a value that no & has named: "title: *x" (put text that begins with * into quotation marks)`,
		"title: &x\n":                           `1:8: & names no value: "title: &x" (put text that begins with & into quotation marks)`,
		"title: \"\\q\"\n":                      `1:10: a \ stands before what it does not escape: "title: \"\\q\"" (write \\, or put the text between ' and ')`,
		"files: [a\n":                           `1:8: a [ is not closed: "files: [a" (write ] behind the last element and a comma between two, or put the text into quotation marks)`,
		"known: {a: 3\n":                        `1:8: a { is not closed: "known: {a: 3" (write } behind the last value and a comma between two, or put the text into quotation marks)`,
		"files: - a\n":                          `1:8: a list begins where none can: "files: - a" (begin each - on a line of its own, or write [one, two])`,
		"title: x\ndraft\n":                     `2:1: there is no key, or no colon behind it: "draft" (write key: value, and begin the keys of a mapping in one column)`,
		"title: a\ntitle: b\n":                  `2:1: a key stands twice: "title: b" (keep one of them)`,
		"%YAML 9.9\n---\ntitle: x\n":            `1:7: it is no YAML: "unknown YAML version \"9.9\"": "%YAML 9.9" (put text with : or quotation marks into quotation marks)`,
		strings.Repeat("é", 99) + "\n":          `1:1: "` + strings.Repeat("é", 60) + `…" is not a mapping of keys to values (write keys with their values, each on a line below)`,
	} {
		if got := faultOf(text); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestDecodeReadsOneDocument refuses a second document, and no mark around the first.
func TestDecodeReadsOneDocument(t *testing.T) {
	const want = "a second document begins here, of which nothing would be read"
	for text, line := range map[string]int{
		"title: x\n---\ntitle: y\n":                 2,
		"# a\n---\ntitle: x\n--- # b\r\ntitle: y\n": 4,
		"--- title: x\n":                            0,
		"title: x\n...\n\n---\n# b\n{a: b}\n":       2,
		"title: x\n--- {a: b}\n":                    2,
		"---\ntitle: x\n":                           0,
		"%YAML 1.2\n---\ntitle: x\n...\n":           0,
		"title: x\n---\n":                           0,
		"title: x\n---\n# a\n\n":                    0,
		"title: x\nfiles:\n- --- a\n":               0,
		"title: x\nfiles:\n  - a\n  - '---'\n":      0,
		"title: >\n  x\n  ---\n  y\n":               0,
	} {
		got := faultOf(text)
		if (line > 0) != strings.Contains(got, want) || line > 0 && !strings.HasPrefix(got, fmt.Sprintf("%d:1: ", line)) {
			t.Errorf("%q: %s, want line %d", text, got, line)
		}
	}
}

// FuzzFaultOf: whatever is wrong with a text is said on one line, without control
// characters, of a line that there is.
func FuzzFaultOf(f *testing.F) {
	for _, text := range []string{"title: x\n\ty: z", "a: [\x1b", "title: 'x\x00", "\x80: :", "files: \u202e", "- \t-", "{\n", "title: \"\x1b\\q\"", "? [a]", "<<: *a"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := CheckYAML([]byte(text), maxMatter); err != nil {
			return
		}
		var into faulty
		for _, fault := range Decode([]byte(text), &into) {
			if strings.ContainsFunc(fault.Message+fault.Hint, unicode.IsControl) || fault.Message == "" || fault.Line > 1+strings.Count(text, "\n")+strings.Count(text, "\r") {
				t.Errorf("%q: line %d, %q, %q", text, fault.Line, fault.Message, fault.Hint)
			}
		}
	})
}
