package retake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"docsite/internal/cause"
	"docsite/internal/chromium"
	"docsite/internal/lockfile"
	"docsite/internal/publish"
	"docsite/internal/regular"
	"docsite/internal/shots"
	"docsite/internal/site"
	"docsite/internal/spelling"
	"docsite/render"
)

// Options say what a run does. The zero value takes what is not current.
type Options struct {
	Names    []string // pictures as docsite.yaml or their folders name them; none: all
	Check    bool     // take none
	Accept   bool     // take none: a person has looked at the pictures, and they are still true
	All      bool     // take those that are current, too
	Chromium string   // path of the browser; empty: one of this machine
}

// Outcome is a screenshot with what became of it.
type Outcome struct {
	shots.Verdict
	Done Done
}

// Done is what a run did about a screenshot.
type Done int

const (
	Nothing  Done = iota // it is current, or may only be looked at
	Taken                // another picture was written
	Same                 // taken, and looks as before: the file keeps its bytes
	Accepted             // the lock has it as it is
)

// errNone is the error of a project that has no shots:.
var errNone = errors.New("docsite.yaml names no shots")

// Run brings the screenshots of the project below root up to date, each with its entry
// in docsite.lock as soon as it is taken, and calls done for each. What is wrong with the
// project is in the problems; an error is one of the machine or of the options.
func Run(ctx context.Context, root *os.Root, o Options, done func(Outcome)) (site.Problems, error) {
	writes := !o.Check
	if writes {
		unlock, err := publish.Lock(ctx, root)
		if err != nil {
			return nil, err
		}
		defer unlock()
	}
	s, problems := load(ctx, root)
	if s == nil || problems.Failed() {
		return problems, nil
	}
	if len(s.Config.Shots) == 0 {
		return problems, errNone
	}
	r := &run{Options: o, root: root, site: s}
	defer r.close()
	if err := r.choose(); err != nil {
		return problems, err
	}
	if writes {
		r.dropped()
	}
	for pass := 0; pass == 0 || pass == 1 && r.added; pass++ {
		if pass == 1 { // pages that show a picture which was not there are other ones now
			r.chosen = slices.DeleteFunc(shots.Judge(r.site, render.ForShots(r.site).Shots()), func(v shots.Verdict) bool {
				return v.State != shots.Stale || !slices.ContainsFunc(r.chosen, func(c shots.Verdict) bool { return c.File == v.File })
			})
		}
		for _, v := range r.chosen {
			outcome, err := r.one(ctx, v)
			if err != nil {
				return problems, err
			}
			done(outcome)
		}
	}
	if writes {
		return problems, r.write(nil)
	}
	return problems, nil
}

// run is one run on its way.
type run struct {
	Options
	root    *os.Root
	site    *site.Site
	chosen  []shots.Verdict
	browser *chromium.Browser // started for the first picture
	added   bool              // a picture that was not there
	served  *render.Site      // as the browser sees the site
}

// choose finds the screenshots that are meant.
func (r *run) choose() error {
	all := shots.Judge(r.site, shots.InOrder(render.ForShots(r.site).Shots()))
	if len(r.Names) == 0 {
		r.chosen = all
		return nil
	}
	var files []string
	for _, v := range all {
		files = append(files, v.File)
	}
	for _, name := range r.Names {
		found := false
		for _, v := range all {
			if path.Clean(name) == v.File || name == path.Base(v.File) {
				found = true
				if !slices.ContainsFunc(r.chosen, func(c shots.Verdict) bool { return c.File == v.File }) {
					r.chosen = append(r.chosen, v)
				}
			}
		}
		if !found {
			return fmt.Errorf("%q is not under shots: (hint: %s)", name, spelling.Hint(name, files, "docsite shots --check lists them"))
		}
	}
	return nil
}

// dropped takes screenshots out of the lock that docsite.yaml no longer has.
func (r *run) dropped() {
	locked := maps.Clone(r.site.Lock.Shots)
	maps.DeleteFunc(locked, func(file string, _ site.LockedShot) bool {
		_, wanted := r.site.Config.Shots[file]
		return !wanted
	})
	r.site.Lock.Shots = locked
}

