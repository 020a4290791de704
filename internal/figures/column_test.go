package figures

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
)

// TestColumnsAreWhole wants of each column all that some place prints of it.
func TestColumnsAreWhole(t *testing.T) {
	var captions []int
	for _, c := range table {
		missing := func(what string, absent bool) {
			if absent {
				t.Errorf("column %q has no %s", c.Name, what)
			}
		}
		missing("title", c.Title == "" && !c.Unlisted)
		if c.Kind != Bytes {
			missing("value", c.locked == nil)
			continue
		}
		missing("value", c.Of == nil)
		missing("line in docsite measure", c.Brief == "")
		if !c.Unlisted {
			missing("words for a sentence", c.Phrase == "")
			missing("words for a message", c.Meaning == "")
		}
		if c.Caption > 0 {
			captions = append(captions, c.Caption)
		}
	}
	slices.Sort(captions)
	for i, place := range captions {
		if place != i+1 {
			t.Errorf("captions have the places %v", captions)
		}
	}
}

// TestColumnsAreDocumented keeps the guide's lists equal to the table.
func TestColumnsAreDocumented(t *testing.T) {
	names, sizes := Names(), sizeNames()
	last := len(names) - 1
	for file, want := range map[string][]string{
		"figures.md":                 {"The columns are " + strings.Join(names[:last], ", ") + " and " + names[last] + "."},
		"reference/configuration.md": {"| Any of " + strings.Join(names, ", ") + " |", "wrote down: " + strings.Join(sizes, ", ") + ", and `on`"},
	} {
		if file == "figures.md" {
			for _, size := range sizes {
				want = append(want, "\n| "+size+" | ")
			}
		}
		text, err := os.ReadFile("../../content/" + file)
		if err != nil {
			t.Fatal(err)
		}
		unwrapped := strings.ReplaceAll(string(text), "\n", " ")
		for _, w := range want {
			if !strings.Contains(string(text), w) && !strings.Contains(unwrapped, w) {
				t.Errorf("content/%s does not say %q", file, strings.TrimSpace(w))
			}
		}
	}
}

// TestLimitsAreDocumented wants every limit in the reference.
func TestLimitsAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../content/reference/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	_, row, _ := strings.Cut(string(text), "\n| max | ")
	row, _, _ = strings.Cut(row, "\n")
	for _, name := range append(SizeNames(), layers, growth) {
		if !slices.Contains(strings.FieldsFunc(row, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }), name) {
			t.Errorf("the reference does not name the limit %s: %s", name, row)
		}
	}
}

func TestCheck(t *testing.T) {
	for yaml, want := range map[string]string{
		"tables:\n  a: {columns: [usage, size]}\n":                  `docsite.yaml:2:16: column "size" is not known (hint: the columns are download, `,
		"tables:\n  a: {columns: [wasted]}\n":                       `column "wasted" is not known`,
		"images:\n  a: {recorded: {used: 1 MB, on: 2026-11-23}}\n":  `docsite.yaml:2:24: unknown key "used" (hint: what can be recorded are ` + strings.Join(sizeNames(), ", ") + `, and the day: on)`,
		"images:\n  a: {recorded: {layers: 3, on: 2026-11-23}}\n":   `unknown key "layers"`,
		"images:\n  a: {recorded: {}}\n":                            `recorded on "" is not a day`,
		"images:\n  a: {recorded: {usage: 1 MB, usage: 2 MB}}\n":    `a key stands twice`,
		"images:\n  a: {recorded: {usage: [1]}}\n":                  `a list is not a text`,
		"images:\n  a: {recorded: {usage: 80, on: 2026-11-23}}\n":   `docsite.yaml:2:25: recorded: "80" has no unit: write 80 MB, or 80 B for bytes`,
		"images:\n  a: {recorded: {usage: lots, on: 2026-11-23}}\n": `recorded: "lots" is not a size such as "62.6 MB"`,
		"images:\n  a: {recorded: 5}\n":                             `docsite.yaml:2:17: `,
	} {
		files := fstest.MapFS{"docsite.yaml": {Data: []byte(yaml)}, "content/a.md": {Data: []byte("x")}}
		_, ps := site.Load(files, site.Options{Check: []func(*site.Config) site.Problems{Check}})
		if len(ps) != 1 || !strings.Contains(ps[0].String(), want) {
			t.Errorf("%s\ngot  %v\nwant %s", yaml, ps, want)
		}
	}
	good := "images:\n  a: {recorded: {usage: 800 MB, download: 517 B, on: 2026-11-23}}\ntables:\n  t: {images: [a], columns: [" + strings.Join(Names(), ", ") + "]}\n"
	if s, ps := site.Load(fstest.MapFS{"docsite.yaml": {Data: []byte(good)}, "content/a.md": {Data: []byte("x")}}, site.Options{Check: []func(*site.Config) site.Problems{Check}}); len(ps) > 0 {
		t.Error(ps)
	} else if v, err := Find(s, "a.download"); err != nil || v.Text != "517 B" {
		t.Errorf("%+v, %v", v, err)
	}
}
