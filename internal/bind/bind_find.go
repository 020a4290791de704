package bind

import (
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/version"
)

// candidate is a place in a listing at which a fragment's words stand.
type candidate struct {
	block   int
	terms   []int32 // indexes in index.terms, in order
	group   int32
	level   int32 // of an entry of YAML: 1 at the top, 2 for one inside; 0 for anything else
	score   float64
	weight  float64 // of the words that were found
	edited  bool
	union   bool // all places together
	headed  bool // it opens a construct
	gapped  bool // the fragment leaves something out
	partial bool
	path    bool // the fragment is a path of keys
	titled  bool // a heading names what its listing opens with
	prefix  bool // the fragment is a piece of the word that is there
}

// at is a place of one word, which scores and weighs what is said.
func (x *index) at(block, term int, score, weight float64) candidate {
	return candidate{block: block, terms: []int32{int32(term)}, group: x.terms[term].group, score: score, weight: weight}
}

// keep takes out of a place the words that are not wanted, and reports whether
// any are; when none is it changes nothing.
func (x *index) keep(place *candidate, wanted func(*term) bool) bool {
	var kept []int32
	for _, t := range place.terms {
		if wanted(&x.terms[t]) {
			kept = append(kept, t)
		}
	}
	if len(kept) == 0 {
		return false
	}
	place.terms, place.group = kept, x.terms[kept[0]].group
	return true
}

// maxFound is how many places of one fragment are kept; what is found more
// often names nothing.
const maxFound = 40

// find gives the places of a fragment in one listing.
func (x *index) find(block int, q *query) []candidate {
	var found []candidate
	if x.tree != nil {
		return x.branches(block, q)
	}
	if q.terms[0].text == "$(" {
		return x.substitutions(block, q)
	}
	if q.terms[0].op {
		return x.operators(block, q)
	}
	if q.word && (x.Dockerfile == nil || !x.isShort()) {
		return append(x.keys(block, q), x.programs(block, q)...)
	}
	if q.title {
		return nil // nothing but what its listing opens with
	}
	keyword := dockerfile.IsKeyword(q.terms[0].text)
	found = x.lays(block, q, keyword, false)
	if len(found) == 0 && len(q.terms) > 1 {
		found = x.loose(block, q, keyword)
	}
	if len(found) == 0 && keyword && !q.code {
		found = x.opened(block, q)
	}
	if len(found) == 0 && len(q.terms) == 1 && strings.Contains(q.terms[0].text, ".") {
		found = x.keys(block, q)
	}
	if len(found) == 0 && !keyword && q.code {
		if len(q.terms) > 1 {
			found = x.lays(block, q, keyword, true)
		} else if !q.mention || x.isShort() && !isEveryday(&q.fragment) {
			found = x.pieces(block, q)
		}
	}
	if len(found) == 0 && len(q.terms) == 1 && len(q.terms[0].text) > 2 && q.terms[0].text[0] == '$' {
		found = x.definitions(block, q)
	}
	if len(found) == 0 && len(q.terms) > 1 && q.code && !q.mention {
		found = x.verbatim(block, q)
	}
	if len(q.terms) == 1 && !q.mention && x.isYAML() {
		found = x.entries(found, q)
	} else if len(q.terms) == 1 && q.terms[0].text != q.terms[0].bare {
		found = x.exact(found, q)
	}
	if q.nth > 0 && q.nth <= len(found) {
		return found[q.nth-1 : q.nth]
	}
	if q.bare || len(q.terms) == 1 && (keyword || q.tail && allHeaded(found)) {
		found = unite(found, q.repeated)
	}
	return found
}

func allHeaded(found []candidate) bool {
	for i := range found {
		if !found[i].headed {
			return false
		}
	}
	return true
}

// entries keeps of the places of a name those at which an entry has it, when
// one has: the others are values that refer to it.
func (x *index) entries(found []candidate, q *query) []candidate {
	named := func(place candidate) bool {
		t := place.terms[0]
		return x.heads[t] >= 0 && x.Parts[x.heads[t]].Kind == code.KeyPart && x.terms[t].text == q.terms[0].text
	}
	if !slices.ContainsFunc(found, named) {
		return found
	}
	return slices.DeleteFunc(found, func(place candidate) bool { return !named(place) })
}

