// Command limits gives docsite what is made to be slow, or to fill memory, and
// prints how long each verb took and how much memory it had at most:
//
//	go run ./bench/limits [-all] [-verbs build,notes,check,serve] [-only WORDS] [-keep FOLDER] [BINARY...]
//
// Start from [written], the inputs of inputs.txt, which have been too slow or too large in
// some version or are hostile in ways that a person thought of, [deep], the same few bytes
// again and again in every place that has a parser, and [documents], which a generator
// mixes. Several binaries are compared, column by column; without one docsite is built
// first.
//
// It knows docsite as a program only. The exit code is 1 when an input took one of
// the binaries, the last, more than the limits.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
	"unicode"
)

// What a verb may take for an input.
const (
	maxTime   = 2 * time.Second
	maxMemory = 256 << 20 // bytes
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	all := flag.Bool("all", false, "print every input, not only those near or over a limit")
	verbs := flag.String("verbs", "build,notes,check,serve", "what is run, of build, notes, check (refresh --check) and serve (up to the first answer)")
	only := flag.String("only", "", "inputs whose names have these words in them, such as known, deep or documents")
	timeout := flag.Duration("timeout", 20*time.Second, "when a run is ended")
	keep := flag.String("keep", "", "write the inputs into this folder, to look at, and run nothing")
	flag.Parse()
	over, err := run(ctx, options{*all, strings.Split(*verbs, ","), *only, *timeout, *keep}, flag.Args())
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "limits:", err)
		os.Exit(2)
	case over > 0:
		os.Exit(1)
	}
}

type options struct {
	all     bool
	verbs   []string
	only    string
	timeout time.Duration
	keep    string
}

// run gives the number of inputs that took the last binary too much.
func run(ctx context.Context, o options, binaries []string) (over int, err error) {
	dir, err := os.MkdirTemp("", "docsite-limits-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if len(binaries) == 0 && o.keep == "" {
		binaries = []string{filepath.Join(dir, "docsite")}
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", binaries[0], "./cmd/docsite").CombinedOutput(); err != nil {
			return 0, fmt.Errorf("go build ./cmd/docsite: %w\n%s", err, out)
		}
	}
	tries := 0
	for in := range inputs() {
		if !strings.Contains(in.name, o.only) {
			continue
		}
		project := filepath.Join(dir, "project")
		if o.keep != "" {
			project = filepath.Join(o.keep, strings.Map(letter, in.name))
		}
		if err := in.write(project); err != nil {
			return 0, fmt.Errorf("%s: %w", in.name, err)
		}
		if o.keep != "" {
			continue
		}
		if tried(ctx, o, in.name, project, binaries) {
			over++
		}
		if err := os.RemoveAll(project); err != nil {
			return 0, err
		}
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		tries++
	}
	fmt.Printf("%d inputs, %d of them over %v or %d MiB\n", tries, over, maxTime, maxMemory>>20)
	return over, nil
}

// letter is a letter of a folder's name.
func letter(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return '-'
}

// inputs gives one input after the other, so that few are in memory.
func inputs() iter.Seq[input] {
	return func(yield func(input) bool) {
		for _, list := range []iter.Seq[input]{written, deep, documents} {
			for in := range list {
				if !yield(in) {
					return
				}
			}
		}
	}
}

// tried prints a row for an input, if it is worth one, and reports whether the last
// binary took too much.
func tried(ctx context.Context, o options, name, project string, binaries []string) (over bool) {
	row, near := fmt.Sprintf("%-44.44s", name), false
	for _, binary := range binaries {
		row, over = row+" |", false
		said := ""
		for _, verb := range o.verbs {
			c := measure(ctx, o.timeout, binary, verb, project)
			row += fmt.Sprintf(" %s", c)
			over = over || c.end == "LONG" || c.time > maxTime || c.peak > maxMemory
			near = near || c.time > maxTime/4 || c.peak > maxMemory/2
			said = cmp.Or(said, c.said)
		}
		row += " " + said
	}
	if o.all || near {
		fmt.Println(row)
	}
	return over
}
