package builds

import (
	"bytes"
	"encoding/binary"

	"docsite/internal/publish"
	"docsite/internal/site"
	"docsite/internal/stamp"
)

// format begins a cache, and changes with what is in it.
const format = "docsite build 1\n"

// encode writes a build: the format, the SHA-256 of the rest, the rest.
func (b *Build) encode(program string) []byte {
	w := &encoder{}
	w.text(program)
	w.text(b.Output)
	w.text(b.Content)
	w.number(int64(b.Pages))
	w.number(int64(len(b.Answers)))
	for _, a := range b.Answers {
		w.number(int64(a.Kind))
		w.text(a.Name)
		w.text(a.Said)
		w.stamp(a.Stamp)
		w.flag(a.Settled)
	}
	w.number(int64(len(b.Problems)))
	for _, p := range b.Problems {
		w.text(p.File)
		w.number(int64(p.Line))
		w.number(int64(p.Col))
		w.number(int64(p.Severity))
		w.text(p.Message)
		w.text(p.Hint)
	}
	w.number(int64(len(b.Files)))
	for _, f := range b.Files {
		w.text(f.Name)
		w.text(f.Hash)
		w.stamp(f.Stamp)
		w.flag(f.Settled)
	}
	return append([]byte(format+sum(w.b)), w.b...)
}

// decode reads a build that the same program wrote whole; nil for anything else.
func decode(text []byte, program string) *Build {
	rest, ok := bytes.CutPrefix(text, []byte(format))
	if !ok || len(rest) < 32 || sum(rest[32:]) != string(rest[:32]) {
		return nil
	}
	r := &decoder{b: string(rest[32:])}
	if r.text() != program {
		return nil
	}
	b := &Build{Output: r.text(), Content: r.text(), Pages: int(r.number())}
	b.Answers = make([]Answer, r.count())
	for i := range b.Answers {
		b.Answers[i] = Answer{Question{int(r.number()), r.text()}, r.text(), r.stamp(), r.flag()}
	}
	b.Problems = make(site.Problems, r.count())
	for i := range b.Problems {
		b.Problems[i] = site.Problem{File: r.text(), Line: int(r.number()), Col: int(r.number()), Severity: site.Severity(r.number()), Message: r.text(), Hint: r.text()}
	}
	b.Files = make([]publish.Stand, r.count())
	for i := range b.Files {
		b.Files[i] = publish.Stand{Name: r.text(), Hash: r.text(), Stamp: r.stamp(), Settled: r.flag()}
	}
	if r.short || r.b != "" {
		return nil
	}
	return b
}

// encoder writes values one behind the other.
type encoder struct{ b []byte }

func (w *encoder) number(n int64) { w.b = binary.AppendVarint(w.b, n) }

func (w *encoder) text(s string) {
	w.number(int64(len(s)))
	w.b = append(w.b, s...)
}

func (w *encoder) flag(yes bool) {
	n := int64(0)
	if yes {
		n = 1
	}
	w.number(n)
}

func (w *encoder) stamp(s stamp.Stamp) {
	w.number(s.Size)
	w.number(s.Modified)
	w.number(s.Changed)
	w.number(int64(s.Inode))
	w.number(int64(s.Device))
}

// decoder reads them again. Behind the end of the text all values are zero.
type decoder struct {
	b     string
	short bool // the text ended too soon
}

func (r *decoder) number() int64 {
	var n uint64
	for i := 0; i < len(r.b) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(r.b[i]&0x7f) << (7 * i)
		if r.b[i] < 0x80 {
			r.b = r.b[i+1:]
			return int64(n>>1) ^ -int64(n&1)
		}
	}
	r.short, r.b = true, ""
	return 0
}

// count is the length of a list, of which each element has a byte or more.
func (r *decoder) count() int {
	n := r.number()
	if n < 0 || n > int64(len(r.b)) {
		r.short = true
		return 0
	}
	return int(n)
}

func (r *decoder) text() string {
	n := r.count()
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}

func (r *decoder) flag() bool { return r.number() != 0 }

func (r *decoder) stamp() stamp.Stamp {
	return stamp.Stamp{Size: r.number(), Modified: r.number(), Changed: r.number(), Inode: uint64(r.number()), Device: uint64(r.number())}
}
