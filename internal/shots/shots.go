// Package shots knows of screenshots that a project has of its own pages whether
// they still show them.
//
// Start from [Judge], which compares a [Shot], as render knows it, with docsite.lock
// and with the picture's file; [Taken] is what the lock keeps of a picture. It renders
// nothing and takes no picture.
package shots

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"docsite/internal/regular"
	"docsite/internal/site"
)

// Shot is a screenshot of shots: with what it is to show.
type Shot struct {
	File   string // of the picture, relative to the project
	Spec   site.ShotSpec
	Output string   // of the page in the site
	Shows  string   // SHA-256 of what it is to show, hexadecimal; empty where the site has no such thing
	Holds  []string // other screenshots that it is to show, by their files
	Why    string   // why there is nothing to show
	Hint   string   // what to do about that
	Key    string   // of the specification that is wrong then: "page" or "selector"
}

// State says whether a screenshot shows what it is to show.
type State int

const (
	Current State = iota
	Stale         // its subject has changed since it was taken
	Altered       // its file is not the one that was taken
	Untaken       // there is no file, or docsite has not taken it
	Lost          // the site has no such page, or the page no such part
)

// Retake is the command that takes screenshots again.
const Retake = "docsite shots"

// Verdict is a screenshot with its state.
type Verdict struct {
	Shot
	State  State
	Reason string // in words; empty of what is current
	Hint   string // what to do about it
}

// maxPicture is the largest picture that is read, in bytes.
const maxPicture = 64 << 20

// Judge says of each screenshot whether it shows what it is to show.
func Judge(s *site.Site, list []Shot) []Verdict {
	verdicts := make([]Verdict, len(list))
	for i, shot := range list {
		v := &verdicts[i]
		v.Shot = shot
		v.State, v.Reason = judge(s, &shot)
		switch v.State {
		case Current:
		case Lost:
			v.Hint = shot.Hint
		default:
			v.Hint = Retake + " takes it again"
		}
		if v.State == Untaken {
			v.Hint = Retake + " takes it"
		}
	}
	return verdicts
}

func judge(s *site.Site, shot *Shot) (State, string) {
	if shot.Why != "" {
		return Lost, shot.Why
	}
	picture, err := regular.Read(s.FS, shot.File, maxPicture)
	locked, known := s.Lock.Shots[shot.File]
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Untaken, "there is no picture"
	case err != nil:
		return Untaken, "the picture cannot be read"
	case !known:
		return Untaken, "docsite has not taken the picture"
	case locked.Shows != shot.Shows:
		return Stale, "what it shows has changed since it was taken"
	case locked.Look != sum(picture):
		return Altered, "it is not the picture that docsite took"
	}
	return Current, ""
}

// Taken is what the lock keeps of a screenshot whose picture is in these bytes.
func Taken(shot *Shot, picture []byte) site.LockedShot {
	return site.LockedShot{Shows: shot.Shows, Look: sum(picture)}
}

func sum(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) }

// InOrder puts screenshots that others show before those, so that a picture of a
// page with a picture has the new one. Within a circle the order is that of the list.
func InOrder(list []Shot) []Shot {
	var ordered []Shot
	visited := map[string]bool{}
	var visit func(shot *Shot)
	visit = func(shot *Shot) {
		if visited[shot.File] {
			return
		}
		visited[shot.File] = true
		for _, file := range shot.Holds {
			if i := slices.IndexFunc(list, func(s Shot) bool { return s.File == file }); i >= 0 {
				visit(&list[i])
			}
		}
		ordered = append(ordered, *shot)
	}
	for i := range list {
		visit(&list[i])
	}
	return ordered
}
