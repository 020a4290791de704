package code

import (
	"fmt"
	"strings"
)

// dump writes what was read in a form that people can check: every group
// with its lines, below it the parts indented by their depth, then tokens.
func dump(c *Code) string {
	var b strings.Builder
	if c.Warning != "" {
		fmt.Fprintf(&b, "warning: %s\n", c.Warning)
	}
	depth := make([]int, len(c.Parts))
	for i, p := range c.Parts {
		if p.Parent >= 0 {
			depth[i] = depth[p.Parent] + 1
		}
	}
	part := 0
	for g, group := range c.Groups {
		fmt.Fprintf(&b, "%d-%d %s %q", group.Lines.First, group.Lines.Last, group.Kind, group.Title)
		if group.Stage >= 0 {
			fmt.Fprintf(&b, " stage %d", group.Stage)
		}
		b.WriteByte('\n')
		for ; part < len(c.Parts) && c.Parts[part].Group == g; part++ {
			p := c.Parts[part]
			fmt.Fprintf(&b, "  %s%s %q", strings.Repeat("  ", depth[part]), p.Kind, p.Name)
			text := strings.ReplaceAll(string(c.Text[p.Span.Start:p.Span.End]), "\r\n", "\n")
			fmt.Fprintf(&b, " %s", quoted(text))
			for _, w := range p.Words {
				fmt.Fprintf(&b, " |%s", strings.ReplaceAll(w.Text, "\n", `\n`))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func quoted(text string) string {
	if len(text) > 50 {
		text = text[:30] + "…" + text[len(text)-17:]
	}
	return fmt.Sprintf("%q", text)
}

var kindNames = [...]string{"", "keyword", "command", "builtin", "function", "flag", "key", "variable", "string",
	"heredoc", "delimiter", "number", "operator", "punctuation", "comment", "directive", "image"}

// dumpTokens writes the listing with each token in brackets behind its kind.
func dumpTokens(c *Code) string {
	var b strings.Builder
	at := 0
	for _, t := range c.Tokens {
		b.Write(c.Text[at:t.Span.Start])
		fmt.Fprintf(&b, "‹%s %s›", kindNames[t.Kind], c.Text[t.Span.Start:t.Span.End])
		at = t.Span.End
	}
	b.Write(c.Text[at:])
	return b.String()
}
