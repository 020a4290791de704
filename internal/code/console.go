package code

import (
	"strings"

	"docsite/internal/site"
)

// console reads a terminal session: a row is a line behind a prompt with the
// output below it.
func (r *reader) console() error {
	var rows []row
	for i := range r.starts {
		s := trim(r.text, r.line(i))
		if s.Start == s.End {
			continue
		}
		part := r.part(LinePart, s, "", r.fields(s), -1)
		at := s.Start + prompt(r.text[s.Start:s.End])
		if at == s.Start && len(rows) > 0 {
			rows[len(rows)-1].last = i
			continue
		}
		g := Group{Kind: LineGroup, Stage: -1}
		if at > s.Start {
			typed := site.Span{Start: at, End: s.End}
			r.token(PunctuationToken, s.Start, s.Start+len(strings.TrimRight(r.text[s.Start:at], " ")))
			if !r.statements(typed, part) {
				r.chain(typed, part)
			}
			g.Kind, g.Title = StatementGroup, shorten(r.text[at:s.End])
		}
		rows = append(rows, row{first: i, last: i, group: g})
	}
	r.rows(rows)
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
func (r *reader) isSession() bool {
	for i := range r.starts {
		if s := r.trim(r.line(i)); s.Start < s.End {
			return strings.HasPrefix(r.flat[s.Start:s.End], "$ ")
		}
	}
	return false
}
