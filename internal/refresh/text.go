package refresh

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"docsite/internal/ask"
	"docsite/internal/console"
	"docsite/internal/figures"
)

// fix is the command that mends what Check found.
const fix = "docsite refresh"

// Width is the longest line of a report, in columns.
const Width = 200

// Text is the report for a person: a line a place, a row an image, then what it
// comes to. Its lines have no control characters and at most [Width] columns.
func (r *Report) Text() string {
	var b strings.Builder
	line := func(format string, args ...any) {
		text := console.Line(fmt.Sprintf(format, args...))
		b.WriteString(strings.Join(console.Wrap(text, Width-4), "\n    ") + "\n")
	}
	for _, item := range r.Items {
		if item.State == Tolerated || r.Problems.Failed() {
			continue
		}
		line("%s:%d:%d: %s", item.File, item.Line, item.Col, item.Sentence(r.Checked))
		for _, cell := range item.Cells {
			fmt.Fprintf(&b, "    %s\n", console.Cut(fmt.Sprintf("%s: %q → %q", cell.Name(), cell.Was, cell.Now), Width-4))
		}
		for _, text := range item.Lines() {
			fmt.Fprintf(&b, "    %s\n", console.Cut(text, Width-4))
		}
	}
	if !r.Problems.Failed() {
		r.writeImages(&b, line)
	}
	for _, name := range r.Written {
		line("wrote %s", name)
	}
	if totals := r.Totals(); totals != "" && len(r.Became(ask.Unchanged)) < len(r.Images) && !r.Problems.Failed() {
		line("%s", totals)
	}
	line("%s", r.Summary())
	return b.String()
}

// writeImages writes a row for each image that changed, and of one that was just
// built all its layers that did.
func (r *Report) writeImages(b *strings.Builder, line func(string, ...any)) {
	var rows strings.Builder
	aligned := tabwriter.NewWriter(&rows, 0, 0, 2, ' ', 0)
	changed := r.Became(ask.Grew, ask.Shrank, ask.New)
	for _, image := range changed {
		download, disk := image.Sizes["download"], image.Sizes["disk"]
		fmt.Fprintf(aligned, "%s\t%s\t%s\tdisk %s\t%s\t%s\n", console.Cut(image.ID, 40), download.Text(), download.Delta(), disk.Text(), cmp.Or(figures.ShortDigest(image.Now), "none"), console.Cut(image.GrewMost(), 60))
	}
	aligned.Flush()
	for row := range strings.Lines(rows.String()) {
		b.WriteString(strings.TrimRight(row, " \n") + "\n")
	}
	if ids := imageIDs(r.Became(ask.Rebuilt)); len(ids) > 0 {
		line("rebuilt, same size: %s", strings.Join(ids, ", "))
	}
	for _, silence := range ask.Silences(r.Became(ask.Unreached)) {
		line("%s: %s; %s", strings.Join(imageIDs(silence.Images), ", "), silence.Reason, silence.Kept())
	}
	for _, image := range changed {
		if !r.Built {
			break
		}
		for _, layer := range image.Grew {
			line("%s: %s", image.ID, figures.LayerSentence(layer))
		}
	}
}

// imageIDs are the names of images.
func imageIDs(images []*ask.Image) []string {
	var ids []string
	for _, image := range images {
		ids = append(ids, image.ID)
	}
	return ids
}

// Name is what people call a cell: by its row and column.
func (c Cell) Name() string {
	if c.Row == "" {
		return c.Column
	}
	return c.Row + ", " + c.Column
}

// Delta is by how much the size in a cell changed, as [Item.Delta] has it.
func (c Cell) Delta() string {
	was, err := figures.SetSize(strings.TrimSuffix(c.Was, recordedMark)) // a number without a unit is of layers
	now, wrong := figures.SetSize(strings.TrimSuffix(c.Now, recordedMark))
	if err != nil || wrong != nil {
		return ""
	}
	return figures.Change(was, now)
}

// Sentence says what became of an item.
func (i Item) Sentence(checked bool) string {
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
	if len(i.Cells) > 0 {
		return fmt.Sprintf("%s%s %s", name, verb, console.Count(len(i.Cells), "figure"))
	}
	return fmt.Sprintf("%s%s %q → %q%s", name, verb, shown(i.Was), shown(i.Now), i.change())
}

