package front

import (
	"fmt"
	"strings"
	"testing"
)

// doubled are mappings each of which merges the one above it twice.
func doubled(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: &a%[1]d\n  <<: [*a%[2]d, *a%[2]d]\n", i+1, i)
	}
	return b.String()
}

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
		{strings.Repeat("x", maxMatter+1), 1},
		{"a0: &a0\n  b: c\n" + doubled(40), 26},
		{"a0: &a0\n  b: c\n" + doubled(10), 0},
		{"a0: &a0\n  b: c\n" + strings.Repeat("a: {<<: *a0}\n", 400), 0},
		{"description: about [a](b), {c} and * d # [[[[\nkeys: [a, b]\n" + strings.Repeat("# [[[[\n", 100) + strings.Repeat("a: [b]\n", 100), 0},
		{"a: b * c **bold**\n", 0},
	} {
		line, err := CheckYAML([]byte(test.text), maxMatter)
		if line != test.line || (err != nil) != (test.line > 0) {
			t.Errorf("%.40q: line %d, %v; want line %d", test.text, line, err, test.line)
		}
	}
}
