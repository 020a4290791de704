package explain

import (
	"encoding/json"

	"docsite/internal/site"
)

// array reads the JSON form of an instruction: ["gunicorn", "--bind"]. It
// gives the elements as words; nil when there is no array of strings.
func (r *reader) array(args site.Span, parent int) []Word {
	if args.Start >= args.End || r.flat[args.Start] != '[' || !r.isArray(args) {
		return nil
	}
	from, at := len(r.words), args.Start
	for i := args.Start; i < args.End; {
		if r.flat[i] != '"' {
			i++
			continue
		}
		r.punctuation(at, i)
		end := stringEnd(r.flat, i, args.End)
		r.words = append(r.words, r.element(i, end))
		r.token(StringToken, i, end)
		i, at = end, end
	}
	r.punctuation(at, args.End)
	words := r.words[from:len(r.words):len(r.words)]
	for i, w := range words {
		r.part(ElementPart, w.Span, w.Text, words[i:i+1:i+1], parent)
	}
	return words
}

func (r *reader) isArray(args site.Span) bool {
	var elements []string
	return json.Unmarshal([]byte(r.flat[args.Start:args.End]), &elements) == nil && len(elements) > 0
}

func (r *reader) element(start, end int) Word {
	text := r.flat[start+1 : max(end-1, start+1)]
	var s string
	if json.Unmarshal([]byte(r.flat[start:end]), &s) == nil {
		text = s
	}
	return Word{
		Text: text,
		Raw:  r.text[start:end],
		Span: site.Span{Start: start, End: end},
		Flag: len(text) > 1 && text[0] == '-',
	}
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

// punctuation adds the brackets and commas of a span.
func (r *reader) punctuation(start, end int) {
	s := r.trim(site.Span{Start: start, End: end})
	for i := s.Start; i < s.End; i++ {
		if !blank(r.flat[i]) {
			r.token(PunctuationToken, i, i+1)
		}
	}
}
