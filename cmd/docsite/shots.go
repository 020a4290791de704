package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"docsite/internal/chromium"
	"docsite/internal/console"
	"docsite/internal/retake"
)

func newShots(p *program) *cobra.Command {
	o := retake.Options{}
	cmd := command("shots", nil, func(cmd *cobra.Command, args []string) error { return p.shots(cmd.Context(), args, o) })
	f := cmd.Flags()
	f.BoolVar(&o.Check, "check", false, "take nothing; exit 1 when a picture is not current")
	f.BoolVar(&o.Accept, "accept", false, "a person has looked at the pictures: they are current as they are")
	f.BoolVar(&o.All, "all", false, "take those that are current, too")
	f.StringVar(&o.Chromium, "chromium", "", "`FILE` of the browser (default: chromium or chrome, as PATH has it)")
	cmd.MarkFlagsMutuallyExclusive("check", "accept", "all")
	return cmd
}

func (p *program) shots(ctx context.Context, args []string, o retake.Options) error {
	var dir []string
	if len(args) > 0 {
		if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
			dir, args = args[:1], args[1:]
		}
	}
	root, err := p.folder(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	o.Names = args
	tally := retake.Tally{}
	problems, err := retake.Run(ctx, root, o, func(outcome retake.Outcome) {
		tally[outcome.File] = outcome
		if line := outcome.Line(); line != "" {
			fmt.Fprintln(p.stdout, console.Line(line))
			_ = p.stdout.Flush() // each takes a moment
		}
	})
	p.report(problems)
	switch {
	case errors.Is(err, chromium.ErrMissing):
		return fmt.Errorf("%w (hint: install chromium or Google Chrome, or say where one is: --chromium FILE)", err)
	case err != nil:
		return err
	case problems.Failed():
		return exitCode(exitUsage)
	}
	fmt.Fprintln(p.stdout, tally.Summary())
	switch left, lost := tally.Left(); {
	case lost > 0 && !o.Check:
		return exitCode(exitUsage)
	case left > 0:
		return exitCode(exitDrift)
	}
	return nil
}
