package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/bind/index"
	"docsite/internal/lazy"
	"docsite/internal/site"
)

// ReadFragment adds a piece of a note to Fragments, and behind it the pieces that
// it names. A piece without a word or a sign is none.
func (r *Matcher) ReadFragment(f *site.Fragment) {
	text := strings.TrimSpace(f.Text)
	terms, gap := r.words(text)
	if len(terms) == 0 {
		if text != "" && len(text) <= 4 {
			r.Fragments = append(r.Fragments, Fragment{Fragment: f, sign: text, Terms: []index.Term{{Text: text, Bare: text, Op: true, Weight: .3}}})
		} else if f.Code && gap && strings.IndexAny(text, ">}") == len(text)-1 {
			// A placeholder leaves something out, unless the listing has it, too.
			r.Fragments = append(r.Fragments, Fragment{Fragment: f, sign: text, Terms: []index.Term{{Text: text, Bare: text, Weight: 1}}})
		}
		return
	}
	out := Fragment{Fragment: f, Terms: terms, Tail: gap || terms[len(terms)-1].Open, whole: f.Open && isForeign(text)}
	if len(terms) == 1 && (terms[0].Text == "@" || terms[0].Text == "%") {
		out.sign = terms[0].Text
	}
	r.Fragments = append(r.Fragments, out)
	if f.At == site.LabelPosition || f.Code {
		r.split(&out, text)
	}
}

// joints are the signs with which one fragment names several pieces.
var joints = [...]string{" / ", "/", ", ", "、", " | ", "; ", " + ", ",", " → ", " & "}

// maxSplit is how many pieces a fragment is cut into.
const maxSplit = 6

// split adds the pieces of a fragment that names several: "COPY/ADD", "spec.template".
func (r *Matcher) split(f *Fragment, text string) {
	if path := pathOf(f, text); path != "" {
		terms, _ := r.words(path)
		r.Fragments = append(r.Fragments, Fragment{Fragment: f.Fragment, Terms: terms, Part: 1})
		return
	}
	if n := runs(f.Terms); n > 0 {
		r.Fragments = append(r.Fragments, Fragment{Fragment: f.Fragment, Terms: f.Terms[n : n+1], Part: 1, task: true})
	}
	pieces := piecesOf(f, text)
	for _, piece := range pieces {
		if terms, _ := r.words(strings.TrimSpace(piece)); len(terms) > 0 {
			r.Fragments = append(r.Fragments, Fragment{Fragment: f.Fragment, Terms: terms, Part: 1 / float64(len(pieces))})
		}
	}
}

// piecesOf are the pieces that the signs of a fragment part, or else the names in it that
// words join; none where it names one thing.
func piecesOf(f *Fragment, text string) []string {
	if index.SignsOf(text)&index.Joining == 0 {
		if f.Open {
			return nil
		}
		return joinedNames(text)
	}
	for _, joint := range joints {
		n := strings.Count(text, joint) + 1
		if n < 2 || n > maxSplit || joint == "/" && (len(f.Terms) > 1 || n > 3 || strings.ContainsAny(text, ".:$~") || text[0] == '/') {
			continue
		}
		return strings.Split(text, joint)
	}
	return nil
}

// joinedNames are the names in capitals that a text opens with and that words join, in any
// language: "CMD vs. ENTRYPOINT", "COPY и ADD".
func joinedNames(text string) (names []string) {
	for i, word := range strings.Fields(text) {
		if isName(word) != (i%2 == 0) || len(names) == maxSplit {
			break
		}
		if i%2 == 0 {
			names = append(names, word)
		}
	}
	if len(names) < 2 {
		return nil
	}
	return names
}

