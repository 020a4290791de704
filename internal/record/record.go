// Package record writes values one behind the other, and reads them again.
//
// Start from [Fields], which writes or reads a value by one list of its fields, or from
// [Writer] and [Reader]. There are no types and no names in a record: who reads it asks
// for what was written, in the same order. A record that ends too soon gives zero values,
// and says so by [Reader.Whole].
package record

import (
	"crypto/sha256"
	"encoding/binary"
)

// Writer writes values into B.
type Writer struct{ B []byte }

// Number writes a number.
func (w *Writer) Number(n int) { w.Wide(int64(n)) }

// Wide writes a number that an int need not hold.
func (w *Writer) Wide(n int64) { w.B = binary.AppendVarint(w.B, n) }

// Text writes bytes of any kind.
func (w *Writer) Text(s string) {
	w.Number(len(s))
	w.B = append(w.B, s...)
}

// Flag writes a truth.
func (w *Writer) Flag(yes bool) {
	n := 0
	if yes {
		n = 1
	}
	w.Number(n)
}

// Texts writes a list of texts.
func (w *Writer) Texts(list []string) {
	w.Number(len(list))
	for _, s := range list {
		w.Text(s)
	}
}

// Reader reads what a [Writer] wrote. Texts that it gives are parts of the whole
// record, which stays in memory as long as one of them.
type Reader struct {
	rest  string
	short bool // the record ended too soon
}

// NewReader reads a record.
func NewReader(text string) *Reader { return &Reader{rest: text} }

// Whole reports whether everything that was asked for was there, and nothing else.
func (r *Reader) Whole() bool { return !r.short && r.rest == "" }

// Left is how many bytes were not read yet.
func (r *Reader) Left() int { return len(r.rest) }

// Number reads a number.
func (r *Reader) Number() int { return int(r.Wide()) }

// Wide reads a number that an int need not hold.
func (r *Reader) Wide() int64 {
	n, size := binary.Varint([]byte(r.rest[:min(len(r.rest), binary.MaxVarintLen64)]))
	if size <= 0 {
		r.short, r.rest = true, ""
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// Count reads the length of a list, of which each element has a byte or more.
func (r *Reader) Count() int {
	n := r.Number()
	if n < 0 || n > len(r.rest) {
		r.short = true
		return 0
	}
	return n
}

// Text reads bytes of any kind.
func (r *Reader) Text() string {
	n := r.Count()
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// Flag reads a truth.
func (r *Reader) Flag() bool { return r.Number() != 0 }

// Texts reads a list of texts; nil for an empty one.
func (r *Reader) Texts() []string {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.Text()
	}
	return list
}

// Sum is the SHA-256 of a text, as bytes. It goes through a string in pieces: as one it
// would be copied.
func Sum[T string | []byte](text T) string {
	h := sha256.New()
	var piece [4 << 10]byte
	for len(text) > 0 {
		n := copy(piece[:], text)
		h.Write(piece[:n])
		text = text[n:]
	}
	return string(h.Sum(nil))
}

// Fields writes the fields of a value, or reads them, as one list of them says. It has
// one of both.
type Fields struct {
	To   *Writer
	From *Reader
}

// all writes fields by one function, or reads them by another.
func all[T any](f Fields, fields []*T, write func(*Writer, T), read func(*Reader) T) {
	for _, field := range fields {
		if f.To != nil {
			write(f.To, *field)
		} else {
			*field = read(f.From)
		}
	}
}

// Texts are fields that hold bytes of any kind.
func (f Fields) Texts(fields ...*string) { all(f, fields, (*Writer).Text, (*Reader).Text) }

// Numbers are fields that hold numbers.
func (f Fields) Numbers(fields ...*int) { all(f, fields, (*Writer).Number, (*Reader).Number) }

// Wides are fields that hold numbers which an int need not hold.
func (f Fields) Wides(fields ...*int64) { all(f, fields, (*Writer).Wide, (*Reader).Wide) }

// Flags are fields that hold truths.
func (f Fields) Flags(fields ...*bool) { all(f, fields, (*Writer).Flag, (*Reader).Flag) }

// Lists are fields that hold texts.
func (f Fields) Lists(fields ...*[]string) { all(f, fields, (*Writer).Texts, (*Reader).Texts) }

// Each is a field that holds a list, with the fields of its elements; nil for an empty one.
func Each[T any](f Fields, list *[]T, fields func(element *T, f Fields)) {
	if f.To != nil {
		f.To.Number(len(*list))
	} else if n := f.From.Count(); n > 0 {
		*list = make([]T, n)
	}
	for i := range *list {
		fields(&(*list)[i], f)
	}
}
