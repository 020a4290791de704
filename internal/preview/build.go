package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"

	"docsite/internal/site"
)

// build is one reading of the project.
type build struct {
	number   int
	pictures int  // number of the last build for which a picture changed
	now      Site // what was read
	failed   bool // with errors
	good     Site // the last that was read without
}

// sites are those that are shown, the first first. With an error that is the
// last good one: an index that is there because a page could not be read must
// not take the place of that page.
func (b *build) sites() []Site {
	if b.failed && b.good.FS != nil {
		return []Site{b.good, b.now}
	}
	return []Site{b.now}
}

// problems are those to show on a page.
func (b *build) problems(page string) site.Problems {
	var ps site.Problems
	for _, s := range b.sites() {
		ps = append(ps, s.Problems(page)...)
	}
	ps.Sort()
	return slices.Compact(ps)
}

// older are the files of which a page has an older copy than is shown.
func (b *build) older(page string) []string {
	for _, s := range b.sites() {
		if s.Older != nil {
			if files := s.Older(page); len(files) > 0 {
				return files
			}
		}
	}
	return nil
}

// rebuild reads the project again.
func (s *Server) rebuild(ctx context.Context, changed []string) {
	result := s.read(ctx, changed)
	if ctx.Err() != nil {
		return
	}
	next := &build{number: 1, now: result, failed: result.FS == nil || result.Problems("").Failed()}
	last := s.current.Load()
	if last != nil {
		next.number, next.pictures, next.good = last.number+1, last.pictures, last.good
	}
	for _, name := range changed {
		if isPicture(name) {
			next.pictures = next.number
		}
	}
	if !next.failed {
		next.good = result
	}
	s.current.Store(next)
	if last == nil {
		close(s.ready)
	}
	s.streams.send(next.number)
}

// read calls the caller's Build. Text that brings a parser down must not
// bring the preview down.
func (s *Server) read(ctx context.Context, changed []string) (result Site) {
	defer func() {
		if r := recover(); r != nil {
			problems := site.Problems{s.fault(r)}
			result = Site{Problems: func(string) site.Problems { return problems }}
		}
	}()
	return s.opts.Build(ctx, changed)
}

// render opens a file of the first site that has it.
func (s *Server) render(b *build, name string) (body []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = s.fault(r)
		}
	}()
	err = fs.ErrNotExist
	for _, s := range b.sites() {
		if s.FS != nil && errors.Is(err, fs.ErrNotExist) {
			body, err = fs.ReadFile(s.FS, name)
		}
	}
	return body, err
}

// fault is what a person is told of a panic; the stack goes to the terminal.
func (s *Server) fault(panicked any) site.Problem {
	s.opts.Log(fmt.Sprintf("panic: %v\n%s", panicked, debug.Stack()))
	return site.Problem{Severity: site.Error,
		Message: fmt.Sprintf("docsite has a fault and stopped here: %q", fmt.Sprint(panicked)),
		Hint:    "the terminal shows where; what was saved last brought it out"}
}

// rendered is a file of the site as it was last opened.
type rendered struct {
	build int    // number of the build that it was opened for
	body  []byte // of that build, or of the last one that could show it
	err   error  // why there is no body, or an old one
}

// maxKept is how much is kept of what was rendered, in bytes.
const maxKept = 64 << 20

// body gives a file's bytes. What was opened once is kept until the next
// build, and then until it can be opened again.
func (s *Server) body(b *build, name string) ([]byte, error) {
	s.mu.Lock()
	old := s.kept[name]
	s.mu.Unlock()
	if old.build == b.number {
		return old.body, old.err
	}
	body, err := s.render(b, name)
	if err != nil && (b.failed || !errors.Is(err, fs.ErrNotExist)) {
		body = old.body
	}
	s.keep(name, rendered{b.number, body, err})
	return body, err
}

// keep remembers what was rendered, unless a later build has done so already.
// Names that have nothing behind them are not kept: a visitor makes them up.
func (s *Server) keep(name string, r rendered) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.kept[name]
	if old.build > r.build {
		return
	}
	s.size += len(r.body) - len(old.body)
	if s.size > maxKept {
		clear(s.kept)
		s.size = len(r.body)
	}
	if r.body == nil {
		delete(s.kept, name)
		return
	}
	s.kept[name] = r
}

func isPicture(name string) bool {
	kind, _, _ := strings.Cut(contentType(name), "/")
	return kind == "image" || kind == "video" || kind == "font"
}
