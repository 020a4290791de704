package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"docsite/internal/contents"
	"docsite/internal/git"
	"docsite/internal/measure"
	"docsite/internal/refresh"
	"docsite/internal/report"
	"docsite/internal/retake"
	"docsite/render"
)

// refreshFlags are the flags of docsite refresh.
type refreshFlags struct {
	check, live, offline, diff bool
	tolerance, accept, mark    string
	format                     string
	reports, images            []string
	writeFilesTo               string
}

// everyNote is the value of --accept without one.
const everyNote = "*"

func newRefresh(p *program) *cobra.Command {
	var flags refreshFlags
	cmd := command("refresh", nil, func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed("accept") && flags.accept == everyNote {
			flags.accept, args = placeOf(args)
		}
		if len(args) > 1 {
			return fmt.Errorf("one folder at most, not %q", args)
		}
		return p.refresh(cmd.Context(), args, flags)
	})
	f := cmd.Flags()
	f.BoolVar(&flags.check, "check", false, "write nothing and ask no registry; exit 1 when something is not current")
	f.BoolVar(&flags.live, "live", false, "with --check: ask the registries too")
	f.BoolVar(&flags.offline, "offline", false, "write from the lock, ask no registry")
	f.BoolVar(&flags.diff, "diff", false, "print what changes as a diff (on with --check)")
	f.StringArrayVar(&flags.images, "image", nil, "with --check: measure an image from what has just been built, `ID=oci-archive:FILE`, and compare it with the lock")
	f.StringVar(&flags.tolerance, "tolerance", "", `a change of a size below this `+"`SIZE`"+` counts as none: "1%" or "500 kB" (default: tolerance: of docsite.yaml, or 1%)`)
	f.StringVar(&flags.accept, "accept", "", "a person has looked at notes that --check reported: all, those of `PAGE`, or the one at PAGE:LINE")
	f.Lookup("accept").NoOptDefVal = everyNote
	f.StringVar(&flags.mark, "mark", "", "put markers around the figures at `FILE:LINE`")
	f.StringVar(&flags.format, "format", "text", "`FORM` of the report: "+strings.Join(report.Formats, ", "))
	f.StringArrayVar(&flags.reports, "report", nil, "write the report to a file too: `FORMAT=FILE`; can be given again")
	f.StringVar(&flags.writeFilesTo, "write-files-to", "", "write the names of the files that were written to `FILE`, a line each; - is standard output, in place of the report")
	return cmd
}

// placeOf takes a page that stands as an argument of its own after --accept
// out of the arguments.
func placeOf(args []string) (place string, rest []string) {
	i := slices.IndexFunc(args, func(arg string) bool {
		file, _, _ := strings.Cut(arg, ":")
		return contents.IsMarkdown(file)
	})
	if i < 0 {
		return everyNote, args
	}
	return args[i], slices.Delete(slices.Clone(args), i, i+1)
}

// place reads PAGE or PAGE:LINE.
func place(text string) (refresh.Place, error) {
	at := strings.LastIndexByte(text, ':')
	if at < 0 {
		return refresh.Place{File: filepath.ToSlash(text)}, nil
	}
	line, err := strconv.Atoi(text[at+1:])
	if err != nil || line < 1 {
		return refresh.Place{}, fmt.Errorf("%q is not a page with a line, such as %q", text, "dockerfile.md:42")
	}
	return refresh.Place{File: filepath.ToSlash(text[:at]), Line: line}, nil
}

func (f *refreshFlags) validate() error {
	known := func(format string) error {
		if slices.Contains(report.Formats, format) {
			return nil
		}
		return fmt.Errorf("format %q is not known; there are %s", format, strings.Join(report.Formats, ", "))
	}
	if err := known(f.format); err != nil {
		return err
	}
	for _, at := range f.reports {
		format, file, ok := strings.Cut(at, "=")
		if !ok || file == "" {
			return fmt.Errorf("--report %q: write it like %q", at, "markdown=drift.md")
		}
		if err := cmp.Or(known(format), mayWrite("--report", file)); err != nil {
			return err
		}
	}
	if err := mayWrite("--write-files-to", f.writeFilesTo); err != nil {
		return err
	}
	for _, image := range f.images {
		if id, ref, ok := strings.Cut(image, "="); !ok || id == "" || ref == "" {
			return fmt.Errorf("--image %q: write it like %q", image, "web=oci-archive:build/app.tar")
		}
	}
	switch {
	case f.check && f.writeFilesTo != "":
		return errors.New("--check writes nothing, so there are no files to name with --write-files-to")
	case len(f.images) > 0 && !f.check:
		return errors.New("--image goes with --check: the lock keeps what registries have")
	case f.live && !f.check:
		return errors.New("--live goes with --check; refresh alone asks the registries anyway")
	case f.live && f.offline:
		return errors.New("--live and --offline do not go together")
	case f.check && f.accept != "":
		return errors.New("--check writes nothing, so nothing can be accepted with it")
	case f.check && f.mark != "":
		return errors.New("--check writes nothing, so no marker can be put in with it")
	}
	return nil
}

