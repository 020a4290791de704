package notes

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/site"
)

// Cell is a cell of a table's row that stands beside code.
type Cell struct {
	Node ast.Node
	Head ast.Node // the cell of the table's header that stands in front; nil for none
	// Shown tells that the lines show what the cell says: their code, or their number.
	Shown bool
	// Short tells that another cell can stand on its line.
	Short bool
}

// columns is how the rows of a table stand beside code. A column is -1 where there is
// none of its kind.
type columns struct {
	m       *mover
	header  []ast.Node
	titles  []string // of the header's cells
	rows    []ast.Node
	shown   int    // how many columns are shown
	first   int    // the column that is the label of a note
	code    int    // the column that names the code
	numbers int    // the column of numbers
	counts  int    // the column of numbers, where these count the rows: it is not shown
	agrees  bool   // the numbers are those of the lines
	heads   []bool // by column: its name stands in front of each cell
	shorts  []bool // by column: its cells take little of a line
}

// columnsOf reads the columns of a group that is a table. A column that counts the rows
// says nothing beside code, where rows have another order. With more than two columns
// each cell has its column's name in front; so has a number, which alone would read as
// that of a line.
func (m *mover) columnsOf(g int) *columns {
	group := &m.groups[g]
	t := &columns{m: m, header: headerOf(group.Node), titles: group.Header, code: group.Code, numbers: group.Numbers, counts: -1}
	t.rows = make([]ast.Node, 0, group.Node.ChildCount())
	for row := group.Node.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		t.rows = append(t.rows, row)
	}
	t.shown, t.heads = len(t.header), make([]bool, len(t.header))
	if t.numbers >= 0 && t.numbers < len(t.header) {
		t.agrees = t.numbersLines(g)
		if t.heads[t.numbers] = hasLetters(t.titles[t.numbers]); !t.heads[t.numbers] && t.countsRows() {
			t.counts = t.numbers
			t.shown--
		}
	}
	if t.counts == 0 {
		t.first = 1
	}
	for i, title := range t.titles {
		t.heads[i] = t.heads[i] || t.shown > 2 && i > t.first && (i != t.code || isName(title))
	}
	t.measure()
	return t
}

// maxShortCell is how many characters a short cell has, with its column's name.
const maxShortCell = 28

// measure finds the columns of short cells: words such as a type, or a default.
func (t *columns) measure() {
	t.shorts = slices.Clone(t.heads)
	for _, row := range t.rows {
		i := -1
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			if i++; i < len(t.shorts) && t.shorts[i] && !hasHTML(c) {
				t.shorts[i] = utf8.RuneCountInString(t.titles[i])+utf8.RuneCountInString(t.m.doc.Text(c)) <= maxShortCell
			}
		}
	}
}

// hasHTML reports whether a cell has tags, which may end its line.
func hasHTML(cell ast.Node) bool {
	for n := cell.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindRawHTML {
			return true
		}
	}
	return false
}

// isLabel reports whether a column names the code and says nothing else: beside one
// other column it may be the answer that this asks for.
func (t *columns) isLabel(i int) bool { return i == t.code && t.shown > 2 }

// row gives the cells of a row that are shown beside the lines of a binding; nil for a row
// without lines.
func (t *columns) row(row ast.Node, b *site.Binding) (cells []Cell) {
	cells = make([]Cell, 0, t.shown)
	i := -1
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if i++; i == t.counts || c.ChildCount() == 0 {
			continue
		}
		cell := Cell{Node: c}
		if i < len(t.heads) && t.heads[i] && t.header[i].ChildCount() > 0 {
			cell.Head, cell.Short = t.header[i], t.shorts[i] && !hasHTML(c)
		}
		switch {
		case b == nil:
		case isCode(c):
			cell.Shown = (i == t.first || t.isLabel(i)) && t.m.shows(b, c)
		case i == t.numbers: // of several lines the first alone has its number beside it
			cell.Shown = t.agrees && len(b.Targets[0].Lines) == 1
		}
		cells = append(cells, cell)
	}
	return cells
}

