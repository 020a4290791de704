package builds

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"docsite/internal/record"
	"docsite/internal/site"
	"docsite/internal/stamp"
)

// Kinds of questions.
const (
	askText    = iota // what a file holds: its SHA-256
	askPage           // what a page holds, to read it as a page
	askStat           // what stands at a path, links followed: kind and size
	askLstat          // the same of a link itself
	askFolder         // which entries a folder has
	askLink           // where a link leads
	askTracked        // which files git tracks
	askIgnored        // whether git ignores a file
	questions         // how many there are
)

// Question is one thing that a build asks its project.
type Question struct {
	Kind int
	Name string // slash path relative to the project; empty where none is meant
}

// Answer is a question with what the project said.
type Answer struct {
	Question
	Said    string
	Stamp   stamp.Stamp // of a file that was read
	Settled bool        // no later writing has this stamp
}

// Answers of every kind.
const (
	saidAbsent  = "absent"
	saidUnknown = ""      // never the same
	saidFile    = "file " // with its size
	saidError   = "error: "
)

// Trace remembers what is asked of a project. It is safe for use by several
// goroutines.
type Trace struct {
	fsys fs.FS
	now  time.Time // before the first question

	mu    sync.Mutex
	asked map[Question]*Answer
	reads map[Question]int // files that are being read
}

// NewTrace begins a trace of what is asked of the project in root.
func NewTrace(root *os.Root) *Trace {
	return &Trace{fsys: root.FS(), now: time.Now(), asked: map[Question]*Answer{}, reads: map[Question]int{}}
}

// Answers are those of all questions so far, in the order of their names.
func (t *Trace) Answers() []Answer {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := make([]Answer, 0, len(t.asked))
	for q, files := range t.reads {
		if files > 0 {
			list = append(list, Answer{Question: q, Said: saidUnknown})
		}
	}
	for q, a := range t.asked {
		if t.reads[q] == 0 {
			list = append(list, *a)
		}
	}
	slices.SortFunc(list, byName)
	return list
}

// After gives the answers of a build that took over what the one before knew: those
// that it asked for again, and the others as they were. Where a question has two
// answers somebody wrote meanwhile.
func (t *Trace) After(last *Build) []Answer {
	now := t.Answers()
	if last == nil {
		return now
	}
	list := make([]Answer, 0, len(now)+len(last.Answers))
	for _, before := range last.Answers {
		for len(now) > 0 && byName(now[0], before) < 0 {
			list, now = append(list, now[0]), now[1:]
		}
		switch {
		case len(now) == 0 || now[0].Question != before.Question:
			list = append(list, before)
		case now[0].Said != before.Said && before.Said != saidUnknown:
			now[0].Said = saidUnknown
		}
	}
	return append(list, now...)
}

// byName is the order of answers.
func byName(a, b Answer) int { return cmp.Or(strings.Compare(a.Name, b.Name), a.Kind-b.Kind) }

// note remembers an answer. Two that differ were given while somebody was writing:
// neither will do.
func (t *Trace) note(a Answer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if before := t.asked[a.Question]; before == nil {
		t.asked[a.Question] = &a
	} else if before.Said != a.Said || before.Stamp != a.Stamp {
		before.Said = saidUnknown
	}
}

// Git lets a site's questions to git be remembered too.
func (t *Trace) Git(s *site.Site) {
	if tracked := s.Tracked; tracked != nil {
		s.Tracked = func() (map[string]bool, error) {
			files, err := tracked()
			t.note(Answer{Question: Question{Kind: askTracked}, Said: sayTracked(files, err)})
			return files, err
		}
	}
	if ignored := s.Ignored; ignored != nil {
		s.Ignored = func(file string) bool {
			yes := ignored(file)
			t.note(Answer{Question: Question{askIgnored, file}, Said: fmt.Sprint(yes)})
			return yes
		}
	}
}

func sayTracked(files map[string]bool, err error) string {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return saidUnknown
	case err != nil:
		return saidError + err.Error()
	case files == nil:
		return saidAbsent
	}
	return record.Sum([]byte(strings.Join(slices.Sorted(maps.Keys(files)), "\x00")))
}

