// Package copies keeps the copies of pictures that a project has: of other hosts'
// pictures, and of what its programs draw.
//
// Start from [Make], which gets them, and says what became of each and which files
// are to be written; [Copies.Drop] removes those that nothing wants any more. It never
// decides which pictures are wanted.
package copies

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"sync"

	"docsite/internal/fetch"
	"docsite/internal/publish"
	"docsite/internal/site"
)

const (
	// Most is how many pictures a project keeps copies of.
	Most = 2000

	maxSize = 6 << 20 // bytes of the largest copy that is read back
	atOnce  = 8       // pictures that are asked for at the same time
)

// Options say what copies are made of.
type Options struct {
	Root *os.Root
	Site *site.Site
	Lock *site.Lock // as it was
	Ask  bool       // get pictures; else only those that are there count
	// Fetch gets the picture of an address; nil: from the internet.
	Fetch func(ctx context.Context, address string) ([]byte, error)
}

// Copies are those of a project, as they are to be.
type Copies struct {
	Locked   map[string]string // for the lock: names of files by the keys of pictures
	Edits    []publish.Edit    // files that are to be written
	Outcomes []Outcome         // of each picture that is wanted, in their order
	opts     Options
}

// Outcome is what became of one picture.
type Outcome struct {
	site.Wanted
	Had bool  // there is a copy
	New bool  // there is to be another one
	Err error // why it could not be got; nil where it was not asked for
}

// Make brings copies up to date. A picture of another host is got again, since it may
// be a badge; what a program draws is the same while its key is.
func Make(ctx context.Context, wanted []site.Wanted, o Options) (*Copies, error) {
	c := &Copies{Locked: map[string]string{}, opts: o}
	got := c.get(ctx, wanted)
	planned := map[string]bool{}
	for i, want := range wanted {
		out := Outcome{Wanted: want, Err: got[i].err}
		old := c.of(want.Key)
		out.Had, out.New = old != nil, got[i].err == nil && got[i].bytes != nil && !bytes.Equal(got[i].bytes, old)
		name := c.nameOf(want.Key)
		if out.New {
			end, err := fetch.Kind(got[i].bytes)
			if err != nil { // by another Fetch than ours
				out.New, out.Err = false, err
			} else {
				name = site.PictureName(got[i].bytes, end)
			}
		}
		if name != "" {
			c.Locked[want.Key] = name
		}
		if edit := c.edit(name, got[i].bytes); out.New && edit != nil && !planned[name] {
			planned[name] = true
			c.Edits = append(c.Edits, *edit)
		}
		c.Outcomes = append(c.Outcomes, out)
	}
	return c, ctx.Err()
}

// answer is what was got for a picture; neither field where it was not asked for.
type answer struct {
	bytes []byte
	err   error
}

func (c *Copies) get(ctx context.Context, wanted []site.Wanted) []answer {
	got := make([]answer, len(wanted))
	if !c.opts.Ask {
		return got
	}
	get := c.opts.Fetch
	if get == nil {
		get = fetch.New().Picture
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for i, want := range wanted {
		if want.Address == "" && c.of(want.Key) != nil {
			continue
		}
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			if want.Address != "" {
				got[i].bytes, got[i].err = get(ctx, want.Address)
			} else {
				got[i].bytes, got[i].err = fetch.Draw(ctx, c.opts.Root.Name(), want.Command, want.Text)
			}
		})
	}
	wg.Wait()
	return got
}

// of is the copy that the lock has under a key; nil where it is not there, or is not
// what was put there.
func (c *Copies) of(key string) []byte {
	name := c.nameOf(key)
	if name == "" {
		return nil
	}
	text, err := site.ReadFile(c.opts.Site.FS, c.file(name), maxSize)
	if err != nil || site.PictureName(text, path.Ext(name)) != name {
		return nil
	}
	return text
}

// nameOf is the name that the lock has under a key; empty for none.
func (c *Copies) nameOf(key string) string { return c.opts.Lock.Picture(key) }

func (c *Copies) file(name string) string { return path.Join(c.opts.Site.Config.PictureFolder(), name) }

// edit is the file of a copy as it is to be written; nil where it is there.
func (c *Copies) edit(name string, text []byte) *publish.Edit {
	there, err := c.opts.Root.ReadFile(c.file(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &publish.Edit{Name: c.file(name), New: text}
	case err == nil && !bytes.Equal(there, text):
		return &publish.Edit{Name: c.file(name), Old: there, New: text}
	}
	return nil
}

// Drop removes the copies that the lock had and no longer has, if they are what was
// put there. It gives their names.
func (c *Copies) Drop() (removed []string) {
	kept := map[string]bool{}
	for _, name := range c.Locked {
		kept[name] = true
	}
	for key := range c.opts.Lock.Pictures {
		name := c.nameOf(key)
		if kept[name] || c.of(key) == nil {
			continue
		}
		if c.opts.Root.Remove(c.file(name)) == nil {
			removed = append(removed, c.file(name))
		}
	}
	return removed
}
