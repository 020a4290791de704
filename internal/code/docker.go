package code

import (
	"cmp"
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// dockerReader reads the instructions of a Dockerfile, whose lines a
// [dockerSplitter] has found.
type dockerReader struct {
	*builder
	shell shellReader
	posix bool // the shell in force takes POSIX text; false after SHELL ["powershell"]
}

// readDockerfile reads a Dockerfile. BuildKit's parser says which lines make an
// instruction; the words of an instruction are found in flat.
func readDockerfile(b *builder) error {
	split := dockerSplitter{builder: b}
	all, err := split.read()
	if err != nil {
		return err
	}
	instructions := split.instructions(all)
	r := dockerReader{builder: b, shell: shellReader{builder: b}, posix: true}
	rows := append(b.scratch.rows[:0], r.directives()...)
	stage := -1
	for i := range instructions {
		in := &instructions[i]
		if in.of.Keyword == "FROM" {
			stage++
		}
		rows = append(rows, r.instruction(in, stage))
	}
	rows = r.refusedRows(rows, split.refused)
	b.rows(rows)
	r.commentsBetween(rows)
	b.scratch.rows = rows
	b.code.Dockerfile = dockerfile.New(all)
	r.shell.release()
	return nil
}

// refusedRows makes rows of the lines that BuildKit does not take.
func (r *dockerReader) refusedRows(rows []row, refused []site.Lines) []row {
	for _, lines := range refused {
		rows = append(rows, row{first: lines.First - 1, last: lines.Last - 1, group: Group{Kind: LineGroup, Stage: stageAt(rows, lines.First-1)}})
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
func stageAt(rows []row, line int) int {
	stage := -1
	for _, w := range rows {
		if w.first < line {
			stage = max(stage, w.group.Stage)
		}
	}
	return stage
}

// directives makes a row of the parser directives at the top.
func (r *dockerReader) directives() []row {
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

// commentsBetween adds the comments that stand outside the rows.
func (r *dockerReader) commentsBetween(rows []row) {
	line := 0
	for _, w := range append(rows, row{first: len(r.starts)}) {
		r.commentLines(line, w.first, -1)
		line = w.last + 1
	}
}

// commentLines adds the comments on the lines from first up to next, runs of
// neighbours as one part.
func (r *dockerReader) commentLines(first, next, parent int) {
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
