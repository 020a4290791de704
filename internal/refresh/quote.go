package refresh

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/console"
	"docsite/internal/edits"
	"docsite/internal/markdown"
	"docsite/internal/places"
	"docsite/internal/quote"
	"docsite/internal/site"
	"docsite/internal/version"
)

// planQuote makes a listing equal to the file that it quotes.
func (r *run) planQuote(p *page, l markdown.Listing) {
	q := l.Quote
	refuse := func(why, hint string) {
		p.problems = append(p.problems, p.source.Problem(site.Error, q.Span.Start, fmt.Sprintf("quoted file %q: %s", q.File, why), hint))
	}
	name, no := r.assets.Quotable(p.source.Name, q)
	if no.Why != "" {
		refuse(no.Why, no.Hint)
		return
	}
	file, part, err := p.quoting.Part(func() ([]byte, error) { return r.site.Quoted(name) }, q)
	have := quote.EndLines(l.Code)
	if err != nil {
		hint := ""
		if q.Stage != "" {
			if at := quote.StageOf(file, have, q.Stage); at != "" {
				hint = "write stage=" + at + ", where this stands now"
			}
		}
		refuse(err.Error(), hint)
		return
	}
	part = quote.EndLines(part)
	item := p.item("quotation", quoteID(q), l.Span.Start)
	item.Was, item.Now = lineCount(have), lineCount(part)
	if item.Was == item.Now && !bytes.Equal(have, part) {
		item.Now += otherLines(have, part)
	}
	if q.Lines != (site.Lines{}) {
		r.planLines(p, l, &item, file, part)
	}
	if _, named := strconv.Atoi(q.Stage); named == nil && !bytes.Equal(have, part) {
		r.planStage(p, &item, quote.StageOf(file, have, q.Stage))
	}
	switch {
	case bytes.Equal(have, part):
		p.current++
	case item.State == Look:
		p.items = append(p.items, item)
	case markdown.FenceOf(p.source.Text[l.Span.Start:]) == "": // tabs that are in part indentation
		refuse("its fence is indented in a way that cannot be kept; indent it with spaces", "")
	default:
		p.change(item, p.quoteEdits(l, part)...)
	}
}

// planLines minds a quotation by line numbers. When the file no longer has at
// these lines what was last quoted, the lines may have moved: a person must
// say whether the numbers still mean the same.
func (r *run) planLines(p *page, l markdown.Listing, item *Item, file, part []byte) {
	have := quote.EndLines(l.Code)
	p.accepts = append(p.accepts, item.Line)
	key := fmt.Sprintf("%s#%d", p.page.Path, l.Block)
	now := site.LockedQuote{SHA256: fmt.Sprintf("%x", sha256.Sum256(part))}
	was, locked := r.site.Lock.Quotes[key]
	if p.quotes == nil {
		p.quotes = map[string]site.LockedQuote{}
	}
	if locked && was != now && !bytes.Equal(have, part) && !inPlace(have, part) && !r.accepts(p, item.Line) {
		item.State = Look
		item.Reason = "the file has other text at these lines than when they were quoted"
		mend := "mend lines="
		if at, ok := quote.Moved(file, have); ok {
			mend = fmt.Sprintf("write lines=%d-%d, where these stand now", at.First, at.Last)
		}
		item.Hint = p.orAccept(mend, r.files, item.Line)
		now = was
	}
	p.quotes[key] = now
}

// planStage minds a quotation by the number of a stage: a stage that is put before it gives
// that number to another one. at is the stage that has most of what the page has; empty for
// that of the number.
func (r *run) planStage(p *page, item *Item, at string) {
	p.accepts = append(p.accepts, item.Line)
	if at == "" || r.accepts(p, item.Line) {
		return
	}
	item.State = Look
	item.Reason = "that number is another stage's now"
	item.Hint = p.orAccept("write stage="+at+", where this stands now", r.files, item.Line)
}

// inPlace reports whether code of as many lines was edited where it stands: its first and its
// last line, and more than half of all, are the same but for versions. Lines that have
// moved are others.
func inPlace(have, part []byte) bool {
	was, now := bytes.Split(bytes.TrimSuffix(have, []byte("\n")), []byte("\n")), bytes.Split(bytes.TrimSuffix(part, []byte("\n")), []byte("\n"))
	if len(was) != len(now) {
		return false
	}
	same := 0
	for i := range was {
		if version.Mask(string(was[i])) == version.Mask(string(now[i])) {
			same++
		} else if i == 0 || i+1 == len(was) {
			return false
		}
	}
	return 2*same > len(was)
}

// orAccept is the hint to mend what stands on a line, or to say that it holds.
func (p *page) orAccept(mend string, files places.Files, line int) string {
	return fmt.Sprintf("%s, or run %s --accept %s:%d", mend, fix, files.NameOf(p.page), line)
}

// accepts reports whether a person has said that a place holds.
func (r *run) accepts(p *page, line int) bool {
	a := r.opts.Accept
	if a == nil || a.File != "" && r.files.Find(a.File) != p.page {
		return false
	}
	return a.Line == 0 || a.Line == line
}

