package code

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// maxRefused is how many instructions BuildKit may refuse before a Dockerfile
// is plain lines.
const maxRefused = 16

// instruction is an instruction of a Dockerfile with the bytes it stands on.
type instruction struct {
	node  *parser.Node
	first int       // its first line, from 0
	last  int       // its last line, the ends of heredocs included
	head  site.Span // in flat: the instruction as one line, without its newline
	docs  []heredoc // in order
}

// heredoc is the body of a heredoc.
type heredoc struct {
	parser.Heredoc
	body site.Span // without the line that ends it
	end  site.Span // the word that ends it
}

// dockerfile reads a Dockerfile. BuildKit's parser says which lines make an
// instruction; where in them its words stand is worked out here, in flat.
func (r *reader) dockerfile() error {
	result, refused, err := r.buildkit()
	if err != nil {
		return err
	}
	var instructions []instruction
	if result != nil {
		r.escape = byte(result.EscapeToken)
		instructions = r.instructions(result.AST.Children)
	}
	rows := append(r.scratch.rows[:0], r.directives()...)
	stage := -1
	for i := range instructions {
		in := &instructions[i]
		if strings.EqualFold(in.node.Value, "from") {
			stage++
		}
		rows = append(rows, r.instruction(in, stage))
	}
	rows = r.refusedRows(rows, refused)
	r.rows(rows)
	r.looseComments(rows)
	r.scratch.rows = rows
	r.code.Dockerfile = &dockerfile.File{}
	if result != nil {
		r.code.Dockerfile = dockerfile.FromNodes(result.AST.Children)
	}
	return nil
}

// buildkit parses the Dockerfile. What BuildKit refuses is left out and comes
// back as lines: one broken instruction must not take the colours from the
// rest. The result is nil for a file of comments.
func (r *reader) buildkit() (*parser.Result, []site.Lines, error) {
	if err := dockerfile.CheckTriggers(r.text); err != nil {
		return nil, nil, fmt.Errorf("shown as plain lines: %w", err)
	}
	text, refused := r.overlong()
	text = dockerfile.Legible(r.mended(text))
	for {
		result, err := r.scratch.nodes.Nodes(text)
		if err == nil {
			return result, refused, nil
		}
		if strings.Contains(err.Error(), "file with no instructions") {
			return nil, refused, nil
		}
		lines := dockerfile.Location(err)
		if len(refused) == maxRefused || lines.First < 1 || lines.First > len(r.starts) {
			return nil, nil, fmt.Errorf("shown as plain lines: %v", err)
		}
		lines.Last = min(max(lines.Last, lines.First), len(r.starts))
		if without := r.withoutRemarks(text, lines.First-1, err.Error(), endsLine); without != text {
			text = without
			continue
		}
		r.refuse(lines, err.Error())
		refused = append(refused, lines)
		text = r.without(text, lines)
	}
}

// overlong leaves out the lines that BuildKit's scanner is too small for.
func (r *reader) overlong() (string, []site.Lines) {
	text := r.text
	var refused []site.Lines
	for i := range r.starts {
		if r.lineEnd(i)-r.starts[i] >= bufio.MaxScanTokenSize {
			lines := site.Lines{First: i + 1, Last: i + 1}
			r.refuse(lines, "it is longer than 65,535 bytes")
			refused = append(refused, lines)
			text = r.without(text, lines)
		}
	}
	return text, refused
}

// refuse warns of the first lines that BuildKit does not take.
func (r *reader) refuse(lines site.Lines, reason string) {
	if r.code.Warning == "" {
		r.code.Warning = fmt.Sprintf("line %d is shown as it stands: %s", lines.First, reason)
	}
}

// without blanks lines, so that the others keep their numbers.
func (r *reader) without(text string, lines site.Lines) string {
	from, to := r.starts[lines.First-1], r.lineEnd(lines.Last-1)
	b := []byte(text)
	for i := from; i < to; i++ {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}

// refusedRows makes rows of the lines that BuildKit does not take.
func (r *reader) refusedRows(rows []row, refused []site.Lines) []row {
	for _, lines := range refused {
		rows = append(rows, row{first: lines.First - 1, last: lines.Last - 1, group: Group{Kind: LineGroup, Stage: r.stageAt(rows, lines.First-1)}})
		for i := lines.First - 1; i < lines.Last; i++ {
			if !r.blankLine(i) {
				r.linePart(i)
			}
		}
	}
	if len(refused) > 0 {
		slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.first, b.first) })
	}
	return rows
}

// stageAt is the stage of the last row above a line.
func (r *reader) stageAt(rows []row, line int) int {
	stage := -1
	for _, w := range rows {
		if w.first < line {
			stage = max(stage, w.group.Stage)
		}
	}
	return stage
}

// directives makes a row of the parser directives at the top.
func (r *reader) directives() []row {
	var p parser.DirectiveParser
	last := -1
	for i := range r.starts {
		s := r.trim(r.line(i))
		d, err := p.ParseLine([]byte(r.flat[s.Start:s.End]))
		if d == nil || err != nil {
			break
		}
		r.token(DirectiveToken, s.Start, s.End)
		r.part(DirectivePart, s, d.Name, r.fields(s), -1)
		last = i
	}
	if last < 0 {
		return nil
	}
	return []row{{first: 0, last: last, group: Group{Kind: DirectiveGroup, Name: "directive", Stage: -1}}}
}

// looseComments adds the comments that stand outside the rows.
func (r *reader) looseComments(rows []row) {
	line := 0
	for _, w := range append(rows, row{first: len(r.starts)}) {
		r.commentLines(line, w.first, -1)
		line = w.last + 1
	}
}

// commentLines adds the comments on the lines from first up to next, runs of
// neighbours as one part.
func (r *reader) commentLines(first, next, parent int) {
	var run site.Span
	for i := first; i < next; i++ {
		s := trim(r.text, r.line(i)) // flat has the comments inside instructions blanked
		if s.Start == s.End || r.text[s.Start] != '#' {
			continue
		}
		r.token(CommentToken, s.Start, s.End)
		if run.End > 0 && run.End+1 >= r.starts[i] {
			run.End = s.End
			continue
		}
		r.comment(run, parent)
		run = s
	}
	r.comment(run, parent)
}

func (r *reader) comment(s site.Span, parent int) {
	if s.End > s.Start {
		r.part(CommentPart, s, "", r.prose(s), parent)
	}
}

// prose splits a comment at blanks; quotes mean nothing there.
func (r *reader) prose(s site.Span) []Word {
	from := len(r.words)
	for i := s.Start; i < s.End; {
		end := i
		for end < s.End && !Blank(r.text[end]) {
			end++
		}
		if end > i {
			raw := r.text[i:end]
			r.words = append(r.words, Word{Text: raw, Raw: raw, Span: site.Span{Start: i, End: end}})
		}
		i = end + 1
	}
	return r.words[from:len(r.words):len(r.words)]
}
