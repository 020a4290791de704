package code

import (
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// array reads the JSON form of an instruction: ["gunicorn", "--bind"]. The
// elements are returned as words; nil when there is no array of strings. A
// kind makes the whole array a part as well, such as a command.
func (r *dockerReader) array(in *instruction, args site.Span, kind PartKind, parent int) []Word {
	if args.Start >= args.End || r.flat[args.Start] != '[' {
		return nil
	}
	elements := in.of.Exec
	if elements == nil { // of ONBUILD, or before a comment
		elements = dockerfile.Strings(r.flat[args.Start:args.End])
	}
	if len(elements) == 0 {
		return nil
	}
	whole := -1
	if kind != "" {
		whole = r.part(kind, args, elements[0], nil, parent)
	}
	from, at := len(r.words), args.Start
	for _, text := range elements {
		start := at + strings.IndexByte(r.flat[at:args.End], '"')
		if start < at { // what was taken for a comment has the rest
			break
		}
		end := stringEnd(r.flat, start, args.End)
		r.punctuation(at, start)
		r.token(StringToken, start, end)
		r.words = append(r.words, Word{
			Text: text,
			Raw:  r.text[start:end],
			Span: site.Span{Start: start, End: end},
			Flag: len(text) > 1 && text[0] == '-',
		})
		at = end
	}
	r.punctuation(at, args.End)
	words := r.words[from:len(r.words):len(r.words)]
	for i, w := range words {
		r.part(ElementPart, w.Span, w.Text, words[i:i+1:i+1], parent)
	}
	if whole >= 0 {
		r.code.Parts[whole].Words = words
	}
	return words
}

// stringEnd gives the end of the JSON string that opens at i.
func stringEnd(text string, i, end int) int {
	for i++; i < end; i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return end
}
