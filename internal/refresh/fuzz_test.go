package refresh

import (
	"testing"
	"testing/fstest"

	"docsite/internal/assets"
	"docsite/internal/edits"
	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// FuzzRewrite: whatever a page holds, a refresh of it keeps what is outside
// its markers and quotations, or refuses.
func FuzzRewrite(f *testing.F) {
	for _, seed := range []string{
		"x <!-- ds:a.usage -->1<!-- /ds --> y\r\n",
		"> - <!-- ds:table t -->\n>   <!-- /ds:table t -->\n",
		"1. <!-- ds:caption a -->\n   x\n   <!-- /ds:caption a -->",
		"- ```sh file=f\n  old\n  ```\n", "- <!-- ds:history a -->\n  | x |\n  |-|\n  <!-- /ds:history a -->\n",
		"~~~ file=f\n", "> ```d file=f stage=x\n> a\n\n- ````x file=../f\n", "\ufeff---\na: b\n---\n```sh file=f lines=1-2",
		"\t<!-- ds:a.usage -->\n- \t```sh file=f\n", "|a|\n|-|\n|<!-- ds:a.download --><!-- /ds -->|\n",
	} {
		f.Add([]byte(seed), []byte("FROM a\n\n\tRUN b\n"))
	}
	f.Add([]byte("```sh file=f\n```"), []byte("```\n~~~~~\r\n"))
	f.Fuzz(func(t *testing.T, text, quoted []byte) {
		src := &site.Source{Name: "a.md", Text: text}
		if len(text) > 1<<11 || len(quoted) > 1<<10 || markdown.Check(src).Failed() {
			t.Skip()
		}
		s := &site.Site{
			FS: fstest.MapFS{"f": {Data: quoted, Mode: 0o644}},
			Config: site.Config{
				Images: map[string]site.ImageSpec{"a": {Recorded: site.RecordedSpec{"usage": "284 MB", "download": "62.6 MB", "on": "2026-11-23"}}},
				Tables: map[string]site.TableSpec{"t": {Images: []string{"a"}, Columns: []string{"usage", "since"}}},
			},
			Lock: &site.Lock{Version: 1, History: map[string][]site.LockedSize{"a": {{Since: "2026-11-01", Digest: "sha256:ab", Download: 1}, {Since: "2026-11-02", Digest: "sha256:cd", Download: 2, Grew: &site.LayerChange{Lines: "3", Now: 1}}}}},
		}
		r := &run{site: s, opts: Options{Offline: true}, report: &Report{}, captions: figures.NewCaptions(s), assets: assets.New(s)}
		p := &page{page: &site.Page{Path: "a.md"}, source: src}
		r.planText(p)
		if p.problems.Failed() || len(p.edits) == 0 {
			return
		}
		if edits.Overlap(p.edits) || p.edits[len(p.edits)-1].End > len(text) {
			t.Fatalf("edits %v of %q", p.edits, text)
		}
		_, _ = r.edited(p) // may refuse; must not panic
		for _, c := range r.captions.Claims(src, p.doc.Sentences) {
			if c.Span.Start < 0 || c.Span.End > len(text) || c.Span.Start > c.Span.End {
				t.Fatalf("claim %+v of %d bytes", c, len(text))
			}
		}
	})
}
