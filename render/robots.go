package render

import (
	"encoding/xml"
	"net/url"
	"path"
	"strings"

	"docsite/internal/site"
)

// robots tells programs that come by the site's address where the list of its
// pages is.
func (s *Site) robots() []byte {
	return []byte("User-agent: *\nAllow: /\nSitemap: " + s.url + sitemapOutput + "\n")
}

// sitemap is the list of the pages' addresses, as sitemaps.org has it.
func (s *Site) sitemap() []byte {
	var b strings.Builder
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range s.site.Pages {
		if p == s.site.Missing {
			continue
		}
		b.WriteString("<url><loc>")
		_ = xml.EscapeText(&b, []byte(s.canonical(p))) // a Builder takes all
		b.WriteString("</loc>")
		if day := s.site.Changes[p.Path]; day != "" {
			b.WriteString("<lastmod>" + day + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String())
}

// urlPath is an output as it stands in an address; an index is its folder.
func urlPath(output string) string {
	if path.Base(output) == "index.html" {
		output = strings.TrimSuffix(output, "index.html")
	}
	return (&url.URL{Path: output}).EscapedPath()
}

// markdownOutput is where a page's Markdown stands in the site.
func markdownOutput(p *site.Page) string {
	return strings.TrimSuffix(p.Output, ".html") + ".md"
}

// markdownText is a page's Markdown without its front matter, for programs
// that read.
func (s *Site) markdownText(p *site.Page) ([]byte, error) {
	src, err := s.site.Source(p)
	if err != nil {
		return nil, err
	}
	_, body := site.SplitFront(src.Text)
	return src.Text[body:], nil
}

// llms is the list of the pages' Markdown, as llmstxt.org has it.
func (s *Site) llms() []byte {
	var b strings.Builder
	b.WriteString("# " + oneLine(s.title()) + "\n")
	if top := s.site.Top.Index; top != nil && top.Description != "" {
		b.WriteString("\n> " + oneLine(top.Description) + "\n")
	}
	b.WriteString("\n## Pages\n\n")
	for _, p := range s.site.Pages {
		if !s.routes.Is(markdownOutput(p), site.MarkdownRoute) {
			continue
		}
		to := (&url.URL{Path: markdownOutput(p)}).EscapedPath()
		b.WriteString("- [" + brackets.Replace(oneLine(p.Title)) + "](" + s.url + to + ")")
		if p.Description != "" {
			b.WriteString(": " + oneLine(p.Description))
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

var brackets = strings.NewReplacer("[", `\[`, "]", `\]`)

func oneLine(s string) string {
	b := make([]byte, 0, len(s))
	for word := range strings.FieldsSeq(s) {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b = append(b, word...)
	}
	return string(b)
}
