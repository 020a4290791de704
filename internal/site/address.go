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

// Escape writes an output as an address has it: the signs that end a path or
// escape others are percent-encoded. What no address can hold is left to whoever
// prints it.
func Escape(output string) string {
	if !strings.ContainsAny(output, "%#?") {
		return output // nearly all
	}
	return pathSigns.Replace(output)
}

var pathSigns = strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F")

// Relative is the address of one output from another, escaped as by [Escape].
func Relative(from, to string) string {
	for {
		i := strings.IndexByte(from, '/')
		if i < 0 || !strings.HasPrefix(to, from[:i+1]) {
			break
		}
		from, to = from[i+1:], to[i+1:]
	}
	up := strings.Count(from, "/")
	to = Escape(to)
	if up == 0 {
		if i := strings.IndexByte(to, ':'); i >= 0 {
			return "./" + to
		}
		return to
	}
	return strings.Repeat("../", up) + to
}
