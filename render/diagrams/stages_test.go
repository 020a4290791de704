package diagrams

import (
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/listings"
	"docsite/render/markup"
	"docsite/render/messages"
)

// TestTarget: the stage that docsite.yaml says is built is marked, however its name is
// written; of a Dockerfile that no image is built from it is the last.
func TestTarget(t *testing.T) {
	text := "FROM golang AS build\nRUN go build\nFROM alpine AS Debug\nCOPY --from=build /a /a\nFROM alpine AS runtime\nCOPY --from=build /b /b\n"
	for spec, want := range map[string]string{
		"dockerfile: Dockerfile, target: debug":       "debug",
		"dockerfile: ./Dockerfile, target: DEBUG":     "debug",
		"dockerfile: a/../Dockerfile, target: '0'":    "build",
		"dockerfile: Dockerfile":                      "runtime",
		"dockerfile: other/Dockerfile, target: build": "runtime",
	} {
		s, problems := site.Load(fstest.MapFS{
			"docsite.yaml": {Data: []byte("images:\n  web: {ref: example.org/web, " + spec + "}\n")},
			"Dockerfile":   {Data: []byte(text)},
			"content/a.md": {Data: []byte("# A\n")},
		}, site.Options{})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		var out markup.Buffer
		p := New(s, messages.In("en"), nil, &out, listings.NewReader(listings.Options{Site: s}))
		p.stages(&listings.Listing{Listing: &markdown.Listing{}, File: "Dockerfile", Parsed: code.Read("dockerfile", []byte(text))})
		_, built, _ := strings.Cut(string(out.B), `<g class="target">`)
		_, built, _ = strings.Cut(built, "<text")
		_, built, _ = strings.Cut(built, ">")
		if built, _, _ = strings.Cut(built, "<"); built != want {
			t.Errorf("%s: the stage %q is marked, want %q", spec, built, want)
		}
	}
}

// TestPictured: stages of which one takes from another or has a name make a picture, and
// lines that are alternatives do not.
func TestPictured(t *testing.T) {
	for text, want := range map[string]bool{
		"FROM alpine\nFROM debian\nFROM ubuntu\n":            false,
		"FROM alpine AS a\nFROM debian\n":                    true,
		"FROM alpine\nFROM debian\nCOPY --from=0 /a /a\n":    true,
		"FROM alpine\nRUN x\n# or\nFROM alpine:3\nRUN a b\n": false,
	} {
		s, _ := site.Load(fstest.MapFS{"content/a.md": {Data: []byte("# A\n")}}, site.Options{})
		var out markup.Buffer
		p := New(s, messages.In("en"), nil, &out, listings.NewReader(listings.Options{Site: s}))
		p.stages(&listings.Listing{Listing: &markdown.Listing{}, Parsed: code.Read("dockerfile", []byte(text))})
		if got := len(out.B) > 0; got != want {
			t.Errorf("%q has a picture: %v", text, got)
		}
	}
}

// TestTaken: what a stage takes from another in several instructions is said once. The
// picture has no room for a digest.
func TestTaken(t *testing.T) {
	text := "FROM golang AS build\nFROM alpine\nCOPY --from=build /a /b /x/\nCOPY --from=busybox@sha256:ab /c /c\nCOPY --from=build /d /d\nCOPY --from=build /e /e\nRUN --mount=from=build,target=/m x\n"
	s, _ := site.Load(fstest.MapFS{"Dockerfile": {Data: []byte(text)}, "content/a.md": {Data: []byte("# A\n")}}, site.Options{})
	var out markup.Buffer
	p := New(s, messages.In("en"), nil, &out, listings.NewReader(listings.Options{Site: s}))
	p.stages(&listings.Listing{Listing: &markdown.Listing{}, File: "Dockerfile", Parsed: code.Read("dockerfile", []byte(text))})
	_, got, _ := strings.Cut(string(out.B), "<li><b>1</b> ")
	got, _, _ = strings.Cut(got, "</li>")
	want := "FROM <code>alpine</code>, COPY /a /b /d … (4) from <code>build</code>, COPY /c from <code>busybox@sha256:ab</code>, mount /m from <code>build</code>"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if !strings.Contains(string(out.B), ">busybox</text>") {
		t.Errorf("the picture does not name busybox: %s", out.B)
	}
}