// isName reports whether a word is a name in capitals, as instructions are.
func isName(word string) bool {
	return len(word) > 2 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// pathOf gives the keys of a path of keys, with blanks between them, and behind them the
// value that one in code may have: "a b c 2Gi" of "a.b[].c: 2Gi"; "" for no path.
func pathOf(f *Fragment, text string) string {
	path, value := text, ""
	if f.Code {
		if at := strings.IndexAny(text, ":="); at > 0 {
			path, value = strings.TrimRight(text[:at], " "), strings.TrimLeft(text[at+1:], " ")
		}
		path = path[strings.LastIndexByte(path, ' ')+1:] // behind a flag
	}
	if strings.IndexByte(path, '[') > 0 {
		path = indices().ReplaceAllString(path, "")
	}
	path = strings.Trim(path, ".")
	n := strings.Count(path, ".") + 1
	if n < 2 || n > maxKeys || strings.ContainsAny(path, "/ ()\"'<>$@*,;") || strings.Contains(path, "..") || index.HasDigit(path) || f.Terms[0].Open || value == "" && len(f.Terms) > 1 && path == text {
		return ""
	}
	return strings.ReplaceAll(path, ".", " ") + " " + value
}

// maxKeys is how many keys a path may have.
const maxKeys = 10

// indices are those of the items of a list in a path of keys.
var indices = lazy.Pattern(`\[[0-9*]*\]`)

// runners are the commands that run a task of a file, where it is written without them, by
// the number of words before its name.
var runners = map[string]int{"make": 1, "just": 1, "npm": 2, "yarn": 2, "pnpm": 2}

// taskLanguages are those of the files that have tasks.
var taskLanguages = map[string]bool{"makefile": true, "make": true, "mk": true, "just": true, "justfile": true, "json": true}

// runs is the index of the name of a task in a command that runs it, "make test" or "npm run
// build"; 0 for another command.
func runs(terms []index.Term) int {
	n := runners[terms[0].Text]
	if n >= len(terms) || n == 2 && terms[1].Text != "run" || terms[n].Flag || terms[n].Op || terms[n].Key {
		return 0
	}
	return n
}

// words reads the words of a piece of a note, with their weights; gap says that
// something is left out at its end.
func (r *Matcher) words(text string) (terms []index.Term, gap bool) {
	from := len(r.quoted)
	r.quoted, gap = index.ReadFragment(r.quoted, text)
	terms = r.quoted[from:len(r.quoted):len(r.quoted)]
	for i := range terms {
		terms[i].Weight = weigh(&terms[i])
	}
	return terms, gap
}

// maxWeight is the largest of the numbers that weigh gives.
const maxWeight = 1.2

// weigh says how much a word counts among those of its fragment.
func weigh(t *index.Term) float64 {
	w := 1.0
	if len(t.Text) <= 2 || t.Op {
		w = .3
	}
	if t.Signs&index.NameSign != 0 || len(t.Bare) < len(t.Text) {
		w *= maxWeight
	}
	return w
}

// Fragment is a piece of a note that is compared with the listings.
type Fragment struct {
	*site.Fragment
	Terms []index.Term // at least one
	sign  string       // all of it, where it is signs that are no word
	Part  float64      // which share of the fragment it is that an author wrote; 0 for all
	task  bool         // it is the name of a task, without the command that runs it
	whole bool         // a sentence opens with it in letters that no code has: see mayGoOn
	Tail  bool         // something is left out at its end
	First int32        // its matches, from First up to, but not with, Last
	Last  int32

	signs, capitals bool // how it is written, where it has matches
}

// mayGoOn reports whether a fragment agrees by the words that it opens with, and the rest is
// prose. Words in letters that no code has are prose in a listing, too: a comment that opens
// as the sentence does says something else, unless it is the sentence.
func (f *Fragment) mayGoOn() bool { return f.Open && !f.whole }

// isForeign reports whether a text opens with a letter that no code has.
func isForeign(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return c > lastLatin && unicode.IsLetter(c)
}

// lastLatin is the last character of the blocks in which most letters of Latin lie.
const lastLatin = 0x24f

// firstHit is the first of some hits that lies at or behind a term of a listing.
func (r *Matcher) firstHit(of span, term int32) int32 {
	hits, lo, hi := r.hits, of.first, of.end
	for hi-lo > 8 {
		if mid := (lo + hi) / 2; hits[mid].term < term {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for lo < hi && hits[lo].term < term {
		lo++
	}
	return lo
}

// HasSigns reports whether a fragment that has matches has signs that prose has not.
func (f *Fragment) HasSigns() bool { return f.signs }

// InCapitals reports whether a fragment that has matches opens with a word in
// capitals.
func (f *Fragment) InCapitals() bool { return f.capitals }

// isNumber reports whether a fragment is a number, or a version, and nothing else.
func (f *Fragment) isNumber() bool {
	return len(f.Terms) == 1 && strings.Trim(f.Terms[0].Bare, "0123456789.") == ""
}

// Named gives the listings in reach in which a fragment of a note may stand, whose first
// is given: a number behind names in code is a value of them, and says nothing of a listing
// that has it with another name.
func (r *Matcher) Named(fi, first int, reach []int32) []int32 {
	if !r.Fragments[fi].isNumber() {
		return reach
	}
	named, behind := reach[:0:0], false
	for k := first; k < fi; k++ {
		name := &r.Fragments[k]
		if !name.Code || name.Part > 0 || index.HasDigit(name.Text) { // no name, or with its value
			continue
		}
		behind = true
		for _, b := range reach {
			if r.BestIn(name, b) >= 0 && !slices.Contains(named, b) {
				named = append(named, b)
			}
		}
	}
	if behind {
		return named
	}
	return reach
}

// describe finds how a fragment is written, once for all of its matches.
func (f *Fragment) describe() {
	first := f.Terms[0].Text
	f.signs = index.SignsOf(f.Text)&index.CodeSign != 0 || strings.Contains(f.Text, "--")
	f.capitals = len(first) > 1 && index.SignsOf(first)&index.NoCapital == 0
}
