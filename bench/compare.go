package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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
func compare(ctx context.Context, b *bench, project string) error {
	medians, err := turns(b.rounds, len(b.programs), func(round, i int) *exec.Cmd {
		return b.programs[i].build(ctx, project, b.out(project, b.programs[i], round))
	})
	if err != nil {
		return err
	}
	pages, size, err := weigh(filepath.Join(project, "content"))
	if err != nil {
		return err
	}
	fmt.Printf("\n%d pages, %d MB of Markdown, median of %d builds into an empty folder\n", pages, size/1e6, b.rounds)
	fmt.Printf("%-30s %10s %10s %10s\n", "", "wall", "CPU", "peak")
	b.print("", medians)
	return again(ctx, b, project)
}

// out is the folder of a program's build of a project in a round.
func (b *bench) out(project string, p program, round int) string {
	return filepath.Join(b.dir, "out", filepath.Base(project), p.name+fmt.Sprint(round))
}

// print shows what each program took, and docsite's part of the other's.
func (b *bench) print(what string, costs []cost) {
	for i, p := range b.programs {
		c := costs[i]
		fmt.Printf("%-30s %8.2f s %8.2f s %7d MB\n", p.name+what, c.wall.Seconds(), c.cpu.Seconds(), c.peak/1e6)
	}
	if len(costs) == 2 {
		part := func(a, b float64) string { return fmt.Sprintf("1/%.1f", b/a) }
		fmt.Printf("%-30s %10s %10s %10s\n", "ratio", part(costs[0].wall.Seconds(), costs[1].wall.Seconds()),
			part(costs[0].cpu.Seconds(), costs[1].cpu.Seconds()), part(float64(costs[0].peak), float64(costs[1].peak)))
	}
}

// again builds into folders that have the site already: with nothing changed, with
// another text on one page, and with another title. Each is measured in as many rounds,
// and each round has words of its own.
func again(ctx context.Context, b *bench, project string) error {
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
		text func(round int) []byte
	}{
		{", nothing changed", func(int) []byte { return text }},
		{", a page changed", func(round int) []byte {
			return fmt.Appendf(slices.Clone(text), "\nA few more words, %d of them.\n", round)
		}},
		{", a title changed", func(round int) []byte {
			return retitled(text, fmt.Sprint("Another title ", round))
		}},
	} {
		var wrong error
		medians, err := turns(b.rounds, len(b.programs), func(round, i int) *exec.Cmd {
			if now := change.text(round); i == 0 && !bytes.Equal(now, text) { // a file that was written has another time
				wrong = cmp.Or(wrong, os.WriteFile(page, now, 0o666))
			}
			return b.programs[i].build(ctx, project, b.out(project, b.programs[i], 0))
		})
		if err = cmp.Or(wrong, err); err != nil {
			return err
		}
		b.print(change.name, medians)
	}
	return nil
}

// retitled gives a page another title, in front matter that it may have.
func retitled(text []byte, title string) []byte {
	if at := titleLine.FindIndex(text); at != nil && bytes.HasPrefix(text, []byte("---\n")) {
		return slices.Concat(text[:at[0]], []byte("title: "+title), text[at[1]:])
	}
	return append([]byte("---\ntitle: "+title+"\n---\n\n"), text...)
}

var titleLine = regexp.MustCompile(`(?m)^title:.*$`)

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

// turns runs n commands one after the other, so many rounds, and gives the middle of
// what each took.
func turns(rounds, n int, command func(round, i int) *exec.Cmd) ([]cost, error) {
	costs := make([][]cost, n)
	for round := range rounds {
		for i := range costs {
			c, err := measure(command(round, i))
			if err != nil {
				return nil, err
			}
			costs[i] = append(costs[i], c)
		}
	}
	medians := make([]cost, n)
	for i := range costs {
		medians[i] = middle(costs[i])
	}
	return medians, nil
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

// maxPlaces is what a site may take whose links name places, of what it takes when
// they name pages.
const maxPlaces = 1.1

// places compares builds of a site whose pages link to places on other pages with
// builds of the same site whose links name the pages only, in turns.
func places(ctx context.Context, b *bench) error {
	n := min(b.most(), 2000)
	var projects [2]string
	for i, place := range []string{"", "#the-build-stage"} {
		var err error
		if projects[i], err = b.project(n, place); err != nil {
			return err
		}
	}
	costs, err := turns(max(b.rounds, 5), len(projects), func(round, i int) *exec.Cmd {
		return b.programs[0].build(ctx, projects[i], b.out(projects[i], program{name: "places"}, round))
	})
	if err != nil {
		return err
	}
	with, without := costs[1].cpu.Seconds(), costs[0].cpu.Seconds()
	fmt.Printf("\n%d pages with links to places on other pages: %.2f s of CPU, to the pages %.2f s: %s\n", n, with, without,
		within("×%.2f", with/without, maxPlaces))
	return nil
}

// within prints a figure with what it may be at most, and says where it is more.
func within(format string, figure, most float64) string {
	word := "at most"
	if figure > most {
		word = "OVER"
	}
	return fmt.Sprintf(format+" (%s "+format+")", figure, word, most)
}

// What a start and the program may take.
const (
	starts    = 50
	maxStart  = 8.0  // milliseconds
	maxBinary = 20.0 // megabytes
)

// start measures how long the programs take to print their version, and how large they
// are.
func start(ctx context.Context, b *bench) error {
	fmt.Printf("\nA start, median of %d, and the program\n", starts)
	for _, p := range b.programs {
		file := p.build(ctx, b.dir, b.dir).Path
		version := "--version"
		if p.name == "hugo" {
			version = "version"
		}
		took := make([]float64, starts)
		for i := range took {
			begin := time.Now()
			if err := exec.CommandContext(ctx, file, version).Run(); err != nil {
				return err
			}
			took[i] = milliseconds(time.Since(begin))
		}
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		ms, mb := quantile(took, 50), float64(info.Size())/1e6
		if p.name == "docsite" {
			fmt.Printf("%-30s %s, %s\n", p.name, within("%.1f ms", ms, maxStart), within("%.1f MB", mb, maxBinary))
			continue
		}
		fmt.Printf("%-30s %.1f ms, %.1f MB\n", p.name, ms, mb)
	}
	return nil
}
