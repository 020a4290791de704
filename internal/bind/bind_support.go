package bind

import (
	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// support is how much of a group found a place.
type support struct {
	share  float64 // of the notes that quote code, found
	plain  float64 // the same of those in plain words
	sure   int     // notes that could stand alone
	count  int     // fragments found
	mean   float64 // weight of what was found
	named  bool    // something else than files and numbers is quoted
	anchor bool    // a flag, or what opens a construct, is among those found
	flags  bool    // all notes name flags
	single float64 // the share from which on a word is believed that says little

	nearest int // the likeliest listing; -1 for none
}

// tally counts what the queries of a group found, but for what is named in
// passing.
func tally(group *site.NoteGroup, queries []query) support {
	found := make([]bool, len(group.Notes))
	quotes := make([]bool, len(group.Notes))
	s := support{nearest: -1, flags: true, single: farShare}
	if len(group.Blocks) > 0 {
		if s.nearest = group.Blocks[0]; s.nearest >= group.Chapter {
			s.single = singleShare
		}
	}
	count, weight := 0, 0.0
	for i := range queries {
		q := &queries[i]
		if q.mention {
			continue
		}
		quotes[q.note] = quotes[q.note] || q.code
		s.flags = s.flags && q.terms[0].flag
		s.named = s.named || !isFile(&q.fragment) && !isCount(q.terms[0].text) || q.chosen >= 0 && q.found[q.chosen].path
		if q.chosen < 0 {
			continue
		}
		found[q.note] = true
		count++
		w := q.evidence()
		weight += w
		if w >= aloneWeight {
			s.sure++
		}
		s.anchor = s.anchor || len(q.terms) > 1 || q.terms[0].flag || q.found[q.chosen].headed
	}
	s.shares(group, quotes, found)
	if count > 0 {
		s.mean, s.count = weight/float64(count), count
	}
	return s
}

// shares works out how many of the notes found a place. A table's row without
// a code span counts as quoting, unless nearly all others have one: then it is
// in plain words because it quotes nothing.
func (s *support) shares(group *site.NoteGroup, quotes, found []bool) {
	quoting := 0
	for _, q := range quotes {
		if q {
			quoting++
		}
	}
	plainRows := 4*quoting < 3*len(quotes)
	coded, codedFound, all, allFound := 0, 0, 0, 0
	for n := range group.Notes {
		if len(group.Notes[n].Fragments) == 0 {
			continue
		}
		all++
		if found[n] {
			allFound++
		}
		if quotes[n] || plainRows && group.Notes[n].Kind == site.TableNote {
			coded++
			if found[n] {
				codedFound++
			}
		}
	}
	if coded > 0 {
		s.share = float64(codedFound) / float64(coded)
	}
	if all > 0 {
		s.plain = float64(allFound) / float64(all)
	}
}

// evidence is what the chosen place of a query says.
func (q *query) evidence() float64 {
	place := &q.found[q.chosen]
	if len(q.terms) == 1 && !dockerfile.IsKeyword(q.terms[0].text) {
		w := min(place.weight, singleWeight)
		if place.headed {
			w = min(w+0.2, singleWeight)
		}
		return w
	}
	return place.weight
}

// whole reports whether all that a group quotes is in the nearest listing, so
// that each needs say nothing more.
func (s *support) whole(q *query) bool {
	return q.found[q.chosen].block == s.nearest && s.share == 1 && s.count > 1 && !isCount(q.terms[0].text)
}

// isTelling reports whether one word can hardly mean anything else: a long
// flag, an image with its tag, a setting. The name of a file can.
func isTelling(f *fragment) bool {
	t := &f.terms[0]
	return len(t.text) >= 6 && !isFile(f) && (t.flag || isComposed(t.text))
}

// trust reports whether the place of a query is believed. script tells that
// the listing is commands, listed that it is neither these nor a Dockerfile.
func (s *support) trust(q *query, script, listed bool) bool {
	w := q.evidence()
	if s.flags && s.count > 1 && s.plain >= flagShare && q.found[q.chosen].block == s.nearest {
		return true
	}
	if q.word {
		return s.plain >= plainShare && (s.count >= wholeCount || s.count > 1 && s.plain == 1) ||
			s.plain >= share && s.count > 1 && s.single == singleShare && q.found[q.chosen].level >= 2
	}
	if !q.code {
		keyword := dockerfile.IsKeyword(q.terms[0].text)
		if isEntry(&q.fragment) && q.found[q.chosen].headed && s.plain >= answerShare {
			return true
		}
		if isPlainName(&q.fragment) && isTelling(&q.fragment) && s.plain >= answerShare && q.found[q.chosen].block == s.nearest {
			return true
		}
		return q.bare && s.plain >= answerShare && s.count > 1 && q.found[q.chosen].block == s.nearest || keyword && len(q.terms) > 1 || w >= aloneWeight && s.plain >= share || (keyword || q.terms[0].flag || s.count > 1 && isPlainName(&q.fragment)) && s.plain >= plainShare
	}
	switch {
	case q.bare && q.whole && s.share >= keywordShare && q.found[q.chosen].block == s.nearest:
		return true
	case s.whole(q) && (listed || s.named && s.count >= wholeCount):
		return true
	case !s.named || len(q.terms) > 1 && q.onlyKeywords() && q.found[q.chosen].block != s.nearest:
		return false
	case dockerfile.IsKeyword(q.terms[0].text) && len(q.terms) > 1:
		return true
	case w >= aloneWeight && script:
		return s.share >= commandShare
	case w >= aloneWeight:
		return s.share >= aloneShare
	case s.share < share || script && !s.anchor:
		return false
	case isFile(&q.fragment) && !q.found[q.chosen].headed:
		return s.share >= s.single
	case s.sure > 0:
		return true
	}
	if s.count < 2 && len(q.terms) == 1 && !q.found[q.chosen].headed {
		return s.share == 1 && q.found[q.chosen].block == s.nearest && isTelling(&q.fragment)
	}
	return s.share >= s.single && (s.mean >= singleAverage || s.share == 1 && s.mean >= 0.2)
}
