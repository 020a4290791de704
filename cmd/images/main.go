// Command images makes the images of this repository without Docker, the same
// bytes each time: the one that the guide explains, and docsite's own.
package main

import (
	"fmt"
	"os"

	"docsite/internal/examples"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "images:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	if len(args) != 1 || args[0] != "lantern" {
		return fmt.Errorf("usage: go run ./cmd/images lantern")
	}
	return lantern("content/lantern")
}

// lantern writes the archive that docsite.yaml names.
func lantern(dir string) error {
	store, err := examples.Lantern(os.DirFS(dir))
	if err != nil {
		return err
	}
	f, err := os.Create(dir + "/lantern.tar")
	if err != nil {
		return err
	}
	defer f.Close()
	return store.WriteArchive(f)
}
