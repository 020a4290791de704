package code

import (
	"cmp"
	"fmt"
	"strings"

	"docsite/internal/arena"
	"docsite/internal/phrases"
)

// maxSize is the number of bytes up to which a listing is parsed. A longer
// listing is plain lines.
const maxSize = 1 << 19

// Read takes a listing apart. It never fails: text that no parser takes becomes
// plain lines, and Code.Warning says why. Language is the first word of the
// fence's info string, or the name of a file, whose language counts then. Where
// the word is empty, or the code cannot be of that language, the language is
// guessed, if the code can be of one language only.
func Read(language string, code []byte) *Code { return new(Scratch).Read(language, code) }

// Read is the function [Read]. Its result is valid until the scratch is cleared.
func (m *Scratch) Read(language string, code []byte) *Code {
	c := &Code{Language: strings.ToLower(language), Text: code}
	warning := ""
	if strings.ContainsAny(c.Language, "./") {
		c.Language = fileLanguage(c.Language)
	}
	if c.Language == "" {
		c.Language = guess(code)
	} else if guessed := misnamed(c.Language, code); guessed != "" {
		warning = fmt.Sprintf("the fence says %q; what stands in it is read as %s", language, guessed)
		c.Language = guessed
	}
	read := readers[Canonical(c.Language)]
	b := newBuilder(c, m)
	switch {
	case read == nil:
		b.plain()
	case len(code) > maxSize:
		c.Warning = fmt.Sprintf("a listing of %d bytes is shown as plain lines; at most %d are read", len(code), maxSize)
		b.plain()
	default:
		b.reserve()
		if err := try(read, b); err != nil {
			c.Groups, c.Tokens, c.Parts, c.Dockerfile = nil, nil, nil, nil
			c.Warning = err.Error()
			b = newBuilder(c, m)
			b.plain()
		}
	}
	b.finish()
	c.Warning = cmp.Or(warning, c.Warning)
	c.Parts, c.Tokens, c.Groups = m.parts.Commit(c.Parts), m.tokens.Commit(c.Tokens), m.groups.Commit(c.Groups)
	c.Starts = m.starts.Commit(b.starts)
	m.words.Commit(b.words)
	return c
}

// try runs a reader and makes an error of a panic: a parser must not take
// the site down with it.
func try(read func(*builder) error, b *builder) (err error) {
	defer func() {
		if p := recover(); p == errWork {
			err = errWork
		} else if p != nil {
			err = fmt.Errorf("shown as plain lines: the parser stopped with %q", fmt.Sprint(p))
		}
	}()
	return read(b)
}

// Scratch is memory that listings are read into. Whoever reads the listings of
// many pages, one after the other, takes the same scratch for all pages: a Code
// that was read into a scratch is gone when the scratch is cleared. The zero Scratch is ready; it is
// not safe for use by several goroutines.
type Scratch struct {
	parts  arena.Arena[Part]
	tokens arena.Arena[Token]
	words  arena.Arena[Word]
	groups arena.Arena[Group]
	starts arena.Arena[int]

	// The rest is in use while a listing is read.
	rows         []row
	instructions []instruction
	flat         []byte
	titles       phrases.Titles
}

// maxScratch is how many elements an array may have to be used again: an
// unusual page does not make memory grow for good.
const maxScratch = 1 << 14

// Clear makes the memory free for the next page.
func (m *Scratch) Clear() {
	if max(m.parts.Cap(), m.tokens.Cap(), m.words.Cap(), m.groups.Cap(), m.starts.Cap(), cap(m.rows), cap(m.instructions), cap(m.flat)/16) > maxScratch {
		*m = Scratch{}
	}
	m.parts.Reset()
	m.tokens.Reset()
	m.words.Reset()
	m.groups.Reset()
	m.starts.Reset()
}
