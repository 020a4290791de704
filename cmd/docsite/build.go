package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"docsite/internal/builds"
	"docsite/internal/console"
	"docsite/internal/folder"
	"docsite/internal/git"
	"docsite/internal/known"
	"docsite/internal/markdown"
	"docsite/internal/publish"
	"docsite/internal/refresh"
	"docsite/internal/site"
	"docsite/render"
)

// buildFlags are the flags of docsite build.
type buildFlags struct {
	out    string
	base   string
	strict bool
	drafts bool
	cold   bool // what earlier builds left in the cache is not used
}

func newBuild(p *program) *cobra.Command {
	var flags buildFlags
	cmd := command("build", cobra.MaximumNArgs(1), func(cmd *cobra.Command, args []string) error { return p.build(cmd.Context(), args, flags) })
	cmd.Flags().StringVarP(&flags.out, "out", "o", "", "`FOLDER` to write, from the current one (default: output: of docsite.yaml, or public/ in DIR)")
	cmd.Flags().StringVar(&flags.base, "base", "", "`ADDRESS` where the site is published (default: url: of docsite.yaml)")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "warnings fail the build too, but for those that known_warnings: counts")
	cmd.Flags().BoolVar(&flags.drafts, "drafts", false, "build pages marked as drafts too")
	cmd.Flags().BoolVar(&flags.cold, "no-cache", false, "render everything, whatever an earlier build left in the cache")
	return cmd
}

func (p *program) build(ctx context.Context, args []string, flags buildFlags) error {
	if err := checkBase(flags.base); err != nil {
		return err
	}
	root, err := p.folder(args)
	if err != nil {
		return err
	}
	defer root.Close()
	before := builds.Open(ctx, root, !flags.cold, flags.out, flags.base, fmt.Sprint(flags.drafts, flags.strict))
	last := before.Again(ctx, flags.out)
	if last != nil && last.Stands {
		p.report(last.Problems)
		p.built(last.Out(root, flags.out), last.Pages, publish.Written{Files: last.Count()})
		return alone(last.Problems)
	}
	b := start(ctx, root, flags, last)
	if b == nil {
		last = nil
		b = start(ctx, root, flags, nil)
	}
	s, pages, problems := b.site, b.pages, b.problems
	if s == nil {
		p.report(problems)
		return exitCode(exitUsage)
	}
	next := &builds.Build{Pages: len(s.Pages), Output: s.Config.Output, Content: s.Config.Content, Days: s.Config.Changed}
	out := next.Out(root, flags.out)
	written, err := publish.Write(ctx, out, pages, func() error {
		problems = append(problems, pages.Problems()...)
		if problems.Stops() || flags.strict && problems.Failed() {
			return exitCode(exitUsage)
		}
		if !flags.strict {
			return nil
		}
		failed, about := known.Judge(&s.Config, problems)
		if problems = append(problems, about...); failed {
			return exitCode(exitDrift)
		}
		return nil
	}, next.Sources(root)...)
	if refusal, ok := errors.AsType[*publish.Refusal](err); ok && flags.out == "" {
		if problem := s.Config.Problem(fmt.Sprintf("output %q %v", s.Config.Output, refusal.Err), "", "output"); problem.Line > 0 {
			problems, err = append(problems, problem), exitCode(exitUsage)
		}
	}
	p.report(problems)
	if err != nil {
		return err
	}
	next.Answers, next.Problems, next.Files, next.Site = b.trace.After(last), problems, written.Stands, pages.Kept()
	before.Keep(ctx, next)
	p.built(out, len(s.Pages), written)
	return alone(problems)
}

// alone fails a build that is written and has an error of one page.
func alone(problems site.Problems) error {
	if problems.Failed() {
		return exitCode(exitDrift)
	}
	return nil
}

// checkBase judges the address of --base as that of url: is judged.
func checkBase(address string) error {
	if address == "" || site.IsWeb(address) {
		return nil
	}
	return fmt.Errorf("--base %q is not a web address (hint: write it like https://docs.example.org/)", address)
}

// started is a build of which no page is rendered yet.
type started struct {
	trace    *builds.Trace
	site     *site.Site // nil where the project cannot be read
	pages    *render.Site
	problems site.Problems
}

// start begins a build, which takes over what the last one kept; nil where it cannot.
// A nil last is none.
func start(ctx context.Context, root *os.Root, flags buildFlags, last *builds.Build) *started {
	b := &started{trace: builds.NewTrace(root)}
	opts := options(b.trace.FS(), flags.drafts)
	opts.Git = func(s *site.Site) {
		git.Tell(ctx, root.Name())(s)
		b.trace.Git(s)
	}
	if last != nil {
		opts.Before, opts.Changed = site.Remember(last.Content, last.Output, last.Site.Found), last.Unread()
	}
	s, problems := site.Load(b.trace.FS(), opts)
	if b.problems = problems; s == nil {
		return b
	}
	b.site, b.problems = s, append(b.problems, git.Changes(ctx, s, root.Name())...)
	builds.TuneGC(s)
	s.Config.URL = cmp.Or(flags.base, s.Config.URL)
	pages, more := prepare(ctx, s)
	if last != nil && !pages.Continue(last.Site, last.Files, last.Changed, last.Moved) {
		return nil
	}
	b.pages, b.problems = pages, append(b.problems, more...)
	return b
}

// prepare makes the site of a project that can ask git: its pages are rendered when
// they are read, and tell their problems then.
func prepare(ctx context.Context, s *site.Site) (*render.Site, site.Problems) {
	problems := refresh.Problems(ctx, s)
	pages, more := render.New(s)
	pages.Watch(func(file string) func() { return publish.Working(ctx, file) })
	return pages, append(problems, more...)
}

// built says what became of the output folder.
func (p *program) built(out string, pages int, written publish.Written) {
	fmt.Fprintf(p.stdout, "%s: %s, %s\n", folder.Short(out), console.Count(pages, "page"), written)
}

// keep is how much of the pages' text waits in memory to be rendered, in
// bytes: that of about 10,000 pages.
const keep = 64 << 20

// load reads the project of a verb that goes through all its pages, drafts too. Where it
// cannot be read, what is wrong is reported, and the verb ends.
func (p *program) load(ctx context.Context, root *os.Root) (*site.Site, site.Problems, error) {
	opts := options(root.FS(), true)
	opts.Git = git.Tell(ctx, root.Name())
	s, problems := site.Load(root.FS(), opts)
	if s == nil {
		p.report(problems)
		return nil, nil, exitCode(exitUsage)
	}
	return s, problems, nil
}

func options(fsys fs.FS, drafts bool, more ...func(*site.Config) site.Problems) site.Options {
	return site.Options{Title: markdown.Title, Check: slices.Concat(refresh.Checks(fsys), more), Drafts: drafts, Keep: keep}
}
