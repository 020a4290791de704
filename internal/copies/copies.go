// Package copies keeps the copies of pictures that a project has: of other hosts'
// pictures, and of what its programs draw.
//
// Start from [Make], which gets them, and says what became of each and which files
// are to be written; [Copies.Drop] removes those that nothing wants any more. It never
// decides which pictures are wanted.
package copies

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"sync"

	"docsite/internal/fetch"
	"docsite/internal/publish"
	"docsite/internal/regular"
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
	Root  *os.Root
	Site  *site.Site
	Lock  *site.Lock // as it was
	Ask   bool       // get pictures; else only those that are there count
	Fetch Fetch      // nil: from the internet
}

// Fetch gets the picture at an address. The error says in words why there is none.
type Fetch func(ctx context.Context, address string) ([]byte, error)

// Copies are those of a project, as they are to be. New ones are on the disk already,
// staged: two thousand of them would not fit into memory.
type Copies struct {
	Locked   map[string]string // for the lock: names of files by the keys of pictures
	Edits    []publish.Edit    // files that are to be written
	Outcomes []Outcome         // of each picture that is wanted, in their order
	opts     Options

	mu     sync.Mutex
	staged map[string]*publish.Edit // by the name of a copy; nil for one that is there
	err    error                    // of the disk
}

// Outcome is what became of one picture.
type Outcome struct {
	site.Wanted
	Had bool  // there is a copy
	New bool  // there is to be another one
	Err error // why it could not be got; where nobody was asked, why nobody ever will be
}

// Make brings copies up to date. A picture of another host is got again, since it may
// be a badge; what a program draws is the same while its key is.
func Make(ctx context.Context, wanted []site.Wanted, o Options) (*Copies, error) {
	c := &Copies{Locked: map[string]string{}, opts: o, staged: map[string]*publish.Edit{}}
	planned := map[string]bool{}
	for _, a := range c.get(ctx, wanted) {
		if a.name != "" {
			c.Locked[a.Key] = a.name
		}
		if a.New && !planned[a.name] {
			planned[a.name] = true
			if edit := c.staged[a.name]; edit != nil {
				c.Edits = append(c.Edits, *edit)
			}
		}
		c.Outcomes = append(c.Outcomes, a.Outcome)
	}
	if err := cmp.Or(ctx.Err(), c.err); err != nil {
		c.Discard()
		return nil, err
	}
	return c, nil
}

// Discard removes what is staged and was not written.
func (c *Copies) Discard() {
	if c == nil {
		return
	}
	for _, edit := range c.staged {
		if edit != nil {
			_ = c.opts.Root.Remove(edit.Staged)
			_ = c.opts.Root.Remove(path.Dir(edit.Staged)) // fails where there is something in it
		}
	}
}

// answer is an outcome with the copy's name, empty for none.
type answer struct {
	Outcome
	name string
}

func (c *Copies) get(ctx context.Context, wanted []site.Wanted) []answer {
	answers := make([]answer, len(wanted))
	client := fetch.New()
	if c.opts.Fetch == nil {
		c.opts.Fetch = client.Picture
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for i, want := range wanted {
		a := &answers[i]
		a.Wanted, a.name, a.Had = want, c.nameOf(want.Key), c.has(want.Key)
		if !c.opts.Ask && !a.Had && want.Address != "" {
			a.Err = client.Refused(want.Address)
		}
		if !c.opts.Ask || want.Address == "" && a.Had {
			continue
		}
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			picture, err := c.picture(ctx, want)
			c.take(a, picture, err)
		})
	}
	wg.Wait()
	return answers
}

func (c *Copies) picture(ctx context.Context, want site.Wanted) ([]byte, error) {
	if want.Address != "" {
		return c.opts.Fetch(ctx, want.Address)
	}
	return fetch.Draw(ctx, c.opts.Root.Name(), want.Command, want.Text)
}

// take takes in what was got.
func (c *Copies) take(a *answer, picture []byte, err error) {
	end := ""
	if err == nil {
		end, err = fetch.Kind(picture) // also of another Fetch than ours
	}
	if err != nil {
		a.Err = err
		return
	}
	if name := site.PictureName(picture, end); !a.Had || name != a.name {
		a.name, a.New = name, true
		c.stage(name, picture)
	}
}

// stage writes a copy to the disk, unless that was done for another picture.
func (c *Copies) stage(name string, picture []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, done := c.staged[name]; done || c.err != nil {
		return
	}
	edit := c.edit(name, picture)
	if edit != nil {
		edit.Staged, c.err = publish.Stage(c.opts.Root, edit.Name, picture)
	}
	if c.err == nil {
		c.staged[name] = edit
	}
}

// has reports whether the copy that the lock has under a key is there, and is what
// was put there.
func (c *Copies) has(key string) bool {
	name := c.nameOf(key)
	if name == "" {
		return false
	}
	text, err := regular.Read(c.opts.Site.FS, c.file(name), maxSize)
	return err == nil && site.PictureName(text, path.Ext(name)) == name
}

// nameOf is the name that the lock has under a key; empty for none.
func (c *Copies) nameOf(key string) string { return c.opts.Lock.Picture(key) }

func (c *Copies) file(name string) string { return path.Join(c.opts.Site.Config.PictureFolder(), name) }

// edit is the file of a copy that is to be written, without its text; nil where it is
// there.
func (c *Copies) edit(name string, text []byte) *publish.Edit {
	there, err := regular.Read(c.opts.Root.FS(), c.file(name), regular.NoLimit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &publish.Edit{Name: c.file(name)}
	case err == nil && !bytes.Equal(there, text):
		return &publish.Edit{Name: c.file(name), Old: there}
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
		if kept[name] || !c.has(key) {
			continue
		}
		if c.opts.Root.Remove(c.file(name)) == nil {
			removed = append(removed, c.file(name))
		}
	}
	return removed
}
