package main

import (
	"context"
	"fmt"
	"os/exec"
)

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
