package publish

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path"
	"slices"

	"docsite/internal/regular"
)

// commit makes the staged files the site.
func (w *writer) commit(ctx context.Context) (Written, error) {
	done := Written{Files: len(w.files)}
	next := make(manifest, len(w.files)) // not of files that the site has no longer and somebody changed: they are theirs now
	var changed []int
	for i, name := range w.files {
		next[name] = w.hashes[i : i+1 : i+1]
		if w.changed[i] {
			changed = append(changed, i)
		}
	}
	stale, kept := w.stale(next)
	done.Kept = kept
	text := next.encode()
	if len(changed) == 0 && len(stale) == 0 && bytes.Equal(text, w.last) {
		done.Stands = w.standing(ctx, text)
		return done, nil
	}
	if w.closed != nil {
		return done, w.closed
	}
	if err := w.inTheWay(changed, stale); err != nil {
		return done, err
	}
	if _, err := w.writeStaged(stagedManifest, text); err != nil {
		return done, err
	}
	if _, err := w.writeStaged(stagedJournal, w.pending(next).encode()); err != nil {
		return done, err
	}
	// A disk with other work may take seconds to take in what is staged: a build can be ended
	// until the journal has its name. From then on one that is stopped leaves no file whose
	// owner is not known.
	if err := w.syncStage(changed); err != nil {
		return done, err
	}
	process := processOf(ctx)
	process.commit.Lock()
	defer process.commit.Unlock()
	if ctx.Err() != nil {
		return done, ctx.Err()
	}
	if err := w.rename(stagedJournal, journalName); err != nil {
		return done, err
	}
	if err := w.remove(stale); err != nil {
		return done, err
	}
	done.Deleted = len(stale)
	if err := w.replace(changed); err != nil {
		return done, err
	}
	done.Changed = len(changed)
	if err := w.rename(stagedManifest, Manifest); err != nil {
		return done, err
	}
	done.Stands = w.standing(ctx, text)
	return done, nil
}

// pending are the files of which the manifest does not say while they are replaced what
// they may hold: those that change, and those of a build that was stopped.
func (w *writer) pending(next manifest) manifest {
	m := manifest{}
	for name, hashes := range next {
		if !slices.Equal(w.own[name], hashes) || !slices.Equal(w.listed[name], hashes) {
			m[name] = union(w.own[name], hashes)
		}
	}
	for name, hashes := range w.own {
		if next[name] == nil && !slices.Equal(w.listed[name], hashes) {
			m[name] = hashes
		}
	}
	return m
}

// remove deletes files of an earlier build, and folders that this empties.
func (w *writer) remove(stale []string) error {
	for _, name := range stale {
		if err := w.step("remove", name); err != nil {
			return err
		}
		if err := w.root.Remove(name); err != nil {
			return err
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if w.root.Remove(dir) != nil {
				break // not empty
			}
		}
	}
	return nil
}

// replace moves the staged files to their places, and asks for the folders to
// be written down.
func (w *writer) replace(changed []int) error {
	if err := w.move("."); err != nil {
		return err
	}
	dirs := map[string]bool{".": true}
	for _, i := range changed {
		for dir := path.Dir(w.files[i]); !dirs[dir]; dir = path.Dir(dir) {
			dirs[dir] = true
		}
	}
	return w.syncFolders(dirs)
}

// move renames what is staged in a folder: a folder that the site had not as a
// whole, so that a first build renames few things. One after the other: file
// systems let only one file move between folders at a time. Not to be
// interrupted: the sooner the site is one, the better.
func (w *writer) move(dir string) error {
	entries, err := fs.ReadDir(w.root.FS(), path.Join(stagedSite, dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if _, missing := w.root.Lstat(name); e.IsDir() && missing == nil {
			err = w.move(name)
		} else {
			err = w.rename(staged(name), name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rename goes by the path, which is quicker than through the root. inTheWay has
// seen that no folder on the path is a link.
func (w *writer) rename(from, to string) error {
	if err := w.step("rename", to); err != nil {
		return err
	}
	return retry(func() error { return os.Rename(w.path(from), w.path(to)) })
}

// stale are the files of earlier builds that the site no longer has: those
// that are as docsite wrote them, and those that are not.
func (w *writer) stale(next manifest) (stale, kept []string) {
	for name, hashes := range w.own {
		if _, ok := next[name]; ok {
			continue
		}
		text, info, err := regular.ReadNoLink(w.root.FS(), name, regular.NoLimit)
		switch {
		case err == nil && slices.Contains(hashes, hash(text)):
			stale = append(stale, name)
		case info != nil: // else it is gone already
			kept = append(kept, name)
		}
	}
	slices.Sort(stale)
	slices.Sort(kept)
	return stale, kept
}
