package render

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/markdown"
	"docsite/internal/site"
	"docsite/render/costs"
	"docsite/render/markup"
	"docsite/render/tokens"
)

// listing is a listing as the page shows it.
type listing struct {
	*markdown.Listing
	code     *code.Code
	text     bool // its columns matter, its language does not: a drawing, what a program printed
	tokens   []tokens.Token
	starts   []int // offset of each line in Code
	first    int   // number of the first line: that of the quoted file
	numbered bool
	prefix   string       // of the ids of its lines
	raw      string       // output of the quoted file
	file     string       // its path in the project
	rows     []row        // with notes beside them; nil when no note is bound to the listing
	left     map[int]int  // lines whose comments are notes → where they end in Code; -1 for lines left out
	told     []told       // notes in the text that speak of its lines
	costs    *costs.Costs // of its lines, where the image was measured
}

// listingReader reads a page's listings and puts its notes beside them. It
// prints nothing.
type listingReader struct {
	*pagePrinter
	order    []*listing // the page's listings
	byNode   map[*ast.FencedCodeBlock]*listing
	pairs    int             // listings with line numbers so far
	prefixes map[string]bool // of ids that are taken
	codes    code.Scratch    // what listings are read into
	scratch  scratch
}

// findListings reads the page's listings and puts its notes beside them.
func (p *listingReader) findListings() {
	codes := make([]*code.Code, len(p.doc.Listings))
	list := make([]*listing, len(p.doc.Listings))
	for i := range p.doc.Listings {
		l := p.newListing(&p.doc.Listings[i])
		list[i], codes[i] = l, l.code
		p.byNode[l.Node] = l
	}
	p.order = list
	if p.page.Annotated() {
		p.annotate(list, codes)
	}
	for _, l := range list {
		if l.numbered {
			p.number(l)
		}
		if l.costs = p.costsOf(l); l.costs != nil && l.rows == nil {
			l.rows = settle(p.rowsOf(l))
		}
		p.refer(l)
	}
}

func (p *listingReader) newListing(from *markdown.Listing) *listing {
	l := &listing{Listing: from, first: 1, starts: lineStarts(from.Code)}
	if from.Quote != nil {
		p.quoted(l)
	}
	l.code = p.codes.Read(from.Language, from.Code)
	if from.Language != l.code.Language {
		guessed := *from
		guessed.Language = l.code.Language
		from, l.Listing = &guessed, &guessed
	}
	if l.code.Warning != "" {
		p.warn(from.Span.Start, "listing: "+l.code.Warning, "")
	}
	l.text = (from.Language == "" || prose[from.Language]) && l.Quote == nil
	if l.tokens = tokens.Append(alloc(&p.scratch.tokens, len(l.code.Tokens))[:0], l.code); len(l.tokens) == 0 && !l.text {
		l.tokens = tokens.Highlight(from.Language, from.Code)
	}
	l.numbered = !l.text && (l.Quote != nil || code.IsDockerfile(from.Language) || len(l.starts) > 5 || bytes.HasPrefix(from.Code, []byte("#!")))
	return l
}

// prose are info strings of text that is no code.
var prose = map[string]bool{"text": true, "txt": true, "plain": true, "plaintext": true, "output": true, "markdown": true, "md": true, "mermaid": true}

// lineStarts are the offsets of a listing's lines. A final newline starts no
// line of a listing.
func lineStarts(code []byte) []int {
	starts := site.LineStarts(code)
	if n := len(starts); starts[n-1] == len(code) {
		starts = starts[:n-1]
	}
	return starts
}

// quoted reads the file that a listing quotes: for its place in the site, for
// the number of the first line, and to say when the quotation is not true any
// more.
func (p *listingReader) quoted(l *listing) {
	file := p.site.links.ProjectPath(p.page, l.Quote.File)
	text, err := p.site.site.Quoted(file)
	if file == "" || errors.Is(err, site.ErrNoFile) {
		p.fail(l.Quote.Span.Start, fmt.Sprintf("quoted file %q is not there", l.Quote.File), "the path is relative to the page")
		return
	}
	if err != nil {
		p.fail(l.Quote.Span.Start, fmt.Sprintf("quoted file %q: %v", l.Quote.File, err), "")
		return
	}
	part, err := code.Quote(text, l.Quote)
	if err != nil {
		p.fail(l.Quote.Span.Start, fmt.Sprintf("quoted file %q: %v", l.Quote.File, err), "")
		return
	}
	l.file = file
	l.raw, _ = p.site.links.Publish(file, false)
	if !bytes.Equal(code.EndLines(part), code.EndLines(l.Code)) {
		p.warn(l.Quote.Span.Start, fmt.Sprintf("the quotation of %q is not what the file says", l.Quote.File), "docsite refresh brings it up to date")
	}
	if len(l.Code) == 0 {
		return
	}
	if l.Quote.Lines.First > 0 {
		l.first = l.Quote.Lines.First
	} else {
		all := code.EndLines(text)
		i := bytes.Index(all, code.EndLines(l.Code))
		l.first = 1 + bytes.Count(all[:max(i, 0)], []byte{'\n'})
	}
}

// number gives the listing's lines their ids: the first listing of a page has
// the plain ones, and so have further parts of the same file.
func (p *listingReader) number(l *listing) {
	if p.pairs++; p.pairs == 1 || p.continues(l) {
		return
	}
	l.prefix = "b" + strconv.Itoa(l.Block) + "-"
	stage := ""
	if l.Quote != nil {
		stage = l.Quote.Stage
	}
	if df := dockerfileOf(l); stage == "" && df != nil && len(df.Stages) == 1 {
		stage = df.Stages[0].Name
	}
	if stage == "" && l.file != "" {
		stage = path.Base(l.file)
	}
	if stage = markdown.Slug(stage); stage != "" && !p.prefixes[stage] {
		l.prefix = stage + "-"
		p.prefixes[stage] = true
	}
}

// continues reports whether a listing quotes lines of the file that the page's
// first listing quotes, and none that were shown before.
func (p *listingReader) continues(l *listing) bool {
	var first *listing
	for _, other := range p.order {
		if other == l {
			break
		}
		if first == nil && other.numbered {
			first = other
		}
		if other.numbered && other.file == l.file && l.first < other.first+len(other.starts) && other.first < l.first+len(l.starts) {
			return false
		}
	}
	return first != nil && l.file != "" && first.file == l.file
}

func dockerfileOf(l *listing) *dockerfile.File {
	return l.code.Dockerfile
}

// lineID is the id of a line, or of several.
func (l *listing) lineID(first, last int) string {
	var room [64]byte
	return string(l.appendLineID(room[:0], first, last))
}

func (l *listing) appendLineID(b []byte, first, last int) []byte {
	b = append(append(b, l.prefix...), 'L')
	b = markup.AppendInt(b, l.first+first-1)
	if last > first {
		b = markup.AppendInt(append(b, "-L"...), l.first+last-1)
	}
	return b
}

// name is what a person calls a listing: its file, or its language.
func (l *listing) name() string {
	if l.file != "" {
		return path.Base(l.file)
	}
	if code.IsDockerfile(l.Language) {
		return "Dockerfile"
	}
	return l.Language
}
