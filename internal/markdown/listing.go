package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"docsite/internal/markdown/block"
	"docsite/internal/site"
	"docsite/internal/spelling"
)

// listing copies a fenced block out of the tree.
func (d *Document) listing(n *ast.FencedCodeBlock) Listing {
	l := Listing{Node: n, Listing: site.Listing{Block: len(d.Listings)}}
	if n.Info != nil {
		seg := n.Info.Segment
		l.Language, l.Quote = readInfo(string(seg.Value(d.Source.Text)))
		if l.Quote != nil {
			l.Quote.Span = site.Span{Start: seg.Start, End: seg.Stop}
		}
	}
	lines := n.Lines()
	if n.Info != nil {
		if first, _, _ := strings.Cut(string(n.Info.Segment.Value(d.Source.Text)), " "); sphinxCode[first] {
			lines = d.pastOptions(lines)
		}
	}
	l.Code, l.Offsets = lines.Value(d.Source.Text), make([]int, lines.Len())
	for i := range l.Offsets {
		l.Offsets[i] = lines.At(i).Start
	}
	l.Span = d.fence(n)
	return l
}

// pastOptions are the lines of a listing of MyST below those that say how it is shown.
func (d *Document) pastOptions(all *text.Segments) *text.Segments {
	i := 0
	for i < all.Len() && block.Option().Match(d.lineOf(all, i)) {
		i++
	}
	if i > 0 && i < all.Len() && len(bytes.TrimSpace(d.lineOf(all, i))) == 0 {
		i++
	}
	below := text.NewSegments()
	below.AppendAll(all.Sliced(i, all.Len()))
	return below
}

func (d *Document) lineOf(lines *text.Segments, i int) []byte {
	line := lines.At(i)
	return line.Value(d.Source.Text)
}

// fence is the span of the whole block, from its opening fence to the end of
// the closing one.
func (d *Document) fence(n *ast.FencedCodeBlock) site.Span {
	text := d.Source.Text
	start := max(n.Pos(), 0)
	end := LineEnd(text, start)
	if i := n.Lines().Len(); i > 0 {
		end = n.Lines().At(i - 1).Stop
	}
	closing := LineEnd(text, end)
	if FenceOf(text[end:closing]) != "" {
		end = closing
	}
	return site.Span{Start: start, End: end}
}

// LineEnd is the offset after the newline that ends the line of offset.
func LineEnd(text []byte, offset int) int {
	if i := bytes.IndexByte(text[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(text)
}

// sphinxCode are the directives of MyST behind which the language of a listing stands.
var sphinxCode = map[string]bool{"{code-block}": true, "{code}": true, "{sourcecode}": true, "{code-cell}": true}

// readInfo reads an info string: the language, then, in pairs, the file that
// the block quotes. Words that are not ours belong to other tools.
func readInfo(info string) (language string, quote *site.Quotation) {
	words := strings.Fields(info)
	if len(words) == 0 {
		return "", nil
	}
	if strings.HasPrefix(words[0], "{") { // ```{ .dockerfile .annotate } of Python-Markdown and Pandoc
		if sphinxCode[words[0]] && len(words) > 1 { // ```{code-block} dockerfile of MyST
			return strings.ToLower(words[1]), nil
		}
		if words[0] == "{mermaid}" || words[0] == "{math}" {
			return strings.Trim(words[0], "{}"), nil
		}
		for _, word := range words {
			if word = strings.Trim(word, "{}"); strings.HasPrefix(word, ".") && language == "" {
				language = strings.ToLower(word[1:])
			}
		}
	} else if !strings.Contains(words[0], "=") {
		language, _, _ = strings.Cut(words[0], "{") // ```sh{1,3} of other generators
		language = strings.ToLower(language)
		words = words[1:]
	}
	q := readQuotation(words)
	if q.File == "" {
		return language, nil
	}
	return language, &q
}

// parts are the words that say which part of a file is quoted, and how.
var parts = []string{"stage", "region", "comments", "lines"}

// isPath reports whether a word is like the path of a file.
func isPath(word string) bool {
	return strings.ContainsAny(word, "./") || strings.HasSuffix(strings.ToLower(word), "file")
}

// readQuotation reads the pairs of an info string.
func readQuotation(words []string) (q site.Quotation) {
	for i, word := range words {
		word = strings.Trim(word, "{}") // file=a stands in braces where attributes do
		if i+1 < len(words) && (word == "file" && words[i+1][0] == '=' || word == "file=") {
			q.File, q.Wrong = strings.TrimLeft(words[min(i+2, len(words)-1)], "="), "a blank stands beside the = of file=, where none can"
			return q
		}
		key, written, ok := strings.Cut(word, "=")
		if !ok {
			continue
		}
		value := strings.Trim(written, `"'`)
		switch key {
		case "file":
			if q.File = value; written != "" && (written[0] == '"' || written[0] == '\'') && (len(written) == 1 || written[len(written)-1] != written[0]) {
				q.Wrong = "its path has a blank, and cannot be quoted; rename it"
			}
			continue
		case "stage":
			q.Stage = strings.ToLower(value)
		case "region":
			q.Region = value
		case "comments":
			q.Comments = value
			if value != "notes" {
				q.Wrong = fmt.Sprintf("comments %q is not known; write comments=notes", value)
			}
		case "lines":
			if q.Lines, ok = readLines(value); !ok {
				q.Wrong = fmt.Sprintf("lines %q are no range; write them like lines=3-7", value)
			}
		default:
			near := spelling.Slip(key, parts)
			if near == "" && isPath(value) { // fill=red is of another tool
				if near = spelling.Slip(key, []string{"file"}); near != "" {
					q.File = cmp.Or(q.File, value)
				}
			}
			if near != "" {
				q.Wrong = fmt.Sprintf("%q says nothing; did you mean %s=?", word, near)
			}
			continue
		}
		if value == "" {
			q.Wrong = fmt.Sprintf("%q names nothing", word)
		}
	}
	return q
}

// readLines reads "3-7" or "3"; anything else is no range.
func readLines(s string) (lines site.Lines, ok bool) {
	first, last, found := strings.Cut(s, "-")
	if !found {
		last = first
	}
	from, wrong := strconv.ParseUint(first, 10, 24)
	to, bad := strconv.ParseUint(last, 10, 24)
	return site.Lines{First: int(from), Last: int(to)}, wrong == nil && bad == nil && from >= 1 && to >= from
}

// FenceOf is the run of backticks or tildes with which a line starts, after
// the marks of quotes; "" when it starts with none.
func FenceOf(line []byte) string {
	text := strings.TrimLeft(string(line), " \t>")
	rest := strings.TrimLeft(text, "`")
	if len(rest) == len(text) {
		rest = strings.TrimLeft(text, "~")
	}
	if n := len(text) - len(rest); n >= 3 {
		return text[:n]
	}
	return ""
}

// FenceFor is a fence that no line of the code closes: the one given, or a
// longer one of its kind.
func FenceFor(code []byte, fence string) string {
	n := len(fence)
	for line := range strings.Lines(string(code)) {
		if other := FenceOf([]byte(line)); other != "" && other[0] == fence[0] {
			n = max(n, len(other)+1)
		}
	}
	return strings.Repeat(fence[:1], n)
}
