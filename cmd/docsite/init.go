package main

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"docsite/internal/draft"
	"docsite/internal/measure"
	"docsite/internal/publish"
)

// initFlags are the flags of docsite init.
type initFlags struct {
	dockerfile, image, out string
}

func newInit(p *program) *cobra.Command {
	var flags initFlags
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Draft a first page from a Dockerfile",
		Long: `Init writes the first page of the project in DIR (the current directory when it
is left out): its Dockerfile, quoted stage by stage, and the shell script that a
container starts, with a drafted sentence beside each line that says what it
does. The sentences are suggestions. They are docsite's own and say nothing that
the line does not show: why it is there is yours to add.

The page is content/index.md, or content/dockerfile.md where there are pages
already. A docsite.yaml is written where there is none. Nothing that exists is
ever written over.`,
		Example: `  docsite init
  docsite init --image registry.example.org/team/web:1.2 path/to/project
  docsite init --dockerfile docker/Dockerfile --out content/image.md`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.init(cmd.Context(), args, flags)
		},
	}
	cmd.Flags().StringVarP(&flags.dockerfile, "dockerfile", "f", "", "Dockerfile, relative to DIR (default: Dockerfile, or Containerfile)")
	cmd.Flags().StringVar(&flags.image, "image", "", "`REF` of the image, for docsite refresh to measure")
	cmd.Flags().StringVarP(&flags.out, "out", "o", "", "`PAGE` to write, relative to DIR")
	return cmd
}

func (p *program) init(ctx context.Context, args []string, flags initFlags) error {
	options := draft.Options{Dockerfile: filepath.ToSlash(flags.dockerfile), Page: filepath.ToSlash(flags.out), Image: flags.image}
	if flags.image != "" {
		repository, err := measure.Repository(flags.image)
		if err != nil {
			return exitError{exitUsage, err.Error()}
		}
		options.ID = imageID(repository)
	}
	root, err := folder(args)
	if err != nil {
		return err
	}
	defer root.Close()
	if options.Name, err = folderName(root); err != nil {
		return exitError{exitUsage, err.Error()}
	}
	s, problems := load(root.FS(), true)
	if s == nil {
		p.report(problems)
		return exitError{code: exitUsage}
	}
	plan, problems := draft.New(s, options)
	p.report(problems)
	if plan == nil {
		return exitError{code: exitUsage}
	}
	var files []publish.File
	for _, f := range plan.Files {
		files = append(files, publish.File{Name: f.Name, Text: f.Text})
	}
	if err := publish.Create(ctx, root, files); err != nil {
		return exitError{exitUsage, err.Error()}
	}
	p.drafted(plan, args, flags)
	return nil
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

// notID is what an image's id in docsite.yaml cannot hold.
var notID = regexp.MustCompile(`[^a-z0-9_]+`)

// imageID is the id of an image: the last part of its repository.
func imageID(repository string) string {
	id := strings.Trim(notID.ReplaceAllString(strings.ToLower(path.Base(repository)), "-"), "-_")
	if id == "" {
		return "image"
	}
	return id
}

// drafted tells what was written and what comes next.
func (p *program) drafted(plan *draft.Plan, args []string, flags initFlags) {
	dir := ""
	if len(args) > 0 && filepath.Clean(args[0]) != "." {
		dir = args[0]
	}
	for i, f := range plan.Files {
		about := ""
		if i == 0 {
			about = ": " + count(plan.Notes, "note") + " drafted"
		}
		fmt.Fprintf(p.stdout, "%s%s\n", filepath.ToSlash(filepath.Join(dir, f.Name)), about)
	}
	next := []string{"docsite serve", "docsite notes"}
	if flags.image != "" {
		next[1] = "docsite refresh"
	}
	if dir != "" {
		dir = " " + dir
	}
	fmt.Fprintf(p.stdout, "\nNext:\n  %s%s\n  %s%s\n", next[0], dir, next[1], dir)
}
