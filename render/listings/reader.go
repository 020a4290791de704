package listings

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/arena"
	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/quote"
	"docsite/internal/site"
	"docsite/render/costs"
	"docsite/render/links"
	"docsite/render/sizes"
	"docsite/render/tokens"
)

// Reader reads the listings of one page at a time.
type Reader struct {
	Options
	page     *site.Page
	doc      *markdown.Document
	All      []*Listing // the page's listings, in order
	ByNode   map[*ast.FencedCodeBlock]*Listing
	quoting  quote.Work
	files    map[string]*dockerfile.File // by path in the project, for Dockerfile
	numbered int                         // listings with line numbers so far
	prefixes map[string]bool             // of ids that are taken
	codes    code.Scratch                // what listings are read into
	scratch  scratch
}

// Options are what a [Reader] asks about the site, and where it reports problems
// of a page, at offsets in it.
type Options struct {
	Site        *site.Site
	Links       *links.Resolver
	Sizes       *sizes.Sizes
	ScriptLinks func() *ScriptLinks
	Warn        func(offset int, message, hint string)
	Fail        func(offset int, message, hint string) // what no site may be built with
}

// NewReader gives a reader of any number of pages, one after the other.
func NewReader(o Options) *Reader { return &Reader{Options: o, files: map[string]*dockerfile.File{}} }

// Read reads the listings of a page and puts the page's notes beside them. What
// it read of the page before is not valid any more.
func (p *Reader) Read(page *site.Page, doc *markdown.Document) {
	p.Release()
	p.page, p.doc = page, doc
	p.ByNode, p.prefixes, p.numbered, p.quoting = map[*ast.FencedCodeBlock]*Listing{}, map[string]bool{}, 0, 0
	clear(p.files)
	codes := make([]*code.Code, len(p.doc.Listings))
	list := make([]*Listing, len(p.doc.Listings))
	for i := range p.doc.Listings {
		l := p.newListing(&p.doc.Listings[i])
		list[i], codes[i] = l, l.Parsed
		p.ByNode[l.Node] = l
	}
	p.All = list
	if p.page.Annotated() {
		p.annotate(list, codes)
	}
	for _, l := range list {
		if l.Numbered {
			p.number(l)
		}
		if l.Costs = p.costsOf(l); l.Costs != nil && l.Rows == nil {
			p.cut(l)
			l.Rows = mergeAndNumber(l.Rows)
		}
		p.addExplainedIn(l)
	}
}

// HasRows reports whether notes or figures stand beside a listing of the page.
func (p *Reader) HasRows() bool {
	return slices.ContainsFunc(p.All, func(l *Listing) bool { return l.Rows != nil })
}

// Release forgets the page before.
func (p *Reader) Release() {
	p.codes.Clear()
	p.scratch.reset()
	p.page, p.doc, p.ByNode, p.All = nil, nil, nil, nil
}

func (p *Reader) newListing(from *markdown.Listing) *Listing {
	l := &Listing{Listing: from, First: 1}
	if from.Quote != nil {
		p.quoted(l)
	}
	l.Parsed = p.codes.Read(from.Language, from.Code)
	if from.Language != l.Parsed.Language {
		guessed := *from
		guessed.Language = l.Parsed.Language
		from, l.Listing = &guessed, &guessed
	}
	if l.Parsed.Warning != "" {
		p.Warn(from.Span.Start, "listing: "+l.Parsed.Warning, "")
	}
	l.Text = (from.Language == "" || IsProse(from.Language)) && l.Quote == nil
	if l.Tokens = tokens.Append(p.scratch.tokens.Take(len(l.Parsed.Tokens))[:0], l.Parsed); len(l.Tokens) == 0 && !l.Text {
		coloured, err := tokens.Highlight(from.Language, from.Code)
		if l.Tokens = coloured; err != nil && l.Parsed.Warning == "" {
			p.Warn(from.Span.Start, "listing: "+err.Error(), "")
		}
	}
	l.Numbered = !l.Text && (l.Quote != nil || code.IsDockerfile(from.Language) || len(l.Parsed.Starts) > 5 || bytes.HasPrefix(from.Code, []byte("#!")))
	return l
}

