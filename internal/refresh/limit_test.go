package refresh

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// A limit of docsite.yaml fails offline when the lock is over it, and live and for
// an image that was just built when that image is; it says what grew.
func TestLimits(t *testing.T) {
	config := func(limits string) string {
		return "images:\n  web: {ref: 'oci-archive:build/app.tar', dockerfile: Dockerfile, max: {" + limits + "}}\n"
	}
	p := newProject(t, map[string]string{
		"docsite.yaml":  config("unpacked: 100 kB, layers: 2, growth: 10%"),
		"Dockerfile":    "FROM scratch\nCOPY a /\nCOPY b /\n",
		"content/a.md":  "# A\n",
		"build/app.tar": archive(t, 5000, 7000),
		"build/new.tar": archive(t, 5000, 900_000, 10),
	})
	want := func(report *Report, lines ...string) {
		t.Helper()
		var got []string
		for _, item := range report.Items {
			got = append(got, fmt.Sprintf("%s:%d:%d: %s", item.File, item.Line, item.Col, item.Sentence(true)))
		}
		if len(got) != len(lines) {
			t.Errorf("got:\n%s", strings.Join(got, "\n"))
			return
		}
		for i, line := range lines {
			if !strings.Contains(got[i], line) {
				t.Errorf("got %s\nwant %s", got[i], line)
			}
		}
	}
	p.expect(Fine, Options{})
	p.expect(Fine, Options{Check: true})
	built := Options{Check: true, Built: map[string]string{"web": "oci-archive:" + filepath.Join(p.dir, "build/new.tar")}}
	want(p.expect(Drift, built),
		`docsite.yaml:2:110: image "web" is over its limit: download has grown from `,
		`docsite.yaml:2:99: image "web" is over its limit: it has 3 layers, more than 2; what grew most is line 3, COPY: 12.3 kB → 905 kB (+893 kB, +7266.7 %)`,
		`docsite.yaml:2:83: image "web" is over its limit: unpacked is 905 kB, more than 100 kB; what grew most is line 3`)

	// Live the same; the run that writes the lock fails once for the growth, and
	// whoever merges the lock has accepted that.
	p.write("build/app.tar", p.read("build/new.tar"))
	p.write("docsite.yaml", config("growth: 1 kB, disk: 1 MiB"))
	want(p.expect(Drift, Options{Check: true, Live: true}), "download has grown from ")
	want(p.expect(Drift, Options{}), "download has grown from ")
	p.expect(Fine, Options{})
	p.expect(Fine, Options{Check: true})

	p.write("docsite.yaml", config("disk: 800 kB"))
	want(p.expect(Drift, Options{Check: true}), "disk is 926 kB, more than 800 kB; what grew most on 2026-11-20 is line 3, COPY: 12.3 kB → 905 kB (+893 kB, +7266.7 %)")
	lock := p.read("docsite.lock")
	p.write("docsite.lock", lock[:strings.Index(lock, ",\n  \"history\"")]+"}")
	want(p.expect(Drift, Options{Check: true}), "more than 800 kB; the largest layer is that of line 3, COPY: 905 kB on disk")

	p.write("docsite.yaml", config("dusk: 1 MB"))
	if text := p.expect(Wrong, Options{Check: true}).Problems[0].String(); !strings.HasPrefix(text, `docsite.yaml:2:79: max: "dusk" is no limit; there are download, `) {
		t.Error(text)
	}
	p.write("docsite.yaml", "images: {web: {max: {disk: 1 MB}, recorded: {usage: 1 MB, on: 2026-01-01}}}\n")
	if text := p.expect(Wrong, Options{Check: true}).Problems[0].String(); !strings.Contains(text, "has limits and is not measured") {
		t.Error(text)
	}
}
