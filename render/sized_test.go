package render

import (
	"strings"
	"testing"
)

// TestBars has a table of three images: bars stand where two sizes or more can
// be compared, and are as long as the figures in the text say.
func TestBars(t *testing.T) {
	table := "\n| Image | Usage | Layers | Download |\n| :- | -: | -: | -: |\n| a | 800 MB (recorded) | 9 | – |\n| b | 284 MB | 4 | 62.6 MB |\n| c | – | 2 | – |\n\n"
	html := mainOf(read(t, load(t, map[string]string{
		"docsite.yaml": "images:\n  a: {recorded: {usage: 800 MB, on: 2026-11-23}}\n  b: {recorded: {usage: 284 MB, on: 2026-11-23}}\n  c: {recorded: {disk: 1 MB, on: 2026-11-23}}\n" +
			"tables:\n  t: {images: [a, b, c], columns: [usage, layers, download]}\n",
		"content/a.md": "# A\n\n<!-- ds:table t -->\n" + table + "<!-- /ds:table t -->\n\nWords.\n" + table,
	}), "a.html"))
	measured, plain, _ := strings.Cut(html, "Words.")
	for part, want := range map[string]string{
		"Usage": ` <span class="cb">`, "800 MB (recorded)": `<rect width="100"`, "284 MB": `<rect width="35"`,
		"9": "</td>", "62.6 MB": "</td>", "Download": "</th>",
	} {
		_, after, _ := strings.Cut(measured, ">"+part)
		cell, _, _ := strings.Cut(after, "\n")
		if !strings.Contains(cell, want) || strings.HasPrefix(want, "</") && cell != want {
			t.Errorf("%s: %q, want %s", part, cell, want)
		}
	}
	if strings.Contains(plain, `class="cb"`) {
		t.Errorf("a table outside markers has bars:\n%s", plain)
	}
}
