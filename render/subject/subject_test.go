package subject

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"docsite/internal/site"
)

const page = `<!doctype html><html lang="en"><head><title>T</title><link rel="stylesheet" href="style.1.css"><script src="a.1.js"></script></head>
<body class="wide"><nav><a href="other.html">Other</a></nav><main><h1>T</h1><table class="t"><tr><td>1 MB</td></tr></table>
<figure><img src="pictures/p.1.png" alt="P" width="10" height="20"></figure>
<p class="foot"><span>Last changed <time>2026-01-01</time></span></p></main></body></html>`

var files = map[string]string{
	"style.1.css":      "main{color:#000}table.t td{color:#111}.unused{color:#222}@media print{.t{color:url(f.woff)}}",
	"pictures/p.1.png": "pixels", "f.woff": "font",
}

// of gives the hash of a subject, with texts replaced in the page and in the files.
func of(t *testing.T, spec site.ShotSpec, replace ...string) string {
	t.Helper()
	return get(t, spec, "", replace...).Own
}

func get(t *testing.T, spec site.ShotSpec, screenshot string, replace ...string) *Subject {
	t.Helper()
	changed := strings.NewReplacer(replace...)
	s, err := Of([]byte(changed.Replace(page)), Options{Spec: spec,
		Read: func(address string) ([]byte, error) {
			for name, text := range files {
				if changed.Replace(name) == address {
					return []byte(changed.Replace(text)), nil
				}
			}
			return nil, fs.ErrNotExist
		},
		Screenshot: func(address string) string {
			if address == screenshot {
				return screenshot
			}
			return ""
		}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A subject is what one sees of the part, and how it is looked at.
func TestOf(t *testing.T) {
	table := site.ShotSpec{Selector: "main table", Width: 1440, Theme: "light", Scale: 1}
	whole := site.ShotSpec{Width: 1440, Theme: "light", Scale: 1}
	for _, tt := range []struct {
		name         string
		replace      []string
		table, whole bool // another subject
	}{
		{"nothing", nil, false, false},
		{"the figure", []string{"1 MB", "2 MB"}, true, true},
		{"text around", []string{"<h1>T", "<h1>U"}, false, true},
		{"the title", []string{"<title>T", "<title>U"}, false, false},
		{"where a link leads", []string{"other.html", "moved.html"}, false, false},
		{"a rule of the part", []string{"#111", "#333"}, true, true},
		{"a rule of what is around", []string{"#000", "#333"}, true, true},
		{"a rule of nothing", []string{"#222", "#333"}, false, false},
		{"a font of the part", []string{"font", "Font"}, true, true},
		{"names of builds", []string{"style.1", "style.2", "a.1", "a.2", "p.1", "p.2"}, false, false},
		{"a picture", []string{"pixels", "others"}, false, true},
		{"a class around", []string{`"wide"`, `"narrow"`}, true, true},
		{"the language", []string{`"en"`, `"de"`}, true, true},
		{"the day of the last change", []string{`<p class="foot"><span>Last changed <time>2026-01-01</time></span></p>`, ""}, false, false},
	} {
		if got := of(t, table) != of(t, table, tt.replace...); got != tt.table {
			t.Errorf("%s: the table is another one: %v", tt.name, got)
		}
		if got := of(t, whole) != of(t, whole, tt.replace...); got != tt.whole {
			t.Errorf("%s: the page is another one: %v", tt.name, got)
		}
	}
	seen := map[string]bool{of(t, whole): true}
	for _, spec := range []site.ShotSpec{table, {Width: 390, Theme: "light", Scale: 1}, {Width: 1440, Theme: "dark", Scale: 1}, {Width: 1440, Theme: "light", Scale: 2}, {Width: 1440, Height: 900, Theme: "light", Scale: 1}} {
		if hash := of(t, spec); seen[hash] {
			t.Errorf("%+v is not another subject", spec)
		} else {
			seen[hash] = true
		}
	}
}

// Another screenshot counts with its name alone: its bytes are another picture after
// each taking.
func TestScreenshotInside(t *testing.T) {
	const picture = "pictures/p.1.png"
	first := get(t, site.ShotSpec{}, picture)
	again := get(t, site.ShotSpec{}, picture, "pixels", "others", `width="10" height="20"`, `width="30" height="40"`)
	if !slices.Equal(first.Holds, []string{picture}) || first.Own != again.Own {
		t.Errorf("%+v, then %+v", first, again)
	}
}

func TestNoPart(t *testing.T) {
	if _, err := Of([]byte(page), Options{Spec: site.ShotSpec{Selector: "#none"}}); !errors.Is(err, ErrNoPart) {
		t.Error(err)
	}
}
