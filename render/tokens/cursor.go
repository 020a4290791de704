package tokens

import "docsite/render/markup"

// Cursor goes through a listing's code and tokens once, from start to end.
type Cursor struct {
	Code   []byte
	Tokens []Token // of Code
	next   int
}

// Append prints the code of a range with its tokens. Ranges must follow one
// another.
func (c *Cursor) Append(b []byte, start, end int) []byte {
	w := markup.Buffer{B: b}
	for at := start; at < end; {
		for c.next < len(c.Tokens) && c.Tokens[c.next].End <= at {
			c.next++
		}
		if c.next == len(c.Tokens) || c.Tokens[c.next].Start >= end {
			w.TextBytes(c.Code[at:end])
			break
		}
		t := c.Tokens[c.next]
		if t.Start > at {
			w.TextBytes(c.Code[at:t.Start])
			at = t.Start
		}
		stop := min(t.End, end)
		token(&w, t.Class, c.Code[at:stop])
		at = stop
	}
	return w.B
}

// token prints a token; the end of its line stays outside its tag.
func token(w *markup.Buffer, class string, text []byte) {
	rest := len(text)
	for rest > 0 && (text[rest-1] == '\n' || text[rest-1] == '\r') {
		rest--
	}
	if rest > 0 {
		w.HTML(`<span class="`)
		w.HTML(class)
		w.HTML(`">`)
		w.TextBytes(text[:rest])
		w.HTML("</span>")
	}
	w.TextBytes(text[rest:])
}