// quoted reads the file that a listing quotes: for its place in the site, for
// the number of the first line, and to say when the quotation is not true any
// more.
func (p *Reader) quoted(l *Listing) {
	file, no := p.Links.Assets.Quotable(p.Site.File(p.page), l.Quote)
	if no.Why != "" {
		p.Fail(l.Quote.Span.Start, fmt.Sprintf("quoted file %q: %s", l.Quote.File, no.Why), no.Hint)
		return
	}
	text, part, err := p.quoting.Part(func() ([]byte, error) { return p.Site.Quoted(file) }, l.Quote)
	if err != nil {
		p.Fail(l.Quote.Span.Start, fmt.Sprintf("quoted file %q: %v", l.Quote.File, err), "")
		return
	}
	l.File = file
	l.Raw, _ = p.Links.Publish(p.page, file, false)
	if !bytes.Equal(quote.EndLines(part), quote.EndLines(l.Code)) {
		p.Warn(l.Quote.Span.Start, fmt.Sprintf("the quotation of %q is not what the file says", l.Quote.File), "docsite refresh brings it up to date")
	}
	if len(l.Code) == 0 {
		return
	}
	if l.Quote.Lines.First > 0 {
		l.First = l.Quote.Lines.First
	} else {
		all := quote.EndLines(text)
		i := bytes.Index(all, quote.EndLines(l.Code))
		l.First = 1 + bytes.Count(all[:max(i, 0)], []byte{'\n'})
	}
}

// number gives the listing's lines their ids: the first listing of a page has
// the plain ones, and so have further parts of the same file.
func (p *Reader) number(l *Listing) {
	if p.numbered++; p.numbered == 1 || p.continues(l) {
		return
	}
	l.Prefix = "b" + strconv.Itoa(l.Block) + "-"
	stage := ""
	if l.Quote != nil {
		stage = l.Quote.Stage
	}
	if df := l.Parsed.Dockerfile; stage == "" && df != nil && len(df.Stages) == 1 {
		stage = df.Stages[0].Name
	}
	if stage == "" && l.File != "" {
		stage = path.Base(l.File)
	}
	if stage = markdown.Slug(stage); stage != "" && !p.prefixes[stage] {
		l.Prefix = stage + "-"
		p.prefixes[stage] = true
	}
}

// continues reports whether a listing quotes lines of the file that the page's
// first listing quotes, and none that were shown before.
func (p *Reader) continues(l *Listing) bool {
	var first *Listing
	for _, other := range p.All {
		if other == l {
			break
		}
		if first == nil && other.Numbered {
			first = other
		}
		if other.Numbered && other.File == l.File && l.First < other.First+len(other.Parsed.Starts) && other.First < l.First+len(l.Parsed.Starts) {
			return false
		}
	}
	return first != nil && l.File != "" && first.File == l.File
}

// Dockerfile is a file of the project that the page quotes, as it is now; nil for one
// that is no Dockerfile. Many listings may quote one.
func (p *Reader) Dockerfile(file string) *dockerfile.File {
	df, known := p.files[file]
	if known {
		return df
	}
	df = parsed(p.Site, file)
	p.files[file] = df
	return df
}

// parsed is a Dockerfile of the project; nil for one that cannot be read, or is none.
func parsed(s *site.Site, file string) *dockerfile.File {
	text, err := site.ReadQuoted(s.FS, file)
	if err != nil {
		return nil
	}
	df, _ := dockerfile.Parse(text)
	return df
}

// costsOf finds the measured image that a listing's file builds; nil when
// there is none.
func (p *Reader) costsOf(l *Listing) *costs.Costs {
	if l.File == "" || !code.IsDockerfile(l.Language) {
		return nil
	}
	id := p.Site.ImageOf(l.File)
	image := p.Site.Lock.Images[id]
	if len(image.Layers) == 0 {
		return nil
	}
	df := p.Dockerfile(l.File)
	target := p.Site.Config.Images[id].Target
	if df == nil || df.Target(target) < 0 {
		return nil
	}
	return costs.New(id, image, df, target, p.Sizes.Stale(id))
}

// scratch is memory for what is read of a page, which is used again for the next page.
type scratch struct {
	read   notes.Scratch // what notes are read into
	notes  arena.Arena[Note]
	rows   arena.Arena[Row]
	tokens arena.Arena[tokens.Token]
	single arena.Arena[*Note] // that rows have
	ids    map[string]int     // ids of notes → how many notes would have each
}

// maxScratch is how many elements memory may have to be used again: an unusual page
// does not make memory grow for good.
const maxScratch = 1 << 14

// reset forgets the page before.
func (m *scratch) reset() {
	m.notes.Forget(maxScratch)
	m.rows.Forget(maxScratch)
	m.tokens.Forget(maxScratch)
	m.single.Forget(maxScratch)
	if clear(m.ids); m.ids == nil || m.notes.Cap() == 0 {
		m.ids = map[string]int{}
	}
}
