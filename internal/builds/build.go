package builds

import (
	"context"
	"os"
	"path/filepath"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// Build is what is known of a build that went well.
type Build struct {
	Answers  []Answer
	Problems site.Problems
	Pages    int
	Output   string          // the output folder, as docsite.yaml has it
	Content  string          // the folder of the pages, as docsite.yaml has it
	Files    []publish.Stand // of the site, and the manifest
	Site     *kept.Site      // what is kept of the pages; nil where that is not known

	Changed []string // files of pages that have another text now, came or went, and folders of them: see [Cache.Again]
	Stands  bool     // nothing has changed, and the site's files stand as they were written

	site string // SHA-256, as bytes, of the record of Site
}

// Out is the folder that is written: the one that a flag names, else docsite.yaml's.
func (b *Build) Out(root *os.Root, named string) string {
	if named != "" {
		return named
	}
	return filepath.Join(root.Name(), filepath.FromSlash(b.Output))
}

// Sources are the folders of the author that no output folder may be: the project, and
// that of its pages.
func (b *Build) Sources(root *os.Root) []string {
	return []string{root.Name(), filepath.Join(root.Name(), filepath.FromSlash(b.Content))}
}

// Count is how many files the site has.
func (b *Build) Count() int { return len(b.Files) - 1 } // the manifest is none

// Again gives the last build where nothing but pages has changed since.
// It Stands where it would be done again as it was, to the last byte, in a folder in
// which nobody has changed anything; else what is kept of its pages comes with it. Nil
// is a build that has to be done from nothing.
func (c *Cache) Again(ctx context.Context, out string) *Build {
	TuneGC(0)
	last := c.last()
	if last == nil {
		return nil
	}
	alike, changed, asked := same(ctx, c.root, last.Content, last.Answers)
	if !alike {
		return nil
	}
	read := false
	if last.Changed = changed; len(changed) == 0 {
		last.Stands, read = publish.Stands(ctx, last.Out(c.root, out), last.Files, last.Sources(c.root)...)
	}
	if last.Stands {
		if asked || read {
			c.Keep(ctx, last)
		}
		return last
	}
	if last.Site = c.site(last.site); last.Site == nil {
		return nil
	}
	return last
}
