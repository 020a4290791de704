package site

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"docsite/internal/front"
	"docsite/internal/regular"
)

// LockName is the name of the lock file in the project's folder.
const LockName = "docsite.lock"

const maxLock = 16 << 20 // bytes of docsite.lock: 10,000 images with ten layers each

// Lock is docsite.lock: the figures, quotations and notes as they were when a
// person or a refresh last looked. It is JSON with sorted ids and holds no time of
// last check, so that an uneventful refresh changes no byte.
type Lock struct {
	Version int                     `json:"version"`
	Images  map[string]LockedImage  `json:"images,omitempty"`  // by id of docsite.yaml
	Quotes  map[string]LockedQuote  `json:"quotes,omitempty"`  // by page and block: "a.md#1"
	Notes   map[string][]LockedNote `json:"notes,omitempty"`   // by page
	History map[string][]LockedSize `json:"history,omitempty"` // by id, oldest first
	// Pictures are the copies of pictures, by their addresses or what they were drawn
	// from: names of files, which hold the hash of what is in them.
	Pictures map[string]string `json:"pictures,omitempty"`
	// Shots are the screenshots that docsite took, by their files, relative to the
	// project.
	Shots map[string]LockedShot `json:"shots,omitempty"`
	// Held names the tables that keep all their rows because one of their
	// images could not be asked while another changed.
	Held []string `json:"held,omitempty"`
}

// LockedImage is an image as it was measured.
type LockedImage struct {
	Image
	Index string `json:"index,omitempty"` // digest that the tag resolved to
	Since string `json:"since"`           // YYYY-MM-DD: the day on which the digest was first seen
	Asked string `json:"asked,omitempty"` // platform that docsite.yaml asks for, as written
	From  string `json:"from,omitempty"`  // SHA-256 of the Dockerfile by which the layers got their lines
	// Judged says that figures that are absent are absent for good: the bytes
	// that they would come from had their digests. Where it is not said, the
	// image is asked about again.
	Judged bool `json:"judged,omitempty"`
}

// Blank reports whether one of the four sizes is absent.
func (i *LockedImage) Blank() bool {
	return i.Download == nil || i.Unpacked == nil || i.Disk == nil || i.Usage == nil
}

// Hash is the SHA-256 of an image's Dockerfile together with the stage that it
// is built from: what [LockedImage] keeps as From, and what differs from it
// once either has changed.
func (s ImageSpec) Hash(dockerfile []byte) string {
	return fmt.Sprintf("%x", sha256.Sum256(append([]byte(s.Target+"\n"), dockerfile...)))
}

// LockedQuote is the hash of what a quotation by line numbers last quoted.
type LockedQuote struct {
	SHA256 string `json:"sha256"`
}

// LockedNote is a note with the code that it explained when a person last
// looked, and the hash of its words. Versions and digests are masked when the
// lines are compared, not here, so that a person can be shown what was there.
type LockedNote struct {
	Label string   `json:"label"`
	Block int      `json:"block"`
	Rank  int      `json:"rank"`  // how many of the page's notes explain code further up
	Lines []string `json:"lines"` // as written
	Words string   `json:"words"` // SHA-256 of the note's text, hexadecimal
}

// LockedSize is one point of an image's history.
type LockedSize struct {
	Since    string `json:"since"`
	Digest   string `json:"digest"`
	Download int64  `json:"download"`
	Usage    int64  `json:"usage,omitempty"`
	// Grew is the layer that grew most since the point before; nil where none is known
	// to have grown.
	Grew *LayerChange `json:"grew,omitempty"`
}

// ReadLock reads docsite.lock; where there is none it gives an empty lock.
func ReadLock(fsys fs.FS) (*Lock, Problems) {
	lock := &Lock{Version: 1}
	text, err := front.WithoutMark(regular.Read(fsys, LockName, maxLock))
	if errors.Is(err, fs.ErrNotExist) {
		return lock, nil
	}
	if err != nil {
		return nil, Problems{{File: LockName, Severity: Error, Message: plain(err)}}
	}
	src := &Source{Name: LockName, Text: text}
	if at, err := front.CheckJSON(text); err != nil {
		return nil, Problems{src.Problem(Error, at, err.Error(), "restore the file from git")}
	}
	if at, message := front.Conflict(text, nil); at >= 0 {
		return nil, Problems{src.Problem(Error, at, message, "take it as one side has it, such as git checkout --ours docsite.lock, and run docsite refresh")}
	}
	if err := json.Unmarshal(text, lock); err != nil {
		at, message := front.JSONFault(text, err)
		return nil, Problems{src.Problem(Error, at, message, "restore the file from git, or delete it and run docsite refresh")}
	}
	if lock.Version != 1 {
		return nil, Problems{{File: LockName, Severity: Error,
			Message: fmt.Sprintf("version %d is not known", lock.Version),
			Hint:    "a newer docsite wrote it; update docsite"}}
	}
	return lock, nil
}
