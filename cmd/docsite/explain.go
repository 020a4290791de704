package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"docsite/internal/console"
	"docsite/internal/draft"
	"docsite/internal/figures"
	"docsite/internal/measure"
	"docsite/internal/site"
	"docsite/render/costs"
)

// explainFlags are the flags of docsite explain.
type explainFlags struct{ image, target, platform string }

func newExplain(p *program) *cobra.Command {
	flags := explainFlags{}
	cmd := command("explain")
	cmd.Args = cobra.MaximumNArgs(1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return p.explain(cmd.Context(), args, flags) }
	cmd.Flags().StringVar(&flags.image, "image", "", "`REF` of the image that was built from FILE, to be measured")
	cmd.Flags().StringVar(&flags.target, "target", "", "`STAGE` that the image was built from (default: the last)")
	cmd.Flags().StringVar(&flags.platform, "platform", "", "`PLATFORM` to measure")
	return cmd
}

func (p *program) explain(ctx context.Context, args []string, flags explainFlags) error {
	name, text, err := p.explained(args)
	if err != nil {
		return err
	}
	e, problems := draft.Explain(filepath.ToSlash(name), text)
	p.report(problems)
	if e == nil {
		return exitError{code: exitUsage}
	}
	var paid *costs.Costs
	var failed []error
	if flags.image != "" {
		if e.Dockerfile == nil {
			return errors.New("--image is for a Dockerfile: the lines of a script make no layers")
		}
		if paid, failed, err = p.costsOf(ctx, e, flags); err != nil {
			return err
		}
	}
	w := bufio.NewWriter(p.stdout)
	s := &explainSheet{Sheet: console.Sheet{Writer: w, Width: min(terminalWidth(p.stdout), 180)}, e: e, costs: paid}
	s.print(name, text)
	if err := w.Flush(); err != nil {
		return err
	}
	return measureExit(failed)
}

// explained reads the file that is to be explained.
func (p *program) explained(args []string) (name string, text []byte, err error) {
	switch {
	case len(args) > 0 && args[0] == "-":
		text, err = io.ReadAll(io.LimitReader(p.stdin, 1<<20))
		return "standard input", text, err
	case len(args) > 0:
		name = args[0]
	default:
		name = "Dockerfile"
		if _, err := os.Stat(name); err != nil {
			name = "Containerfile"
		}
	}
	text, err = site.ReadQuoted(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		if len(args) == 0 && errors.Is(err, site.ErrNoFile) {
			return "", nil, errors.New("there is no Dockerfile and no Containerfile in this folder (hint: name a file: docsite explain FILE)")
		}
		return "", nil, fmt.Errorf("%s: %v", name, err)
	}
	return name, text, nil
}

// costsOf measures an image and says what the lines of its Dockerfile cost; nil
// where the image could not be measured.
func (p *program) costsOf(ctx context.Context, e *draft.Explanation, flags explainFlags) (*costs.Costs, []error, error) {
	measuring := measureFlags{maxLayer: "2GB", platform: flags.platform, target: flags.target}
	options, err := measuring.options()
	if err != nil {
		return nil, nil, err
	}
	if options.Hosts, err = hostsHere(); err != nil {
		return nil, nil, err
	}
	bar := newProgress(p.stderr)
	options.Progress = bar.tell
	images, failed := p.measureAll(ctx, measure.New(options), []string{flags.image}, e.Dockerfile, measuring)
	bar.clear()
	if len(images) == 0 {
		return nil, failed, nil
	}
	img := images[0]
	if len(img.Differs) > 0 {
		fmt.Fprintln(p.stderr, "docsite: the image was not built from this Dockerfile: docsite measure --dockerfile FILE IMAGE tells how they differ")
	}
	fmt.Fprintf(p.stdout, "%s: %s to download, %s on disk\n", console.Line(img.Ref), figures.SizeOf(img.Download), figures.SizeOf(img.Disk))
	return costs.New("", site.LockedImage{Image: *img}, e.Dockerfile, flags.target, false), failed, nil
}

// explainSheet prints a file with what its lines do and cost.
type explainSheet struct {
	console.Sheet
	e     *draft.Explanation
	costs *costs.Costs // nil where no image was measured

	left    int      // columns of the code
	pending []string // lines of remarks that wait for a line of code beside them
}

func (s *explainSheet) print(name string, text []byte) {
	about := console.Count(strings.Count(string(text), "\n"), "line")
	if s.e.Dockerfile != nil {
		about = console.Count(len(s.e.Dockerfile.Stages), "stage") + ", " + about
	}
	fmt.Fprintf(s, "%s: %s, %d explained\n\n", console.Line(name), about, len(s.e.Remarks))
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(text), "\t", "    "), "\n"), "\n")
	for _, line := range lines {
		s.left = max(s.left, console.Columns(line))
	}
	room := s.Width - 9
	if s.costs != nil {
		room -= costColumns
	}
	beside := s.Width >= 80
	if s.left = min(s.left, max(room*9/20, room-90)); !beside {
		s.left = room
	}
	for i, line := range lines {
		s.line(i+1, strings.TrimRight(line, "\r"), beside)
	}
	s.flush()
}

// costColumns is the width of a cost with the blank before it.
const costColumns = 11

// line prints a line of the file. Remarks go down beside the lines that follow,
// as far as these have none of their own.
func (s *explainSheet) line(n int, text string, beside bool) {
	var remarks []string
	for _, r := range s.e.Remarks {
		if r.Line == n {
			remarks = append(remarks, r.Text)
		}
	}
	if len(remarks) > 0 {
		s.flush()
	}
	for _, remark := range remarks {
		s.pending = append(s.pending, console.Wrap(remark, s.Width-s.left-9-s.columns())...)
	}
	for i, code := range console.Wrap(text, s.left) {
		number, cost, word := "", "", ""
		if i == 0 {
			number, cost = fmt.Sprint(n), s.cost(n)
		}
		if beside {
			word = s.next()
		}
		s.cells(number, cost, code, word)
	}
	if !beside {
		s.pending = nil
		for _, remark := range remarks {
			s.Wrapped(strings.Repeat(" ", 6+s.columns())+"> ", remark)
		}
	}
}

func (s *explainSheet) columns() int {
	if s.costs == nil {
		return 0
	}
	return costColumns
}

// next takes a line of the remarks that wait.
func (s *explainSheet) next() string {
	if len(s.pending) == 0 {
		return ""
	}
	word := s.pending[0]
	s.pending = s.pending[1:]
	return word
}

// flush prints the remarks that no line of code is left for.
func (s *explainSheet) flush() {
	for len(s.pending) > 0 {
		s.cells("", "", "", s.next())
	}
}

// cost is what the instruction that begins on a line adds to the image.
func (s *explainSheet) cost(n int) string {
	if s.costs == nil {
		return ""
	}
	if cost, part := s.costs.Of(n, n); part && cost.Bytes > 0 {
		return figures.Size(cost.Bytes)
	}
	return ""
}

// cells prints a row: number, cost, code, remark.
func (s *explainSheet) cells(number, cost, code, word string) {
	if s.costs != nil {
		code = fmt.Sprintf("%*s ", costColumns-1, cost) + code
	}
	s.Row(number, code, word, s.left+s.columns())
}
