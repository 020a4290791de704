package assets

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docsite/internal/site"
)

// Quotable finds the file, a slash path relative to the project, that a quotation of a page,
// a path likewise, names; or says why it may not be quoted. A page is published, and whoever
// writes file=.env may not think of that. What git tracks is public enough. Of other files
// those are refused that are hidden or called like secrets, and those that git ignores.
func (p *Policy) Quotable(page string, q *site.Quotation) (file string, no Refusal) {
	file = p.Path(page, q.File)
	switch {
	case q.Wrong != "":
		return file, Refusal{Why: q.Wrong}
	case file == "":
		return "", Refusal{Why: "the path leaves the project", Hint: fromPage}
	}
	info, err := fs.Stat(p.site.FS, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return file, Refusal{Why: Nowhere.Why, Hint: p.Meant(page, q.File, fromPage)}
	case err != nil || !info.Mode().IsRegular():
		return file, Refusal{} // reading it says why not
	}
	return file, p.unquotable(file)
}

const fromPage = "the path is relative to the page"

// unquotable says why a file that is there may not be quoted.
func (p *Policy) unquotable(file string) Refusal {
	real, err := realPath(p.site.FS, file)
	if err != nil {
		return Refusal{}
	}
	tracked, err := p.tracked()
	if tracked[real] {
		return Refusal{}
	}
	known := tracked != nil || err != nil
	const hint = "of such files those are quoted that git tracks"
	for _, name := range []string{file, real} {
		switch {
		case secret(name) || isUnsure(name):
			return Refusal{Why: "it is called like a private key or a list of passwords" + andUntracked(known), Hint: hint}
		case Hidden(name) && (known || !isPlain(name)):
			return Refusal{Why: "it is hidden" + andUntracked(known), Hint: hint}
		}
	}
	if tracked != nil && p.site.Ignored != nil && p.site.Ignored(real) {
		return Refusal{Why: "git ignores it", Hint: hint}
	}
	return Refusal{}
}

func andUntracked(git bool) string {
	if git {
		return ", and git does not track it"
	}
	return ", and no git says that it is tracked"
}

// plains are hidden files and folders that projects have for all to see. Where git
// is not there to tell, they are quoted.
var plains = []string{".github", ".gitlab", ".gitlab-ci.yml", ".circleci", ".woodpecker", ".woodpecker.yml", ".drone.yml", ".travis.yml",
	".devcontainer", ".dockerignore", ".containerignore", ".gitignore", ".gitattributes", ".editorconfig", ".hadolint.yaml",
	".pre-commit-config.yaml", ".pre-commit-hooks.yaml", ".goreleaser.yaml", ".goreleaser.yml", ".prettierrc", ".eslintrc.json"}

// isPlain reports whether all hidden parts of a path are such files and folders, or
// the file is an example.
func isPlain(file string) bool {
	name := strings.ToLower(path.Base(file))
	if slices.ContainsFunc(samples, func(word string) bool { return strings.Contains(name, word) }) {
		file = path.Dir(file)
	}
	for part := range strings.SplitSeq(file, "/") {
		if strings.HasPrefix(part, ".") && part != "." && !slices.Contains(plains, part) {
			return false
		}
	}
	return true
}
