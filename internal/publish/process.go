package publish

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"
)

// Process is what a run tells the process that it is part of: what it waits
// for, when it must not be ended, and when it must. The zero Process says nothing.
type Process struct {
	Notice func(message string) // says what a person should know while it lasts; nil for nobody
	End    func()               // ends the process; nil for one that nothing ends
	Limit  time.Duration        // for the work on one page; pageLimit when 0

	commit sync.Mutex // held while the files of a site are being replaced
}

// pageLimit is how long the work on one page may take. Its size, its parsers and its
// notes have limits that make it a hundredth of that: what takes longer hangs.
const pageLimit = 2 * time.Minute

type processKey struct{}

// WithProcess gives the writing under a context a process to tell.
func WithProcess(ctx context.Context, p *Process) context.Context {
	return context.WithValue(ctx, processKey{}, p)
}

// processOf is the process of a context, or one that nobody listens to.
func processOf(ctx context.Context) *Process {
	if p, ok := ctx.Value(processKey{}).(*Process); ok {
		return p
	}
	return new(Process)
}

func (p *Process) notice(format string, args ...any) {
	if p.Notice != nil {
		p.Notice(fmt.Sprintf(format, args...))
	}
}

// Settle waits until no files are being replaced, and lets none be replaced
// from then on: the process can be ended with the old site or the new one in
// its folder.
func (p *Process) Settle() { p.commit.Lock() }

// Working says that the work on a page begins, whose file is a path relative to the
// project. Where done is not called in time the process is ended, with the name of the
// page: a parser that hangs knows of no context.
func Working(ctx context.Context, file string) (done func()) {
	p := processOf(ctx)
	if p.End == nil {
		return func() {}
	}
	limit := cmp.Or(p.Limit, pageLimit)
	timer := time.AfterFunc(limit, func() {
		p.notice("%q has taken %v and seems to hang; nothing is half written. This is a fault of docsite: please report the page", file, limit)
		p.Settle()
		p.End()
	})
	return func() { timer.Stop() }
}
