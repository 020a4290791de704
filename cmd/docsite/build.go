package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"docsite/internal/figures"
	"docsite/internal/git"
	"docsite/internal/known"
	"docsite/internal/markdown"
	"docsite/internal/publish"
	"docsite/internal/refresh"
	"docsite/internal/shots"
	"docsite/internal/site"
	"docsite/render"
)

// buildFlags are the flags of docsite build.
type buildFlags struct {
	out    string
	base   string
	strict bool
	drafts bool
}

func newBuild(p *program) *cobra.Command {
	var flags buildFlags
	cmd := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Build the site into public/",
		Long: `Build reads the project in DIR (the current directory when it is left out) and
writes its site. It never touches the network: figures come from docsite.lock
and docsite.yaml.

All pages are rendered before the first file is replaced, files whose content
is the same are left alone, and only files that an earlier build wrote are ever
deleted. A build with errors leaves the site as it was.`,
		Example: `  docsite build
  docsite build --strict --out site docs/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.build(cmd.Context(), args, flags)
		},
	}
	cmd.Flags().StringVarP(&flags.out, "out", "o", "", "`FOLDER` to write, from the current one (default: output: of docsite.yaml, or public/ in DIR)")
	cmd.Flags().StringVar(&flags.base, "base", "", "`ADDRESS` where the site is published (default: url: of docsite.yaml)")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "warnings fail the build too, but for those that known_warnings: counts")
	cmd.Flags().BoolVar(&flags.drafts, "drafts", false, "build pages marked as drafts too")
	return cmd
}

func (p *program) build(ctx context.Context, args []string, flags buildFlags) error {
	root, err := p.folder(args)
	if err != nil {
		return err
	}
	defer root.Close()
	s, problems := load(root.FS(), flags.drafts)
	if s == nil {
		p.report(problems)
		return exitError{code: exitUsage}
	}
	problems = append(problems, git.Changes(ctx, s, root.Name())...)
	roomy(len(s.Pages))
	if flags.base != "" {
		s.Config.URL = flags.base
	}
	out := flags.out
	if out == "" {
		out = filepath.Join(root.Name(), filepath.FromSlash(s.Config.Output))
	}
	pages, more := prepare(ctx, s, root.Name())
	problems = append(problems, more...)
	written, err := publish.Write(ctx, out, pages, pages.Files(), func() error {
		problems = append(problems, pages.Problems()...)
		if problems.Failed(false) {
			return exitError{code: exitUsage}
		}
		if !flags.strict {
			return nil
		}
		failed, about := known.Judge(&s.Config, problems)
		if problems = append(problems, about...); failed {
			return exitError{code: exitDrift}
		}
		return nil
	}, root.Name(), filepath.Join(root.Name(), filepath.FromSlash(s.Config.Content)))
	p.report(problems)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s: %s, %s\n", shortPath(out), count(len(s.Pages), "page"), written)
	return nil
}

// prepare makes the site of a project in dir: its pages are rendered when they are
// read, and tell their problems then.
func prepare(ctx context.Context, s *site.Site, dir string) (*render.Site, site.Problems) {
	git.Tell(ctx, s, dir)
	problems := refresh.Problems(ctx, s)
	pages, more := render.New(s)
	pages.Watch(func(file string) func() { return publish.Working(ctx, file) })
	return pages, append(problems, more...)
}

// roomy gives memory for time, unless the environment says otherwise. A build
// allocates a fifth of a megabyte a page and keeps little of it, about 5 kB for the
// search: the heap is small and would be collected many times a second.
func roomy(pages int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(max(128<<20, int64(pages)*32<<10))
}

// keep is how much of the pages' text waits in memory to be rendered, in
// bytes: that of about 10,000 pages.
const keep = 64 << 20

// load reads the project of a verb that goes through all its pages.
func load(fsys fs.FS, drafts bool, more ...func(*site.Config) site.Problems) (*site.Site, site.Problems) {
	checks := append([]func(*site.Config) site.Problems{figures.Check, shots.Check}, more...)
	return site.Load(fsys, site.Options{Title: markdown.Title, Check: checks, Drafts: drafts, Keep: keep})
}

// count is a number with its noun: "1 page", "2 pages".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// shortPath is a path as a person would name it from here.
func shortPath(path string) string {
	dir, err := os.Getwd()
	abs, wrong := filepath.Abs(path)
	rel, apart := filepath.Rel(dir, abs)
	if err != nil || wrong != nil || apart != nil || !filepath.IsLocal(rel) {
		return path
	}
	return rel
}
