package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/site"
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
	l.Offsets = make([]int, lines.Len())
	size := 0
	for i := range lines.Len() {
		seg := lines.At(i)
		size += seg.Len()
	}
	l.Code = make([]byte, 0, size)
	for i := range lines.Len() {
		seg := lines.At(i)
		l.Offsets[i] = seg.Start
		l.Code = append(l.Code, seg.Value(d.Source.Text)...)
	}
	l.Span = d.fence(n, l.Listing)
	return l
}

// fence is the span of the whole block, from its opening fence to the end of
// the closing one.
func (d *Document) fence(n *ast.FencedCodeBlock, l site.Listing) site.Span {
	text := d.Source.Text
	start := max(n.Pos(), 0)
	end := LineEnd(text, start)
	if i := len(l.Offsets); i > 0 {
		end = n.Lines().At(i - 1).Stop
	}
	closing := LineEnd(text, end)
	if isFence(text[end:closing]) {
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

// isFence reports whether a line is a closing fence, in a list or a quote too.
func isFence(line []byte) bool {
	line = bytes.TrimLeft(line, " \t>")
	return bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~"))
}

// readInfo reads an info string: the language, then, in pairs, the file that
// the block quotes. Words that are not ours belong to other tools.
func readInfo(info string) (language string, quote *site.Quotation) {
	words := strings.Fields(info)
	if len(words) == 0 {
		return "", nil
	}
	if strings.HasPrefix(words[0], "{") { // ```{ .dockerfile .annotate } of Python-Markdown and Pandoc
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
	var q site.Quotation
	for _, word := range words {
		key, value, ok := strings.Cut(word, "=")
		if !ok {
			continue
		}
		value = strings.Trim(value, `"'`)
		switch key {
		case "file":
			q.File = value
		case "stage":
			q.Stage = strings.ToLower(value)
		case "region":
			q.Region = value
		case "comments":
			q.Comments = value
		case "lines":
			q.Lines = readLines(value)
		}
	}
	if q.File == "" {
		return language, nil
	}
	return language, &q
}

// readLines reads "3-7" or "3"; anything else is no range.
func readLines(s string) (r site.Lines) {
	first, last, found := strings.Cut(s, "-")
	if !found {
		last = first
	}
	r.First, r.Last = atoi(first), atoi(last)
	if r.First < 1 || r.Last < r.First {
		return site.Lines{First: -1, Last: -1}
	}
	return r
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 1<<20 {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}
