package preview

import (
	_ "embed"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

//go:embed live.js
var script []byte

// own answers for the addresses below /_docsite/.
func (s *Server) own(w http.ResponseWriter, r *http.Request, name string) {
	if page, ok := strings.CutPrefix(name+"/", refreshing); ok {
		s.refresh(w, r, strings.TrimSuffix(page, "/"))
		return
	}
	switch name {
	case "events":
		s.events(w, r)
	case "live.js":
		send(w, r, contentType(name), version(script, ""), script)
	case "live.css":
		send(w, r, contentType(name), version(s.opts.Style, ""), s.opts.Style)
	default:
		http.NotFound(w, r)
	}
}

// refreshing is the folder below the preview's own that a page is posted to, to be
// refreshed.
const refreshing = "refresh/"

// refresh brings the copies in a page up to date. The page's own script alone may
// ask for it: see [Server.refuse]. The change comes back as a build.
func (s *Server) refresh(w http.ResponseWriter, r *http.Request, page string) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "the page is posted here by its button", http.StatusMethodNotAllowed)
		return
	}
	if strings.HasSuffix(r.URL.Path, "/") {
		page = path.Join(page, "index.html")
	}
	if err := s.opts.Refresh(r.Context(), page); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

const (
	maxStreams = 32               // tabs that listen; a browser opens six a host
	heartbeat  = 20 * time.Second // finds connections that are no longer there
)

// events tells a page the number of each build, and nothing of what is in it.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	numbers, ok := s.streams.open()
	if !ok {
		w.Header().Set("Retry-After", "5")
		http.Error(w, "too many pages are listening", http.StatusServiceUnavailable)
		return
	}
	defer s.streams.close(numbers)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for message := "retry: 500\n\n"; ; {
		out := http.NewResponseController(w)
		_ = out.SetWriteDeadline(time.Now().Add(writeTimeout))
		if _, err := fmt.Fprint(w, message); err != nil || out.Flush() != nil {
			return
		}
		select {
		case n := <-numbers:
			message = fmt.Sprintf("data: %d\n\n", n)
		case <-beat.C:
			message = ":\n\n"
		case <-r.Context().Done():
			return
		}
	}
}

// streams are the pages that listen for builds.
type streams struct {
	mu   sync.Mutex
	last int // number of the last build
	to   map[chan int]bool
}

// open gives a channel that holds the latest number that was not yet taken.
func (s *streams) open() (chan int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.to) >= maxStreams {
		return nil, false
	}
	if s.to == nil {
		s.to = make(map[chan int]bool)
	}
	c := make(chan int, 1)
	if s.last > 0 {
		c <- s.last
	}
	s.to[c] = true
	return c, true
}

func (s *streams) close(c chan int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.to, c)
}

// send never waits for a page that is slow: it finds the latest number when
// it comes to look.
func (s *streams) send(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = n
	for c := range s.to {
		select {
		case <-c:
		default:
		}
		c <- n
	}
}
