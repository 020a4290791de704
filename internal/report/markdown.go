package report

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"docsite/internal/ask"
	"docsite/internal/console"
	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/refresh"
)

// comment is a report as Markdown of at most so many bytes: what does not fit is
// counted, since GitHub drops a text that is too long without a word.
type comment struct {
	strings.Builder
	limit int
	left  int // items and rows of tables for which there was no room
}

// Markdown is the report for a comment or a job's summary of at most limit bytes:
// what it comes to, the images by growth, what a person must do, what docsite refresh
// mends; all places stand folded.
func Markdown(r *refresh.Report, limit int) string {
	b := &comment{limit: limit - 200}
	b.WriteString("**" + Escape(r.Summary(), refresh.Width-4) + "**\n")
	for _, f := range r.Findings() {
		if f.Rule == "project" {
			b.bullet("- " + placeOf(f) + ": " + Escape(f.Message, 2000))
		}
	}
	if !r.Problems.Failed() {
		b.images(r)
		b.person(r)
		b.mends(r)
		b.places(r)
	}
	if b.left > 0 {
		fmt.Fprintf(b, "\n%d more are not shown.\n", b.left)
	}
	return b.String()
}

func placeOf(f refresh.Finding) string {
	switch {
	case f.File == "":
		return "docsite"
	case f.Line == 0:
		return Code(f.File, 80)
	}
	return Code(fmt.Sprintf("%s:%d", f.File, f.Line), 80)
}

// fits reports whether so many bytes more fit.
func (b *comment) fits(n int) bool { return b.Len()+n <= b.limit }

// bullet writes an item of a list, over several lines where it is long.
func (b *comment) bullet(text string) {
	list := console.Wrap(text, refresh.Width-4)
	if text = strings.Join(list, "\n  ") + "\n"; !b.fits(len(text)) {
		b.left++
		return
	}
	if !strings.HasPrefix(last(b.String()), "- ") && !strings.HasPrefix(last(b.String()), "  ") {
		b.WriteString("\n")
	}
	b.WriteString(text)
}

// last is the last line of a text.
func last(text string) string {
	text = strings.TrimSuffix(text, "\n")
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// images are the rows of the images that changed, and the names of the others.
func (b *comment) images(r *refresh.Report) {
	if len(r.Images) == 0 {
		return
	}
	if totals := r.Totals(); totals != "" {
		b.WriteString("\n" + strings.Join(console.Wrap(totals, refresh.Width), "\n") + "\n")
	}
	var rows []string
	for _, image := range r.Became(ask.Grew, ask.Shrank, ask.New) {
		name := Code(image.ID, 32)
		if len(image.Over) > 0 {
			name += " **over**"
		}
		delta := image.Sizes["download"].Delta()
		if image.Became == ask.New {
			delta = "new"
		}
		rows = append(rows, row(name, image.Sizes["download"].Text(), delta, image.Sizes["disk"].Text(), Escape(image.GrewMost(), 44), Code(figures.DigestDigits(image.Now), 12)))
	}
	b.table("| Image | Download | Δ | On disk | What grew most, on disk | Digest |\n| :-- | --: | --: | --: | :-- | :-- |\n", rows)
	if same := r.Became(ask.Rebuilt); len(same) > 0 {
		b.WriteString("\n" + strings.Join(console.Wrap("Rebuilt, same size: "+codes(same)+".", refresh.Width), "\n") + "\n")
	}
	if silences := ask.Silences(r.Became(ask.Unreached)); len(silences) > 0 {
		b.WriteString("\nNot reached:\n")
		for _, s := range silences {
			b.bullet("- " + codes(s.Images) + ": " + Escape(s.Reason, 600) + "; " + s.Kept())
		}
	}
	b.layers(r)
}

// codes are the names of images, as code.
func codes(images []*ask.Image) string {
	var names []string
	for _, image := range images {
		names = append(names, Code(image.ID, 40))
	}
	return strings.Join(names, ", ")
}

// layers lists all layers of an image that was just built that are not as before.
func (b *comment) layers(r *refresh.Report) {
	if !r.Built {
		return
	}
	for _, image := range r.Became(ask.Grew, ask.Shrank, ask.New) {
		for _, layer := range image.Grew {
			b.bullet("- " + Code(image.ID, 40) + ": " + Escape(figures.LayerSentence(layer), 150))
		}
	}
}

// person is the checklist of what docsite cannot do.
func (b *comment) person(r *refresh.Report) {
	first := true
	for _, f := range r.Findings() {
		if f.Item == nil || f.Mends {
			continue
		}
		if first {
			b.WriteString("\n**A person must look at**\n")
			first = false
		}
		b.bullet("- [ ] " + placeOf(f) + ": " + Escape(f.Message, 1000))
		if changed := f.Item.Lines(); len(changed) > 0 {
			b.diff(changed)
		}
	}
}

// diff shows old and new lines of a note inside the item of a list.
func (b *comment) diff(changed []string) {
	for i, line := range changed {
		changed[i] = "  " + console.Cut(strings.ReplaceAll(line, "\t", "    "), refresh.Width-4)
	}
	text := strings.Join(changed, "\n") + "\n"
	fence := markdown.FenceFor([]byte(strings.ReplaceAll(text, "  ", "")), "```")
	if text = "\n  " + fence + "diff\n" + text + "  " + fence + "\n"; b.fits(len(text)) {
		b.WriteString(text)
	}
}

// mends says what docsite refresh writes, by kind.
func (b *comment) mends(r *refresh.Report) {
	count := map[string]int{}
	for _, f := range r.Findings() {
		if f.Mends {
			count[f.Rule]++
		}
	}
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(count)) {
		kinds = append(kinds, console.Count(count[kind], kind))
	}
	if len(kinds) > 0 {
		fmt.Fprintf(b, "\n**`%s` mends** %s.\n", r.Fix(), strings.Join(kinds, ", "))
	}
}

