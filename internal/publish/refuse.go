package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"docsite/internal/cause"
)

// Refusal is that a folder cannot be an output folder.
type Refusal struct {
	Out string
	Err error // why, as what follows the folder's name
}

func (r *Refusal) Error() string { return fmt.Sprintf("output folder %q %v", r.Out, r.Err) }
func (r *Refusal) Unwrap() error { return r.Err }

// refuse reports why a folder cannot be an output folder, in words that follow its
// name. Every rule stands for a site generator that deleted somebody's work.
func refuse(out string, sources []string) error {
	if out == "" {
		return errors.New("has no name")
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return unusable(err)
	}
	if slices.ContainsFunc(strings.Split(filepath.ToSlash(abs), "/"), func(part string) bool { return strings.EqualFold(part, ".git") }) {
		return errors.New("lies inside a git repository's own folder")
	}
	if err := refuseInside(abs, sources); err != nil {
		return err
	}
	info, err := os.Lstat(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unusable(err)
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return errors.New("is a link; name the folder that it leads to")
	case !info.IsDir():
		return errors.New("is not a folder")
	case filepath.Dir(abs) == abs:
		return errors.New("is the top of the file system")
	}
	if err := refuseAround(info, sources); err != nil {
		return err
	}
	return refuseContents(out)
}

func unusable(err error) error { return fmt.Errorf("cannot be used: %w", cause.Of(err)) }

// unwritable makes an error over an output folder itself, or over a file of docsite's own
// in it, one that names the folder: nobody knows the names of temporary files.
func unwritable(out string, err error) error {
	name := ""
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		name = filepath.ToSlash(e.Path)
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		name = filepath.ToSlash(e.New)
	}
	inside := strings.HasPrefix(path.Base(name), ownPrefix) || strings.HasPrefix(name, stageName+"/") || strings.Contains(name, "/"+stageName+"/")
	if above := strings.HasPrefix(filepath.ToSlash(out), name); name == "" || !inside && !above {
		return err
	}
	denied := errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
	switch {
	case denied:
		return &Refusal{out, fmt.Errorf("cannot be written into: %w (hint: give it to the user that runs docsite, or name another folder with --out)", cause.Of(err))}
	case errors.Is(err, syscall.ENOSPC):
		return &Refusal{out, fmt.Errorf("cannot be written into: %w", cause.Of(err))}
	}
	return err
}

// refuseInside reports whether a folder lies in the folder of a project's pages,
// the second of the sources: a build would take what the one before wrote for
// pages. Where that folder is the project itself its output is left out.
func refuseInside(abs string, sources []string) error {
	if len(sources) < 2 {
		return nil
	}
	project, _ := os.Stat(sources[0])
	pages, err := os.Stat(sources[1])
	if err != nil || os.SameFile(project, pages) {
		return nil
	}
	for up := filepath.Dir(abs); up != filepath.Dir(up); up = filepath.Dir(up) {
		if other, err := os.Stat(up); err == nil && os.SameFile(other, pages) {
			return fmt.Errorf("lies among the pages, in %q; name one beside it", filepath.Base(up))
		}
	}
	return nil
}

// refuseAround reports whether the folder is, or holds, one that is not to be
// written into. Files are compared, not names: a link, a second mount and a
// name in other letters are seen through.
func refuseAround(info fs.FileInfo, sources []string) error {
	kept := slices.Clone(sources)
	if home, err := os.UserHomeDir(); err == nil {
		kept = append(kept, home)
	}
	for i, dir := range kept {
		what := "the source"
		if i >= len(sources) {
			what = "the home folder"
		}
		dir, err := filepath.Abs(dir)
		if err != nil {
			return unusable(err)
		}
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			dir = real
		}
		for up := dir; ; up = filepath.Dir(up) {
			other, err := os.Stat(up)
			if err == nil && os.SameFile(info, other) {
				if up == dir {
					return fmt.Errorf("is %s", what)
				}
				return fmt.Errorf("holds %s", what)
			}
			if up == filepath.Dir(up) {
				break
			}
		}
	}
	return nil
}

// refuseContents reports whether what stands in the folder is somebody's.
func refuseContents(out string) error {
	entries, err := os.ReadDir(out)
	if err != nil {
		return unusable(err)
	}
	foreign := ""
	ours := false
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.EqualFold(name, ".git"):
			return errors.New("is a git repository")
		case name == Manifest:
			ours = true
		case name == lockName, name == stageName:
			if e.Type()&fs.ModeSymlink != 0 {
				return fmt.Errorf("has a %q that is a link", name)
			}
			// Left by a first build that was stopped before or while it
			// replaced files: its list says which are docsite's.
			_, err := os.Lstat(filepath.Join(out, filepath.FromSlash(journalName)))
			ours = ours || err == nil
		case foreign == "":
			foreign = name
		}
	}
	if foreign != "" && !ours {
		return fmt.Errorf("was not made by docsite: it holds %q and no %s; name another folder by --out, or by output: in docsite.yaml", foreign, Manifest)
	}
	return nil
}

// inTheWay reports files and folders that stand where the site's files must
// and are not docsite's. What is stale will be gone by then.
func (w *writer) inTheWay(changed []int, stale []string) error {
	gone := map[string]bool{}
	for _, name := range stale {
		for ; name != "."; name = path.Dir(name) {
			gone[name] = true
		}
	}
	folders := map[string]bool{".": true}
	for _, i := range changed {
		name := w.files[i]
		if err := w.folderInTheWay(path.Dir(name), folders, gone); err != nil {
			return err
		}
		if !folders[path.Dir(name)] {
			continue
		}
		// The folders are folders and no links, so that the path stays inside.
		info, err := os.Lstat(w.path(name))
		if err == nil && !(info.Mode().IsRegular() && w.own[name] != nil) && !w.allGone(name, gone) {
			return fmt.Errorf("%q was not written by docsite, or was edited since; move it away", w.path(name))
		}
	}
	return nil
}

// folderInTheWay looks at a folder and those around it, each once, and notes
// which are there.
func (w *writer) folderInTheWay(dir string, there, gone map[string]bool) error {
	for ; ; dir = path.Dir(dir) {
		if _, seen := there[dir]; seen {
			return nil
		}
		info, err := w.root.Lstat(dir)
		there[dir] = !errors.Is(err, fs.ErrNotExist)
		if err == nil && !info.IsDir() && !gone[dir] {
			return fmt.Errorf("%q in the output folder is not a folder, but the site has one of that name; move it away", dir)
		}
	}
}

// allGone reports whether a folder and everything in it will be deleted.
func (w *writer) allGone(dir string, gone map[string]bool) bool {
	all := true
	err := fs.WalkDir(w.root.FS(), dir, func(name string, _ fs.DirEntry, err error) error {
		all = all && gone[name]
		return err
	})
	return all && err == nil
}
