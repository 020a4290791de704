package refresh

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"docsite/internal/console"
	"docsite/internal/figures"
	"docsite/internal/site"
)

// Formats are the forms of a report.
var Formats = []string{"text", "json", "markdown", "github"}

// Limits that GitHub sets, less what others may need of them.
const (
	maxComment     = 60_000 // characters; a comment may have 65,536
	maxAnnotations = 10     // a step; more are dropped without a word
)

// Fix is the command that mends what Check found.
const Fix = "docsite refresh"

// Write prints the report. folder is the project as it was named on the
// command line, with which annotations must name their files.
func (r *Report) Write(w io.Writer, format, folder string) error {
	var text string
	switch format {
	case "json":
		text = r.json()
	case "markdown":
		text = r.Markdown(maxComment)
	case "github":
		text = r.github(folder)
	default:
		text = r.text()
	}
	c := console.New(w)
	for line := range strings.Lines(text) {
		if format == "github" && strings.HasPrefix(line, "::") {
			if err := c.Command(strings.TrimSuffix(line, "\n")); err != nil {
				return err
			}
		} else if _, err := io.WriteString(c, line); err != nil {
			return err
		}
	}
	return c.Flush()
}

// text is the report for a person: a line a place, then what it comes to.
func (r *Report) text() string {
	var b strings.Builder
	for _, item := range r.Items {
		if item.State != Tolerated && !r.Problems.Failed(false) {
			fmt.Fprintf(&b, "%s:%d:%d: %s\n", console.Line(item.File), item.Line, item.Col, item.sentence(r.Checked))
			if item.Kind == "note" {
				b.WriteString(item.linesOf())
			}
		}
	}
	for _, image := range r.Images {
		switch {
		case image.Fault != "":
			fmt.Fprintf(&b, "%s: %s; its last figures are kept\n", image.ID, image.Fault)
		case image.Was != image.Now && image.Was != "":
			fmt.Fprintf(&b, "%s: digest %s → %s\n", image.ID, short(image.Was), short(image.Now))
		}
	}
	for _, image := range r.Images {
		for _, g := range image.Grew {
			fmt.Fprintf(&b, "%s: %s\n", image.ID, figures.LayerSentence(g))
		}
	}
	for _, name := range r.Written {
		fmt.Fprintf(&b, "wrote %s\n", console.Line(name))
	}
	b.WriteString(r.summary() + "\n")
	return b.String()
}

// sentence says what became of an item.
func (i Item) sentence(checked bool) string {
	name := i.Kind + " " + i.ID
	switch i.Kind {
	case "value":
		name = i.ID
	case "note":
		name = fmt.Sprintf("note %q", i.ID)
	case "claim", "limit":
		return i.Reason + hint(i.Hint)
	}
	switch i.State {
	case Held:
		return name + " is kept: " + cmp.Or(i.Reason, "its image could not be asked")
	case Missing:
		return name + " is kept: " + i.Reason + hint(i.Hint)
	case Look:
		return name + ": " + i.Reason + hint(i.Hint)
	}
	if i.Kind == "note" {
		return name + ": " + i.Reason
	}
	verb := ":"
	if checked {
		verb = " is not current:"
	}
	return fmt.Sprintf("%s%s %q → %q%s", name, verb, i.Was, i.Now, i.change())
}

func hint(text string) string {
	if text == "" {
		return ""
	}
	return " (hint: " + text + ")"
}

// change is by how much a size changed: " (+1.2 MB, +12.0 %)".
func (i Item) change() string {
	if i.WasBytes < 0 || i.NowBytes < 0 {
		return ""
	}
	return " (" + figures.Change(i.WasBytes, i.NowBytes) + ")"
}

func (i Item) delta() string {
	if i.WasBytes < 0 || i.NowBytes < 0 {
		return ""
	}
	return figures.Difference(i.NowBytes - i.WasBytes)
}

func (i Item) share() string {
	if i.WasBytes < 0 || i.NowBytes < 0 {
		return ""
	}
	return figures.Share(i.WasBytes, i.NowBytes)
}

// summary is the last line of the text and the first one of the Markdown.
func (r *Report) summary() string {
	drift, changed := r.Drifted(), 0
	for _, item := range r.Items {
		if item.State == Changed {
			changed++
		}
	}
	switch {
	case r.Problems.Failed(false) && len(r.Written) > 0:
		return fmt.Sprintf("Stopped at an error; written until then: %s.", strings.Join(r.Written, ", "))
	case r.Problems.Failed(false):
		return "Nothing was written: there are errors."
	case r.Checked && changed > 0:
		return fmt.Sprintf("%s not current, %d current. To mend: %s", places(drift), r.Current, Fix)
	case drift > 0:
		return fmt.Sprintf("%s a person must look at, %d current.", places(drift), r.Current)
	case changed > 0:
		return fmt.Sprintf("%s brought up to date, %d current before.", places(changed), r.Current)
	case r.Unasked() > 0:
		return fmt.Sprintf("%d of %d images could not be asked; the last figures are kept.", r.Unasked(), len(r.Images))
	}
	return fmt.Sprintf("All current: %s.", places(r.Current))
}

