package code

import (
	"strings"

	"docsite/internal/site"
)

// readConsole reads a terminal session: a row is a line behind a prompt with
// the output below it.
func readConsole(b *builder) error {
	shell := shellReader{builder: b}
	var rows []row
	for i := range b.starts {
		s := trim(b.text, b.line(i))
		if s.Start == s.End {
			continue
		}
		part := b.part(LinePart, s, "", b.fields(s), -1)
		at := s.Start + prompt(b.text[s.Start:s.End])
		if at == s.Start && len(rows) > 0 {
			rows[len(rows)-1].last = i
			continue
		}
		g := Group{Kind: LineGroup, Stage: -1}
		if at > s.Start {
			typed := site.Span{Start: at, End: s.End}
			b.token(PunctuationToken, s.Start, s.Start+len(strings.TrimRight(b.text[s.Start:at], " ")))
			if !shell.statements(typed, part) {
				shell.chain(typed, part)
			}
			g.Kind, g.Title = StatementGroup, shorten(b.text[at:s.End])
		}
		rows = append(rows, row{first: i, last: i, group: g})
	}
	b.rows(rows)
	shell.release()
	return nil
}

// prompt gives the length of the prompt that a line opens with: "$ ", "# ",
// "% ", with a user, a host or a folder before it; 0 when there is none.
func prompt(line string) int {
	at := strings.IndexAny(line, "$#%")
	if at < 0 || at+2 > len(line) || line[at+1] != ' ' {
		return 0
	}
	if before := line[:at]; before == "" || !strings.Contains(before, " ") && strings.ContainsAny(before, "@:~") {
		return at + 2
	}
	return 0
}

// isSession reports whether a script is rather a terminal session: its first
// line opens with "$ ", which no script does.
func (b *builder) isSession() bool {
	for i := range b.starts {
		if s := b.trim(b.line(i)); s.Start < s.End {
			return strings.HasPrefix(b.flat[s.Start:s.End], "$ ")
		}
	}
	return false
}
