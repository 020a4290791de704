package contents

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Folder is the folder that has the pages of a project where nobody says so:
// content/, the one that another generator has for its pages, or docs/, the last two
// where they have Markdown; else ".".
func Folder(fsys fs.FS) string {
	if isDir(fsys, "content") {
		return "content"
	}
	for _, dir := range append(named(fsys), "docs") {
		if fs.ValidPath(dir) && isDir(fsys, dir) && hasMarkdown(fsys, dir) {
			return dir
		}
	}
	return "."
}

// IsMarkdown reports whether a file is called like a page: Markdown, or MDX, which other
// generators take for it.
func IsMarkdown(name string) bool {
	end := strings.ToLower(path.Ext(name))
	return end == ".md" || end == ".mdx"
}

// Generated reports whether another generator makes a site of the pages of a folder.
func Generated(fsys fs.FS, content string) bool { return slices.Contains(named(fsys), content) }

// HasPackages reports whether a package manager put there what stands in a folder.
func HasPackages(fsys fs.FS, folder string) bool {
	return path.Base(folder) == "node_modules" || path.Base(folder) == "vendor" && slices.ContainsFunc([]string{"modules.txt", "autoload.php", "bundle"},
		func(sign string) bool { _, err := fs.Stat(fsys, path.Join(folder, sign)); return err == nil })
}

func isDir(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

// hasMarkdown reports whether a folder or one below it has a Markdown file.
func hasMarkdown(fsys fs.FS, dir string) (found bool) {
	_ = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && IsMarkdown(name) {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}

// named are the folders of pages that the files of other generators name, or stand
// for. Nobody has looked whether they are there.
func named(fsys fs.FS) (list []string) {
	for _, u := range uses(fsys) {
		if u.pages != nil {
			list = append(list, u.folder())
		}
	}
	return list
}
