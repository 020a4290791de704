package origin

import (
	"slices"

	"docsite/internal/dockerfile"
)

const maxCells = 1 << 20 // of the table that two sequences are aligned in

// step is an instruction of the final stage or of a stage that it is made
// from, in the order in which the builder ran them.
type step struct {
	stage *dockerfile.Stage
	in    dockerfile.Instruction
	shell []string // that a SHELL above it names
}

// alignment pairs instructions with history entries.
type alignment struct {
	entryOf []int  // step → entry, -1 for none
	stepOf  []int  // entry → step, -1 for none
	sure    []bool // by step: its arguments confirm the pair
	first   int    // the first entry that is not the base image's
	any     bool   // something was confirmed: the history is of this file
	score   int    // of all pairs and gaps
}

// What a pair and a gap count in the alignment.
const (
	scoreSure     = 4        // keyword and arguments
	scoreLike     = -1       // keyword alone
	scoreGap      = -3       // an instruction without an entry, an entry without an instruction
	scoreOther    = -1 << 30 // of another keyword: no pair
	scoreOptional = 0        // an instruction that builders may leave out of the history
)

// align lays the steps along the end of the history, where the base image's
// entries, at its beginning, cost nothing (Needleman and Wunsch, from the
// end). Of equally good pairs the last ones win.
func align(steps []step, have []entry) *alignment {
	n, m := len(steps), len(have)
	if n == 0 || m == 0 || n*m > maxCells {
		return nil
	}
	sure, score := table(steps, have)
	a := &alignment{entryOf: slices.Repeat([]int{-1}, n), stepOf: slices.Repeat([]int{-1}, m), sure: make([]bool, n), first: m, score: score[n][m]}
	for i, j := n, m; i > 0 && j > 0; {
		switch s := score[i][j]; {
		case s == score[i-1][j-1]+pairScore(steps[i-1], have[j-1], sure[i-1][j-1]):
			i, j = i-1, j-1
			a.any = a.any || sure[i][j]
			a.entryOf[i], a.stepOf[j], a.sure[i], a.first = j, i, sure[i][j], j
		case s == score[i-1][j]+gapScore(steps[i-1]):
			i--
		default:
			j--
		}
	}
	a.doubt(sure)
	return a
}

// table fills in the scores: score[i][j] is the best for the first i steps and
// the first j entries.
func table(steps []step, have []entry) (sure [][]bool, score [][]int) {
	n, m := len(steps), len(have)
	sure, score = make([][]bool, n), make([][]int, n+1)
	score[0] = make([]int, m+1) // the base image's entries
	for i := 1; i <= n; i++ {
		match := newMatcher(steps[i-1].in, steps[i-1].shell)
		sure[i-1], score[i] = make([]bool, m), make([]int, m+1)
		score[i][0] = score[i-1][0] + gapScore(steps[i-1])
		for j := 1; j <= m; j++ {
			sure[i-1][j-1] = match.confirms(have[j-1])
			score[i][j] = max(score[i-1][j]+gapScore(steps[i-1]), score[i][j-1]+scoreGap, score[i-1][j-1]+pairScore(steps[i-1], have[j-1], sure[i-1][j-1]))
		}
	}
	return sure, score
}

func pairScore(s step, e entry, sure bool) int {
	switch {
	case s.in.Keyword != e.keyword:
		return scoreOther
	case sure:
		return scoreSure
	}
	return scoreLike
}

// gapScore is what an instruction costs that has no entry.
func gapScore(s step) int {
	switch s.in.Keyword {
	case "ONBUILD", "MAINTAINER", "ARG", "LABEL":
		return scoreOptional
	}
	return scoreGap
}

// doubt takes back what is confirmed but could as well stand elsewhere: an
// equal instruction without an entry, or an equal entry without an
// instruction. Better no line than a wrong one.
func (a *alignment) doubt(sure [][]bool) {
	for i, j := range a.entryOf {
		if j < 0 || !a.sure[i] {
			continue
		}
		for other, paired := range a.entryOf {
			if paired < 0 && sure[other][j] {
				a.sure[i] = false
			}
		}
		for other := a.first; other < len(a.stepOf); other++ {
			if a.stepOf[other] < 0 && sure[i][other] {
				a.sure[i] = false
			}
		}
	}
}

// snapshot reports that a layer is all that a stage made, though its entry is that of one
// step: kaniko with --single-snapshot names the last instruction of the stage, and no other.
func (a *alignment) snapshot(i int, steps []step, have []entry) bool {
	stage := steps[i].stage
	if have[a.entryOf[i]].builder != kaniko || i+1 < len(steps) && steps[i+1].stage == stage {
		return false
	}
	others := false
	for k := i - 1; k >= 0 && steps[k].stage == stage; k-- {
		if keyword := steps[k].in.Keyword; dockerfile.MakesLayer(keyword) {
			if a.entryOf[k] >= 0 {
				return false
			}
			others = others || keyword != "WORKDIR" // one that is there makes no entry
		}
	}
	return others
}
