package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"docsite/internal/console"
	"docsite/internal/figures"
	"docsite/internal/measure"
)

// progress is a bar on a terminal: how many bytes of an image's layers are
// read. Where stderr is no terminal it says nothing.
type progress struct {
	w    io.Writer // nil: no terminal
	mu   sync.Mutex
	ref  string
	done map[int]int64
	last time.Time
}

func newProgress(w io.Writer) *progress {
	p := &progress{done: map[int]int64{}}
	if f := console.New(w).Raw(); f != nil && term.IsTerminal(int(f.Fd())) {
		p.w = f
	}
	return p
}

// tell takes in how far a layer is, and draws ten times a second.
func (p *progress) tell(e measure.Event) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if e.Ref != p.ref {
		p.ref = e.Ref
		clear(p.done)
	}
	p.done[e.Layer] = e.Done
	if time.Since(p.last) < 100*time.Millisecond {
		return
	}
	p.last = time.Now()
	sum := int64(0)
	for _, n := range p.done {
		sum += n
	}
	const cells = 24
	full := 0
	if e.All > 0 {
		full = int(min(sum*cells/e.All, cells))
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s%s %s of %s", strings.Repeat("━", full), strings.Repeat("─", cells-full), figures.Size(sum), figures.Size(e.All))
}

// clear takes the bar away before the results are printed.
func (p *progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
