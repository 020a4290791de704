package links

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/lazy"
	"docsite/internal/site"
)

// anyRepository stands for that of a project which names none.
const anyRepository = "https://github.com/a/b"

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
// where a repository has no such host, and for what is not there either.
func (r *Resolver) hosted(page *site.Page, name string, picture bool, no assets.Refusal, repository string) string {
	repo, err := url.Parse(strings.TrimRight(repository, "/"))
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

// sendsTo are hosts that answer for a picture with the address of another one,
// which a page's policy has to allow too.
var sendsTo = map[string][]string{
	"github.com": {"raw.githubusercontent.com", "private-user-images.githubusercontent.com", "github-production-user-asset-6210df.s3.amazonaws.com"},
	"gitlab.com": {"cdn.gitlab-static.net"},
}

// plainHost is a host as a page's policy can name it: nothing in it can be more.
var plainHost = lazy.Pattern(`^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?$`)

// PictureHosts are the hosts that a page's policy has to allow for a picture at an
// address by https: its own, and those that this is known to send browsers on
// to. There are none for an address that no policy can name.
func PictureHosts(address string) []string {
	u, err := url.Parse(address)
	if err != nil || !strings.EqualFold(u.Scheme, "https") || u.User != nil {
		return nil
	}
	host := strings.ToLower(strings.TrimSuffix(u.Host, ":"))
	if !plainHost().MatchString(host) {
		return nil
	}
	return append([]string{host}, sendsTo[host]...)
}

// Short is an address as a text for readers: its host and the last part
// of its path.
func Short(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return u.Host + "/…/" + u.Path[strings.LastIndexByte(u.Path, '/')+1:]
}
