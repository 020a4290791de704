package figures

import (
	"fmt"
	"strconv"
	"strings"

	"docsite/internal/site"
)

// Value is a figure as it is printed, with where it comes from.
type Value struct {
	Text     string // "62.6 MB", "7", "sha256:…", "2026-11-20", "linux/amd64"
	Bytes    int64  // of a size; -1 for what is none
	Recorded bool   // a person wrote it down; no image was measured
	Since    string // YYYY-MM-DD: the day on which the digest was first seen, or the figure written down
	Platform string
	Digest   string // of the platform's manifest; empty for a recorded figure
	Method   site.Method
}

// Absent says why there is no figure of an id that docsite.yaml knows.
type Absent struct{ ID, Reason, Hint string }

func (e *Absent) Error() string { return fmt.Sprintf("there is no %q: %s", e.ID, e.Reason) }

// Unknown says which part of an id docsite.yaml does not know.
type Unknown struct{ ID, Reason, Hint string }

func (e *Unknown) Error() string {
	if id := strconv.Quote(e.ID); !strings.Contains(e.Reason, id) {
		return id + ": " + e.Reason
	}
	return e.Reason
}

// Find finds the figure with an id such as "inkwell.download". What the
// lock has of the image as it is configured comes first, then what is
// recorded in docsite.yaml. The error is an [*Unknown] or an [*Absent].
func Find(s *site.Site, id string) (Value, error) {
	if unknown := Refuse(&s.Config, site.Marker{Kind: "value", ID: id}); unknown != nil {
		return Value{}, unknown
	}
	image, name := split(id)
	column, _ := ColumnOf(name)
	if v, ok := find(s, image, column); ok {
		return v, nil
	}
	return Value{}, absent(s, id, image, name, s.Config.Images[image])
}

// find finds a figure of an image that docsite.yaml knows.
func find(s *site.Site, image string, c *Column) (Value, bool) {
	spec := s.Config.Images[image]
	if locked, ok := s.Lock.Images[image]; ok && spec.Ref != "" {
		if v, ok := measured(locked, c); ok {
			return v, true
		}
	}
	return recorded(spec.Recorded, c)
}

// measured reads a figure out of the lock.
func measured(img site.LockedImage, c *Column) (Value, bool) {
	v := Value{Bytes: -1, Since: img.Since, Platform: img.Platform, Digest: img.Digest, Method: img.Method}
	if c.Kind == Bytes {
		if c.Name == download {
			v.Method = site.ByManifest
		}
		return v.size(c.Of(&img.Image))
	}
	v.Text = c.locked(&img)
	return v, v.Text != ""
}

func (v Value) size(bytes *int64) (Value, bool) {
	if bytes == nil {
		return v, false
	}
	v.Bytes, v.Text = *bytes, Size(*bytes)
	return v, true
}

// recorded reads a figure out of docsite.yaml. The text is printed anew, so
// that figures of one page look alike.
func recorded(spec site.RecordedSpec, c *Column) (Value, bool) {
	if spec == nil {
		return Value{}, false
	}
	v := Value{Bytes: -1, Recorded: true, Since: spec[site.RecordedOn], Method: site.Recorded}
	if c.Name == since {
		v.Text = v.Since
		return v, true
	}
	text := spec[c.Name]
	bytes, err := ParseSize(text)
	if text == "" || err != nil {
		return v, false
	}
	return v.size(&bytes)
}

// absent says what keeps a figure away.
func absent(s *site.Site, id, image, column string, spec site.ImageSpec) error {
	locked, ok := s.Lock.Images[image]
	switch {
	case spec.Ref == "":
		return &Absent{id, fmt.Sprintf("docsite.yaml records no %s of the image", column), "add it under recorded:, or give the image a ref:"}
	case !ok && site.Repository(spec.Ref) == spec.Ref && hasTags(s, image):
		return &Absent{id, "its tags have been measured, and the image itself has not: there may be no latest", "name the tag in ref: of docsite.yaml whose figures these are"}
	case !ok:
		return &Absent{id, "the image has not been measured yet", "run docsite refresh"}
	case locked.Missing != "":
		return &Absent{id, locked.Missing, ""}
	}
	return &Absent{id, fmt.Sprintf("docsite.lock has no %s of the image", column), "run docsite refresh"}
}

// hasTags reports whether tags of an image are there that have a pattern in docsite.yaml.
func hasTags(s *site.Site, image string) bool {
	for _, spec := range s.Config.Images {
		if spec.TagOf == image {
			return true
		}
	}
	return false
}
