package site

import (
	"net/url"
	"path"
	"strings"
)

// Title is the site's name: that of docsite.yaml, or of another generator's file, of its
// front page or of its only page.
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

// pathPlace is where a page's path goes in edit:, as in MkDocs.
const pathPlace = "{path}"

// EditURL is where a page can be edited; empty when edit: does not say. The
// path is encoded so that it means itself in an address's path and in its
// query.
func (c *Config) EditURL(p *Page) string {
	if c.Edit == "" {
		return ""
	}
	pattern, file := c.editPattern(), p.Path
	if p.Text != "" {
		file = c.fromContent(p.Text)
	}
	file = strings.NewReplacer("+", "%20", "%2F", "/").Replace(url.QueryEscape(file))
	if strings.Contains(pattern, pathPlace) {
		return strings.ReplaceAll(pattern, pathPlace, file)
	}
	return strings.TrimRight(pattern, "/") + "/" + file
}

// editPattern is edit: as a whole address.
func (c *Config) editPattern() string {
	if c.Repo == "" || strings.Contains(c.Edit, "://") {
		return c.Edit
	}
	return strings.TrimRight(c.Repo, "/") + "/" + strings.TrimLeft(c.Edit, "/")
}

// checkEdit finds addresses that no link may have.
func (c *Config) checkEdit() Problems {
	var ps Problems
	if c.URL != "" && !IsWeb(c.URL) {
		ps = append(ps, c.Problem(quoted("url", c.URL)+" is not a web address", "write it like https://docs.example.org/", "url"))
	}
	if c.Repo != "" && !IsWeb(c.Repo) {
		ps = append(ps, c.Problem(quoted("repo", c.Repo)+" is not a web address",
			"write it like https://github.com/you/project", "repo"))
	}
	if c.Edit != "" && !IsWeb(strings.ReplaceAll(c.editPattern(), pathPlace, "x")) {
		ps = append(ps, c.Problem(quoted("edit", c.Edit)+" is not a web address",
			"write it like https://github.com/you/project/edit/main/content/, or only what follows repo:", "edit"))
	}
	return ps
}

// IsWeb reports whether an address is one of the web, with a host and without
// a password.
func IsWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil &&
		!strings.ContainsAny(address, " \t\"<>\\^`{|}")
}
