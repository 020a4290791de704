// Command bench builds the same generated pages with docsite and with Hugo,
// in turns, and prints wall time, CPU time and peak memory as figures and as
// ratios:
//
//	go run ./bench [-rounds N] [-pages DIR] [COUNT...]
//
// Start from [compare]. The pages are like those that docsite is for: see
// pages.go. Hugo's site is as bare as it can be and still do what a page of
// docsite's has: see hugo/.
//
// It knows docsite as a program only and never looks at what was built.
// Without Hugo, found on the PATH or installed from its source into .tools/,
// docsite is measured alone.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	rounds := flag.Int("rounds", 3, "how often each program builds; the median counts")
	pages := flag.String("pages", "", "project folder to build instead of generated pages")
	flag.Parse()
	if err := run(ctx, *rounds, *pages, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, rounds int, pages string, counts []string) error {
	dir, err := os.MkdirTemp("", "docsite-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	docsite := filepath.Join(dir, "docsite")
	if out, err := command(ctx, "go", "build", "-o", docsite, "./cmd/docsite").CombinedOutput(); err != nil {
		return fmt.Errorf("go build ./cmd/docsite: %w\n%s", err, out)
	}
	programs := []program{{"docsite", docsiteBuild(docsite)}}
	if hugo, err := findHugo(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "bench: without Hugo: %v\n", err)
	} else {
		programs = append(programs, program{"hugo", hugoBuild(hugo)})
	}
	fmt.Printf("%s, %s/%s, %d cores\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if pages != "" {
		return compare(ctx, dir, pages, rounds, programs)
	}
	for _, count := range counts {
		n, err := strconv.Atoi(count)
		if err != nil || n < 1 {
			return fmt.Errorf("%q is not a number of pages", count)
		}
		project := filepath.Join(dir, "project-"+count)
		if err := writePages(project, n); err != nil {
			return err
		}
		if err := compare(ctx, dir, project, rounds, programs); err != nil {
			return err
		}
	}
	return nil
}
