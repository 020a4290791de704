package bind

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
)

// counted binds the notes that quote nothing but count lines: "Line 4". They
// are believed when all the lines that the group counts are there.
func (b *binder) counted(g int, hints []site.Lines) {
	group := &b.groups[g]
	top := 0
	for n, h := range hints {
		if h.First > 0 && b.out[g][n].State == site.NoCode {
			top = max(top, h.Last)
		}
	}
	if top == 0 {
		return
	}
	x, block := b.longEnough(group.Blocks, top)
	if x == nil {
		return
	}
	for n, h := range hints {
		if h.First == 0 || b.out[g][n].State != site.NoCode {
			continue
		}
		t := site.Target{Block: block}
		for line := h.First; line <= h.Last; line++ {
			s := x.lineSpan(line)
			if len(bytes.TrimSpace(x.Text[s.Start:s.End])) > 0 {
				t.Lines = append(t.Lines, line)
			}
		}
		if len(t.Lines) == 0 {
			b.out[g][n] = site.Binding{State: site.Unmatched, Reason: "line " + strconv.Itoa(h.First) + " is empty"}
			continue
		}
		t.Spans = x.spans(t.Lines)
		b.out[g][n] = site.Binding{State: site.Matched, Targets: []site.Target{t}}
	}
}

// longEnough is the nearest listing that has so many lines.
func (b *binder) longEnough(blocks []int, lines int) (*index, int) {
	for _, block := range blocks {
		x := b.index(block)
		if x == nil {
			continue
		}
		n := len(x.starts)
		if x.starts[n-1] == len(x.Text) {
			n--
		}
		if lines <= n {
			return x, block
		}
		if 2*n >= lines {
			return nil, 0 // this is the one, and it has changed
		}
	}
	return nil, 0
}

// markers binds a numbered list to the markers "(1)!" and "<1>" in the
// comments of the nearest listing that has them, and reports whether it did.
func (b *binder) markers(g int) bool {
	group := &b.groups[g]
	if len(group.Notes) == 0 || group.Notes[0].Number == 0 {
		return false
	}
	for _, block := range group.Blocks {
		x := b.index(block)
		if x == nil {
			continue
		}
		marks := x.marks()
		if len(marks) == 0 {
			continue
		}
		hit := false
		for n := range group.Notes {
			lines := marks[group.Notes[n].Number]
			if len(lines) == 0 {
				continue
			}
			hit = true
			slices.Sort(lines)
			lines = slices.Compact(lines)
			b.out[g][n] = site.Binding{State: site.Matched, Targets: []site.Target{{Block: block, Lines: lines, Spans: x.spans(lines)}}}
		}
		return hit
	}
	return false
}

// marks finds the markers: by number, the lines that they stand for.
func (x *index) marks() map[int][]int {
	if !bytes.Contains(x.Text, []byte("(1)")) && !bytes.Contains(x.Text, []byte("<1>")) {
		return nil
	}
	marks := map[int][]int{}
	for line := 1; line <= len(x.starts); line++ {
		s := x.lineSpan(line)
		code, comment, ok := cutComment(string(x.Text[s.Start:s.End]))
		if !ok {
			continue
		}
		for _, n := range numbers(comment) {
			if strings.TrimSpace(code) != "" {
				marks[n] = append(marks[n], line)
			} else {
				marks[n] = append(marks[n], x.below(line)...)
			}
		}
	}
	return marks
}

// cutComment cuts a line at the last sign that opens a comment.
func cutComment(line string) (code, comment string, ok bool) {
	for _, sign := range [...]string{"#", "//", "--", "<!--"} {
		if i := strings.LastIndex(line, sign); i >= 0 {
			if rest := line[i+len(sign):]; len(numbers(rest)) > 0 {
				return line[:i], rest, true
			}
		}
	}
	return line, "", false
}

// numbers reads a comment of nothing but markers: "(1)!", "<1> <2>".
func numbers(s string) (list []int) {
	s = strings.TrimSpace(s)
	for s != "" {
		n, size, close := 0, 1, byte(')')
		switch s[0] {
		case '(':
		case '<':
			close = '>'
		default:
			return nil
		}
		for size < len(s) && isDigit(s[size]) && size < 5 {
			n = 10*n + int(s[size]-'0')
			size++
		}
		if size == 1 || size >= len(s) || s[size] != close {
			return nil
		}
		list = append(list, n)
		s = strings.TrimLeft(s[size+1:], "! \t")
	}
	return list
}

// below gives the lines of what follows a comment that stands alone: the part
// that starts next, or the line.
func (x *index) below(line int) []int {
	next := line + 1
	for next <= len(x.starts) {
		s := x.lineSpan(next)
		if text := bytes.TrimSpace(x.Text[s.Start:s.End]); len(text) > 0 && text[0] != '#' {
			break
		}
		next++
	}
	if next > len(x.starts) {
		return nil
	}
	start := x.lineSpan(next).Start
	i := x.termAt(start)
	if i < len(x.terms) && x.terms[i].line == int32(next) && x.heads[i] >= 0 {
		return x.addSpan(nil, x.Parts[x.heads[i]].Span)
	}
	return []int{next}
}

// namedStage is the stage that the words above a group name, by its name or
// by a number; -1 for none, or for a listing of one stage.
func (x *index) namedStage(words string) int {
	if x.Dockerfile == nil || len(x.Dockerfile.Stages) < 2 || words == "" {
		return -1
	}
	for line := range strings.SplitSeq(words, "\n") {
		if stage := x.stageIn(line); stage >= 0 {
			return stage
		}
	}
	return -1
}

func (x *index) stageIn(line string) int {
	found := -1
	fields := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool {
		return r == ' ' || strings.ContainsRune("`\"'()[]:,;—–/→*", r)
	})
	named := len(fields) <= 2 || speaksOfStages(line) // "build" alone is an everyday word
	for i := range x.Dockerfile.Stages {
		if name := x.Dockerfile.Stages[i].Name; named && name != "" && slices.Contains(fields, name) {
			if found >= 0 {
				return -1 // both
			}
			found = i
		}
	}
	if found >= 0 {
		return found
	}
	for i, f := range fields {
		if !stageWords[f] {
			continue
		}
		for _, j := range [...]int{i + 1, i - 1} {
			if j >= 0 && j < len(fields) {
				if n, err := strconv.Atoi(strings.TrimRight(fields[j], ".ºª")); err == nil && n >= 1 && n <= len(x.Dockerfile.Stages) {
					return n - 1
				}
			}
		}
	}
	return -1
}

// speaksOfStages reports whether a line has a word for "stage", alone or in a
// compound.
func speaksOfStages(line string) bool {
	line = strings.ToLower(line)
	for word := range stageWords {
		if strings.Contains(line, word) {
			return true
		}
	}
	return false
}

// stageWords are the words for "stage" with which headings number them.
var stageWords = map[string]bool{
	"stage": true, "phase": true, "stufe": true, "etapa": true, "étape": true, "fase": true, "stadio": true, "estágio": true,
	"этап": true, "стадия": true, "阶段": true, "ステージ": true, "단계": true, "스테이지": true, "المرحلة": true, "stadium": true, "etap": true, "aşama": true, "fáze": true,
}
