package builds

import (
	"crypto/sha256"
	"strings"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/record"
	"docsite/internal/stamp"
)

// format begins a cache, and changes with what is in it.
const format = "docsite build 13\n"

// sumSize is the length of a [record.Sum].
const sumSize = sha256.Size

// encode writes a build behind room for its sum, but for which record its Site has.
func (b *Build) encode(program string) *record.Writer {
	w := &record.Writer{B: make([]byte, 0, 128*(len(b.Answers)+len(b.Files)))}
	w.B = append(w.B, format...)
	w.B = append(w.B, make([]byte, sumSize)...)
	w.Text(program)
	b.fields(record.Fields{To: w})
	return w
}

func (b *Build) fields(f record.Fields) {
	f.Texts(&b.Output, &b.Content)
	f.Numbers(&b.Pages)
	f.Flags(&b.Days)
	record.Each(f, &b.Answers, func(a *Answer, f record.Fields) {
		f.Numbers(&a.Kind)
		f.Texts(&a.Name, &a.Said)
		stamped(&a.Stamp, f)
		f.Flags(&a.Settled)
	})
	kept.Problems(f, &b.Problems)
	record.Each(f, &b.Files, func(s *publish.Stand, f record.Fields) {
		f.Texts(&s.Name, &s.Hash)
		stamped(&s.Stamp, f)
		f.Flags(&s.Settled)
	})
}

// stamped are the fields of a stamp.
func stamped(s *stamp.Stamp, f record.Fields) {
	inode, device := int64(s.Inode), int64(s.Device)
	f.Wides(&s.Size, &s.Modified, &s.Changed, &inode, &device)
	if f.From != nil {
		s.Inode, s.Device = uint64(inode), uint64(device)
	}
}

// whole is the file of a build: the format, the SHA-256 of the rest, the rest.
func whole(w *record.Writer, site string) []byte {
	w.Text(site)
	rest := w.B[len(format):]
	copy(rest, record.Sum(rest[sumSize:]))
	return w.B
}

// decode reads a build that the same program wrote whole; nil for anything else.
func decode(text, program string) *Build {
	rest, ok := strings.CutPrefix(text, format)
	if !ok || len(rest) < sumSize || record.Sum(rest[sumSize:]) != rest[:sumSize] {
		return nil
	}
	r := record.NewReader(rest[sumSize:])
	if r.Text() != program {
		return nil
	}
	b := &Build{}
	b.fields(record.Fields{From: r})
	if b.site = r.Text(); !r.Whole() {
		return nil
	}
	return b
}
