package code

import (
	"errors"
	"io"
	"runtime"
)

// maxFrames is how many functions may be active in the shell's parser, which
// has some ten for each command, list or word around a place, and one for each
// line of a run of comments: far more than a script needs. Time quadratic in the
// depth is spent on text that nests deeper.
const maxFrames = 10_000

// errDepth refuses shell text that nests deeper.
var errDepth = errors.New("shown as plain lines: its commands nest too deep")

// shellSource is text for the shell's parser. It ends where the parser nests
// too deep. Nothing else can tell: only the parser knows which brackets of a
// text are code.
type shellSource struct {
	*builder
	rest   string
	frames int // of the functions that are active around the parser
}

func (b *builder) source(text string) *shellSource { return &shellSource{builder: b, rest: text} }

// Read gives the parser its next bytes, a kilobyte at a time. The error is
// [io.EOF] or [errDepth].
func (s *shellSource) Read(p []byte) (int, error) {
	var frames [128]uintptr
	switch {
	case s.rest == "":
		return 0, io.EOF
	case s.frames > 0:
		if runtime.Callers(s.frames+maxFrames, frames[:1]) > 0 {
			return 0, errDepth
		}
	case len(s.rest) > len(p):
		s.frames = runtime.Callers(0, frames[:])
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	s.spend(n)
	return n, nil
}
