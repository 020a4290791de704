package report

import (
	"fmt"
	"path"
	"strings"

	"docsite/internal/console"
	"docsite/internal/refresh"
)

// maxAnnotations is how many errors and how many warnings of a step GitHub shows;
// it drops more without a word.
const maxAnnotations = 10

// writeGitHub prints workflow commands: an annotation a finding, the most important
// first. The last one that GitHub shows says how many more there are; these follow
// as lines of the log.
func writeGitHub(c *console.Writer, r *refresh.Report, folder string) error {
	levels := map[string][]refresh.Finding{}
	for _, f := range r.Findings() {
		level := f.Severity.String()
		levels[level] = append(levels[level], f)
	}
	var rest []refresh.Finding
	for _, level := range []string{"error", "warning"} {
		list := levels[level]
		show := len(list)
		if show > maxAnnotations {
			show = maxAnnotations - 1
		}
		for _, f := range list[:show] {
			if err := c.Command(annotation(f, folder)); err != nil {
				return err
			}
		}
		if more := list[show:]; len(more) > 0 {
			rest = append(rest, more...)
			if err := c.Command(fmt.Sprintf("::%s title=docsite::%d more: the job's summary and the log of this step have all of them", level, len(more))); err != nil {
				return err
			}
		}
	}
	for _, f := range rest {
		text := fmt.Sprintf("%s:%d:%d: %s", path.Join(folder, f.File), f.Line, f.Col, f.Message)
		if err := writeLine(c, strings.Join(console.Wrap(strings.TrimSpace(console.Line(text)), refresh.Width-4), "\n    ")); err != nil {
			return err
		}
	}
	if totals := r.Totals(); totals != "" {
		if err := writeLine(c, totals); err != nil {
			return err
		}
	}
	return writeLine(c, r.Summary())
}

func writeLine(c *console.Writer, text string) error {
	_, err := c.Write([]byte(text + "\n"))
	return err
}

// annotation is the command of a finding, on one line.
func annotation(f refresh.Finding, folder string) string {
	head := fmt.Sprintf("::%s file=%s,line=%d,col=%d,title=docsite::", f.Severity, escapeProperty(path.Join(folder, f.File)), max(f.Line, 1), max(f.Col, 1))
	if f.File == "" {
		head = fmt.Sprintf("::%s title=docsite::", f.Severity)
	}
	return head + escapeData(console.Cut(f.Message, 2*refresh.Width)) // its hint stands at the end
}

// escapeData and escapeProperty are what the runner's own toolkit does
// (actions/toolkit, packages/core/src/command.ts).
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func escapeProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(escapeData(s))
}
