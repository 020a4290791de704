// Command docsite turns Markdown that explains a container image into a site
// in which every explanation stands beside the line that it explains.
//
// main holds the process; [run] holds the program, with nothing of the
// process in it. Each verb has a file of its own.
package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"docsite/internal/cause"
	"docsite/internal/console"
	"docsite/internal/folder"
	"docsite/internal/publish"
	"docsite/internal/release"
	"docsite/internal/site"
	"docsite/internal/spelling"
)

func main() {
	log.SetOutput(io.Discard) // net/http writes there what servers send unasked
	stderr := console.New(os.Stderr)
	process := &publish.Process{Notice: func(message string) { fmt.Fprintln(stderr, "docsite: "+message) }, End: func() { os.Exit(exitUsage) }}
	ctx, stop := signal.NotifyContext(publish.WithProcess(context.Background(), process), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second signal ends the process at once
		time.Sleep(grace)
		process.Settle()
		os.Exit(interrupted(os.Args[1:]))
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, stderr))
}

// grace is how long a run may take to stop by itself after a signal: a page that
// is being parsed or coloured knows of none.
const grace = 250 * time.Millisecond

// Exit codes, the same for every verb.
const (
	exitDrift       = 1   // drift, or problems found under --check or --strict
	exitUsage       = 2   // usage, configuration, or a source that cannot be read
	exitUnavailable = 3   // a registry could not be asked; the last good figures are kept
	exitInterrupted = 130 // a signal ended the run, as shells report it
)

// interrupted is the exit code of a run that a signal ended. A preview has no other end.
func interrupted(args []string) int {
	if len(args) > 0 && args[0] == "serve" {
		return 0
	}
	return exitInterrupted
}

// exitCode is the error of a verb that has reported already. The exit code of any other
// error is exitUsage.
type exitCode int

func (exitCode) Error() string { return "" }

// program is what a verb needs of the process.
type program struct {
	stdin          io.Reader
	stdout, stderr *console.Writer
	dir            string // the project's folder as it was named; empty for the current one
}

// run is the program: arguments in, an exit code out. A verb that has printed less than
// it had to say has failed.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: console.New(stdout), stderr: console.New(stderr)}
	defer p.stderr.Flush()
	code := p.run(ctx, args)
	if err := p.stdout.Flush(); err != nil && code <= exitDrift {
		fmt.Fprintf(p.stderr, "docsite: standard output: %v\n", cause.Of(err))
		return exitUsage
	}
	return code
}

func (p *program) run(ctx context.Context, args []string) int {
	root := newRoot(p)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err != nil {
		fmt.Fprintln(p.stderr, "docsite: interrupted; nothing is half written")
		return interrupted(args)
	}
	if err == nil {
		return 0
	}
	all := []error{err}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		all = several.Unwrap()
	}
	for _, err := range all {
		if err.Error() != "" {
			fmt.Fprintf(p.stderr, "docsite: %s\n", console.Line(console.InWords(err)))
		}
	}
	if code, ok := errors.AsType[exitCode](err); ok {
		return int(code)
	}
	return exitUsage
}

// noSuchVerb says of a word that is no verb which one may have been meant.
func noSuchVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var verbs []string
	for _, c := range cmd.Commands() {
		verbs = append(verbs, c.Name())
	}
	hint := spelling.Hint(args[0], verbs, cmd.CommandPath()+" --help lists the commands")
	if ours, ok := otherVerbs[args[0]]; ok && !cmd.HasParent() {
		hint = "did you mean " + ours + "?"
	}
	return fmt.Errorf("unknown command %q (hint: %s)", args[0], hint)
}

// otherVerbs are words of other programs, with what does the same here.
var otherVerbs = map[string]string{
	"version": "docsite --version", "check": "docsite refresh --check", "verify": "docsite refresh --check", "lint": "docsite build --strict", "validate": "docsite build --strict", "update": "docsite refresh",
	"preview": "docsite serve", "dev": "docsite serve", "watch": "docsite serve", "new": "docsite init", "generate": "docsite build",
}

