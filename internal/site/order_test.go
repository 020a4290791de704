package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestOrder has tables of contents of other generators, and what becomes of the
// pages' order and titles.
func TestOrder(t *testing.T) {
	title := func(b []byte) string { _, t, _ := strings.Cut(string(b), "# "); return t }
	for _, tt := range []struct {
		name string
		fs   fstest.MapFS
		want string
	}{
		{"mdBook", files("docs/SUMMARY.md", "# Summary\n\n- [Zed](z.md)\n- [The Guide](g/b.md)\n  - [Deeper](g/a.md)\n", "docs/a.md", "# A", "docs/z.md", "# Z", "docs/g/a.md", "# GA", "docs/g/b.md", "---\ntitle: Own\n---\n# GB"),
			"z.html Zed, g/b.html Own (The Guide), g/a.html Deeper, a.html A; g The Guide"},
		{"MkDocs", files("mkdocs.yml", "nav:\n  - Home: index.md\n  - Using it:\n    - use/z.md\n    - First: use/a.md\n", "docs/index.md", "# I", "docs/use/a.md", "# A", "docs/use/z.md", "# Z"),
			"index.html Home, use/z.html Z, use/a.html First; use Using it"},
		{"MkDocs, pages of folders", files("mkdocs.yml", "nav:\n  - All:\n    - Setup:\n      - Overview: c/index.md\n      - c/a.md\n    - Both:\n      - D too: d/index.md\n      - E too: e/index.md\n",
			"docs/c/index.md", "# C", "docs/c/a.md", "# A", "docs/d/index.md", "# D", "docs/e/index.md", "# E"),
			"c/index.html Overview, c/a.html A, d/index.html D too, e/index.html E too; c Setup; d D too; e E too"},
		{"Hugo", files("docs/_index.md", "# Top", "docs/s/_index.md", "# Sec", "docs/s/a.md", "# A", "docs/s/README.md", "# R"),
			"index.html Top, s/index.html Sec, s/a.html A; s Sec"},
		{"a page beside its folder", files("docs/b.md", "# B", "docs/b/a.md", "# BA", "docs/b/a/x.md", "# X", "docs/a.md", "# A", "docs/c.md", "# C", "docs/c/README.md", "# CR"),
			"a.html A, b.html B, b/a.html BA, b/a/x.html X, c/index.html CR, c.html C; b B; c CR"},
		{"MkDocs, a page beside its folder", files("mkdocs.yml", "nav: [b.md, a.md, b/x.md]\n", "docs/b.md", "# B", "docs/b/x.md", "# X", "docs/a.md", "# A"), "b.html B, b/x.html X, a.html A; b B"},
		{"a page about itself", files("docs/SUMMARY.md", "# Words\n\nSee [a](a.md) first.", "docs/a.md", "# A"), "SUMMARY.html Words\n\nSee [a](a.md) first., a.html A"},
		{"Docusaurus", files("website/docusaurus.config.ts", "", "website/docs/a.md", "---\nsidebar_position: 2\nsidebar_label: Short\n---\n# A", "website/docs/z/_category_.json", `{"label": "First", "position": 1.5}`, "website/docs/z/x.md", "# X",
			"website/docs/y/_category_.yml", "label: 'Second'\nposition: 3\n", "website/docs/y/x.md", "# X", "website/docs/_part.mdx", "# Part", "website/docs/_parts/p.md", "# P", "website/docs/w/_category_.json", `{"position": "x"`, "website/docs/w/x.md", "# X"),
			"z/x.html X, a.html A (Short), y/x.html X, w/x.html X; w w; y Second; z First"},
		{"no Docusaurus", files("docs/a.md", "# A", "docs/z/_category_.json", `{"label": "First", "position": 1}`, "docs/z/x.md", "# X", "docs/_part.md", "# P"), "_part.html P, a.html A, z/x.html X; z z"},
		{"Jekyll", files("docs/_config.yml", "", "docs/a.md", "# A", "docs/_includes/x.md", "# X", "docs/_posts/y.md", "# Y"), "_posts/y.html Y, a.html A; _posts Posts"},
		{"weights first", files("docs/SUMMARY.md", "- [](b.md)\n- [](a.md)\n", "docs/a.md", "---\nweight: 1\n---\n# A", "docs/b.md", "# B"), "a.html A, b.html B"},
	} {
		opts := Options{Title: title}
		for range 2 { // the second is made of the first
			s, _ := Load(tt.fs, opts)
			var got []string
			for _, p := range s.Pages {
				name := p.Title
				if p.Called() != name {
					name += " (" + p.Called() + ")"
				}
				got = append(got, p.Output+" "+name)
			}
			all := strings.Join(got, ", ")
			for _, sec := range s.Top.Sections {
				all += "; " + sec.Path + " " + sec.Title
			}
			if all != tt.want {
				t.Errorf("%s: got %s, want %s", tt.name, all, tt.want)
			}
			opts.Before = s
		}
	}
}
