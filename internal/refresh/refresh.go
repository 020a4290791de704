package refresh

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"docsite/internal/assets"
	"docsite/internal/copies"
	"docsite/internal/figures"
	"docsite/internal/git"
	"docsite/internal/known"
	"docsite/internal/lockfile"
	"docsite/internal/markdown"
	"docsite/internal/measure"
	"docsite/internal/parallel"
	"docsite/internal/places"
	"docsite/internal/publish"
	"docsite/internal/shots"
	"docsite/internal/site"
	"docsite/render/layout"
	"docsite/render/stylesheet"
)

// Options say what a run does. The zero value asks registries and writes.
type Options struct {
	Check     bool                           // write nothing; what would be written is drift
	Live      bool                           // ask registries, under Check too
	Offline   bool                           // ask no registry
	Tolerance string                         // instead of the configuration's
	Accept    *Place                         // notes that a person has looked at again
	Mark      *Place                         // a line whose figures are to stand between markers
	Client    *measure.Client                // nil: a new one, made for the project's lock
	Only      string                         // a page or file, by its name: no other is looked at or written
	Built     map[string]string              // images by id that are measured from a file that has just been built, under Check
	Pictures  func(*site.Site) []site.Wanted // what the pages show and the project keeps copies of; nil: nothing
	Fetch     copies.Fetch                   // nil: from the internet
	Today     string                         // YYYY-MM-DD, for digests seen for the first time

	patience time.Duration // until what is known is written while registries are silent; 0: 3 s
}

// Place is a page or another Markdown file, or a line of one. The zero value is every page.
type Place struct {
	File string // relative to the project or to the content folder
	Line int    // from 1; 0 for the whole page
}

// asks reports whether the run contacts registries: always with Live;
// otherwise in a plain refresh, but not with Check, Offline, Accept or Mark.
func (o Options) asks() bool {
	return o.Live || len(o.Built) > 0 || !o.Check && !o.Offline && o.Accept == nil && o.Mark == nil
}

// Run refreshes the project below root. What is wrong with the project, and
// what could not be asked, is in the report; an error is one of the machine.
func Run(ctx context.Context, root *os.Root, o Options) (*Report, error) {
	if !o.Check {
		unlock, err := publish.Lock(ctx, root)
		if err != nil {
			return nil, err
		}
		defer unlock()
	}
	r := &run{root: root, opts: o, report: &Report{Checked: o.Check, Built: len(o.Built) > 0}}
	defer func() { r.copies.Discard() }()
	return r.report, r.run(ctx)
}

// run is one refresh on its way.
type run struct {
	root      *os.Root
	opts      Options
	site      *site.Site
	files     places.Files
	assets    *assets.Policy
	tolerance tolerance
	captions  *figures.Captions
	unasked   map[string]bool             // images that could not be asked
	before    map[string]site.LockedImage // images as they were, of those that were measured anew
	was       *site.Lock                  // as it was
	lock      site.Lock                   // as it is to be written
	early     map[string]publish.Edit     // files that were written while registries were silent, by name
	partial   bool                        // registries are silent still: pages and lock alone are written
	copies    *copies.Copies              // of pictures; nil where the run is about one page
	report    *Report
}

func (r *run) run(ctx context.Context) error {
	if !r.load(ctx) {
		return nil
	}
	if !r.opts.Check {
		if err := publish.Sweep(r.root, replaced(r.root, r.site, r.files)...); err != nil {
			return err
		}
	}
	problems := imageProblems(r.site)
	r.report.add(problems)
	if r.opts.asks() && len(problems) == 0 {
		if err := r.ask(ctx); err != nil {
			return err
		}
	}
	r.overLimits()
	r.captions = figures.NewCaptions(r.site)
	if r.opts.Mark != nil {
		return r.mark(*r.opts.Mark)
	}
	return r.settle(ctx)
}

// settle brings pages, lock and other files to what is known.
func (r *run) settle(ctx context.Context) error {
	pages, err := r.plan(ctx)
	if err != nil {
		return err
	}
	if at := r.opts.Accept; at != nil && at.File != "" {
		if problem := refuse(r.files, *at, pages); problem != nil {
			r.report.add(site.Problems{*problem})
		}
	}
	if r.opts.Only == "" && !r.partial {
		r.planImages()
		if err := r.planPictures(ctx); err != nil {
			return err
		}
		r.report.ages(r.site, r.opts.Today)
		r.report.add(r.files.Strays())
	}
	r.report.Problems.Sort()
	if r.report.Problems.Failed() {
		return nil
	}
	return r.finish(pages)
}

// Checks find what is wrong with docsite.yaml beside its form: every verb that reads a
// project asks them.
func Checks(project fs.FS) []func(*site.Config) site.Problems {
	return []func(*site.Config) site.Problems{figures.Check, shots.Check, measure.Check, known.Check, stylesheet.Check, layout.Check(project), checkTolerance}
}

