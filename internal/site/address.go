package site

import (
	"net/url"
	"path"
	"strings"
)

// Title is the site's name: that of docsite.yaml, of its front page or of its
// only page.
func (s *Site) Title() string {
	if s.Config.Title != "" {
		return s.Config.Title
	}
	if i := s.Top.Index; i != nil {
		return i.Title
	}
	if len(s.Pages) == 1 {
		return s.Pages[0].Title
	}
	return "Documentation"
}

// Address is the address of docsite.yaml with exactly one final slash; empty
// when there is none.
func (c *Config) Address() string {
	if c.URL == "" {
		return ""
	}
	return strings.TrimRight(c.URL, "/") + "/"
}

// AddressOf is the whole address of an output, an index as its folder; empty
// when docsite.yaml does not say where the site is published.
func (c *Config) AddressOf(output string) string {
	address := c.Address()
	if address == "" {
		return ""
	}
	if path.Base(output) == "index.html" {
		output = strings.TrimSuffix(output, "index.html")
	}
	return address + (&url.URL{Path: output}).EscapedPath()
}

// Markdown is where a page's Markdown stands in the site.
func (p *Page) Markdown() string { return strings.TrimSuffix(p.Output, ".html") + ".md" }