// lockQuotes puts the hashes of all quotations by line numbers into the lock.
func (r *run) lockQuotes(pages []*page) {
	quotes := map[string]site.LockedQuote{}
	if r.opts.Only != "" {
		maps.Copy(quotes, r.lock.Quotes)
		for _, p := range pages {
			maps.DeleteFunc(quotes, func(key string, _ site.LockedQuote) bool { return strings.HasPrefix(key, p.page.Path+"#") })
		}
	}
	for _, p := range pages {
		maps.Copy(quotes, p.quotes)
	}
	r.lock.Quotes = quotes
}

// quoteEdits replace the code between the fences, and lengthen the fences
// when the code has a line that would close them.
func (p *page) quoteEdits(l markdown.Listing, part []byte) []edits.Edit {
	text := p.source.Text
	start := markdown.LineEnd(text, l.Span.Start)
	end, closed := l.Span.End, false
	last := bytes.LastIndexByte(bytes.TrimRight(text[:l.Span.End], "\r\n"), '\n') + 1
	opening := markdown.FenceOf(text[l.Span.Start:start])
	if last >= start && markdown.FenceOf(text[last:l.Span.End]) != "" {
		end, closed = last, true
	}
	list := []edits.Edit{{Start: start, End: end, Text: p.code(l, part, closed)}}
	if need := markdown.FenceFor(part, opening); len(need) > len(opening) {
		list = append(list, edits.Edit{Start: l.Span.Start, End: l.Span.Start + len(opening), Text: []byte(need)})
		if closed {
			closing := markdown.FenceOf(text[last:l.Span.End])
			at := last + strings.Index(string(text[last:l.Span.End]), closing)
			list = append(list, edits.Edit{Start: at, End: at + len(closing), Text: []byte(need)})
		}
	}
	return list
}

// code is what stands between the fences: each line with the marks of the
// quote and the indentation of the list in which the fence stands.
func (p *page) code(l markdown.Listing, part []byte, closed bool) []byte {
	prefix, eol := p.prefix(l.Span.Start), p.newline()
	var b bytes.Buffer
	if start := markdown.LineEnd(p.source.Text, l.Span.Start); p.source.Text[start-1] != '\n' {
		b.WriteString(eol) // the fence is the last line of the file
	}
	for line := range strings.Lines(string(part)) {
		if line = strings.TrimSuffix(line, "\n"); line == "" {
			b.WriteString(strings.TrimRight(prefix, " \t") + eol)
		} else {
			b.WriteString(prefix + line + eol)
		}
	}
	if !closed && l.Span.End == len(p.source.Text) && !bytes.HasSuffix(p.source.Text, []byte("\n")) {
		return bytes.TrimSuffix(b.Bytes(), []byte(eol))
	}
	return b.Bytes()
}

func lineCount(code []byte) string { return console.Count(bytes.Count(code, []byte("\n")), "line") }

// otherLines says how two texts of equally many lines differ.
func otherLines(have, part []byte) string {
	lines := map[string]int{}
	for line := range bytes.Lines(have) {
		lines[string(line)]++
	}
	n := 0
	for line := range bytes.Lines(part) {
		if lines[string(line)]--; lines[string(line)] < 0 {
			n++
		}
	}
	if n == 0 {
		return ", in another order"
	}
	return fmt.Sprintf(", %d changed", n)
}

// quoteID names what is quoted.
func quoteID(q *site.Quotation) string {
	switch {
	case q.Stage != "":
		return q.File + " stage " + q.Stage
	case q.Region != "":
		return q.File + " region " + q.Region
	case q.Lines != (site.Lines{}):
		return fmt.Sprintf("%s lines %d-%d", q.File, q.Lines.First, q.Lines.Last)
	}
	return q.File
}

// Follow gives the text of a page with its quotations as their files are now, and
// the files of which the page has an older copy, as it names them. A quotation that
// a refresh would not write stays as it is. Positions in the text are those of the
// page.
func Follow(s *site.Site, sp *site.Page, src *site.Source) (now *site.Source, older []string) {
	if !bytes.Contains(src.Text, []byte("file=")) || len(markdown.Check(src)) > 0 {
		return src, nil
	}
	r := &run{site: s, report: &Report{}, files: places.New(s, nil), assets: assets.New(s)}
	p := &page{page: sp, source: src, doc: markdown.Parse(src)}
	for _, l := range p.doc.Listings {
		if l.Quote == nil {
			continue
		}
		if p.outgrown(l.Span.Start) {
			return src, nil
		}
		planned := len(p.edits)
		if r.planQuote(p, l); len(p.edits) > planned && !slices.Contains(older, l.Quote.File) {
			older = append(older, l.Quote.File)
		}
	}
	if len(p.edits) == 0 || p.outgrown(0) {
		return src, nil
	}
	edits.Sort(p.edits)
	revised := edits.Make(src.Text, p.edits)
	return src.Revised(revised.Text, revised.Origin), older
}
