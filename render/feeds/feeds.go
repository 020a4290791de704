// Package feeds makes what programs ask a site for by its address: robots.txt,
// the list of its pages for search engines and for language models, the pages
// as Markdown, an Atom feed of what happened to its images, their badges and
// figures.
//
// Each function is one such file, but for [Data]. A site whose docsite.yaml has no
// url has none but the Markdown and the data, since they name whole addresses.
package feeds

import (
	"encoding/xml"
	"strings"

	"docsite/internal/front"
	"docsite/internal/site"
)

// Outputs of the files.
const (
	RobotsOutput  = "robots.txt"
	SitemapOutput = "sitemap.xml"
	LLMsOutput    = "llms.txt"
	ChangesOutput = "changes.xml"
)

// Robots tells programs that come by the site's address where the list of its
// pages is.
func Robots(s *site.Site) []byte {
	return []byte("User-agent: *\nAllow: /\nSitemap: " + s.Config.AddressOf(SitemapOutput) + "\n")
}

// Sitemap is the list of the pages' addresses, as sitemaps.org has it.
func Sitemap(s *site.Site) []byte {
	var b strings.Builder
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range s.Pages {
		if p == s.Missing {
			continue
		}
		b.WriteString("<url><loc>")
		_ = xml.EscapeText(&b, []byte(s.Config.AddressOf(p.Output))) // a Builder takes all
		b.WriteString("</loc>")
		if day := s.Changes[p.Path]; day != "" {
			b.WriteString("<lastmod>" + day + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String())
}

// Markdown is a page's Markdown without its front matter, for programs
// that read.
func Markdown(s *site.Site, p *site.Page) ([]byte, error) {
	src, err := s.Source(p)
	if err != nil {
		return nil, err
	}
	_, body := front.Split(src.Text)
	return src.Text[body:], nil
}

// LLMs is the list of the pages' Markdown, as llmstxt.org has it: of those that
// have is true of.
func LLMs(s *site.Site, have func(*site.Page) bool) []byte {
	var b strings.Builder
	b.WriteString("# " + oneLine(s.Title()) + "\n")
	if top := s.Top.Index; top != nil && top.Description != "" {
		b.WriteString("\n> " + oneLine(top.Description) + "\n")
	}
	b.WriteString("\n## Pages\n\n")
	for _, p := range s.Pages {
		if !have(p) {
			continue
		}
		b.WriteString("- [" + brackets.Replace(oneLine(p.Title)) + "](" + s.Config.AddressOf(p.Markdown()) + ")")
		if p.Description != "" {
			b.WriteString(": " + oneLine(p.Description))
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

var brackets = strings.NewReplacer("[", `\[`, "]", `\]`)

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
