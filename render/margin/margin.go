// Package margin counts where the notes of a listing will stand beside its
// lines, so that none stands far from its own and the code is rarely pulled
// apart.
//
// Start at [Lay]. A browser sets a note beside its line, or below the note
// before it; how much room the words take is estimated here. An estimate that is
// wrong costs beauty and never content: notes do not overlap. The package knows
// no HTML and no page.
package margin

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// Line is a line of a listing.
type Line struct {
	Columns int  // of code
	Blank   bool // it closes a row, and is set low
	Notes   []Note
}

// Note is what stands beside a line: the number of characters of each of its
// paragraphs.
type Note []int

// Plan says how a listing is set.
type Plan struct {
	Share  int             // of the width that the notes have, in hundredths: one of shares; 0 where none stands beside the code
	Clear  map[int]bool    // lines, from 0, that wait until the notes before them have ended
	Across map[[2]int]bool // line and note: a long note that is set over both columns, below its line
	Bands  map[int]bool    // lines, from 0, all of whose notes stand so, in two columns of notes
}

// shares are the widths that notes can have.
var shares = [...]int{36, 43, 50, 56}

// Sizes of a page of 1440 pixels, in pixels.
const (
	width      = 1134 // of the listing
	letter     = 7.25 // a letter of a note, on average
	column     = 7.83
	gutter     = 68 // line numbers and the indent of wrapped lines
	costs      = 104
	lineHeight = 24
	lowHeight  = 10
	noteHeight = 22 // a line of a note
	noteGap    = 8  // between notes
	noteInset  = 74 // around a note's words
	paragraph  = 6  // between paragraphs
	bandInset  = 31 // above and below a note over both columns
	longNote   = 8  // lines of a note that may be set over both
	bandNotes  = 3  // of a line that may be, together
	bandWords  = (width-40)/2 - noteInset
)

// Drift that is counted against a plan, and the most that is left.
const (
	near = 100
	far  = 270
)

// Lay gives the plan that pulls the code of a listing apart the least and leaves
// the notes nearest to their lines. withCosts tells that the code's column has
// figures at its right.
func Lay(lines []Line, withCosts bool) Plan {
	best, least := Plan{}, math.Inf(1)
	for _, share := range shares {
		waits, long := true, true // until a trial shows that it makes no difference
		for _, most := range [...]float64{near + 30, (near + far) / 2, far} {
			for _, across := range [...]bool{false, true} {
				if across && !long || !waits && !long {
					continue
				}
				t := trial{plan: Plan{Share: share}, most: most, across: across}
				t.columns = (width*float64(100-share)/100 - gutter) / column
				if withCosts {
					t.columns -= costs / column
				}
				t.letters = (width*float64(share)/100 - noteInset) / letter
				if loss := t.run(lines, least); loss < least-1 {
					best, least = t.plan, loss
				}
				if t.loss == 0 { // nothing is lost to the notes, and with more room for these the code only wraps more
					return best
				}
				if !across {
					waits, long = t.plan.Clear != nil || t.ended, t.long || t.ended
				}
			}
		}
	}
	if !best.hasBeside(lines) {
		best.Share = 0
	}
	return best
}

func (p *Plan) hasBeside(lines []Line) bool {
	for i := range lines {
		for n := range lines[i].Notes {
			if !p.Bands[i] && !p.Across[[2]int{i, n}] {
				return true
			}
		}
	}
	return false
}

// trial sets a listing in one way and counts what is lost.
type trial struct {
	plan             Plan
	most             float64 // drift at which a line waits
	across           bool
	columns, letters float64 // of code, of a note's line

	y, bottom float64 // of the code and of the notes so far
	loss      float64
	wrapped   float64 // lines of code that go on below
	long      bool    // there is a note that could be set over both columns
	ended     bool    // more is lost than in another trial, before the end
}

// run sets the lines, until at least as much is lost as in the best trial so far.
func (t *trial) run(lines []Line, least float64) float64 {
	for i := range lines {
		if t.line(lines, i); t.lost() >= least {
			t.ended = true
			return t.lost()
		}
	}
	t.gap(t.bottom - t.y)
	return t.lost()
}

func (t *trial) lost() float64 { return t.loss + t.y/8 + 10*t.wrapped }