// places are all figures, tables, captions and quotations that changed, folded, with
// a row for each cell of a table; then those that were kept.
func (b *comment) places(r *refresh.Report) {
	for _, kind := range []struct {
		state refresh.State
		words string
	}{{refresh.Changed, "changed"}, {refresh.Held, "kept back"}, {refresh.Tolerated, "within the tolerance"}} {
		var rows []string
		n := 0
		for _, item := range r.Items {
			if item.State == kind.state {
				rows, n = append(rows, placeRows(item)...), n+1
			}
		}
		b.folded(console.Count(n, "place")+" "+kind.words, rows)
	}
}

func (b *comment) folded(summary string, rows []string) {
	if len(rows) == 0 {
		return
	}
	if !b.fits(400) {
		b.left += len(rows)
		return
	}
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n", summary)
	b.table("| Place | What | Was | Now | Δ |\n| :-- | :-- | --: | --: | --: |\n", rows)
	b.WriteString("\n</details>\n")
}

func placeRows(item refresh.Item) (rows []string) {
	at := Code(fmt.Sprintf("%s:%d", tail(item.File, 48), item.Line), 54)
	if item.State == refresh.Held {
		return []string{row(at, Escape(item.Kind+" "+item.ID, 44), "kept:", Escape(item.Reason, 44), "")}
	}
	if len(item.Cells) == 0 {
		return []string{row(at, Escape(item.Kind+" "+item.ID, 44), Escape(item.Was, 30), Escape(item.Now, 30), item.Delta())}
	}
	for _, cell := range item.Cells {
		rows = append(rows, row(at, Escape(item.Kind+" "+item.ID+": "+cell.Name(), 44), Escape(cell.Was, 30), Escape(cell.Now, 30), cell.Delta()))
	}
	return rows
}

// tail is the end of a path of at most so many bytes.
func tail(file string, n int) string {
	if len(file) <= n {
		return file
	}
	return "…/" + path.Base(file)
}

func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// table writes as many rows as there is room for, and says how many there was none
// for.
func (b *comment) table(head string, rows []string) {
	if len(rows) == 0 {
		return
	}
	b.WriteString("\n" + head)
	for n, row := range rows {
		if !b.fits(len(row)) {
			fmt.Fprintf(b, "\n%d more are not shown.\n", len(rows)-n)
			return
		}
		b.WriteString(row)
	}
}

// Code is a text of at most so many columns as code, in which nothing means
// anything.
func Code(text string, width int) string {
	text = strings.NewReplacer("`", "'", "|", `\|`).Replace(console.Cut(strings.Join(strings.Fields(text), " "), width))
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

// meaning is what GitHub would read in a text: Markdown, tags, entities, addresses,
// and the marks of people and issues, who would be told: a space of no width parts
// these from their names, a comment an address, which GitHub would make a link.
var meaning = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "`", "\\`", "*", `\*`, "_", `\_`,
	"[", `\[`, "]", `\]`, "~", `\~`, "#", "#&#8203;", "@", "@&#8203;", "://", ":<!---->//", "www.", "www<!---->.", "$", `\$`)

// Escape is a text of at most so many columns, escapes included, that means itself.
func Escape(text string, width int) string {
	text = strings.Join(strings.Fields(text), " ")
	for n := width; ; n -= max(1, (console.Columns(meaning.Replace(console.Cut(text, n)))-width)/4) {
		if out := meaning.Replace(console.Cut(text, n)); n < 2 || console.Columns(out) <= width {
			return out
		}
	}
}
