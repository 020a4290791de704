package feeds

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/figures"
	"docsite/internal/golden"
	"docsite/internal/site"
)

// The files that other tools read, of an image that was measured, one that a
// person recorded, one that is still to be measured and one with a hostile name.
func TestData(t *testing.T) {
	s, ps := site.Load(fstest.MapFS{
		"docsite.yaml": {Data: []byte(`images:
  web: {ref: r.example/web, dockerfile: Dockerfile, badge: usage, max: {usage: 300 MB, growth: 1%}}
  fat: {ref: r.example/web, max: {usage: 200 MB}}
  old: {recorded: {usage: 800 MB, on: 2026-11-23}}
  new: {ref: r.example/new}
  bad: {label: "<script>&\"'\u0007画像", recorded: {download: 1 kB, on: 2026-11-23}}
`)},
		"docsite.lock": {Data: []byte(`{"version":1,"images":{"web":{"ref":"r.example/web","digest":"sha256:ab","platform":"linux/amd64","download":62600000,"unpacked":200000000,"disk":221000000,"usage":283600000,"wasted":null,"layers":[{"digest":"sha256:cd"}],"since":"2026-11-20","index":"sha256:ef"},"fat":{"ref":"r.example/web","platform":"linux/amd64","download":62600000,"usage":283600000,"since":"2026-11-20"}},
"history":{"web":[{"since":"2026-11-01","digest":"sha256:aa","download":60000000},{"since":"2026-11-20","digest":"sha256:ab","download":62600000,"usage":283600000}]}}`)},
		"content/a.md": {Data: []byte("# A\n")},
	}, site.Options{Check: []func(*site.Config) site.Problems{figures.Check}})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	var all bytes.Buffer
	for _, f := range Data(s) {
		all.WriteString("-- " + f.Output + " --\n")
		all.Write(f.Text)
		if strings.HasSuffix(f.Output, ".svg") {
			wellFormed(t, f)
		}
		if f.Output == figuresOutput {
			golden.Schema(t, "../../content/reference/figures.schema.json", f.Text)
		}
	}
	golden.Compare(t, "testdata/data.txt", all.Bytes())
	s.Config.Images = nil
	if got := Data(s); got != nil {
		t.Errorf("files without images: %v", got)
	}
}

func wellFormed(t *testing.T, f File) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(f.Text))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", f.Output, err)
			return
		}
		if e, ok := tok.(xml.StartElement); ok && (e.Name.Local == "script" || e.Name.Local == "a") {
			t.Errorf("%s has <%s>", f.Output, e.Name.Local)
		}
	}
}