func (t *trial) line(lines []Line, i int) {
	l := &lines[i]
	height := lineHeight * math.Max(1, math.Ceil(float64(l.Columns)/t.columns))
	t.wrapped += height/lineHeight - 1
	if l.Blank {
		height = lowHeight
	}
	if len(l.Notes) > 0 && t.bottom-(t.y+height-lineHeight) > t.most {
		t.plan.Clear = mark(t.plan.Clear, i)
		t.gap(t.bottom - t.y)
		t.y = t.bottom
	}
	t.y += height
	if t.band(lines, i) {
		return
	}
	for n, note := range l.Notes {
		top := math.Max(t.bottom, t.y-lineHeight)
		high := t.height(note, t.letters)
		long := high > longNote*noteHeight
		t.long = t.long || long
		if t.across && long && t.next(lines, i, n) < top+high-t.most {
			t.plan.Across = mark(t.plan.Across, [2]int{i, n})
			t.gap(t.bottom - t.y)
			t.y = math.Max(t.y, t.bottom)
			band := t.height(note, (width-noteInset-gutter)/letter)/2 + bandInset + noteHeight/2
			t.gap(band)
			t.y += band
			t.bottom = t.y
			continue
		}
		t.drift(top - (t.y - height))
		t.bottom = top + high + noteGap
	}
}

// band sets the notes of a line below it, over both columns, where they are many and
// would pull the code apart, or stand beside none.
func (t *trial) band(lines []Line, i int) bool {
	notes := lines[i].Notes
	if len(notes) < bandNotes {
		return false
	}
	beside, band := 0.0, 0.0
	for _, note := range notes {
		beside += t.height(note, t.letters) + noteGap
		band += t.height(note, bandWords/letter) + noteGap
	}
	if beside <= longNote*noteHeight {
		return false
	}
	t.long = true
	if !t.across || t.next(lines, i, len(notes)-1) >= math.Max(t.bottom, t.y-lineHeight)+beside-t.most {
		return false
	}
	t.plan.Bands = mark(t.plan.Bands, i)
	t.gap(t.bottom - t.y)
	band = (band+band/float64(len(notes)))/2 + bandInset
	t.gap(band)
	t.y = math.Max(t.y, t.bottom) + band
	t.bottom = t.y
	return true
}

// next is where the line would stand that has the note after note n of line i;
// far below where there is none.
func (t *trial) next(lines []Line, i, n int) float64 {
	if n+1 < len(lines[i].Notes) {
		return t.y - lineHeight
	}
	y := t.y
	for _, l := range lines[i+1:] {
		if len(l.Notes) > 0 {
			return y
		}
		y += lineHeight
	}
	return y
}

func (t *trial) height(note Note, letters float64) float64 {
	lines := 0.0
	for _, length := range note {
		lines += math.Max(1, math.Ceil(float64(length)*1.03/letters))
	}
	return lines*noteHeight + float64(len(note)-1)*paragraph
}

// gap counts room that the code has to leave.
func (t *trial) gap(room float64) {
	if room > 12 {
		t.loss += room
	}
}

// drift counts how far a note stands from its line.
func (t *trial) drift(far float64) {
	if far > near {
		t.loss += (far - near) * 1.5
	}
}

func mark[K comparable](set map[K]bool, k K) map[K]bool {
	if set == nil {
		set = map[K]bool{}
	}
	set[k] = true
	return set
}

// Columns counts those of a line of code. A tab is as wide as four signs.
func Columns(line []byte) int {
	return utf8.RuneCount(bytes.TrimRight(line, "\r\n")) + 3*bytes.Count(line, []byte{'\t'})
}

// A line on a phone: the columns beyond which a line with a note is set small there,
// so that its note is not far below its beginning, and those of a word that does not
// fit on a line and half of another.
const (
	longLine  = 120
	solidWord = 72
)

// opening is how many columns a phone has for a line of code.
const opening = 40

// Opens reports whether the first word of a line that is set in does not fit beside what it is
// set in by: on a phone it would stand below an empty line.
func Opens(line []byte) bool {
	rest := bytes.TrimLeft(line, " \t")
	if item, ok := bytes.CutPrefix(rest, []byte("- ")); ok {
		rest = bytes.TrimLeft(item, " ")
	}
	if len(rest) == len(line) || len(line) <= opening {
		return false
	}
	word, _, _ := bytes.Cut(rest, []byte(" "))
	return Columns(line[:len(line)-len(rest)])+utf8.RuneCount(bytes.TrimRight(word, "\r\n")) > opening
}

// Long reports whether a line of code would wrap often on a phone, and whether it
// does so for a word that has to be cut anyway.
func Long(line []byte) (long, solid bool) {
	if len(line) <= longLine/4 || Columns(line) <= longLine {
		return false, false
	}
	for word := range bytes.FieldsSeq(line) {
		if len(word) > solidWord && utf8.RuneCount(word) > solidWord {
			return true, true
		}
	}
	return true, false
}
