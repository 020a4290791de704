package front

import (
	"strings"
	"testing"
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
		{strings.Repeat("x", maxMatter+1), 1},
		{"description: about [a](b), {c} and * d # [[[[\nkeys: [a, b]\n" + strings.Repeat("# [[[[\n", 100) + strings.Repeat("a: [b]\n", 100), 0},
		{"a: b * c **bold**\n", 0},
	} {
		line, err := CheckYAML([]byte(test.text), maxMatter)
		if line != test.line || (err != nil) != (test.line > 0) {
			t.Errorf("%.40q: line %d, %v; want line %d", test.text, line, err, test.line)
		}
	}
}
