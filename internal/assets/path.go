package assets

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"docsite/internal/contents"
	"docsite/internal/spelling"
)

// Path is the path in the project of a file that a page, named likewise, names; "" when
// it lies outside. A leading slash means the project's folder, as on GitHub.
func (p *Policy) Path(page, name string) string {
	file := named(page, name)
	if strings.HasPrefix(name, "/") {
		if _, err := fs.Stat(p.site.FS, file); err != nil {
			file = path.Join(p.site.Config.Content, name) // or the site's, as elsewhere
		}
	}
	if !fs.ValidPath(file) {
		return ""
	}
	return file
}

// named is the path that a page names, from the project's folder. It may lead out of it.
func named(page, name string) string {
	if strings.HasPrefix(name, "/") {
		return path.Clean(strings.TrimLeft(name, "/"))
	}
	return path.Join(path.Dir(page), name)
}

// maxLooked is how many files are looked at for one that was meant, in one reading of a
// project.
const maxLooked = 20_000

// Meant asks whether another file was meant by a path, relative to a page, at which the
// project has none: one of the same folder with a like name, or the only one of the name.
func (p *Policy) Meant(page, name, otherwise string) (hint string) {
	if strings.Contains(name, `\`) {
		return "write / between folders"
	}
	file := named(page, name)
	to := p.like(file)
	if to == "" {
		to = p.elsewhere(path.Base(file))
	}
	if to == "" {
		return otherwise
	}
	if !strings.HasPrefix(name, "/") {
		if rel, err := filepath.Rel(filepath.FromSlash(path.Dir(page)), filepath.FromSlash(to)); err == nil {
			return "did you mean " + filepath.ToSlash(rel) + "?"
		}
	}
	return "did you mean /" + to + "?"
}

// like is the file in the folder of another whose name is nearest to it.
func (p *Policy) like(file string) string {
	entries, _ := fs.ReadDir(p.site.FS, path.Dir(file))
	if p.looked.Add(int64(len(entries))) > maxLooked {
		return ""
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	if near := spelling.Nearest(path.Base(file), names); near != "" {
		return path.Join(path.Dir(file), near)
	}
	return ""
}

// elsewhere is the only file of the project with a name; empty where there are several,
// and where the project is too large for it to be told.
func (p *Policy) elsewhere(name string) (file string) {
	err := fs.WalkDir(p.site.FS, ".", func(at string, d fs.DirEntry, err error) error {
		switch {
		case p.looked.Add(1) > maxLooked:
			file = ""
			return fs.SkipAll
		case err != nil || d.IsDir() && at != "." && (Hidden(at) || at == p.site.Config.Output || contents.HasPackages(p.site.FS, at)):
			return fs.SkipDir
		case !d.Type().IsRegular() || path.Base(at) != name:
			return nil
		case file != "":
			file = ""
			return fs.SkipAll
		}
		file = at
		return nil
	})
	if err != nil {
		return ""
	}
	return file
}
