package assets

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Quotable says why a file, a slash path relative to the project, may not be quoted
// into a page: a page is published, and whoever writes file=.env may not think of
// that. What git tracks is public enough. Of other files those are refused that are
// hidden or called like secrets, and those that git ignores. A path at which there is
// no file is not refused: the quotation says that.
func (p *Policy) Quotable(file string) Refusal {
	info, err := fs.Stat(p.site.FS, file)
	if err != nil || !info.Mode().IsRegular() {
		return Refusal{}
	}
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