func sayError(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return saidAbsent
	}
	return saidError + err.Error()
}

// sayInfo says of a file its kind and size, of anything else its kind.
func sayInfo(info fs.FileInfo, err error) string {
	switch {
	case err != nil:
		return sayError(err)
	case info.Mode().IsRegular():
		return fmt.Sprint(saidFile, info.Size())
	}
	return info.Mode().Type().String()
}

func sayFolder(entries []fs.DirEntry, err error) string {
	if err != nil {
		return sayError(err)
	}
	h := sha256.New()
	for _, e := range entries {
		fmt.Fprintf(h, "%q %o\n", e.Name(), e.Type())
	}
	return string(h.Sum(nil))
}

func sayLink(to string, err error) string {
	if err != nil {
		return sayError(err)
	}
	return "to " + to
}

// FS gives the project's folder.
func (t *Trace) FS() fs.FS { return traced{t} }

// traced is a project's folder that is listened at.
type traced struct{ *Trace }

func (t traced) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(t.fsys, name)
	t.note(Answer{Question: Question{askStat, name}, Said: sayInfo(info, err)})
	return info, err
}

func (t traced) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(t.fsys, name)
	t.note(Answer{Question: Question{askLstat, name}, Said: sayInfo(info, err)})
	return info, err
}

func (t traced) ReadLink(name string) (string, error) {
	to, err := fs.ReadLink(t.fsys, name)
	t.note(Answer{Question: Question{askLink, name}, Said: sayLink(to, err)})
	return to, err
}

func (t traced) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.fsys, name)
	t.note(Answer{Question: Question{askFolder, name}, Said: sayFolder(entries, err)})
	return entries, err
}

// Open opens a file, whose text is hashed as it is read.
func (t traced) Open(name string) (fs.File, error) { return t.open(Question{askText, name}) }

// OpenPage opens a page, which others may read too, by another name or for its text.
func (t traced) OpenPage(name string) (fs.File, error) { return t.open(Question{askPage, name}) }

func (t traced) open(q Question) (fs.File, error) {
	f, err := t.fsys.Open(q.Name)
	if err != nil {
		t.note(Answer{Question: q, Said: sayError(err)})
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		t.note(Answer{Question: q, Said: saidUnknown}) // a folder, a pipe
		return f, nil
	}
	t.mu.Lock()
	t.reads[q]++
	t.mu.Unlock()
	s := stamp.Of(info)
	return &tracedFile{File: f, trace: t.Trace, hash: sha256.New(), answer: Answer{Question: q, Stamp: s, Settled: s.Settled(t.now)}}, nil
}

// tracedFile is a file that is being read.
type tracedFile struct {
	fs.File
	trace  *Trace
	hash   hash.Hash
	answer Answer
	failed bool
	closed bool
}

func (f *tracedFile) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	f.hash.Write(b[:n])
	f.failed = f.failed || err != nil && err != io.EOF
	return n, err
}

// maxRest is how much of a file is read that its reader has left, in bytes.
const maxRest = 1 << 20

// Close reads what is left: a reader may have stopped where it knew enough. What a
// file holds with more left is not known.
func (f *tracedFile) Close() error {
	if f.closed {
		return fs.ErrClosed
	}
	f.closed = true
	if f.readRest() {
		f.answer.Said = string(f.hash.Sum(nil))
	}
	f.trace.note(f.answer)
	f.trace.mu.Lock()
	f.trace.reads[f.answer.Question]--
	f.trace.mu.Unlock()
	return f.File.Close()
}

// readRest hashes what is left, and reports whether all of the file is hashed then.
// Mostly nothing is left: io.CopyN would take 32 KiB to learn that.
func (f *tracedFile) readRest() bool {
	if n, err := f.Read(make([]byte, 1)); n == 0 && err == io.EOF {
		return !f.failed
	}
	_, err := io.CopyN(f.hash, f.File, maxRest)
	return err == io.EOF && !f.failed
}
