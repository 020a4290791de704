package preview

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// tree is what a folder held when it was last looked at.
type tree struct {
	dir    string
	ignore func(name string) bool
	known  map[string]fs.FileInfo              // by slash path relative to dir
	enter  func(name string, info fs.FileInfo) // called before a folder is listed
}

// look compares name, and what is below it, with what was there before, and
// gives the names that are new, gone or different. What is not watched any more,
// since the configuration has been read that names it, is none of these.
func (t *tree) look(name string) (changed []string) {
	now := t.list(name)
	for old := range t.below(name) {
		if now[old] == nil {
			if !t.skip(old) {
				changed = append(changed, old)
			}
			delete(t.known, old)
		}
	}
	for name, info := range now {
		if old := t.known[name]; old == nil || !same(old, info) {
			changed = append(changed, name)
		}
		t.known[name] = info
	}
	return changed
}

// list is what is on disk at name and below. Links are not followed: what
// they lead to inside the project is found at its own place.
func (t *tree) list(name string) map[string]fs.FileInfo {
	found := make(map[string]fs.FileInfo, len(t.below(name)))
	root := filepath.Join(t.dir, filepath.FromSlash(name))
	_ = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone again, or not to be read: the same as not there
		}
		rel, err := filepath.Rel(t.dir, file)
		if err != nil {
			return nil
		}
		rel = filepath.ToSlash(rel)
		if rel != "." && t.skipsOnly(rel) { // the folders above were asked about
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := d.Info(); err == nil {
			found[rel] = info
			if info.IsDir() {
				t.enter(rel, info)
			}
		}
		return nil
	})
	return found
}

// below gives the known names at name and below it.
func (t *tree) below(name string) map[string]fs.FileInfo {
	old := t.known[name]
	switch {
	case name == ".":
		return t.known
	case old == nil:
		return nil
	case !old.IsDir():
		return map[string]fs.FileInfo{name: old}
	}
	found := make(map[string]fs.FileInfo)
	for file, info := range t.known {
		if file == name || strings.HasPrefix(file, name+"/") {
			found[file] = info
		}
	}
	return found
}

// isEmpty reports whether there is nothing in a file, or no file.
func (t *tree) isEmpty(name string) bool {
	info, err := os.Lstat(filepath.Join(t.dir, filepath.FromSlash(name)))
	return err != nil || info.Mode().IsRegular() && info.Size() == 0
}

func (t *tree) isFolder(name string) bool {
	info := t.known[name]
	return info != nil && info.IsDir()
}

// same reports whether a file is the one that was there before, unchanged. A
// folder is: what changes in it is a file of its own.
func same(a, b fs.FileInfo) bool {
	if !os.SameFile(a, b) || a.Mode() != b.Mode() {
		return false
	}
	return a.IsDir() || a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// unread are folders that no page quotes and that hold very many files.
var unread = map[string]bool{".git": true, ".hg": true, ".svn": true, ".jj": true, "node_modules": true}

// maxDepth is how many folders may stand in one another: a site has no more either.
const maxDepth = 110

// skip reports whether a name, or a folder above it, is not watched.
func (t *tree) skip(name string) bool {
	for at := name; at != "."; at = path.Dir(at) {
		if t.skipsOnly(at) {
			return true
		}
	}
	return false
}

// skipsOnly is skip for a name whose folders are watched.
func (t *tree) skipsOnly(name string) bool {
	base := path.Base(name)
	return unread[base] || isTemporary(base) || strings.Count(name, "/") > maxDepth || t.ignore(name)
}

// isTemporary knows the files that editors, and docsite itself, put beside
// the ones that they write.
func isTemporary(base string) bool {
	switch {
	case strings.HasSuffix(base, "~"), strings.HasPrefix(base, ".#"), strings.HasPrefix(base, ".docsite-"):
		return true
	case strings.HasSuffix(base, "___jb_tmp___"), strings.HasSuffix(base, "___jb_old___"), base == "4913": // of JetBrains and Vim
		return true
	}
	ext := path.Ext(base)
	return strings.HasPrefix(base, ".") && (ext == ".swp" || ext == ".swo" || ext == ".swx")
}
