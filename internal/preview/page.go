package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"docsite/internal/cause"
	"docsite/internal/site"
)

// page answers with the file of the site at name.
func (s *Server) page(w http.ResponseWriter, r *http.Request, name string, folder bool) {
	select {
	case <-s.ready:
	case <-r.Context().Done():
		return
	}
	b := s.current.Load()
	if folder {
		name = path.Join(name, "index.html")
	}
	if s.stream(w, r, b, name) {
		return
	}
	body, err := s.body(b, name)
	if err != nil && !folder {
		if index, _ := s.body(b, path.Join(name, "index.html")); index != nil {
			// The path starts with one slash and holds no other host: see sitePath.
			w.Header().Set("Location", (&url.URL{Path: "/" + name + "/"}).EscapedPath())
			w.WriteHeader(http.StatusFound)
			return
		}
	}
	problems := with(b.problems(name), err, name)
	switch {
	case body == nil:
		s.nothing(w, b, name, err, problems)
	case contentType(name) == htmlType:
		w.Header().Set("Content-Security-Policy", pagePolicy(body))
		older := b.older(name)
		v := fmt.Sprint(version(body, fmt.Sprint(problems, older)), "-", b.pictures) // live.js takes it apart
		send(w, r, htmlType, v, s.opts.Live(body, v, problems, older))
	default:
		send(w, r, contentType(name), version(body, ""), body)
	}
}

// stream answers with a large file of the project from the disk, so that many readers
// of it are no copies in memory. It reports whether there is one.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, b *build, name string) bool {
	files, ok := b.sites()[0].FS.(interface {
		OpenFile(name string) (fs.File, error)
	})
	if !ok {
		return false
	}
	f, err := files.OpenFile(name)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	content, seeks := f.(io.ReadSeeker)
	if err != nil || !seeks || info.Size() <= maxWhole {
		return false
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTimeout + time.Duration(info.Size()/slowest)*time.Second))
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("ETag", `"`+version(nil, fmt.Sprint(info.Size(), info.ModTime().UnixNano()))+`"`)
	http.ServeContent(w, r, "", time.Time{}, content)
	return true
}

// with adds to the problems of a page the one that kept it from being opened.
// That there is no such page is not a problem in anything the author wrote.
func with(problems site.Problems, err error, name string) site.Problems {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return problems
	}
	p := site.Problem{File: name, Severity: site.Error, Message: cause.Of(err).Error()}
	if errors.As(err, &p); slices.Contains(problems, p) {
		return problems // the page has told it
	}
	return append(problems[:len(problems):len(problems)], p)
}

// nothing answers with a page that says why there is none at name. It carries
// the script, and makes way for the page as soon as that is there.
func (s *Server) nothing(w http.ResponseWriter, b *build, name string, err error, problems site.Problems) {
	status := http.StatusInternalServerError
	if errors.Is(err, fs.ErrNotExist) && b.now.FS != nil {
		status = http.StatusNotFound
	}
	v := version(nil, fmt.Sprint(status, name, problems))
	w.Header().Set("Content-Type", htmlType)
	w.Header().Set("ETag", `"`+v+`"`)
	w.WriteHeader(status)
	_, _ = w.Write(s.opts.Live(s.opts.Problem(status, problems), v, nil, nil))
}

// send answers with a content that has a version: the whole of it, one range,
// or that it has not changed.
func send(w http.ResponseWriter, r *http.Request, kind, version string, body []byte) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTimeout))
	w.Header().Set("Content-Type", kind)
	w.Header().Set("ETag", `"`+version+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// version is a short name of a content, the same in every run.
func version(body []byte, more string) string {
	h := sha256.New()
	h.Write(body)
	h.Write([]byte(more))
	return hex.EncodeToString(h.Sum(nil)[:12])
}

const htmlType = "text/html; charset=utf-8"

// contentType is looked up here, not in the system's tables, so that the
// preview is the same everywhere. What is not listed is saved, not shown.
func contentType(name string) string {
	if kind, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return kind
	}
	return "application/octet-stream"
}

var contentTypes = map[string]string{
	".html":        htmlType,
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".xml":         "text/xml; charset=utf-8",
	".txt":         "text/plain; charset=utf-8",
	".md":          "text/plain; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".jpg":         "image/jpeg",
	".jpeg":        "image/jpeg",
	".gif":         "image/gif",
	".webp":        "image/webp",
	".avif":        "image/avif",
	".ico":         "image/x-icon",
	".woff2":       "font/woff2",
	".pdf":         "application/pdf",
	".mp4":         "video/mp4",
	".webm":        "video/webm",
}