// shown is a figure as a line of the log has it: between two markers may stand all of a page.
func shown(figure string) string {
	const most = 200 // bytes
	if len(figure) <= most {
		return figure
	}
	return strings.ToValidUTF8(figure[:most], "") + "…"
}

// Lines shows what a note explained and explains, as a diff does.
func (i Item) Lines() (lines []string) {
	if i.Kind != "note" {
		return nil
	}
	for _, side := range []struct{ mark, text string }{{"- ", i.Was}, {"+ ", i.Now}} {
		for line := range strings.SplitSeq(side.text, "\n") {
			if line != "" {
				lines = append(lines, side.mark+line)
			}
		}
	}
	return lines
}

func hint(text string) string {
	if text == "" {
		return ""
	}
	return " (hint: " + text + ")"
}

// Delta is by how much a size changed: "+1.2 MB, +12.0 %"; empty for what is none.
func (i Item) Delta() string {
	if i.WasBytes < 0 || i.NowBytes < 0 {
		return ""
	}
	return figures.Change(i.WasBytes, i.NowBytes)
}

func (i Item) change() string {
	if delta := i.Delta(); delta != "" {
		return " (" + delta + ")"
	}
	return ""
}

// Summary says in one sentence what the run comes to: the last line of the text.
func (r *Report) Summary() string {
	changed := 0
	for _, item := range r.Items {
		if item.State == Changed {
			changed++
		}
	}
	look := r.Drifted()
	if r.Checked {
		look -= changed
	}
	switch {
	case r.Problems.Failed() && len(r.Written) > 0:
		return fmt.Sprintf("Stopped at an error; written until then: %s.", strings.Join(r.Written, ", "))
	case r.Problems.Failed():
		return "Nothing was written: there are errors."
	case r.Checked && changed > 0 && look > 0:
		return fmt.Sprintf("%s not current, which %s mends; %s a person must look at; %d current.", console.Count(changed, "place"), r.Fix(), console.Count(look, "place"), r.Current)
	case r.Checked && changed > 0:
		return fmt.Sprintf("%s not current, %d current. To mend: %s", console.Count(changed, "place"), r.Current, r.Fix())
	case look > 0 && changed > 0:
		return fmt.Sprintf("%s brought up to date; %s a person must look at; %d current before.", console.Count(changed, "place"), console.Count(look, "place"), r.Current)
	case look > 0:
		return fmt.Sprintf("%s a person must look at, %d current.", console.Count(look, "place"), r.Current)
	case changed > 0:
		return fmt.Sprintf("%s brought up to date, %d current before.", console.Count(changed, "place"), r.Current)
	case r.Unasked() > 0:
		return fmt.Sprintf("%d of %d images could not be asked; %s.", r.Unasked(), len(r.Images), ask.Silence{Images: r.Became(ask.Unreached)}.Kept())
	}
	return fmt.Sprintf("All current: %s.", console.Count(r.Current, "place"))
}

// Became gives the images that became one of these, the largest growth first.
func (r *Report) Became(kinds ...ask.Became) []*ask.Image {
	var list []*ask.Image
	for i := range r.Images {
		if slices.Contains(kinds, r.Images[i].Became) {
			list = append(list, &r.Images[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *ask.Image) int { return cmp.Compare(b.Grown(), a.Grown()) })
	return list
}

// Totals says what became of all images in one sentence; empty where fewer than
// two were asked about.
func (r *Report) Totals() string {
	if len(r.Images) < 2 {
		return ""
	}
	var parts []string
	for _, kind := range []struct {
		became ask.Became
		words  string
	}{{ask.Grew, "grew"}, {ask.Shrank, "shrank"}, {ask.Rebuilt, "rebuilt at the same size"}, {ask.New, "measured for the first time"}, {ask.Unchanged, "unchanged"}, {ask.Unreached, "not reached"}} {
		if n := len(r.Became(kind.became)); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind.words))
		}
	}
	var sum ask.Change
	over := 0
	for i := range r.Images {
		if c := r.Images[i].Sizes["download"]; c.Known() {
			sum = sum.Plus(c)
		}
		if len(r.Images[i].Over) > 0 {
			over++
		}
	}
	text := console.Count(len(r.Images), "image") + ": " + strings.Join(parts, ", ")
	if sum.Bytes() != 0 {
		text += fmt.Sprintf("; together %s to download (%s)", sum.Text(), sum.Delta())
	}
	if over > 0 {
		text += fmt.Sprintf("; %d over a limit", over)
	}
	return text + "."
}
