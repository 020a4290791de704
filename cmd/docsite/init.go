package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"docsite/internal/draft"
	"docsite/internal/git"
	"docsite/internal/inventory"
	"docsite/internal/known"
	"docsite/internal/measure"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// initFlags are the flags of docsite init.
type initFlags struct {
	dockerfiles, scripts []string
	all                  bool
	image, out           string
}

func newInit(p *program) *cobra.Command {
	var flags initFlags
	cmd := command("init", cobra.MaximumNArgs(1), func(cmd *cobra.Command, args []string) error { return p.init(cmd.Context(), args, flags) })
	cmd.Flags().StringArrayVarP(&flags.dockerfiles, "dockerfile", "f", nil, "`FILE` relative to DIR that a page is drafted of; may be given several times")
	cmd.Flags().BoolVar(&flags.all, "all", false, "draft a page for each Dockerfile that git tracks")
	cmd.Flags().StringArrayVar(&flags.scripts, "script", nil, "`FILE` relative to DIR that a container starts with, where the Dockerfile does not tell; may be given several times")
	cmd.Flags().StringVar(&flags.image, "image", "", "`REF` of the image, for docsite refresh to measure")
	cmd.Flags().StringVarP(&flags.out, "out", "o", "", "`PAGE` to write, relative to DIR")
	return cmd
}

func (p *program) init(ctx context.Context, args []string, flags initFlags) error {
	options := draft.Options{Dockerfiles: slashed(flags.dockerfiles), All: flags.all, Scripts: slashed(flags.scripts), Page: filepath.ToSlash(flags.out), Image: flags.image}
	if flags.image != "" {
		repository, err := measure.Repository(flags.image)
		if err != nil {
			return err
		}
		options.ID = draft.ImageID(repository)
	}
	root, err := p.folder(args)
	if err != nil {
		return err
	}
	defer root.Close()
	if options.Name, err = folderName(root); err != nil {
		return err
	}
	s, _, err := p.load(ctx, root)
	if err != nil {
		return err
	}
	tracked, err := git.Tracked(ctx, root.Name())
	var problem site.Problem
	switch {
	case errors.As(err, &problem):
		problem.Severity = site.Warning
		p.report(site.Problems{problem})
	case err != nil:
		return err
	}
	options.Repo = git.Web(ctx, root.Name())
	plan, problems := draft.New(s, inventory.Read(root.FS(), tracked), options)
	p.report(problems)
	if plan == nil {
		return exitCode(exitUsage)
	}
	var files []publish.Edit
	for _, f := range plan.Files {
		files = append(files, publish.Edit{Name: f.Name, New: f.Text})
	}
	if err := publish.Create(ctx, root, files); err != nil {
		return err
	}
	before, err := p.known(ctx, root, plan)
	if err != nil {
		return err
	}
	dir := ""
	if len(args) > 0 && filepath.Clean(args[0]) != "." {
		dir = args[0]
	}
	plan.Tell(p.stdout, dir, before)
	return nil
}

// known counts the warnings of the project's pages in the docsite.yaml that was just
// written, so that a strict build fails on further ones alone. It gives their sum; 0
// where docsite.yaml is the author's.
func (p *program) known(ctx context.Context, root *os.Root, plan *draft.Plan) (int, error) {
	i := slices.IndexFunc(plan.Files, func(f *site.Source) bool { return f.Name == site.ConfigName })
	if i < 0 {
		return 0, nil
	}
	opts := options(root.FS(), false)
	opts.Git = git.Tell(ctx, root.Name())
	s, problems := site.Load(root.FS(), opts)
	if s == nil {
		return 0, nil // a build tells why
	}
	pages, more := prepare(ctx, s)
	for _, name := range pages.Files() {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		_, _ = fs.ReadFile(pages, name) // what is wrong with a page is one of the problems
	}
	old := plan.Files[i].Text
	text, total := known.Add(old, slices.Concat(problems, more, pages.Problems()))
	if total == 0 {
		return 0, nil
	}
	_, err := publish.Replace(root, []publish.Edit{{Name: site.ConfigName, Old: old, New: text}})
	return total, err
}

// slashed are paths of this system as paths of a project.
func slashed(names []string) []string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = filepath.ToSlash(name)
	}
	return list
}

// folderName is what a project's folder is called.
func folderName(root *os.Root) (string, error) {
	dir, err := filepath.Abs(root.Name())
	if err != nil {
		return "", err
	}
	if name := filepath.Base(dir); name != string(filepath.Separator) {
		return name, nil
	}
	return "The image", nil
}