// exact keeps of the places of a path those that have it to the letter, when
// one has: "./db" is hardly the entry "db". A sentence that names a folder may
// mean all in it.
func (x *index) exact(found []candidate, q *query) []candidate {
	differs := func(place candidate) bool {
		text := x.terms[place.terms[0]].text
		return text != q.terms[0].text && !(q.mention && strings.HasPrefix(text, q.terms[0].text))
	}
	if slices.ContainsFunc(found, func(place candidate) bool { return !differs(place) }) {
		return slices.DeleteFunc(found, differs)
	}
	return found
}

// titled finds the entry or the instruction with which a listing opens, when
// a word of the heading above it is its name: "The ports" above "ports:".
func (x *index) titled(block int, q *query) []candidate {
	at := slices.IndexFunc(x.terms, func(t term) bool { return !t.comment })
	if at < 0 || x.heads[at] < 0 {
		return nil
	}
	if x.Parts[x.heads[at]].Kind == code.CommandPart {
		return x.commands(block, q)
	}
	fold := x.Parts[x.heads[at]].Kind == code.KeyPart
	if !fold && x.Parts[x.heads[at]].Kind != code.InstructionPart {
		return nil
	}
	name := x.terms[at].text
	for i := range q.terms {
		if word := strings.Trim(q.terms[i].text, ":()"); word == name || fold && (strings.EqualFold(word, name) || strings.EqualFold(word+"s", name)) {
			return x.openings(block, x.heads[at])
		}
	}
	return nil
}

// openings are the entry with which a listing opens, or all its instructions of
// the name of the first.
func (x *index) openings(block int, first int32) []candidate {
	all := candidate{block: block, score: 1 + headBonus, weight: aloneWeight, headed: true, titled: true}
	for p := range x.Parts {
		part := &x.Parts[p]
		if p != int(first) && (part.Kind != code.InstructionPart || part.Name != x.Parts[first].Name || part.Parent >= 0) {
			continue
		}
		if at := x.termAt(part.Span.Start); at < len(x.terms) {
			all.terms = append(all.terms, int32(at))
		}
	}
	all.union = len(all.terms) > 1
	all.group = x.terms[all.terms[0]].group
	return []candidate{all}
}

// commands finds the commands that a heading gives word for word.
func (x *index) commands(block int, q *query) []candidate {
	said := *q
	said.title = false
	return slices.DeleteFunc(x.lays(block, &said, false, false), func(place candidate) bool {
		head := x.heads[place.terms[0]]
		return len(place.terms) < 2 || head < 0 || x.Parts[head].Kind != code.CommandPart || int(lastTerm(place.terms)-place.terms[0])+1 != len(place.terms)
	})
}

// opened finds the instruction with which a line in plain words opens: all of
// its words, and then what is said of it.
func (x *index) opened(block int, q *query) []candidate {
	var found []candidate
	for s := range x.terms {
		head := x.heads[s]
		if head < 0 || x.Parts[head].Kind != code.InstructionPart || x.Parts[head].Parent >= 0 {
			continue
		}
		n := x.size(head)
		if *x.work -= n; n < 2 || n > len(q.terms) || *x.work < 0 {
			continue
		}
		said := query{fragment: fragment{terms: q.terms[:n]}}
		if place, ok := x.lay(&said, s, true); ok && len(place.terms) == n && place.score >= 1 {
			place.block = block
			found = append(found, place)
		}
	}
	return found
}

// keys finds the entries that a path of keys names: "services.web.ports", or
// the end of it.
func (x *index) keys(block int, q *query) []candidate {
	var found []candidate
	path := strings.TrimSuffix(q.terms[0].text, ":")
	for p := range x.Parts {
		part := &x.Parts[p]
		if part.Kind != code.KeyPart || part.Name != path && !strings.HasSuffix(part.Name, "."+path) {
			continue
		}
		at := x.termAt(part.Span.Start)
		if at == len(x.terms) {
			break
		}
		place := x.at(block, at, x.keyScore(int32(p)), q.weight)
		place.headed, place.path, place.level = true, !q.word, x.level(int32(p))
		found = append(found, place)
	}
	return found
}

// programs finds the commands of a script by their names.
func (x *index) programs(block int, q *query) []candidate {
	var found []candidate
	if x.Dockerfile != nil {
		return nil
	}
	for p := range x.Parts {
		part := &x.Parts[p]
		if part.Kind != code.CommandPart || part.Name != q.terms[0].text {
			continue
		}
		if at := x.termAt(part.NameStart()); at < len(x.terms) && x.terms[at].text == part.Name {
			place := x.at(block, at, 1+headBonus, q.weight)
			place.headed = true
			found = append(found, place)
		}
	}
	return unite(found, q.repeated)
}