// one brings one screenshot up to date.
func (r *run) one(ctx context.Context, v shots.Verdict) (Outcome, error) {
	if r.Check || v.State == shots.Lost || v.State == shots.Current && !r.All {
		return Outcome{v, Nothing}, nil
	}
	there, err := regular.Read(r.root.FS(), v.File, regular.NoLimit)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Outcome{}, fmt.Errorf("%s: %w", v.File, cause.Of(err))
	}
	if r.Accept {
		if there == nil {
			return Outcome{v, Nothing}, nil
		}
		return Outcome{v, Accepted}, r.keep(&v.Shot, there)
	}
	picture, err := r.take(ctx, &v.Shot)
	if err != nil {
		if ctx.Err() != nil || r.browser == nil {
			return Outcome{}, err
		}
		return Outcome{}, fmt.Errorf("%s: %w", v.File, err)
	}
	if there != nil && same(there, picture) {
		return Outcome{v, Same}, r.keep(&v.Shot, there)
	}
	if err := r.root.MkdirAll(path.Dir(v.File), 0o777); err != nil {
		return Outcome{}, err
	}
	if err := r.write(&publish.Edit{Name: v.File, Old: there, New: picture}); err != nil {
		return Outcome{}, err
	}
	r.served = nil // pages show the new picture from now on
	shot := v.Shot
	if there == nil { // pages that show it have it now
		r.added = true
		for _, again := range render.ForShots(r.site).Shots() {
			if again.File == shot.File {
				shot = again
			}
		}
	}
	return Outcome{v, Taken}, r.keep(&shot, picture)
}

// take takes one picture.
func (r *run) take(ctx context.Context, shot *shots.Shot) ([]byte, error) {
	if r.browser == nil {
		program, err := r.Chromium, error(nil)
		if program == "" {
			program, err = chromium.Find()
		}
		if err != nil {
			return nil, err
		}
		if r.browser, err = chromium.Start(ctx, program, http.HandlerFunc(r.serve)); err != nil {
			return nil, err
		}
	}
	if r.served == nil {
		r.served = render.ForShots(r.site)
	}
	spec := shot.Spec
	return r.browser.Picture(ctx, chromium.View{Address: shot.Output, Selector: spec.Selector, Width: spec.Width, Height: spec.Height,
		Dark: spec.Theme == shots.Dark, Scale: spec.Scale})
}

// serve answers with a file of the site.
func (r *run) serve(w http.ResponseWriter, req *http.Request) {
	name := strings.TrimPrefix(path.Clean(req.URL.Path), "/")
	text, err := r.served.ReadFile(name)
	if err != nil {
		http.NotFound(w, req)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.ServeContent(w, req, name, time.Time{}, bytes.NewReader(text))
}

// keep writes a screenshot into the lock.
func (r *run) keep(shot *shots.Shot, picture []byte) error {
	if r.site.Lock.Shots == nil {
		r.site.Lock.Shots = map[string]site.LockedShot{}
	}
	r.site.Lock.Shots[shot.File] = shots.Taken(shot, picture)
	return r.write(nil)
}

// write writes a picture, or the lock where it is another one.
func (r *run) write(picture *publish.Edit) error {
	if picture == nil {
		old, err := r.root.ReadFile(site.LockName)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		text := lockfile.Encode(r.site.Lock)
		if bytes.Equal(old, text) || old == nil && len(r.site.Lock.Shots) == 0 {
			return nil
		}
		picture = &publish.Edit{Name: site.LockName, Old: old, New: text}
	}
	_, err := publish.Replace(r.root, []publish.Edit{*picture})
	return err
}

func (r *run) close() {
	if r.browser != nil {
		r.browser.Close()
	}
}

// same reports whether two pictures have the same pixels.
func same(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	before, err := decode(a)
	if err != nil {
		return false
	}
	after, err := decode(b)
	if err != nil || before.Bounds() != after.Bounds() {
		return false
	}
	for y := before.Bounds().Min.Y; y < before.Bounds().Max.Y; y++ {
		for x := before.Bounds().Min.X; x < before.Bounds().Max.X; x++ {
			r, g, b, a := before.At(x, y).RGBA()
			r2, g2, b2, a2 := after.At(x, y).RGBA()
			if r != r2 || g != g2 || b != b2 || a != a2 {
				return false
			}
		}
	}
	return true
}

// maxPixels is the largest picture that is compared.
const maxPixels = 64 << 20

func decode(text []byte) (image.Image, error) {
	config, err := png.DecodeConfig(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	if config.Width*config.Height > maxPixels {
		return nil, errors.New("it is too large")
	}
	return png.Decode(bytes.NewReader(text))
}
