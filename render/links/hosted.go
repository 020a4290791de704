package links

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/site"
)

// shown says where a host shows a repository's files, below the repository's address,
// and where its other sections stand.
var shown = map[string]struct{ files, sections string }{
	"github.com": {"", ""},
	"gitlab.com": {"-/", "-"},
}

// sections are what a repository has on its host besides files.
var sections = []string{"actions", "branches", "commits", "compare", "contributors", "discussions", "graphs", "issues", "labels",
	"merge_requests", "milestones", "network", "packages", "pipelines", "projects", "pull", "pulls", "pulse", "releases", "security",
	"stargazers", "tags", "wiki", "wikis"}

// hosted is where the host of the repository shows what a page links to and the site
// has not: a folder, a file that is not published but that git tracks, or, by a link
// that leaves the project as ../../issues does, a section of the host. It is empty
// where repo: names no such host, and for what is not there either.
func (r *Resolver) hosted(page *site.Page, name string, picture bool, no assets.Refusal) string {
	repo, err := url.Parse(strings.TrimRight(r.Site.Config.Repo, "/"))
	if err != nil || picture || no.Fatal || r.Site.Tracked == nil || r.Site.Prefix == nil {
		return ""
	}
	host, ok := shown[repo.Host]
	prefix, inside := r.Site.Prefix()
	if !ok || !inside {
		return ""
	}
	file := r.ProjectPath(page, name)
	if file == "" {
		return section(repo, host.sections, path.Join(host.files, "blob/HEAD", prefix, path.Dir(r.Site.File(page)), name))
	}
	kind, tracked := r.tracked(file)
	if !tracked || no == assets.Unbuilt {
		return ""
	}
	return repo.JoinPath(host.files, kind, "HEAD", escaped(prefix+file)).String()
}

// section is a place of a repository's host that a link out of the project leads to,
// a path below the repository's address; empty for one that hosts do not have.
func section(repo *url.URL, folder, to string) string {
	rest, ok := strings.CutPrefix(to, folder)
	first, _, _ := strings.Cut(strings.TrimLeft(rest, "/"), "/")
	if !ok || !slices.Contains(sections, first) {
		return ""
	}
	return repo.JoinPath(escaped(to)).String()
}

// tracked reports whether git tracks a file or something in a folder, and what
// hosts call it.
func (r *Resolver) tracked(file string) (kind string, ok bool) {
	files, err := r.Site.Tracked()
	switch {
	case err != nil:
		return "", false
	case files[file]:
		return "blob", true
	}
	for name := range files {
		if strings.HasPrefix(name, file+"/") || file == "." {
			return "tree", true
		}
	}
	return "", false
}

// escaped is a slash path as one of an address.
func escaped(name string) string { return (&url.URL{Path: name}).EscapedPath() }