// keyScore is what the name of an entry scores, found by it alone.
func (x *index) keyScore(part int32) float64 {
	if x.level(part) == 1 {
		return 1 + headBonus + topKey
	}
	return 1 + headBonus
}

// lays finds the places at which all words stand in order. Comments are prose,
// and asked last.
func (x *index) lays(block int, q *query, keyword, prose bool) []candidate {
	var found []candidate
	first := &q.terms[0]
	near := edge(first.bare)
	if first.open {
		near = [2]byte{} // any word may go on where it ends
	}
	if *x.work -= len(x.terms); *x.work < 0 {
		return nil
	}
	for s := 0; s < len(x.terms) && *x.work >= 0; s++ {
		if edgesApart(near, x.edges[s]) {
			continue // most words: to look at them costs more
		}
		c := &x.terms[s]
		if keyword && !c.start || c.comment && !(c.dead && q.code) && !prose && !first.comment {
			continue
		}
		if score, _ := agree(first, c); score == 0 {
			continue
		}
		place, ok := x.lay(q, s, keyword)
		if !ok {
			continue
		}
		place.block = block
		if n := len(found); n > 0 && lastTerm(found[n-1].terms) == lastTerm(place.terms) {
			if place.score >= found[n-1].score {
				found[n-1] = place
			}
			continue
		}
		found = append(found, place)
		if len(found) == maxFound {
			break
		}
	}
	return found
}

// maxSkipped is how many words at most stand between two of a fragment.
const maxSkipped = 400

// lay puts the fragment's words on the code's from the term s on.
func (x *index) lay(q *query, s int, keyword bool) (candidate, bool) {
	var sum, weight, skip float64
	place := candidate{group: x.terms[s].group, terms: x.laid[:0]}
	at, comment := s, x.terms[s].comment
	free := false // the end of a command may be passed
	for k := range q.terms {
		f := &q.terms[k]
		if f.op {
			free = true
			continue
		}
		j, score, edited, cost := at, 0.0, false, 0.0
		if k == 0 {
			score, edited = agree(f, &x.terms[s])
			place.prefix = score == agreePrefix
		} else {
			free = free || f.gap || k == 1 && keyword
			j, score, edited, cost = x.next(f, at, place.group, comment, free)
			if (score == 0 || j > at) && at < len(x.terms) && hasDigit(f.text) && hasDigit(x.terms[at].text) && version.IsName(q.terms[k-1].text) {
				j, score, edited, cost = at, agreeVersion, true, 0 // PKG_RELEASE 1, and 2 in the code
			}
		}
		if score == 0 {
			return place, false
		}
		w := weigh(f)
		sum += w * score
		weight += w
		skip += cost
		place.edited = place.edited || edited
		place.gapped = place.gapped || f.gap && k > 0
		place.terms = append(place.terms, int32(j))
		at, free = j+1, false
	}
	if weight == 0 {
		return place, false
	}
	place.gapped = place.gapped || q.tail
	place.weight = weight
	place.score = sum/weight - skip
	x.rate(&place, q, keyword)
	x.laid = place.terms
	if place.score < acceptScore {
		return place, false
	}
	place.terms = slices.Clone(place.terms)
	return place, true
}

// next finds the fragment's next word in the same group of the code.
func (x *index) next(f *term, at int, group int32, comment, free bool) (j int, score float64, edited bool, cost float64) {
	skipped, commands := 0.0, 0
	line := x.terms[max(at-1, 0)].line
	defer func() { *x.work -= j - at }()
	for j = at; j < len(x.terms) && j-at < maxSkipped; j++ {
		c := &x.terms[j]
		if c.group != group {
			if skipped += skipLine; x.Groups[group].Kind != code.LineGroup || x.Groups[c.group].Kind != code.LineGroup || skipped > skipMost {
				break
			}
			group = c.group
		}
		if c.comment != comment && !f.comment {
			continue
		}
		if comment && c.line != line {
			skipped += skipComment
		}
		line = c.line
		if c.op {
			commands++
			continue
		}
		if score, edited = agree(f, c); score >= agreeFlags {
			break
		}
		score = 0
		switch {
		case f.gap:
			skipped += skipElided
		case c.flag:
			skipped += skipFlag
		default:
			skipped += skipWord
		}
	}
	cost = min(skipped, skipMost)
	if commands > 0 && !free {
		cost += skipCommand
	}
	return j, score, edited, cost
}