// load reads the project with all its pages. It is false when there is
// nothing to go on with.
func (r *run) load(ctx context.Context) bool {
	s, problems := site.Load(r.root.FS(), site.Options{Title: markdown.Title, Check: Checks(r.root.FS()), Drafts: true,
		Git: git.Tell(ctx, r.root.Name())})
	r.report.add(problems)
	if s == nil {
		return false
	}
	r.site = s
	r.report.Shots = len(s.Config.Shots) > 0
	t, err := parseTolerance(cmp.Or(r.opts.Tolerance, s.Config.Tolerance))
	if err != nil { // of the flag: Checks have judged the other
		r.report.add(site.Problems{{Severity: site.Error, Message: "--tolerance: " + err.Error(), Hint: toleranceHint}})
	}
	r.tolerance = t
	r.was, r.lock = s.Lock, *s.Lock
	r.assets = assets.New(s)
	r.files, problems = places.Of(s)
	r.report.add(problems)
	return err == nil
}

// replaced are the folders with files that a run replaces.
func replaced(root *os.Root, s *site.Site, files places.Files) []string {
	folders := map[string]bool{".": true}
	for _, p := range files.List {
		folders[path.Dir(s.File(p))] = true
	}
	for _, name := range []string{cmp.Or(s.Config.Badges, "."), s.Config.PictureFolder()} {
		if info, err := root.Stat(name); err == nil && info.IsDir() {
			folders[name] = true
		}
	}
	return slices.Sorted(maps.Keys(folders))
}

// plan works out the edits of every page and file, on all cores.
func (r *run) plan(ctx context.Context) ([]*page, error) {
	files := r.files.List
	if r.opts.Only != "" {
		only := r.files.Find(r.opts.Only)
		if only == nil {
			r.report.add(site.Problems{r.files.Missing(r.opts.Only)})
			return nil, nil
		}
		files = []*site.Page{only}
	}
	plans := make([]*page, len(files))
	parallel.Each(len(files), func(i int) {
		if ctx.Err() != nil {
			return
		}
		done := publish.Working(ctx, r.site.File(files[i]))
		plans[i] = r.planPage(files[i])
		plans[i].forget()
		done()
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	for _, p := range plans {
		r.report.add(p.problems)
		r.report.Items = append(r.report.Items, p.items...)
		r.report.Current += p.current
	}
	return plans, nil
}

// finish writes what the plans say, or, under Check, shows it.
func (r *run) finish(pages []*page) error {
	r.lockQuotes(pages)
	r.lockTables()
	r.lockNotes(pages)
	var files []publish.Edit
	for _, p := range pages {
		if len(p.edits) == 0 {
			continue
		}
		text, err := r.edited(p)
		if err != nil {
			r.report.add(site.Problems{{File: p.source.Name, Severity: site.Error, Message: err.Error()}})
			continue
		}
		files = append(files, publish.Edit{Name: p.source.Name, Old: p.source.Text, New: text})
	}
	if r.report.Problems.Failed() {
		return nil
	}
	slices.SortFunc(files, func(a, b publish.Edit) int { return strings.Compare(a.Name, b.Name) })
	lock, err := r.lockFile()
	if err != nil {
		return err
	}
	r.report.diff(files)
	var data []publish.Edit
	if !r.partial {
		if data, err = dataFiles(r.site, r.report); err != nil {
			return err
		}
	}
	if r.copies != nil {
		data = append(data, r.copies.Edits...)
	}
	files = append(files, data...)
	if lock != nil {
		files = append(files, *lock) // last: what it says must already be true of the Markdown
	}
	if r.opts.Check {
		return nil
	}
	for _, f := range data { // of folders that docsite itself fills
		if err := r.root.MkdirAll(path.Dir(f.Name), 0o777); err != nil {
			return err
		}
	}
	if r.write(files); r.copies != nil && !r.report.Problems.Failed() {
		r.report.Written = append(r.report.Written, r.copies.Drop()...)
	}
	return nil
}

// write puts the edits onto the disk.
func (r *run) write(files []publish.Edit) {
	files = r.remaining(files)
	done, err := publish.Replace(r.root, files)
	r.report.wrote(done)
	if r.partial {
		r.remember(files, done)
	}
	if fault, ok := errors.AsType[*publish.FileError](err); ok {
		p := site.Problem{File: fault.Name, Severity: site.Error, Message: "cannot be written: " + fault.Err.Error()}
		if errors.Is(err, publish.ErrSaved) {
			p.Hint = "run " + fix + " again"
		}
		r.report.add(site.Problems{p})
	}
}

// lockFile is the lock as a file to write; nil when it would not change.
func (r *run) lockFile() (*publish.Edit, error) {
	old, err := r.root.ReadFile(site.LockName)
	if e, ok := r.early[site.LockName]; ok {
		if old, err = e.Old, nil; old == nil {
			err = fs.ErrNotExist
		}
	}
	same, text := old, lockfile.Encode(&r.lock)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		same, old = lockfile.Encode(&site.Lock{Version: 1}), nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", site.LockName, err)
	}
	if bytes.Contains(old, []byte("\r\n")) { // as git has written it on Windows
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	if bytes.Equal(text, same) {
		return nil, nil
	}
	return &publish.Edit{Name: site.LockName, Old: old, New: text}, nil
}
