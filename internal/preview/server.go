package preview

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// Options say what is previewed. All but Hosts and Refresh are required.
type Options struct {
	Dir    string                 // the project's folder, which is watched
	Ignore func(name string) bool // whether a file or folder, a slash path relative to Dir, is not watched
	Hosts  []string               // "name:port" that the server answers to, besides the loopback names

	// Build reads the project. changed are the slash paths, relative to Dir,
	// that are new, gone or different since the last call; nil the first time.
	Build func(ctx context.Context, changed []string) Site
	// Live puts the script /_docsite/live.js into a page of the site, with
	// version in its data-version attribute, the problems, and a word on the files of
	// which the page has an older copy, with a button of the class "live-refresh".
	Live func(page []byte, version string, problems site.Problems, older []string) []byte
	// Refresh brings the copies in the page at an output path up to date, in the
	// author's Markdown; nil where nothing is written. Its error is for a person.
	Refresh func(ctx context.Context, page string) error
	// Problem is a page of its own, for an address that has nothing to show.
	Problem func(status int, problems site.Problems) []byte
	Style   []byte // of what Live and Problem add; served as /_docsite/live.css

	Log func(message string) // what a person at the terminal should know
}

// Site is what a reading of the project gave.
type Site struct {
	FS fs.FS // of files alone, without folders; nil when there is nothing to show
	// Problems are those to show on the page at an output path; for "" those
	// that stop a build. It is asked again for each page, after it was opened,
	// since more are found while pages are rendered.
	Problems func(page string) site.Problems
	// Older are the files of which the page at an output path has an older copy than
	// is shown, asked for after the page was opened; nil for none.
	Older func(page string) []string
}

// Limits of the server. A preview has one reader, with a few tabs.
const (
	headerTimeout = 5 * time.Second
	writeTimeout  = 30 * time.Second // of an answer, and of one event
	idleTimeout   = 10 * time.Second // of a connection between two requests
	maxHeader     = 16 << 10         // bytes
	maxWhole      = 1 << 20          // bytes of a file of the project that is held in memory
	slowest       = 128 << 10        // bytes a second for which a reader of a larger one is waited
)

// Server shows a site. It is an http.Handler; [Server.Serve] keeps it fresh.
type Server struct {
	opts    Options
	hosts   map[string]bool
	current atomic.Pointer[build]
	ready   chan struct{} // closed when there is a current build
	streams streams

	mu   sync.Mutex
	kept map[string]rendered // by name in the site
	size int                 // of the bodies in kept, in bytes
}

// New makes a server for the address that it will listen on.
func New(addr net.Addr, opts Options) *Server {
	s := &Server{opts: opts, hosts: hostNames(addr), ready: make(chan struct{}), kept: make(map[string]rendered)}
	for _, name := range opts.Hosts {
		s.hosts[name] = true
	}
	return s
}

// Serve answers requests on l, and builds again whenever the project changes,
// until ctx ends. It closes l. Nothing that it started is left when it returns.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	wg.Go(func() { s.keepFresh(ctx) })

	server := &http.Server{
		Handler:                      s,
		ReadHeaderTimeout:            headerTimeout,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true, // "OPTIONS *" is refused like every other method
		ErrorLog:                     log.New(io.Discard, "", 0),
		BaseContext:                  func(net.Listener) context.Context { return ctx },
	}
	wg.Go(func() {
		<-ctx.Done() // which has ended the event streams too
		grace, done := context.WithTimeout(context.Background(), time.Second)
		defer done()
		_ = server.Shutdown(grace)
		_ = server.Close()
	})
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// keepFresh builds once, and then after every change.
func (s *Server) keepFresh(ctx context.Context) {
	var wg sync.WaitGroup
	defer wg.Wait()
	seen, settled := make(chan []string), make(chan []string)
	w := newWatcher(s.opts.Dir, s.opts.Ignore, s.opts.Log)
	// The folder is looked at before it is read, so that a change in between
	// is found later and not lost.
	w.look(".")
	wg.Go(func() { w.run(ctx, seen) })
	wg.Go(func() { debounce(ctx, seen, settled, w.isEmpty) })
	s.rebuild(ctx, nil)
	for {
		select {
		case <-ctx.Done():
			return
		case changed := <-settled:
			s.rebuild(ctx, changed)
		}
	}
}

// ListenFault is why nothing can listen at an address, in words.
func ListenFault(err error) string {
	var address *net.AddrError
	var lookup *net.DNSError
	switch {
	case errors.As(err, &address):
		return address.Err
	case errors.As(err, &lookup) && strings.HasSuffix(lookup.Err, "unknown port"):
		return "the port is not known"
	case errors.As(err, &lookup):
		return "the host is not known"
	}
	return source.Innermost(err).Error()
}
