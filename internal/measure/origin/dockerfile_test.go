package origin

import (
	"encoding/json"
	"strings"
	"testing"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// parsed reads the plain Dockerfiles of these tests: no directives, no
// comments, one heredoc an instruction. The real parser lives in another room.
func parsed(t testing.TB, text string) *dockerfile.File {
	t.Helper()
	df, err := parseTest([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return df
}

func parseTest(src []byte) (*dockerfile.File, error) {
	df := &dockerfile.File{}
	lines := strings.Split(strings.TrimSuffix(string(src), "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		first, text := i+1, lines[i]
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		for strings.HasSuffix(text, `\`) && i+1 < len(lines) {
			i++
			text = strings.TrimSuffix(text, `\`) + lines[i]
		}
		var in dockerfile.Instruction
		in.Keyword, text, _ = strings.Cut(text, " ")
		for strings.HasPrefix(text, "--") {
			flag, rest, _ := strings.Cut(text, " ")
			in.Flags, text = append(in.Flags, flag), rest
		}
		in.Args = text
		_ = json.Unmarshal([]byte(text), &in.Exec) // the shell form is no JSON
		if _, mark, ok := strings.Cut(text, "<<"); ok {
			mark = strings.Trim(strings.Fields(mark)[0], `-"`)
			body := ""
			for i++; i < len(lines) && strings.TrimLeft(lines[i], "\t") != mark; i++ {
				body += strings.TrimLeft(lines[i], "\t") + "\n"
			}
			in.Heredocs = []string{body}
			in.Args += "\n" + body + mark
		}
		in.Lines = site.Lines{First: first, Last: i + 1}
		addInstruction(df, in)
	}
	return df, nil
}

func addInstruction(df *dockerfile.File, in dockerfile.Instruction) {
	if in.Keyword == "FROM" {
		words := strings.Fields(in.Args)
		s := dockerfile.Stage{Index: len(df.Stages), From: words[0], FromStage: -1}
		if len(words) == 3 {
			s.Name = strings.ToLower(words[2])
		}
		for _, other := range df.Stages {
			if other.Name != "" && other.Name == strings.ToLower(words[0]) {
				s.FromStage = other.Index
			}
		}
		df.Stages = append(df.Stages, s)
	}
	if len(df.Stages) == 0 {
		df.Args = append(df.Args, in)
		return
	}
	last := &df.Stages[len(df.Stages)-1]
	last.Instructions = append(last.Instructions, in)
}
