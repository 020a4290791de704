package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// maxPlaces is what a site may take whose links name places, of what it takes when
// they name pages.
const maxPlaces = 1.1

// places compares builds of a site whose pages link to places on other pages with
// builds of the same site whose links name the pages only, in turns.
func places(ctx context.Context, b *bench) error {
	n := min(b.most(), 2000)
	plain, err := b.project(n)
	if err != nil {
		return err
	}
	named := filepath.Join(b.dir, fmt.Sprintf("places-%d", n))
	if err := writePlaces(named, n); err != nil {
		return err
	}
	projects := []string{plain, named}
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

// writePlaces is writePages with a place in each link to a page.
func writePlaces(dir string, n int) error {
	if err := writePages(dir, n); err != nil {
		return err
	}
	for i := range n {
		file := filepath.Join(dir, "content", pagePath(i))
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(text), ".md)", ".md#the-build-stage)")), 0o666); err != nil {
			return err
		}
	}
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
