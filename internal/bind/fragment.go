package bind

import (
	"strings"
	"unicode/utf8"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// fragment is a piece of code that a note quotes, read for comparison.
type fragment struct {
	text  string // as quoted
	terms []term
	tail  bool // something is left out at the end
	code  bool // it stood in a code span
	bare  bool // nothing but the name of an instruction, or of it and "..."
	call  bool // it names a function: "main()"
	word  bool // a plain word that is the name of a key or nothing
	// mention tells that the note does not open with it: it may speak of
	// something else.
	mention bool
	late    bool    // it stands late in its item
	nth     int     // which of several instructions of its name is meant; 0 when nothing says so
	value   bool    // it is all that stands behind a name and a colon
	title   bool    // the words of a heading, of which one may name what its listing opens with
	whole   bool    // the label is nothing else
	weight  float64 // how much it says: the sum of its terms' weights
	lines   site.Lines
}

// lineWords are the words for "line" with which a number counts lines, in
// lower case. CJK writes them behind the number or around it.
var lineWords = map[string]bool{
	"line": true, "lines": true, "zeile": true, "zeilen": true, "ligne": true, "lignes": true,
	"línea": true, "líneas": true, "linea": true, "lineas": true, "linha": true, "linhas": true, "riga": true,
	"righe": true, "regel": true, "regels": true, "rad": true, "rader": true, "linje": true, "linjer": true,
	"строка": true, "строки": true, "рядок": true, "рядки": true, "wiersz": true, "wiersze": true, "linia": true,
	"linie": true, "řádek": true, "řádky": true, "satır": true, "satırlar": true, "baris": true, "dòng": true,
	"rivi": true, "rivit": true, "sor": true, "sorok": true, "γραμμή": true, "السطر": true, "سطر": true, "الأسطر": true,
	"السطور": true, "שורה": true, "שורות": true, "行": true, "第": true, "줄": true, "라인": true, "บรรทัด": true, "पंक्ति": true,
}

// numberWords may stand between the word for line and its number: "Line No. 4".
var numberWords = map[string]bool{"no": true, "nr": true, "num": true, "number": true, "numbers": true, "nummer": true}

// readFragment reads what a note quotes.
func readFragment(f site.Fragment, scratch *Scratch) fragment {
	text := strings.TrimSpace(f.Text)
	out := fragment{text: text, code: f.Code}
	if !f.Code {
		if lines, ok := readLineWords(text); ok {
			out.lines = lines
			return out
		}
	}
	s := scanner{text: text, line: 1, start: true, fragment: true, terms: scratch.terms.Reserve(strings.Count(text, " ") + 2)}
	s.read()
	if len(s.terms) == 0 && strings.HasPrefix(text, "$(") {
		s.emit(term{text: "$(", op: true}) // a substitution of any command
	}
	out.terms, out.tail = scratch.terms.Commit(s.terms), s.gap
	out.call = strings.HasSuffix(text, "()")
	for i := range out.terms {
		out.tail = out.tail || out.terms[i].open && i == len(out.terms)-1
		out.weight += weigh(&out.terms[i])
	}
	out.bare = len(out.terms) == 1 && dockerfile.IsKeyword(out.terms[0].text)
	return out
}

// readLineWords reads "Line 4", "Lines 3–5", "Zeile 4:", "第 4 行", "3行目".
func readLineWords(s string) (site.Lines, bool) {
	var n [2]int
	count, word := 0, false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			value := 0
			for i < len(s) && s[i] >= '0' && s[i] <= '9' && value < 1<<20 {
				value = value*10 + int(s[i]-'0')
				i++
			}
			if count == 2 {
				return site.Lines{}, false
			}
			n[count] = value
			count++
			continue
		case isLetter(r):
			end := i
			for end < len(s) {
				c, size := utf8.DecodeRuneInString(s[end:])
				if !isLetter(c) {
					break
				}
				end += size
			}
			if !lineWord(s[i:end]) && !(word && count == 0 && numberWords[strings.ToLower(s[i:end])]) {
				if count > 0 && word {
					i = len(s) // "Line 4 installs …"
					continue
				}
				return site.Lines{}, false
			}
			word = true
			i = end
			if tail := strings.IndexByte(s[i:], ')'); strings.HasPrefix(s[i:], "(") && tail > 0 && tail <= 3 {
				i += tail + 1 // the plural of "Line(s)"
			}
			continue
		}
		i += size
	}
	if !word || count == 0 || n[0] == 0 {
		return site.Lines{}, false
	}
	if count == 1 {
		n[1] = n[0]
	}
	return site.Lines{First: n[0], Last: n[1]}, n[0] <= n[1]
}

func lineWord(s string) bool {
	if lineWords[strings.ToLower(s)] {
		return true
	}
	for _, cjk := range [...]string{"行", "줄", "번째"} {
		if strings.HasPrefix(s, cjk) {
			return true
		}
	}
	return false
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f && r != '–' && r != '—' && r != '：' && r != '、' && r != '，' && r != '～'
}

// joints are the words and signs with which one code span names several
// pieces. They are tried when the fragment as a whole is not there.
var joints = [...]string{" / ", ", then ", " then ", " + ", " and ", " & ", " → ", " -> ", ", ", "、", " | ", "; "}

// split cuts a fragment at the first of the joints that it has.
func (f *fragment) split(scratch *Scratch) []fragment {
	for _, joint := range joints {
		if !strings.Contains(f.text, joint) {
			continue
		}
		var parts []fragment
		for _, text := range strings.Split(f.text, joint) {
			part := readFragment(site.Fragment{Text: text, Code: f.code}, scratch)
			if len(part.terms) == 0 {
				return nil
			}
			parts = append(parts, part)
		}
		return parts
	}
	return nil
}

// isFlag reports whether a fragment is nothing but a flag.
func (f *fragment) isFlag() bool { return len(f.terms) == 1 && f.terms[0].flag }

// onlyKeywords reports whether a fragment is names of instructions and no more.
func (f *fragment) onlyKeywords() bool {
	for i := range f.terms {
		if t := &f.terms[i]; !t.op && t.text != "/" && !dockerfile.IsKeyword(t.text) {
			return false
		}
	}
	return true
}
