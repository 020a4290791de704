package ask

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// inProject is the reference of a folder or an archive of the project as this
// process can open it; other references stay as they are.
func (o *Options) inProject(id, ref string) (string, *site.Problem) {
	kind, path, local := source.Local(ref)
	if !local {
		return ref, nil
	}
	path = filepath.FromSlash(path)
	refuse := func() (string, *site.Problem) {
		p := o.Site.Config.Problem(fmt.Sprintf("ref %q is not inside the project", ref), "write a path without .. and without a leading /", "images", id, "ref")
		return "", &p
	}
	if !filepath.IsLocal(path) {
		return refuse()
	}
	file := path
	if _, err := o.Root.Stat(file); err != nil {
		file, _, _ = strings.Cut(path, ":") // with a tag behind it
	}
	if _, err := o.Root.Stat(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return refuse()
	}
	return kind + ":" + filepath.Join(o.Root.Name(), path), nil
}