func places(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

// short is a digest as people compare it.
func short(digest string) string {
	if algorithm, hex, ok := strings.Cut(digest, ":"); ok && len(hex) > 12 {
		return algorithm + ":" + hex[:12]
	}
	return cmp.Or(digest, "none")
}

// jsonReport adds to the report what a program needs to act on it.
type jsonReport struct {
	Exit int    `json:"exit"`
	Fix  string `json:"fix"`
	*Report
	Problems []string `json:"problems"`
}

func (r *Report) json() string {
	out := jsonReport{Exit: r.Code(), Fix: Fix, Report: r, Problems: []string{}}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, p.String())
	}
	out.Report = &Report{Checked: r.Checked, Images: orEmpty(r.Images), Items: orEmpty(r.Items), Current: r.Current, Written: orEmpty(r.Written)}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		panic(err) // it holds nothing that JSON cannot
	}
	return b.String()
}

// orEmpty makes a list that JSON prints as one, not as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Markdown is the report for a comment or a job's summary of at most limit
// characters: what to run first, then a table; what is as it was stands folded.
func (r *Report) Markdown(limit int) string {
	var b strings.Builder
	b.WriteString("**" + markdownText(r.summary()) + "**\n\n")
	for _, p := range r.Problems {
		b.WriteString("- " + markdownText(p.String()) + "\n")
	}
	for _, image := range r.Images {
		if image.Fault != "" {
			fmt.Fprintf(&b, "- `%s`: %s; its last figures are kept\n", image.ID, markdownText(image.Fault))
		}
	}
	grew := 0
	for _, image := range r.Images {
		for _, g := range image.Grew {
			fmt.Fprintf(&b, "- `%s`: %s\n", image.ID, markdownText(figures.LayerSentence(g)))
			grew++
		}
	}
	if len(r.Problems)+r.Unasked()+grew > 0 {
		b.WriteString("\n")
	}
	rows := markdownRows(r.Items, func(i Item) bool { return i.State != Tolerated })
	writeTable(&b, rows, limit-200)
	if same := markdownRows(r.Items, func(i Item) bool { return i.State == Tolerated }); len(same) > 0 {
		var folded strings.Builder
		fmt.Fprintf(&folded, "\n<details><summary>%s within the tolerance</summary>\n\n", places(len(same)))
		writeTable(&folded, same, limit-200-b.Len())
		folded.WriteString("\n</details>\n")
		if b.Len()+folded.Len() < limit {
			b.WriteString(folded.String())
		}
	}
	return b.String()
}

func markdownRows(items []Item, take func(Item) bool) []string {
	var rows []string
	for _, i := range items {
		if !take(i) {
			continue
		}
		was, now := i.Was, i.Now
		if i.Reason != "" {
			now = i.Reason + hint(i.Hint)
		}
		cells := []string{i.ID, i.Platform, was, now, i.delta(), i.share(), fmt.Sprintf("%s:%d", i.File, i.Line)}
		for j, cell := range cells {
			cells[j] = markdownText(cell)
		}
		rows = append(rows, "| "+strings.Join(cells, " | ")+" |\n")
	}
	return rows
}

// writeTable writes as many rows as there is room for, and says how many
// there was none for: GitHub drops a text that is too long without a word.
func writeTable(b *strings.Builder, rows []string, limit int) {
	if len(rows) == 0 {
		return
	}
	b.WriteString("| Item | Platform | Was | Now | Δ | Δ % | Place |\n| :-- | :-- | --: | --: | --: | --: | :-- |\n")
	for n, row := range rows {
		if b.Len()+len(row) > limit {
			fmt.Fprintf(b, "\n%d more are not shown.\n", len(rows)-n)
			return
		}
		b.WriteString(row)
	}
}

// markdownText makes text harmless inside a line or a table cell of Markdown.
func markdownText(s string) string {
	s = strings.NewReplacer("|", `\|`, "<", "&lt;", "`", "'", "*", `\*`, "_", `\_`, "[", `\[`, "\n", " ", "\r", " ").Replace(s)
	if len(s) > 300 {
		s = strings.ToValidUTF8(s[:300], "") + "…"
	}
	return s
}

// github is the report as workflow commands: an annotation a file.
func (r *Report) github(folder string) string {
	type annotation struct {
		level, file, message string
		line, col            int
	}
	var all []annotation
	for _, p := range r.Problems {
		level := "warning"
		if p.Severity == site.Error {
			level = "error"
		}
		all = append(all, annotation{level, p.File, p.Message + hint(p.Hint), p.Line, p.Col})
	}
	for _, i := range r.Items {
		if i.drift(r.Checked) {
			message := i.sentence(r.Checked)
			if i.State == Changed {
				message += hint(Fix)
			}
			all = append(all, annotation{"error", i.File, message, i.Line, i.Col})
		}
	}
	slices.SortStableFunc(all, func(a, b annotation) int { return strings.Compare(a.level, b.level) })
	var b strings.Builder
	seen := map[string]int{}
	for _, a := range all {
		if seen[a.file]++; seen[a.file] == 1 && len(seen) <= maxAnnotations {
			fmt.Fprintf(&b, "::%s file=%s,line=%d,col=%d,title=docsite::%s\n", a.level,
				escapeProperty(path.Join(folder, a.file)), max(a.line, 1), max(a.col, 1), escapeData(a.message))
		}
	}
	for _, image := range r.Images {
		if image.Fault != "" {
			fmt.Fprintf(&b, "::warning title=docsite::%s\n", escapeData(image.ID+": "+image.Fault+"; its last figures are kept"))
		}
	}
	return b.String() + escapeLine(r.summary()) + "\n"
}

// escapeData and escapeProperty are what the runner's own toolkit does
// (actions/toolkit, packages/core/src/command.ts).
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func escapeProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(escapeData(s))
}

// escapeLine keeps a plain line from being taken for a command.
func escapeLine(s string) string { return strings.TrimLeft(s, ":") }
