package bind

import (
	"path"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/version"
)

// The model. A note's fragment is laid over every place of a listing at which
// its words stand in order; each such place is a candidate. What a candidate
// scores is
//
//	how well its words agree, on average, weighed by what each says
//	− what had to be skipped between them
//	+ how much of the named construct they make up
//	+ whether they open it (the name of an instruction, of a command)
//
// A group of notes explains one listing, as a rule: the one in which its notes
// find the most, the nearest of equals. Within it the notes follow the code,
// as a rule: of all ways to give each note one of its candidates, the one with
// the highest sum wins, where a step back costs and a step far away costs a
// little. A note whose best two places then differ by less than margin is
// ambiguous. What a single word says is little; it is believed when the notes
// around it found their places in the same listing, when the listing right above
// shows no more than a step, or when the note stands below another one on those
// lines. What a note names late, or as a value behind a name, is believed in the
// last two cases alone.
//
// All weights stand here.
const (
	// agreement of two words, 1 for equal ones
	agreePath    = 0.97 // "./src" for "src/"
	agreeBase    = 0.92 // "entrypoint.sh" for "/usr/local/bin/entrypoint.sh"
	agreeCase    = 0.90 // "as" for "AS"
	agreeVersion = 0.90 // but for a version or a digest: edited
	agreeTag     = 0.88 // "python" for "python:3.12"
	agreeFlags   = 0.85 // "-eu" for "-euo", "-y" for "-qy"
	agreePrefix  = 0.70 // "libusb" for "libusb-1.0-0"
	agreePiece   = 0.65 // "alpine" for "php:8.2-cli-alpine"

	// a word skipped between two words of a fragment
	skipFlag    = 0.005
	skipWord    = 0.02
	skipElided  = 0.002 // where the fragment says "..."
	skipCommand = 0.40  // the end of a command
	skipLine    = 0.05  // the end of a line, where lines are all there is
	skipComment = 0.10  // the end of a line of a comment
	skipMost    = 0.30  // words alone never cost more

	coverBonus = 0.10 // all words of the construct are named
	exactBonus = 0.06 // and nothing else
	aloneBonus = 0.06 // and the construct is a row of its own
	lostValue  = 0.20 // weight at most, of the value of a flag that is not there
	headBonus  = 0.10 // the fragment opens the construct
	opPenalty  = 0.15 // the fragment opens with "&&" and the place does not
	bagPenalty = 0.12 // the words stand there in another order
	losePart   = 0.90 // of the agreement, when words of the fragment are not there
	inComment  = 0.30 // the place is a comment and the fragment is none
	stored     = 0.20 // it is the instruction that an ONBUILD keeps for later
	calls      = 0.60 // "name()" means the function, not a command that calls it
	topKey     = 0.10 // it is an entry that stands in no other
	defines    = 0.12 // it is where the name is defined or set, not where it is used

	// a way through the candidates of a group
	stepBack    = 0.14 // against the order of the code
	stepFar     = 0.03 // times log2 of the instructions between two notes
	stepStay    = 0.06 // two notes at one place
	stepLevel   = 0.08 // from entries at one depth to those at another
	stepSame    = 0.60 // two notes with one fragment at one place
	stageBonus  = 0.40 // in the stage that the heading names
	stageVote   = 0.12 // in the stage in which the sure notes of the group are
	underBonus  = 0.45 // inside the lines of the note that the group stands below
	lineBonus   = 0.40 // on the line that the note counts
	rankPenalty = 0.20 // of a listing, for each nearer one

	wholeScore  = 0.90 // a listing in which all notes score this is the one
	acceptScore = 0.62 // a candidate below is none
	margin      = 0.05 // two places within are equal
	loseMost    = 0.25 // of a fragment's weight, and of the command's words, may differ
	foreign     = 0.25 // an instruction named, and the listing is no Dockerfile
	sureWeight  = 1.30 // a fragment this heavy is looked for in the other listings too
	otherScore  = 0.95 // and must score this there

	// what a candidate must say to stand alone, or among notes of which this
	// share found a place
	aloneWeight   = 1.30
	singleWeight  = 1.00 // at most, for a fragment of one word
	share         = 0.60
	aloneShare    = 0.30
	commandShare  = 0.60 // instead, of commands: people list those without meaning the script above
	answerShare   = 0.50 // from here on, a note that found none is a problem
	mentionShare  = 0.60 // of notes that name code anywhere, for one that does not open with it
	plainShare    = 0.75 // of notes whose labels are plain words
	flagShare     = 0.50 // of notes that all name flags
	singleShare   = 0.75 // when no note of the group could stand alone
	farShare      = 0.80 // the same, in a chapter without a listing of its own before
	singleAverage = 0.50
	keywordShare  = 0.40 // of notes in a list of instructions right below a Dockerfile
	maxShort      = 3    // instructions of a listing that shows one step
	weightSign    = 0.30 // of "$(...)"
	lateWeight    = 0.90 // of a whole command that an item names late
	maxFar        = 4    // Dockerfiles in which a table far below is looked for
	wholeCount    = 3    // fragments, all there in the nearest listing, need say nothing more
)

