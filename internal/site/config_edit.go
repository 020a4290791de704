package site

import (
	"net/url"
	"strings"
)

// pathPlace is where a page's path goes in edit:, as in MkDocs.
const pathPlace = "{path}"

// EditURL is where a page can be edited; empty when edit: does not say. The
// path is encoded so that it means itself in an address's path and in its
// query.
func (c *Config) EditURL(p *Page) string {
	if c.Edit == "" {
		return ""
	}
	pattern := c.editPattern()
	segments := strings.Split(p.Path, "/")
	for i, s := range segments {
		segments[i] = strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	}
	file := strings.Join(segments, "/")
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
