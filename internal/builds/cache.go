package builds

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/record"
	"docsite/internal/regular"
	"docsite/internal/stamp"
)

// Cache is where the last build of a project is kept, for one set of flags. A nil Cache
// keeps nothing.
type Cache struct {
	root    *os.Root
	file    string
	program string // which docsite this is
}

// maxAge is how long a build is remembered that is not built again.
const maxAge = 30 * 24 * time.Hour

// maxCache is the largest cache that is read, in bytes: about a million files.
const maxCache = 512 << 20

// Open finds the cache of the builds of a project into a folder, with the same flags: nil
// where none is wanted, or can be had. out is empty for the folder that docsite.yaml names.
func Open(ctx context.Context, root *os.Root, wanted bool, out string, flags ...string) *Cache {
	if !wanted {
		return nil
	}
	c, err := open(root, out, flags)
	if err != nil {
		publish.TellNoCache(ctx, err)
	}
	return c
}

func open(root *os.Root, out string, flags []string) (*Cache, error) {
	project, err := filepath.Abs(root.Name())
	if err == nil {
		project, err = filepath.EvalSymlinks(project)
	}
	if err == nil && out != "" {
		out, err = filepath.Abs(out)
	}
	if err != nil {
		return nil, err
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	dir = filepath.Join(dir, "docsite", "builds")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	program, err := programID()
	if err != nil {
		return nil, err
	}
	name := sha256.Sum256([]byte(strings.Join(append([]string{project, out}, flags...), "\x00")))
	return &Cache{root, filepath.Join(dir, hex.EncodeToString(name[:12])), program}, nil
}

// programID tells this docsite from every other: a cache of another is none.
func programID() (string, error) {
	file, err := os.Executable()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", err
	}
	if s := stamp.Of(info); s != (stamp.Stamp{}) {
		return fmt.Sprint(file, s), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return sumOf(f)
}

func sumOf(r io.Reader) (string, error) {
	h := sha256.New()
	_, err := io.Copy(h, r)
	return string(h.Sum(nil)), err
}

// last is the last build; nil where none is known.
func (c *Cache) last() *Build {
	if c == nil {
		return nil
	}
	return decode(read(c.file), c.program)
}

// site is what is kept of the pages of a build, in a file of its own: most builds have
// no use for it. It is nil where the file is another build's, or none.
func (c *Cache) site(sha string) *kept.Site {
	text := read(c.siteFile())
	if record.Sum(text) != sha {
		return nil
	}
	return kept.Decode(text)
}

func (c *Cache) siteFile() string { return c.file + ".pages" }

// read reads a file of the cache; empty for one that is not to be believed.
func read(file string) string {
	text, info, err := regular.ReadNoLink(os.DirFS(filepath.Dir(file)), filepath.Base(file), maxCache)
	if err != nil || !isOurs(info) {
		return ""
	}
	return string(text)
}

// Keep remembers a build in the place of the one before.
func (c *Cache) Keep(ctx context.Context, b *Build) {
	if c == nil {
		return
	}
	if err := c.write(b); err != nil {
		publish.TellNoCache(ctx, err)
	}
}

// write writes what is kept of the pages first: a run that is killed leaves a build whose
// pages are not known.
func (c *Cache) write(b *Build) error {
	c.sweep()
	var pages sync.WaitGroup
	var err error
	if b.Site != nil {
		pages.Go(func() {
			text := b.Site.Encode()
			b.site, err = record.Sum(text), publish.WriteCache(c.siteFile(), text)
		})
	}
	w := b.encode(c.program)
	if pages.Wait(); err != nil {
		return err
	}
	return publish.WriteCache(c.file, whole(w, b.site))
}

// sweep deletes builds that nobody has built again for long, and what killed runs
// left.
func (c *Cache) sweep() {
	entries, _ := os.ReadDir(filepath.Dir(c.file))
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && (time.Since(info.ModTime()) > maxAge || strings.Contains(e.Name(), "-") && time.Since(info.ModTime()) > time.Hour) {
			os.Remove(filepath.Join(filepath.Dir(c.file), e.Name()))
		}
	}
}
