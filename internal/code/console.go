package code

import (
	"strings"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

// readConsole reads a terminal session: a row is a line behind a prompt with
// the output below it. Where "$ " is a prompt, "# " opens a comment.
func readConsole(b *builder) error {
	shell, comments := shellReader{builder: b}, b.isSession()
	var rows []row
	for i, s := range b.written() {
		if comments && b.text[s.Start] == '#' {
			b.token(CommentToken, s.Start, s.End)
			b.comment(s, -1)
			rows = append(rows, row{first: i, last: i, group: Group{Kind: LineGroup, Stage: -1}})
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

// prompts are what a shell may write before what is typed: "$ ", "# ", "% " and
// "❯ ", the first three with a user, a host or a folder before them, the name of an
// environment before all; and that of PowerShell. theme/script.js knows them too.
var prompts = lazy.Pattern(`^(?:\([\w.-]+\) )?(?:(?:\[\S+ \S+\]|\S*[@:~]\S*)?[$#%]|❯|PS(?: [^>]*)?>) `)

// prompt gives the length of the prompt that a line opens with; 0 for none.
func prompt(line string) int {
	if !strings.ContainsAny(line, "$#%>") && !strings.Contains(line, "❯") {
		return 0
	}
	return len(prompts().FindString(line))
}

// isSession reports whether a script is rather a terminal session: the first line
// that is no comment opens with "$ " or with a user and a host, which no script
// does.
func (b *builder) isSession() bool {
	for i := range b.starts {
		s := b.trim(b.line(i))
		line := b.flat[s.Start:s.End]
		if line == "" || line[0] == '#' {
			continue
		}
		at := prompt(line)
		return strings.HasPrefix(line, "$ ") || strings.Contains(line[:at], "@") || at > 0 && line[0] == '('
	}
	return false
}