// names are the names of columns that stand once, above the first note of a table: all
// that no cell has in front, where one of them says more than what a column is.
func (t *columns) names() (cells []ast.Node) {
	needed := false
	for i, title := range t.titles {
		if i == t.counts || t.heads[i] || !hasLetters(title) {
			continue
		}
		cells = append(cells, t.header[i])
		needed = needed || !isName(title) || i != t.first && !t.isLabel(i) && t.hasValues(i)
	}
	if !needed {
		return nil
	}
	return cells
}

// countsRows reports whether the numbers are those of the rows, from 0 or 1 on.
func (t *columns) countsRows() bool {
	first := 0
	for k, row := range t.rows {
		n, err := strconv.Atoi(strings.TrimRight(t.m.doc.Text(cellAt(row, t.numbers)), "."))
		if k == 0 && n == 1 {
			first = 1
		}
		if err != nil || n != first+k {
			return false
		}
	}
	return true
}

// numbersLines reports whether the numbers are those of the lines beside which the rows
// stand. One number of another column than the first may be anything.
func (t *columns) numbersLines(g int) bool {
	agree := 0
	for i, row := range t.m.groups[g].Items {
		if b := &t.m.page.Bindings[g][i]; hasLines(b) {
			if !strings.HasPrefix(t.m.doc.Text(cellAt(row, t.numbers)), strconv.Itoa(b.Targets[0].Lines[0])) {
				return false
			}
			agree++
		}
	}
	return agree > 1 || t.numbers == 0
}

// hasValues reports whether a column has values, which need the name of the column: of
// a sentence one sees what it is.
func (t *columns) hasValues(i int) bool {
	values, all := 0, 0
	var room [256]byte
	for _, row := range t.rows {
		cell := cellAt(row, i)
		text := bytes.TrimRight(t.m.doc.AppendText(room[:0], cell), ".:")
		if len(text) > 0 {
			all++
		}
		if isCode(cell) || bytes.IndexByte(text, ' ') < 0 && bytes.ContainsAny(text, "0123456789/=._@:") {
			values++
		}
	}
	return 2*values > all
}

// isName reports whether the name of a column tells what the column is and no more, as
// "Line", "Meaning" and "What it does": a few words without signs and numbers. Of 300
// tables whose rows stand beside code all but a few have such names. Eight signs of
// scripts that put no blanks between words are a word.
func isName(text string) bool {
	words := strings.Fields(text)
	return len(words) <= 4 && !strings.ContainsAny(text, "0123456789.,;:!()[]–—") &&
		!slices.ContainsFunc(words, func(w string) bool { return len(w) > 24 })
}

func hasLetters(text string) bool { return strings.IndexFunc(text, unicode.IsLetter) >= 0 }

// isCode reports whether a node holds code and nothing else.
func isCode(n ast.Node) bool { return n.ChildCount() == 1 && n.FirstChild().Kind() == ast.KindCodeSpan }

// maxShown is up to how many bytes of lines are searched for the code of a label: each
// row of a long table may be about all lines of a long listing.
const maxShown = 4 << 10

// shows reports whether a node is code that the lines of a binding have: some are found by
// a longer name, or by what stands there for a value.
func (m *mover) shows(b *site.Binding, n ast.Node) bool {
	return isCode(n) && m.page.has(b, m.doc.Text(n))
}

// has reports whether the lines of a binding have each word of a text, in its order.
func (p *Page) has(b *site.Binding, text string) bool {
	var lines []byte
	for _, t := range b.Targets {
		for _, span := range t.Spans {
			if len(lines)+span.End-span.Start > maxShown {
				return false
			}
			lines = append(append(lines, p.Codes[t.Block].Text[span.Start:span.End]...), '\n')
		}
	}
	rest, found := string(lines), true
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isInWord(r) }) {
		if rest, found = behind(rest, word); !found {
			return false
		}
	}
	return true
}

// behind is what stands in a text behind a word that neither begins nor ends inside another.
func behind(text, word string) (rest string, found bool) {
	for from := 0; ; from += len(word) {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return "", false
		}
		from += at
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		if after, _ := utf8.DecodeRuneInString(text[from+len(word):]); !isInWord(before) && !isInWord(after) {
			return text[from+len(word):], true
		}
	}
}

// isInWord reports whether a word of code has a character. Others than letters and digits
// part words: the lines have them too, or other ones.
func isInWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
