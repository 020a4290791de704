package builds

import (
	"context"
	"os"
	"path/filepath"

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

// Again gives the last build where it would be done again as it was, to the last byte, in
// a folder in which nobody has changed anything; nil where it has to be done.
func (c *Cache) Again(ctx context.Context, out string) *Build {
	last := c.last()
	if last == nil {
		return nil
	}
	all, asked := same(ctx, c.root, last.Answers)
	if !all {
		return nil
	}
	stands, read := publish.Stands(ctx, last.Out(c.root, out), last.Files, last.Sources(c.root)...)
	if !stands {
		return nil
	}
	if asked || read {
		c.Keep(ctx, last)
	}
	return last
}
