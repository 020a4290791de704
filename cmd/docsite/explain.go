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
	"docsite/internal/site"
	"docsite/render/costs"
)

func newExplain(p *program) *cobra.Command {
	image, flags := "", measureFlags{maxLayer: "2GB"}
	cmd := command("explain", cobra.MaximumNArgs(1), func(cmd *cobra.Command, args []string) error { return p.explain(cmd.Context(), args, image, flags) })
	cmd.Flags().StringVar(&image, "image", "", "`REF` of the image that was built from FILE, to be measured")
	cmd.Flags().StringVar(&flags.target, "target", "", "`STAGE` that the image was built from (default: the last)")
	cmd.Flags().StringVar(&flags.platform, "platform", "", "`PLATFORM` to measure")
	return cmd
}

func (p *program) explain(ctx context.Context, args []string, image string, flags measureFlags) error {
	name, text, err := p.explained(args)
	if err != nil {
		return err
	}
	e, problems := draft.Explain(filepath.ToSlash(name), text)
	p.report(problems)
	if e == nil {
		return exitCode(exitUsage)
	}
	var paid *costs.Costs
	var failed []error
	if image != "" {
		if e.Dockerfile == nil {
			return errors.New("--image is for a Dockerfile: the lines of a script make no layers")
		}
		if paid, failed, err = p.costsOf(ctx, e, image, flags); err != nil {
			return err
		}
	}
	w := bufio.NewWriter(p.stdout)
	s := &explainSheet{Sheet: console.Sheet{Writer: w, Width: min(terminalWidth(p.stdout), 180)}, e: e, costs: paid}
	if paid != nil {
		s.paid = costColumns
	}
	s.print(name, text)
	if err := w.Flush(); err != nil {
		return err
	}
	return measureExit(failed, nil)
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
func (p *program) costsOf(ctx context.Context, e *draft.Explanation, image string, flags measureFlags) (*costs.Costs, []error, error) {
	_, images, failed, err := p.measureAll(ctx, []string{image}, e.Dockerfile, flags)
	if len(images) == 0 {
		return nil, failed, err
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

	paid    int      // columns of a cost with the blank before it; 0 without costs
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
	room := s.Width - 9 - s.paid
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
		s.pending = append(s.pending, console.Wrap(remark, s.Width-s.left-9-s.paid)...)
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
			s.Wrapped(strings.Repeat(" ", 6+s.paid)+"> ", remark)
		}
	}
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
	if s.paid > 0 {
		code = fmt.Sprintf("%*s ", s.paid-1, cost) + code
	}
	s.Row(number, code, word, s.left+s.paid)
}
