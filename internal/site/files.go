package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"docsite/internal/contents"
	"docsite/internal/front"
	"docsite/internal/glob"
	"docsite/internal/regular"
)

// Files are the Markdown files that docsite keeps current though they are no
// pages: the README.md of the project, and those that docsite.yaml names under
// files:. Nothing of them enters the site: they have no Output. As a page's,
// their Path is relative to the content folder, "../README.md" outside of it.
// They are read when they are first asked for, in the order of their paths in
// the project.
func (s *Site) Files() ([]*Page, Problems) {
	if s.beside == nil {
		return nil, nil
	}
	return s.beside()
}

// maxKeptFiles is how much of the text of [Site.Files] is kept until it is asked
// for, in bytes.
const maxKeptFiles = 16 << 20

// readFiles finds and reads the files of [Site.Files].
func (s *Site) readFiles() ([]*Page, Problems) {
	names, ps := s.findFiles()
	var files []*Page
	kept := 0
	for _, name := range names {
		p := &Page{Path: s.Config.fromContent(name)}
		src, err := open(s.FS, name) // what Revise gives may need to know these files
		if err != nil {
			ps = append(ps, Problem{File: name, Severity: Warning, Message: "it is not looked at: " + plain(err)})
			continue
		}
		p.Front = front.Read(src.Text, func(int, int, string, string) {}) // other tools' keys may be what they like here
		if kept += len(src.Text); kept <= maxKeptFiles {
			p.text.Store(src)
		}
		files = append(files, p)
	}
	return files, ps
}

// fromContent is the path of a file of the project relative to the content
// folder.
func (c *Config) fromContent(name string) string {
	if inside, ok := c.InContent(name); ok {
		return inside
	}
	return strings.Repeat("../", 1+strings.Count(c.Content, "/")) + name
}

// findFiles gives the paths in the project of the files that are no pages.
func (s *Site) findFiles() ([]string, Problems) {
	found := map[string]bool{}
	if readme := s.readme(); readme != "" {
		found[readme] = true
	}
	var ps Problems
	for i, pattern := range s.Config.Files {
		if not, ok := strings.CutPrefix(pattern, "!"); ok {
			maps.DeleteFunc(found, func(name string, _ bool) bool { return glob.Match(not, name) })
			continue
		}
		names, problem := s.glob(pattern)
		if problem != "" {
			p := s.Config.listProblem(fmt.Sprintf("files: %q %s", pattern, problem), i, "files")
			p.Severity = Warning
			if !glob.Several(pattern) {
				p.Severity = Error
			}
			ps = append(ps, p)
		}
		for _, name := range names {
			found[name] = true
		}
	}
	pages := map[string]bool{}
	for _, p := range s.Pages {
		pages[s.File(p)] = true
	}
	infos := sync.OnceValue(func() (list []fs.FileInfo) {
		for _, p := range s.Pages {
			if info, err := fs.Stat(s.FS, s.File(p)); err == nil {
				list = append(list, info)
			}
		}
		return list
	})
	maps.DeleteFunc(found, func(name string, _ bool) bool { return pages[name] || s.isPageByLink(name, infos) })
	return slices.Sorted(maps.Keys(found)), ps
}

// readme is the README.md of the project's folder as its name is written;
// empty where there is none, or no file.
func (s *Site) readme() string {
	entries, err := fs.ReadDir(s.FS, ".")
	if err != nil {
		return ""
	}
	name := ""
	for _, e := range entries {
		if strings.EqualFold(e.Name(), "README.md") && !e.IsDir() && name != "README.md" {
			name = e.Name()
		}
	}
	if !regular.Is(s.FS, name) {
		return ""
	}
	return name
}

// isPageByLink reports whether a file and one of the pages' are one file, since one of
// both is a symbolic link to the other.
func (s *Site) isPageByLink(name string, pages func() []fs.FileInfo) bool {
	link, err := fs.Lstat(s.FS, name)
	if err != nil || !s.links && link.Mode()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := fs.Stat(s.FS, name)
	return err == nil && slices.ContainsFunc(pages(), func(page fs.FileInfo) bool { return os.SameFile(info, page) })
}

// glob gives the Markdown files that a pattern of files: names. problem says
// what is wrong with the pattern: that there is none.
func (s *Site) glob(pattern string) (names []string, problem string) {
	if !glob.Several(pattern) {
		info, err := fs.Stat(s.FS, pattern)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, "is not there"
		case err != nil || !info.Mode().IsRegular():
			return nil, "is no file inside the project"
		case !contents.IsMarkdown(pattern):
			return nil, "is no Markdown: its name does not end in .md or .mdx"
		}
		return []string{pattern}, ""
	}
	top := glob.Folder(pattern)
	_ = fs.WalkDir(s.FS, top, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // it cannot be read, so nothing in it is kept current
		case d.IsDir() && name != top && s.Config.skips(s.FS, name):
			return fs.SkipDir
		case d.Type().IsRegular() && contents.IsMarkdown(name) && glob.Match(pattern, name):
			names = append(names, name)
		}
		return nil
	})
	if len(names) == 0 {
		return nil, "is no Markdown file of the project"
	}
	return names, ""
}

// Excludes reports whether files: says of a file that docsite leaves it alone.
func (c *Config) Excludes(name string) bool {
	excluded := false
	for _, pattern := range c.Files {
		if not, ok := strings.CutPrefix(pattern, "!"); ok {
			excluded = excluded || glob.Match(not, name)
		}
	}
	return excluded
}

// checkFiles finds patterns of files: that can name no file of the project.
func (c *Config) checkFiles() Problems {
	var ps Problems
	for i, pattern := range c.Files {
		plain := strings.TrimPrefix(pattern, "!")
		not := pattern[:len(pattern)-len(plain)]
		plain = strings.TrimPrefix(plain, "./")
		c.Files[i] = not + plain
		_, err := path.Match(strings.ReplaceAll(plain, "**", "*"), "")
		switch {
		case err != nil || strings.Count(plain, "**") > 4:
			ps = append(ps, c.listProblem(quoted("files", pattern)+" is not a pattern", i, "files"))
		case !fs.ValidPath(plain) || plain == ".":
			p := c.listProblem(quoted("files", pattern)+" is not inside the project", i, "files")
			p.Hint = "write paths without .. and without a leading /, such as docs/**/*.md"
			ps = append(ps, p)
		}
	}
	return ps
}

// listProblem reports what is wrong with an element of a list.
func (c *Config) listProblem(message string, index int, keys ...string) Problem {
	return c.Problem(message, "", append(keys, front.Element(index))...)
}
