package quote

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/dockerfile"
)

func stage(file []byte, name string) ([]byte, error) {
	df, err := dockerfile.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("stage %q cannot be looked up: %w", name, err)
	}
	i := df.StageIndex(name)
	if i < 0 {
		return nil, fmt.Errorf("stage %q is not in the file; it has: %s", name, stageNames(df))
	}
	return bytes.Join(stageLines(df, slices.Collect(bytes.Lines(file)), i), nil), nil
}

// stageLines are those of a stage, with the comments directly above its FROM.
func stageLines(df *dockerfile.File, lines [][]byte, i int) [][]byte {
	first := func(i int) int { return withComments(lines, df.Stages[i].Instructions[0].Lines.First-1) }
	end := len(lines)
	if i+1 < len(df.Stages) {
		end = first(i + 1)
	}
	for len(bytes.TrimSpace(lines[end-1])) == 0 {
		end--
	}
	return lines[first(i):end]
}

// StageOf is the stage of a Dockerfile, as stage= names it, that has more lines of a piece of
// code than any other, and more than half of them, comments aside; empty where there is none, and where it
// is the one that has that name already.
func StageOf(file, code []byte, already string) string {
	df, err := dockerfile.Parse(file)
	if err != nil {
		return ""
	}
	all, want := 0, map[string]int{}
	for line := range bytes.Lines(code) {
		if text := string(bytes.TrimSpace(line)); text != "" && text[0] != '#' {
			want[text]++
			all++
		}
	}
	lines := slices.Collect(bytes.Lines(file))
	at, most := -1, all/2
	for i := range df.Stages {
		same, used := 0, map[string]int{}
		for _, line := range stageLines(df, lines, i) {
			if text := string(bytes.TrimSpace(line)); used[text] < want[text] {
				used[text]++
				same++
			}
		}
		switch {
		case same > most:
			at, most = i, same
		case same == most:
			at = -1
		}
	}
	if at < 0 || at == df.StageIndex(already) {
		return ""
	}
	return stageName(df, at)
}

func stageNames(df *dockerfile.File) string {
	names := make([]string, len(df.Stages))
	for i := range df.Stages {
		names[i] = stageName(df, i)
	}
	if len(names) == 0 {
		return "no stages"
	}
	return strings.Join(names, ", ")
}

func stageName(df *dockerfile.File, i int) string { return cmp.Or(df.Stages[i].Name, strconv.Itoa(i)) }

// withComments gives the first of the comment lines that stand directly above a
// line. A parser directive is no such comment.
func withComments(lines [][]byte, line int) int {
	for line > 0 {
		text := bytes.TrimSpace(lines[line-1])
		if !bytes.HasPrefix(text, []byte("#")) || isDirective(text) {
			break
		}
		line--
	}
	return line
}

func isDirective(comment []byte) bool {
	name, _, ok := bytes.Cut(bytes.TrimLeft(comment, "# \t"), []byte("="))
	switch strings.ToLower(strings.TrimSpace(string(name))) {
	case "syntax", "escape", "check":
		return ok
	}
	return false
}
