// Command bench measures docsite beside Hugo, in turns in one run, and docsite alone
// where Hugo has nothing like it:
//
//	go run ./bench [-rounds N] [-pages DIR] [-only PARTS] [COUNT...]
//
// Start from [parts]. [compare] has the same generated pages built by both: from
// nothing, again, and with a page and a title changed; [places], [growth], [start],
// [edit] and [find] are docsite's own figures. The pages are like those that docsite
// is for: see pages.go. Hugo's site is as bare as it can be and still do what a page of
// docsite's has: see hugo/.
//
// It knows docsite as a program only and never looks at what was built, but for the
// sizes of the search's files. Without Hugo, found on the PATH or installed from its
// source into .tools/, docsite is measured alone.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	rounds := flag.Int("rounds", 3, "how often each program builds; the median counts")
	pages := flag.String("pages", "", "project folder to build instead of generated pages")
	only := flag.String("only", "", "parts to measure, with commas: "+strings.Join(partNames(), ", ")+" (default: all but find, which takes minutes)")
	flag.Parse()
	if err := run(ctx, *rounds, *pages, *only, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one run.
type bench struct {
	dir      string // for everything that is made
	docsite  string // the program
	programs []program
	rounds   int
	pages    string // a project; empty for generated ones
	counts   []int  // of generated pages
}

// part is a group of figures.
type part struct {
	name    string
	measure func(ctx context.Context, b *bench) error
	asked   bool // measured only where it is asked for
}

// parts are those that there are, in their order.
var parts = []part{
	{"build", builds, false}, {"places", places, false}, {"growth", growth, false},
	{"start", start, false}, {"edit", edit, false}, {"find", find, true},
}

func partNames() (names []string) {
	for _, p := range parts {
		names = append(names, p.name)
	}
	return names
}

// wanted are the parts that only names, or the usual ones.
func wanted(only string) (list []part, err error) {
	names := strings.FieldsFunc(only, func(r rune) bool { return r == ',' || r == ' ' })
	for _, name := range names {
		if !slices.Contains(partNames(), name) {
			return nil, fmt.Errorf("%q is no part: there are %s", name, strings.Join(partNames(), ", "))
		}
	}
	for _, p := range parts {
		if slices.Contains(names, p.name) || len(names) == 0 && !p.asked {
			list = append(list, p)
		}
	}
	return list, nil
}

func run(ctx context.Context, rounds int, pages, only string, counts []string) error {
	b := &bench{rounds: rounds, pages: pages}
	for _, count := range counts {
		n, err := strconv.Atoi(count)
		if err != nil || n < 1 {
			return fmt.Errorf("%q is not a number of pages", count)
		}
		b.counts = append(b.counts, n)
	}
	list, err := wanted(only)
	if err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "docsite-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	b.docsite = filepath.Join(b.dir, "docsite")
	if err := buildDocsite(ctx, b.docsite); err != nil {
		return err
	}
	b.programs = []program{{"docsite", docsiteBuild(b.docsite, b.dir)}}
	if hugo, err := findHugo(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "bench: without Hugo: %v\n", err)
	} else {
		b.programs = append(b.programs, program{"hugo", hugoBuild(hugo)})
	}
	fmt.Printf("%s, %s/%s, %d cores\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for _, p := range list {
		if err := p.measure(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// builds compares builds of a project, or of so many generated pages.
func builds(ctx context.Context, b *bench) error {
	if b.pages != "" {
		return compare(ctx, b, b.pages)
	}
	for _, n := range b.counts {
		project, err := b.project(n, "")
		if err != nil {
			return err
		}
		if err := compare(ctx, b, project); err != nil {
			return err
		}
	}
	return nil
}

// project gives a folder with so many generated pages, which are written once. Each links
// to a page, or to a place there.
func (b *bench) project(n int, place string) (string, error) {
	dir := filepath.Join(b.dir, fmt.Sprintf("project-%d%s", n, place))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	return dir, writePages(dir, n, place)
}

// most is the largest number of generated pages that was asked for, or few.
func (b *bench) most() int { return slices.Max(append(b.counts, 200)) }
