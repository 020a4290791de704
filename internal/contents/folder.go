package contents

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Folder is the folder that has the pages of a project where nobody says so: content/; the one
// that another generator has for its pages, where it has Markdown; the one that a generator has in
// the only folder with its file, of the project and then of docs/, where most of the Markdown is
// there; docs/, where that has Markdown; else ".".
func Folder(fsys fs.FS) string {
	if isDir(fsys, "content") {
		return "content"
	}
	for _, dir := range named(fsys, "") {
		if hasPages(fsys, dir) {
			return dir
		}
	}
	if dir := only(fsys, "."); dir != "" {
		return dir
	}
	if hasPages(fsys, "docs") {
		return cmp.Or(only(fsys, "docs"), "docs")
	}
	return "."
}

func hasPages(fsys fs.FS, dir string) bool {
	return fs.ValidPath(dir) && isDir(fsys, dir) && countMarkdown(fsys, dir, 1) > 0
}

// only is the folder of pages that generators have in one folder alone of those in a folder; empty
// for none, or where most of the Markdown stands elsewhere.
func only(fsys fs.FS, in string) (found string) {
	entries, _ := fs.ReadDir(fsys, in)
	for _, d := range entries[:min(len(entries), maxTops)] {
		name := path.Join(in, d.Name())
		if !d.IsDir() || strings.HasPrefix(d.Name(), ".") || HasPackages(fsys, name) {
			continue
		}
		for _, dir := range named(fsys, name) {
			if found != "" && found != dir {
				return ""
			}
			found = dir
		}
	}
	if found == "" || !hasPages(fsys, found) || 2*countMarkdown(fsys, found, maxCounted) < countMarkdown(fsys, in, maxCounted) {
		return ""
	}
	return found
}

// Limits on where a generator is looked for.
const (
	maxTops    = 100    // entries of a folder
	maxCounted = 10_000 // files of Markdown
)

// IsMarkdown reports whether a file is called like a page: Markdown, or MDX, which other
// generators take for it.
func IsMarkdown(name string) bool {
	end := strings.ToLower(path.Ext(name))
	return end == ".md" || end == ".mdx"
}

// IsPicture reports whether a file is called like a picture that browsers show.
func IsPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}

// Generated reports whether another generator makes a site of the pages of a folder.
func Generated(fsys fs.FS, content string) bool {
	return slices.Contains(named(fsys, content), content)
}

// HasPackages reports whether a package manager put there what stands in a folder.
func HasPackages(fsys fs.FS, folder string) bool {
	return path.Base(folder) == "node_modules" || path.Base(folder) == "vendor" && slices.ContainsFunc([]string{"modules.txt", "autoload.php", "bundle"},
		func(sign string) bool { _, err := fs.Stat(fsys, path.Join(folder, sign)); return err == nil })
}

func isDir(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

// countMarkdown is how many Markdown files a folder and those below it have, up to a limit.
func countMarkdown(fsys fs.FS, dir string, limit int) (count int) {
	_ = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case d.IsDir() && name != dir && (strings.HasPrefix(d.Name(), ".") || limit > 1 && HasPackages(fsys, name)):
			return fs.SkipDir
		case !d.IsDir() && IsMarkdown(name):
			if count++; count >= limit {
				return fs.SkipAll
			}
		}
		return nil
	})
	return count
}

// named are the folders of pages that the files of other generators name, or stand
// for. Nobody has looked whether they are there.
func named(fsys fs.FS, content string) (list []string) {
	for _, u := range uses(fsys, content) {
		if u.pages != nil {
			list = append(list, u.folder())
		}
	}
	return list
}
