package figures

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"docsite/internal/site"
)

// Claim is a size that a sentence states of an image.
type Claim struct {
	Span   site.Span // the size in the page's source
	Text   string    // "284 MB"
	ID     string    // the figure that it is: "inkwell.usage"; empty when it is none
	Digits int       // of a size that is only about so: how many of its digits count; 0 of others
	Marked bool      // it stands between markers
	Vague  bool      // the fault is that nothing says which size is meant
	Fault  string    // what is wrong with it; empty when nothing is
	Hint   string    // a wording that is right, with markers
}

// judge decides about one size of one sentence.
type judge struct {
	sentence *site.Sentence
	size     stated
	image    *subject
	is       []known // the figures that the size is
	claim    *Claim
	vague    bool // nothing says which size is meant
}

func (j *judge) fault(hint, format string, args ...any) {
	j.claim.Fault, j.claim.Hint = fmt.Sprintf("%q ", j.claim.Text)+fmt.Sprintf(format, args...), hint
}

// decide finds the first thing that is wrong with the claim.
func (j *judge) decide(images []subject) {
	if len(j.is) == 0 {
		j.wrongNumber(images)
		return
	}
	is, ok := ColumnOf(j.is[0].column)
	if !ok || is.Kind != Bytes {
		return // a marker of something that is no size
	}
	called := j.called()
	hint := "write " + j.image.wording(is)
	switch {
	case platformPattern().MatchString(j.sentence.Text):
		j.fault(hint+", and of which platform", "is of one platform of %s, not of all", j.image.id)
	case j.miscalled(called) != "":
		word := j.miscalled(called)
		if j.size.id == "" && j.is[0].derived {
			hint = ""
		}
		j.fault(hint+j.other(is.Name), "of %s is called %q, and is %s", j.image.id, word, is.Meaning)
	case is.Name != download && hubPattern().MatchString(j.sentence.Text):
		j.fault(hint+"; Docker Hub shows the compressed size"+j.other(is.Name), "of %s is not what Docker Hub shows: it is %s", j.image.id, is.Meaning)
	case len(called) == 0 && j.size.id == "" && vaguePattern().MatchString(j.sentence.Column+" "+j.sentence.Text[:j.size.span.Start]):
		j.vague = true
		j.fault(hint, "is called a size of %s, which may be four things: it is %s", j.image.id, is.Meaning)
	}
}

// called are the columns that the words name. Compressed and unpacked
// together are the disk usage.
func (j *judge) called() []meaning {
	has := func(column string) bool {
		return slices.ContainsFunc(j.size.words, func(m meaning) bool { return m.column == column })
	}
	if has(download) && has(disk) {
		return []meaning{{column: usage}}
	}
	return j.size.words
}

// callFirst puts the figure that the words name before others that are as near: a
// download and what it unpacks to may be one size.
func (j *judge) callFirst() {
	slices.SortStableFunc(j.is, func(a, b known) int {
		return cmp.Compare(j.rank(a), j.rank(b))
	})
}

// rank is 0 for a figure that the words name.
func (j *judge) rank(f known) int {
	if slices.ContainsFunc(j.called(), func(m meaning) bool { return m.column == f.column }) {
		return 0
	}
	return 1
}

// miscalled gives the words that call the size something that it is not.
func (j *judge) miscalled(called []meaning) string {
	for _, m := range called {
		right := slices.ContainsFunc(j.is, func(f known) bool {
			return f.column == m.column || f.column == unpacked && m.column == disk
		})
		if right {
			continue
		}
		for _, text := range []string{j.sentence.Text, j.sentence.Column, j.sentence.Row} {
			if m.span.End > 0 && m.span.End <= len(text) && slices.ContainsFunc(wordsIn(text), func(w meaning) bool { return w.span == m.span && w.column == m.column }) {
				return text[m.span.Start:m.span.End]
			}
		}
		return m.column
	}
	return ""
}

// other names the size that a reader of "uncompressed" would want beside the
// disk usage.
func (j *judge) other(is string) string {
	if n := j.image.size(disk); is == usage && n >= 0 {
		return fmt.Sprintf("; unpacked are about %s", Size(n))
	}
	return ""
}

// wrongNumber decides about a size that is no figure of the image: it may be
// a figure in other units, or an old one. Sizes that nothing calls a size of
// the image are none of its.
func (j *judge) wrongNumber(images []subject) {
	called := j.called()
	if !j.about(called, images) || j.ofElse() {
		return
	}
	same := func(f known) bool {
		return len(called) > 0 && !f.derived && (f.column == called[0].column || f.column == unpacked && called[0].column == disk)
	}
	if j.otherUnit(same) {
		return
	}
	for _, f := range j.image.figures {
		column, _ := ColumnOf(f.column)
		if ratio := float64(j.size.size()) / float64(max(f.bytes, 1)); same(f) && ratio > 0.2 && ratio < 5 {
			j.fault("write "+j.image.wording(column), "is not what %s has: %s is %s", j.image.id, column.Meaning, Size(f.bytes))
			return
		}
	}
	j.otherUnit(func(f known) bool { return !f.derived })
}

// otherUnit finds a figure, among some, of which the size is the number in the other unit.
func (j *judge) otherUnit(among func(known) bool) bool {
	for _, f := range j.image.figures {
		if !among(f) || !j.size.inOtherUnit(f.bytes) {
			continue
		}
		column, _ := ColumnOf(f.column)
		if j.size.binary {
			j.fault("write "+j.image.wording(column), "of %s is in MB, not in MiB: docker counts in thousands", j.image.id)
		} else {
			j.fault("write "+j.image.wording(column), "of %s was counted in MiB: in MB it is %s", j.image.id, Size(f.bytes))
		}
		return true
	}
	return false
}

// inOtherUnit reports whether the number, to its last digit, is so many bytes
// with MiB read as MB, or the other way round.
func (s stated) inOtherUnit(bytes int64) bool {
	factor := s.factor(!s.binary)
	return math.Abs(s.number*factor-float64(bytes)) <= 0.5*s.last*factor+0.001*float64(bytes)
}

// about reports whether the size is sure to be one of the image: the sentence
// names it, or the section names no other and the words speak of sizes alone.
func (j *judge) about(called []meaning, images []subject) bool {
	if len(namedIn([]subject{*j.image}, *j.sentence, site.Sentence{Text: j.sentence.Row}, site.Sentence{Text: j.sentence.Column})) > 0 {
		return true
	}
	return len(images) == 1 && slices.ContainsFunc(called, func(m meaning) bool { return m.sure })
}
