package code

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// instructions finds the bytes on which BuildKit's nodes stand, and blanks
// in flat what joins their lines: the escape at the end of a line, comments
// and empty lines between. The rest of flat keeps its place, so that an
// offset in a joined line is an offset in the file.
func (r *reader) instructions(nodes []*parser.Node) []instruction {
	flat := []byte(r.flat)
	instructions := r.scratch.instructions[:0]
	for _, node := range nodes {
		in := instruction{node: node, first: node.StartLine - 1}
		if in.first < 0 || in.first >= len(r.starts) {
			continue
		}
		in.last = r.join(flat, &in)
		in.head = site.Span{Start: r.starts[in.first], End: r.line(in.last).End}
		for _, doc := range node.Heredocs {
			in.docs = append(in.docs, r.heredoc(doc, &in.last))
		}
		instructions = append(instructions, in)
	}
	r.flat = string(flat)
	r.scratch.instructions = instructions
	return instructions
}

// join blanks the joints of an instruction and gives its last line, heredocs
// not counted.
func (r *reader) join(flat []byte, in *instruction) int {
	for i := in.first; i < len(r.starts); i++ {
		s := r.line(i)
		if i > in.first && joint(r.flat[s.Start:s.End]) {
			blankOut(flat[s.Start:r.lineEnd(i)])
			continue
		}
		at := s.Start + dockerfile.Continuation(r.flat[s.Start:s.End], r.escape)
		if at < s.Start {
			return i
		}
		r.token(PunctuationToken, at, at+1)
		blankOut(flat[at:r.lineEnd(i)])
	}
	return len(r.starts) - 1
}

// joint reports whether a line between continued lines adds nothing to them.
func joint(line string) bool {
	for i := range len(line) {
		if !Blank(line[i]) {
			return line[i] == '#'
		}
	}
	return true
}

func blankOut(b []byte) {
	for i := range b {
		b[i] = ' '
	}
}

// heredoc finds the body of a heredoc that begins after line last, and moves
// last to the line that ends it.
func (r *reader) heredoc(doc parser.Heredoc, last *int) heredoc {
	h := heredoc{Heredoc: doc, body: site.Span{Start: r.lineEnd(*last), End: r.lineEnd(*last)}}
	for *last+1 < len(r.starts) {
		*last++
		s := r.line(*last)
		if doc.Chomp {
			for s.Start < s.End && r.text[s.Start] == '\t' {
				s.Start++
			}
		}
		if line := r.text[s.Start:s.End]; line == doc.Name || strings.Contains(doc.Name, "?") && dockerfile.Legible(line) == doc.Name {
			h.end = s
			return h
		}
		h.body.End = r.lineEnd(*last)
	}
	return h
}