// weigh says how much a word of a fragment tells.
func weigh(t *term) float64 {
	n := len(t.text) + len(t.rest)
	switch {
	case t.op:
		return 0.1
	case dockerfile.IsKeyword(t.text):
		return 1
	case t.flag:
		if n >= 4 {
			return 0.6
		}
		return 0.4
	case isCount(t.text):
		return 0.25
	case n <= 1:
		return 0.1
	case n == 2:
		return 0.3
	case n == 3:
		return 0.5
	case isComposed(t.text) || t.rest != "":
		return 1.1
	case n <= 5:
		return 0.7
	}
	return 1
}

// isComposed reports whether a word has a mark inside, as paths and versions do.
func isComposed(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '/', '.', '_', '$', ':', '-', '@':
			return true
		}
	}
	return false
}

func isCount(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// agree compares a word of a fragment with a word of code: 0 for different, 1
// for equal. edited tells that only a version or a digest differs.
func agree(f, c *term) (score float64, edited bool) {
	a, b := f.text, c.text
	if a == b {
		return 1, false
	}
	if f.op || c.op || b == "" {
		return 0, false
	}
	if f.rest != "" {
		if f.within && strings.HasPrefix(b, a) && strings.Contains(b[len(a):], f.rest) {
			return agreePath, false
		}
		if !f.within && len(b) > len(a)+len(f.rest) && strings.HasPrefix(b, a) && strings.HasSuffix(b, f.rest) {
			return agreePath, false
		}
		return 0, false
	}
	if a == "" {
		return 0, false
	}
	if f.open && strings.HasPrefix(b, a) || c.glob && len(a) > 1 && a[len(a)-1] == '/' && len(b) == len(a)+1 && b[:len(a)] == a {
		return agreePath, false
	}
	if c.glob && len(b) > 3 {
		if ok, err := path.Match(b, a); err == nil && ok || strings.ReplaceAll(b, "*", "") == a {
			return agreePath, false // one of the files that a pattern takes, or the pattern without its mark
		}
	}
	x, y := f.bare, c.bare
	if x == "" || y == "" || farApart(x, y) {
		return 0, false
	}
	switch {
	case x == y:
		return agreePath, false
	case len(x) < len(y):
		return agreeShorter(f, x, y)
	case len(y) < len(x) && strings.HasSuffix(x, y) && x[len(x)-len(y)-1] == '/' && strings.Contains(y, "."):
		return agreeBase, false
	}
	return agreeSame(x, y)
}

// farApart reports whether two words differ at both ends, so that nothing
// below can make them agree.
func farApart(x, y string) bool {
	return x[0]|0x20 != y[0]|0x20 && x[len(x)-1]|0x20 != y[len(y)-1]|0x20 && !(isDigit(x[0]) && isDigit(y[0]))
}

// edge holds the two ends of a word, by which farApart judges; zero for a word
// that is not judged by them.
func edge(s string) [2]byte {
	if s == "" {
		return [2]byte{}
	}
	first := s[0] | 0x20
	if isDigit(s[0]) {
		first = '0' // two numbers may be versions of one thing
	}
	return [2]byte{first, s[len(s)-1] | 0x20}
}

// edgesApart is farApart for the edges of two words.
func edgesApart(a, b [2]byte) bool { return a[0] != b[0] && a[1] != b[1] && a[0] != 0 && b[0] != 0 }

// agreeShorter compares a word with a longer one in the code.
func agreeShorter(f *term, x, y string) (float64, bool) {
	if f.flag {
		if y[0] == '-' && flagsWithin(x, y) {
			return agreeFlags, false
		}
		return 0, false
	}
	if strings.HasPrefix(y, x) {
		switch y[len(x)] {
		case ':', '@':
			return agreeTag, false
		case '-', '_', '.', '~':
			if len(x) >= 4 && len(y) > len(x)+1 && isDigit(y[len(x)+1]) {
				return agreePrefix, false
			}
		}
	}
	if len(x) > 2 && strings.HasSuffix(y, x) && (y[len(y)-len(x)-1] == '/' || x[0] == '/') {
		return agreeBase, false
	}
	return agreeSame(x, y)
}

// agreeSame compares words of any length for case and version.
func agreeSame(x, y string) (float64, bool) {
	if len(x) == len(y) && strings.EqualFold(x, y) {
		if dockerfile.IsKeyword(x) != dockerfile.IsKeyword(y) && x != "as" && x != "AS" {
			return 0, false
		}
		return agreeCase, false
	}
	if version.Same(x, y) {
		return agreeVersion, true
	}
	if flagsOverlap(x, y) {
		return agreeFlags, false
	}
	return 0, false
}

// barePath takes "./" and a final "/" off.
func barePath(s string) string {
	s = strings.TrimPrefix(s, "./")
	if len(s) > 1 {
		s = strings.TrimSuffix(s, "/")
	}
	return s
}

// flagsWithin reports whether clustered short flags hold those of x: "-rf"
// holds "-r".
func flagsWithin(x, y string) bool {
	if len(x) < 2 || x[1] == '-' || y[1] == '-' || len(y) > 6 {
		return false
	}
	for i := 1; i < len(x); i++ {
		if strings.IndexByte(y[1:], x[i]) < 0 {
			return false
		}
	}
	return true
}

// flagsOverlap is flagsWithin for a fragment that has more of them.
func flagsOverlap(x, y string) bool {
	return len(y) >= 2 && len(x) > len(y) && x[0] == '-' && y[0] == '-' && flagsWithin(y, x)
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
