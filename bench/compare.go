package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// program is one of those that are compared. build gives the command that
// builds a project into a folder.
type program struct {
	name  string
	build func(ctx context.Context, project, out string) *exec.Cmd
}

// cost is what one build took: times, and the peak of resident memory in
// bytes.
type cost struct {
	wall, cpu time.Duration
	peak      int64
}

// compare builds the project with every program, in turns, so that what slows
// the machine down for a while slows all of them. Each build goes into a new
// folder: some file systems are slow to write where files were just deleted.
// ext4 remembers for five minutes; a comparison sooner after another one that
// deleted its folders adds the same seconds to every program.
func compare(ctx context.Context, dir, project string, rounds int, programs []program) error {
	costs := make([][]cost, len(programs))
	for round := range rounds {
		for i, p := range programs {
			out := filepath.Join(dir, "out", filepath.Base(project), p.name+fmt.Sprint(round))
			c, err := measure(p.build(ctx, project, out))
			if err != nil {
				return err
			}
			costs[i] = append(costs[i], c)
		}
	}
	pages, size, err := weigh(filepath.Join(project, "content"))
	if err != nil {
		return err
	}
	fmt.Printf("\n%d pages, %d MB of Markdown, median of %d builds into an empty folder\n", pages, size/1e6, rounds)
	fmt.Printf("%-30s %10s %10s %10s\n", "", "wall", "CPU", "peak")
	for i, p := range programs {
		print(p.name, middle(costs[i]))
	}
	if len(programs) == 2 {
		printRatio(middle(costs[0]), middle(costs[1]))
	}
	return again(ctx, dir, project, programs[0])
}

// again builds into a folder that has the site already: with nothing changed, and with
// another text, then another title, on one page.
func again(ctx context.Context, dir, project string, p program) error {
	out := filepath.Join(dir, "out", filepath.Base(project), p.name+"0")
	page, err := somePage(filepath.Join(project, "content"))
	if err != nil {
		return err
	}
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	defer os.WriteFile(page, text, 0o666)
	for _, change := range []struct {
		name string
		text []byte
	}{
		{"nothing changed", nil},
		{"a page changed", append(slices.Clone(text), "\nA few more words.\n"...)},
		{"a title changed", append([]byte("---\ntitle: Another title\n---\n\n"), text...)},
	} {
		if change.text != nil {
			if err := os.WriteFile(page, change.text, 0o666); err != nil {
				return err
			}
		}
		c, err := measure(p.build(ctx, project, out))
		if err != nil {
			return err
		}
		print(p.name+", "+change.name, c)
	}
	return nil
}

// somePage is the page in the middle of those below a folder.
func somePage(dir string) (string, error) {
	pages, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err == nil && len(pages) == 0 {
		pages, err = filepath.Glob(filepath.Join(dir, "*.md"))
	}
	if err == nil && len(pages) == 0 {
		err = fmt.Errorf("%s has no pages", dir)
	}
	if err != nil {
		return "", err
	}
	return pages[len(pages)/2], nil
}

// measure runs a command to its end. What it prints is shown when it ends
// badly.
func measure(cmd *exec.Cmd) (cost, error) {
	exec.Command("sync").Run() // what an earlier build left to write is not this one's cost
	start := time.Now()
	out, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil {
		return cost{}, fmt.Errorf("%v: %w\n%s", cmd.Args, err, out[max(0, len(out)-2000):])
	}
	return cost{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)}, nil
}

// middle takes the median of each figure by itself.
func middle(costs []cost) cost {
	return cost{
		wall: median(costs, func(c cost) time.Duration { return c.wall }),
		cpu:  median(costs, func(c cost) time.Duration { return c.cpu }),
		peak: median(costs, func(c cost) int64 { return c.peak }),
	}
}

func median[T cmp.Ordered](costs []cost, of func(cost) T) T {
	list := make([]T, len(costs))
	for i, c := range costs {
		list[i] = of(c)
	}
	slices.Sort(list)
	return list[len(list)/2]
}

func print(name string, c cost) {
	fmt.Printf("%-30s %8.2f s %8.2f s %7d MB\n", name, c.wall.Seconds(), c.cpu.Seconds(), c.peak/1e6)
}

func printRatio(a, b cost) {
	part := func(a, b float64) string { return fmt.Sprintf("1/%.1f", b/a) }
	fmt.Printf("%-30s %10s %10s %10s\n", "ratio", part(a.wall.Seconds(), b.wall.Seconds()),
		part(a.cpu.Seconds(), b.cpu.Seconds()), part(float64(a.peak), float64(b.peak)))
}

// weigh counts the Markdown files below a folder and their bytes.
func weigh(dir string) (files int, size int64, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		info, err := os.Stat(name)
		if err == nil {
			files, size = files+1, size+info.Size()
		}
		return err
	})
	return files, size, err
}
