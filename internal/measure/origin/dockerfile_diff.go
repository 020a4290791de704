package origin

import (
	"slices"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

const maxDiff = 40 // lines of a diff that are shown

// flat is an instruction with its stage, for comparing two files.
type flat struct {
	stage *dockerfile.Stage
	in    *dockerfile.Instruction
	text  string // without what changes no image: white space, comments
}

func flatten(df *dockerfile.File) []flat {
	var out []flat
	add := func(s *dockerfile.Stage, in *dockerfile.Instruction) {
		out = append(out, flat{s, in, in.Keyword + " " + strings.Join(strings.Fields(strings.Join(in.Flags, " ")+" "+in.Args), " ")})
	}
	for i := range df.Args {
		add(nil, &df.Args[i])
	}
	for stage, in := range df.All() {
		add(stage, in)
	}
	return out
}

// mapLines moves places from the file that an image was built from to the
// documented one, and gives the difference between them as lines of a diff:
// "-" is documented, "+" is what was built. A layer whose instruction is not
// documented loses its lines and keeps its keyword.
func mapLines(places []place, built, documented *dockerfile.File) []string {
	from, to := flatten(built), flatten(documented)
	if len(from)*len(to) > maxCells {
		return []string{"the files are too long to be compared"}
	}
	pair := common(from, to)
	where := map[*dockerfile.Instruction]int{}
	for i := range from {
		where[from[i].in] = pair[i]
	}
	for i := range places {
		p := &places[i]
		if p.in == nil {
			continue
		}
		at, ok := where[original(from, p.in)]
		if !ok || at < 0 || to[at].stage == nil {
			*p = place{keyword: p.in.Keyword, base: p.base, by: site.NotKnown}
			continue
		}
		p.in, p.stage = to[at].in, to[at].stage
	}
	return dockerfileDiff(from, to, pair)
}

// original finds the instruction in the file that a step was copied from.
func original(from []flat, in *dockerfile.Instruction) *dockerfile.Instruction {
	at := slices.IndexFunc(from, func(f flat) bool { return f.in.Lines == in.Lines })
	if at < 0 {
		return nil
	}
	return from[at].in
}

// common pairs the equal instructions of a longest common subsequence; -1 is
// an instruction without a partner.
func common(from, to []flat) []int {
	n, m := len(from), len(to)
	length := make([][]int32, n+1)
	for i := range length {
		length[i] = make([]int32, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if from[i].text == to[j].text {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	pair := slices.Repeat([]int{-1}, n)
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case from[i].text == to[j].text:
			pair[i] = j
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pair
}

func dockerfileDiff(from, to []flat, pair []int) []string {
	var out []string
	j := 0
	upTo := func(end int) {
		for ; j < end; j++ {
			out = append(out, "-"+source.Plain(to[j].text))
		}
	}
	for i := range from {
		if pair[i] < 0 {
			out = append(out, "+"+source.Plain(from[i].text))
			continue
		}
		upTo(pair[i])
		j++
	}
	upTo(len(to))
	if len(out) > maxDiff {
		out = append(out[:maxDiff], "…")
	}
	return out
}