// noSuchFlag does the same for a flag, also for one behind a single hyphen.
func noSuchFlag(cmd *cobra.Command, err error) error {
	written, ok := strings.CutPrefix(err.Error(), "unknown flag: ")
	if _, letters, isShort := strings.Cut(err.Error(), "unknown shorthand flag: "); isShort {
		_, written, ok = strings.Cut(letters, " in ")
	}
	if !ok {
		return err
	}
	word, hint := strings.TrimLeft(written, "-"), "docsite "+cmd.Name()+" --help lists the flags"
	var flags []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f.Name) })
	ours := cmp.Or(otherFlags[word], spelling.Nearest(word, flags))
	if cmd.Flags().Lookup(word) != nil {
		ours = word
	}
	if cmd.Flags().Lookup(ours) != nil {
		hint = "did you mean --" + ours + "?"
	}
	return fmt.Errorf("unknown flag %s (hint: %s)", written, hint)
}

// otherFlags are flags of other programs, with what does the same here where a verb has it.
var otherFlags = map[string]string{
	"port": "addr", "p": "addr", "host": "addr", "bind": "addr", "listen": "addr", "dry-run": "check", "destination": "out",
	"d": "out", "dist": "out", "warnings-as-errors": "strict", "fail-on-warning": "strict", "browser": "open",
}

//go:embed help.txt
var help string

// command is the command of a name, with what help.txt has of it: how it is called, what it
// does in a line, in sentences, and by examples. Nil args take any arguments.
func command(name string, args cobra.PositionalArgs, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	_, text, _ := strings.Cut(help, "\n== "+name)
	text, _, _ = strings.Cut(text, "\n\n== ")
	use, text, _ := strings.Cut(text, "\n")
	short, text, _ := strings.Cut(text, "\n\n")
	long, examples, _ := strings.Cut(strings.TrimSpace(text), "\n\nExamples:\n")
	return &cobra.Command{Use: name + use, Short: short, Long: long, Example: examples, Args: args, RunE: run}
}

func newRoot(p *program) *cobra.Command {
	root := command("docsite", noSuchVerb, func(cmd *cobra.Command, _ []string) error { return cmd.Help() })
	root.Version, root.SilenceUsage, root.SilenceErrors = release.Version(), true, true
	root.SetFlagErrorFunc(noSuchFlag)
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about any command",
		RunE: func(_ *cobra.Command, args []string) error {
			of, left, err := root.Find(args)
			if err != nil || len(left) > 0 {
				return noSuchVerb(of, left)
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		},
	})
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.AddCommand(newInit(p), newBuild(p), newServe(p), newRefresh(p), newShots(p), newNotes(p), newExplain(p), newPage(p), newMeasure(p), release.Manual())
	root.InitDefaultCompletionCmd()
	if shells, _, err := root.Find([]string{"completion"}); err == nil {
		shells.Args, shells.RunE = noSuchVerb, root.RunE // without these a shell that is not known gets help and success
	}
	return root
}

// folder opens the project folder that a verb was given: its only argument,
// or the current directory. Nothing read through it can leave it.
func (p *program) folder(args []string) (*os.Root, error) {
	dir := "."
	if len(args) > 0 {
		dir, p.dir = args[0], args[0]
	} else if above := folder.Above("."); above != "" {
		if folder.IsPart(".") {
			return nil, fmt.Errorf("%s is not here but %s up (hint: run docsite there, or name that folder: %s)", site.ConfigName, folder.Way(above), above)
		}
		fmt.Fprintf(p.stderr, "docsite: there is no %s here, but one in %q, which is another project until you name it\n", site.ConfigName, above)
	}
	return folder.Open(dir)
}

// mostAlike is how many problems of a file that say the same are printed.
const mostAlike = 10

// report prints problems to stderr, one a line. Of many in a file that say the same
// it counts those behind the first ones.
func (p *program) report(problems site.Problems) {
	problems.Sort()
	problems = slices.Clone(problems)
	for i := range problems {
		problems[i].Hint = folder.Commands(problems[i].Hint, p.dir)
	}
	alike := map[site.Problem]int{}
	placeless := func(problem site.Problem) site.Problem { problem.Line, problem.Col = 0, 0; return problem }
	for _, problem := range problems {
		if alike[placeless(problem)]++; alike[placeless(problem)] <= mostAlike {
			fmt.Fprintln(p.stderr, console.Line(problem.String()))
		}
	}
	for _, problem := range problems {
		if n := alike[placeless(problem)] - mostAlike; n > 0 {
			delete(alike, placeless(problem))
			problem = placeless(problem)
			problem.Message = fmt.Sprintf("%s: %s more", problem.Message, console.Count(n, "place"))
			fmt.Fprintln(p.stderr, console.Line(problem.String()))
		}
	}
}