func (p *program) refresh(ctx context.Context, args []string, flags refreshFlags) error {
	if err := flags.validate(); err != nil {
		return err
	}
	options, err := flags.options()
	if err != nil {
		return err
	}
	root, err := p.folder(args)
	if err != nil {
		return err
	}
	defer root.Close()
	options.Pictures = render.Wanted
	measure.LimitMemory()
	outcome, err := refresh.Run(ctx, root, options)
	if err != nil {
		return err
	}
	if options.Accept == nil && options.Mark == nil {
		retake.Add(ctx, root, outcome)
	}
	p.report(outcome.Problems)
	if err := p.printReport(outcome, flags, inRepository(ctx, root, args)); err != nil {
		return err
	}
	if code := outcome.Code(); code != 0 {
		return exitCode(code)
	}
	return nil
}

func (f *refreshFlags) options() (o refresh.Options, err error) {
	o = refresh.Options{Check: f.check, Live: f.live, Offline: f.offline, Tolerance: f.tolerance, Built: map[string]string{}, Today: time.Now().UTC().Format(time.DateOnly)}
	for _, image := range f.images {
		id, ref, _ := strings.Cut(image, "=")
		o.Built[id] = ref
	}
	if f.accept != "" {
		at := refresh.Place{}
		if f.accept != everyNote {
			at, err = place(f.accept)
		}
		o.Accept = &at
	}
	if f.mark != "" {
		at, placeErr := place(f.mark)
		if placeErr == nil && at.Line == 0 {
			placeErr = fmt.Errorf("--mark %q: which line?", f.mark)
		}
		o.Mark, err = &at, placeErr
	}
	return o, err
}

// inRepository is the project's folder as the programs name it that show findings beside the
// code: from the top of its repository, else from the current folder.
func inRepository(ctx context.Context, root *os.Root, args []string) string {
	if prefix, ok := git.Prefix(ctx, root.Name()); ok {
		return prefix
	}
	if len(args) > 0 && filepath.IsLocal(args[0]) {
		return filepath.ToSlash(filepath.Clean(args[0]))
	}
	return ""
}

// printReport prints the report, the diff for people, and the files that were
// asked for.
func (p *program) printReport(outcome *refresh.Report, flags refreshFlags, dir string) error {
	out := p.stdout
	if flags.writeFilesTo == "-" {
		out = p.stderr
	}
	if flags.format == "text" && (flags.diff || flags.check) {
		if _, err := out.Write(outcome.Diff); err != nil {
			return err
		}
	}
	told := func(format string) *refresh.Report {
		if format == "text" || format == "json" {
			return outcome.In(p.dir) // read where the command ran, the others at the top of a clone
		}
		return outcome.In(strings.TrimSuffix(dir, "/"))
	}
	if err := report.Write(out, told(flags.format), flags.format, dir); err != nil {
		return err
	}
	if err := p.writeNames(outcome.Written, flags.writeFilesTo); err != nil {
		return err
	}
	for _, r := range flags.reports {
		format, file, _ := strings.Cut(r, "=")
		if err := report.WriteFile(file, told(format), format, dir); err != nil {
			return err
		}
	}
	if file := os.Getenv("GITHUB_STEP_SUMMARY"); flags.format == "github" && file != "" {
		return report.AppendSummary(file, told(flags.format))
	}
	return nil
}

// writeNames writes the names of files to a file, or to standard output.
func (p *program) writeNames(names []string, to string) error {
	switch to {
	case "":
		return nil
	case "-":
		_, err := io.WriteString(p.stdout, report.Names(names))
		return err
	}
	return os.WriteFile(to, []byte(report.Names(names)), 0o666)
}
