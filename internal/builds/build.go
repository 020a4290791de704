package builds

import (
	"context"
	"crypto/sha256"
	"os"
	"path"
	"path/filepath"
	"strings"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/record"
	"docsite/internal/site"
	"docsite/internal/stamp"
)

// Build is what is known of a build that went well.
type Build struct {
	Answers  []Answer
	Problems site.Problems
	Pages    int
	Output   string          // the output folder, as docsite.yaml has it
	Content  string          // the folder of the pages, as docsite.yaml has it
	Days     bool            // pages have the days on which git says that they changed, of which no answer tells
	Files    []publish.Stand // of the site, and the manifest
	Site     *kept.Site      // what is kept of the pages; nil where that is not known

	Changed []string // files that have another text now, came or went, and folders of them: see [Cache.Again]
	Moved   bool     // what pages call files may lead elsewhere now
	Stands  bool     // nothing has changed, and the site's files stand as they were written

	entries bool // folders have other entries now

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

// Unread are the pages that are to be read again, by their files, for [site.Options]:
// none where the folders have to be looked at.
func (b *Build) Unread() (files []string) {
	if b.entries {
		return nil
	}
	changed := make(map[string]bool, len(b.Changed))
	for _, file := range b.Changed {
		changed[file] = true
	}
	for _, name := range b.Site.Found.Files {
		if file := path.Join(b.Content, name); changed[file] {
			files = append(files, file)
		}
	}
	if len(files) == 0 && len(b.Site.Found.Files) > 0 {
		return []string{path.Join(b.Content, b.Site.Found.Files[0])} // nothing else has to be
	}
	return files
}

// Again gives the last build where nothing but files has changed since of which it is
// known where they are used: pages, and what pages show.
// It Stands where it would be done again as it was, to the last byte, in a folder in
// which nobody has changed anything; else what is kept of its pages comes with it. Nil
// is a build that has to be done from nothing.
func (c *Cache) Again(ctx context.Context, out string) *Build {
	TuneGC(nil)
	last := c.last()
	if last == nil {
		return nil
	}
	alike, new, asked := same(ctx, c.root, last.Answers)
	if !alike {
		return nil
	}
	read := false
	last.Changed, last.Moved, last.entries = new.names, new.moved, new.entries
	if len(last.Changed) == 0 && !last.Days {
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

// format begins a cache, and changes with what is in it.
const format = "docsite build 15\n"

// sumSize is the length of a [record.Sum].
const sumSize = sha256.Size

// encode writes a build behind room for its sum, but for which record its Site has.
func (b *Build) encode(program string) *record.Writer {
	w := &record.Writer{B: make([]byte, 0, 128*(len(b.Answers)+len(b.Files)))}
	w.B = append(w.B, format...)
	w.B = append(w.B, make([]byte, sumSize)...)
	w.Text(program)
	b.fields(record.Fields{To: w})
	return w
}

func (b *Build) fields(f record.Fields) {
	f.Texts(&b.Output, &b.Content)
	f.Numbers(&b.Pages)
	f.Flags(&b.Days)
	record.Each(f, &b.Answers, func(a *Answer, f record.Fields) {
		f.Numbers(&a.Kind)
		f.Texts(&a.Name, &a.Said)
		stamped(&a.Stamp, f)
		f.Flags(&a.Settled)
	})
	kept.Problems(f, &b.Problems)
	record.Each(f, &b.Files, func(s *publish.Stand, f record.Fields) {
		f.Texts(&s.Name, &s.Hash)
		stamped(&s.Stamp, f)
		f.Flags(&s.Settled)
	})
}

// stamped are the fields of a stamp.
func stamped(s *stamp.Stamp, f record.Fields) {
	inode, device := int64(s.Inode), int64(s.Device)
	f.Wides(&s.Size, &s.Modified, &s.Changed, &inode, &device)
	if f.From != nil {
		s.Inode, s.Device = uint64(inode), uint64(device)
	}
}

// whole is the file of a build: the format, the SHA-256 of the rest, the rest.
func whole(w *record.Writer, site string) []byte {
	w.Text(site)
	rest := w.B[len(format):]
	copy(rest, record.Sum(rest[sumSize:]))
	return w.B
}

// decode reads a build that the same program wrote whole; nil for anything else.
func decode(text, program string) *Build {
	rest, ok := strings.CutPrefix(text, format)
	if !ok || len(rest) < sumSize || record.Sum(rest[sumSize:]) != rest[:sumSize] {
		return nil
	}
	r := record.NewReader(rest[sumSize:])
	if r.Text() != program {
		return nil
	}
	b := &Build{}
	b.fields(record.Fields{From: r})
	if b.site = r.Text(); !r.Whole() {
		return nil
	}
	return b
}
