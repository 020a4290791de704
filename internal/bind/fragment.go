package bind

import (
	"strings"

	"docsite/internal/site"
)

// fragments reads what the notes may quote.
func (p *page) readFragment(f *site.Fragment, note int32) {
	s := scanner{text: strings.TrimSpace(f.Text), line: 1, start: true, fragment: true, terms: p.quoted}
	from := len(p.quoted)
	s.read()
	p.quoted = s.terms
	terms := s.terms[from:len(s.terms):len(s.terms)]
	if len(terms) == 0 {
		if sign := strings.TrimSpace(f.Text); sign != "" && len(sign) <= 4 {
			p.frags = append(p.frags, fragment{Fragment: f, note: note, sign: sign, terms: []term{{text: sign, bare: sign, op: true, weight: .3}}})
		}
		return
	}
	out := fragment{Fragment: f, note: note, terms: weighed(terms), tail: s.gap || terms[len(terms)-1].open}
	if len(terms) == 1 && strings.ContainsAny(terms[0].text, "@%") && len(terms[0].text) == 1 {
		out.sign = terms[0].text
	}
	p.frags = append(p.frags, out)
	if f.At == site.LabelPosition || f.Code {
		p.split(&out, from)
	}
}

// joints are the signs with which one fragment names several pieces.
var joints = [...]string{" / ", "/", ", ", "、", " | ", "; ", " + ", ",", " → ", " & "}

// maxSplit is how many pieces a fragment is cut into.
const maxSplit = 6

// split adds the pieces of a fragment that names several: "COPY/ADD", "spec.template".
func (p *page) split(f *fragment, from int) {
	text := strings.TrimSpace(f.Text)
	if len(f.terms) == 1 && !strings.Contains(text, "/") && strings.Count(text, ".") > 0 && !hasDigit(text) && f.terms[0].text == text {
		if path := strings.Split(strings.Trim(text, "."), "."); len(path) > 1 && len(path) <= maxSplit {
			s := scanner{text: strings.Join(path, " "), line: 1, fragment: true, terms: p.quoted}
			at := len(p.quoted)
			s.read()
			p.quoted = s.terms
			p.frags = append(p.frags, fragment{Fragment: f.Fragment, note: f.note, terms: weighed(s.terms[at:len(s.terms):len(s.terms)]), part: 1})
			return
		}
	}
	for _, joint := range joints {
		if !strings.Contains(text, joint) {
			continue
		}
		pieces := strings.Split(text, joint)
		if len(pieces) < 2 || len(pieces) > maxSplit || joint == "/" && (len(f.terms) > 1 || len(pieces) > 3 || strings.ContainsAny(text, ".:$~") || text[0] == '/') {
			continue
		}
		for _, piece := range pieces {
			s := scanner{text: strings.TrimSpace(piece), line: 1, fragment: true, terms: p.quoted}
			at := len(p.quoted)
			s.read()
			p.quoted = s.terms
			terms := s.terms[at:len(s.terms):len(s.terms)]
			if len(terms) == 0 {
				continue
			}
			p.frags = append(p.frags, fragment{Fragment: f.Fragment, note: f.note, terms: weighed(terms), part: 1 / float64(len(pieces))})
		}
		return
	}
}

// weighed gives the words of a fragment their weights.
func weighed(terms []term) []term {
	for i := range terms {
		terms[i].weight = weigh(&terms[i])
	}
	return terms
}

// weigh says how much a word counts among those of its fragment.
func weigh(t *term) float64 {
	w := 1.0
	if len(t.text) <= 2 || t.op {
		w = .3
	}
	if strings.ContainsAny(t.text, "-/._$:@") {
		w *= 1.2
	}
	return w
}
