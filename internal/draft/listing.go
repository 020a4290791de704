package draft

import (
	"path"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/phrases"
	"docsite/internal/site"
)

// listing is a part of a file that the page quotes, taken apart, with what its
// sentences need to know of the rest.
type listing struct {
	info string // behind the fence
	code *code.Code
	rows []*row
	said map[string]bool // of the sentences behind the first of a row

	reads  *uses          // of variables; nil until asked for
	blocks map[int]*row   // of compound commands, by their parts
	calls  map[string]int // of each command, how often it stands in the listing; nil until asked for

	// Of a Dockerfile:
	parsed  *dockerfile.File // all of it
	graph   dockerfile.Graph
	stage   int               // the stage that the listing holds; -1 when it holds them all
	globals []string          // names of the ARGs above the first stage
	below   map[string]string // links to where scripts are explained, by their names in the image
}

// row is a line of a table: what names a piece of code, and what that does.
type row struct {
	piece  site.Span // the code that it explains
	within site.Span // the code beside which it may be put, the piece or more
	labels []string  // what may name the piece, the best first; the first is used
	words  string    // those of the piece: of a compound command, its head
	says   []string  // sentences

	when    string // what has to be so, for the first sentence; empty for nothing
	asks    *row   // says the same of all that follows it; nil for none
	dropped bool   // the row is not on the page
}

// say is what the row says. A condition is left to the row that asks for it, where
// that is on the page.
func (r *row) say() string {
	if r.when == "" || r.asks != nil && !r.asks.dropped {
		return strings.Join(r.says, ". ")
	}
	return strings.Join(slices.Concat([]string{r.says[0] + r.when}, r.says[1:]), ". ")
}

// draft finds what is to be said of a listing.
func (l *listing) draft() {
	for i := range l.code.Parts {
		p := &l.code.Parts[i]
		switch {
		case p.Kind == code.DirectivePart:
			l.directive(p)
		case p.Kind == code.InstructionPart && p.Parent < 0:
			l.instruction(i)
		}
	}
	if l.code.Dockerfile == nil {
		l.shell(0, len(l.code.Parts))
	}
	dropVague(l.rows)
}

// add adds a row, unless there is nothing to say. What a flag does is said
// once in a listing: only the first sentence of a row is its own.
func (l *listing) add(p *code.Part, within site.Span, labels []string, says ...string) *row {
	if len(says) == 0 || says[0] == "" {
		return nil
	}
	kept := says[:1:1]
	for _, say := range says[1:] {
		if !l.said[say] {
			kept = append(kept, say)
		}
		if l.said == nil {
			l.said = map[string]bool{}
		}
		l.said[say] = true
	}
	r := &row{piece: p.Span, within: within, labels: labels, words: strings.Join(rawWords(p.Words), " "), says: kept}
	l.rows = append(l.rows, r)
	return r
}

// addWhere adds a row for a command or an assignment, with what has to be so for it
// to run.
func (l *listing) addWhere(at int, within site.Span, labels []string, says ...string) {
	if r := l.add(&l.code.Parts[at], within, labels, says...); r != nil {
		r.when, r.asks = l.condition(at)
	}
}

// addBlock adds a row for a compound command.
func (l *listing) addBlock(at int) {
	p := &l.code.Parts[at]
	if l.blocks == nil {
		l.blocks = map[int]*row{}
	}
	head := rawWords(p.Words)
	l.blocks[at] = l.add(p, p.Span, append(short(strings.Join(head, " ")), elided("", head, 1)...), block(l.code, at))
}

// directive adds a row for "# syntax=…" or "#!…".
func (l *listing) directive(p *code.Part) {
	text := string(l.code.Text[p.Span.Start:p.Span.End])
	value := strings.TrimSpace(strings.TrimPrefix(text, "#!"))
	if p.Name != "#!" {
		_, value, _ = strings.Cut(text, "=")
	}
	f := phrases.Facts{"value": nonEmpty(strings.TrimSpace(value))}
	l.add(p, p.Span, []string{text}, f.First("directive "+p.Name))
}

// children are the indexes of the parts of a kind directly below another.
func (l *listing) children(at int, kind code.PartKind) (list []int) {
	for i := at + 1; i < len(l.code.Parts) && l.code.Parts[i].Span.Start <= l.code.Parts[at].Span.End; i++ {
		if p := &l.code.Parts[i]; p.Parent == at && p.Kind == kind {
			list = append(list, i)
		}
	}
	return list
}

// end is the index behind all parts that lie within another.
func (l *listing) end(at int) int {
	i := at + 1
	for i < len(l.code.Parts) && l.code.Parts[i].Span.End <= l.code.Parts[at].Span.End {
		i++
	}
	return i
}

// workdir is the folder that the last WORKDIR above a part names; empty when
// none does so for certain.
func (l *listing) workdir(at int) string {
	for i := at - 1; i >= 0 && l.stageAt(i) == l.stageAt(at); i-- {
		p := &l.code.Parts[i]
		if p.Kind != code.InstructionPart || p.Name != "WORKDIR" || len(p.Words) != 1 {
			continue
		}
		if dir := p.Words[0].Text; path.IsAbs(dir) {
			return dir
		}
		return ""
	}
	return ""
}

// last reports whether no instruction of the same name follows in its stage.
func (l *listing) last(at int) bool {
	for i := at + 1; i < len(l.code.Parts) && l.stageAt(i) == l.stageAt(at); i++ {
		if p := &l.code.Parts[i]; p.Kind == code.InstructionPart && p.Name == l.code.Parts[at].Name && p.Parent < 0 {
			return false
		}
	}
	return true
}

// stageAt is the stage of the file in which a part stands; -1 above the first.
func (l *listing) stageAt(at int) int {
	if l.stage >= 0 {
		return l.stage
	}
	return l.code.Groups[l.code.Parts[at].Group].Stage
}

// built reports whether the image is made of the stage in which a part stands.
func (l *listing) built(at int) bool {
	i := l.stageAt(at)
	return i >= 0 && l.graph.Nodes[i].Target
}

// inImage reports whether what a part sets in its stage holds in the image: the
// image is made of the stage, or of one that goes on from it.
func (l *listing) inImage(at int) bool {
	for i := l.stageAt(at); i >= 0; {
		if l.graph.Nodes[i].Target {
			return true
		}
		next := slices.IndexFunc(l.graph.Edges, func(e dockerfile.Edge) bool {
			return e.From == i && e.Kind == dockerfile.BaseEdge && l.graph.Nodes[e.To].Used
		})
		if next < 0 {
			return false
		}
		i = l.graph.Edges[next].To
	}
	return false
}

// entrypoint is the last ENTRYPOINT of the stage in which a part stands; nil
// for none.
func (l *listing) entrypoint(at int) *dockerfile.Instruction {
	i := l.stageAt(at)
	if i < 0 {
		return nil
	}
	for n, in := range slices.Backward(l.parsed.Stages[i].Instructions) {
		if in.Keyword == "ENTRYPOINT" {
			if in.Exec != nil && len(in.Exec) == 0 {
				return nil // it drops that of the base image
			}
			return &l.parsed.Stages[i].Instructions[n]
		}
	}
	return nil
}
