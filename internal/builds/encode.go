package builds

import (
	"bytes"

	"docsite/internal/kept"
	"docsite/internal/publish"
	"docsite/internal/record"
	"docsite/internal/stamp"
)

// format begins a cache, and changes with what is in it.
const format = "docsite build 11\n"

// encode writes a build, but for which record its Site has.
func (b *Build) encode(program string) *record.Writer {
	w := &record.Writer{B: make([]byte, 0, 128*(len(b.Answers)+len(b.Files)))}
	w.Text(program)
	w.Text(b.Output)
	w.Text(b.Content)
	w.Number(b.Pages)
	w.Flag(b.Days)
	w.Number(len(b.Answers))
	for _, a := range b.Answers {
		w.Number(a.Kind)
		w.Text(a.Name)
		w.Text(a.Said)
		writeStamp(w, a.Stamp)
		w.Flag(a.Settled)
	}
	kept.WriteProblems(w, b.Problems)
	w.Number(len(b.Files))
	for _, f := range b.Files {
		w.Text(f.Name)
		w.Text(f.Hash)
		writeStamp(w, f.Stamp)
		w.Flag(f.Settled)
	}
	return w
}

// whole is the file of a build: the format, the SHA-256 of the rest, the rest.
func whole(w *record.Writer, site string) []byte {
	w.Text(site)
	return append([]byte(format+sum(w.B)), w.B...)
}

// decode reads a build that the same program wrote whole; nil for anything else.
func decode(text []byte, program string) *Build {
	rest, ok := bytes.CutPrefix(text, []byte(format))
	if !ok || len(rest) < 32 || sum(rest[32:]) != string(rest[:32]) {
		return nil
	}
	r := record.NewReader(string(rest[32:]))
	if r.Text() != program {
		return nil
	}
	b := &Build{Output: r.Text(), Content: r.Text(), Pages: r.Number(), Days: r.Flag()}
	b.Answers = record.List(r, func() Answer {
		return Answer{Question{r.Number(), r.Text()}, r.Text(), readStamp(r), r.Flag()}
	})
	b.Problems = kept.ReadProblems(r)
	b.Files = record.List(r, func() publish.Stand {
		return publish.Stand{Name: r.Text(), Hash: r.Text(), Stamp: readStamp(r), Settled: r.Flag()}
	})
	if b.site = r.Text(); !r.Whole() {
		return nil
	}
	return b
}

func writeStamp(w *record.Writer, s stamp.Stamp) {
	for _, n := range [...]int64{s.Size, s.Modified, s.Changed, int64(s.Inode), int64(s.Device)} {
		w.Wide(n)
	}
}

func readStamp(r *record.Reader) stamp.Stamp {
	return stamp.Stamp{Size: r.Wide(), Modified: r.Wide(), Changed: r.Wide(), Inode: uint64(r.Wide()), Device: uint64(r.Wide())}
}
