// Command images makes the images of this repository without Docker, the same
// bytes each time: the one that the guide explains, and docsite's own.
//
// It runs at the top of the repository.
package main

import (
	"errors"
	"fmt"
	"os"

	"docsite/internal/builder"
	"docsite/internal/examples"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "images:", err)
		os.Exit(2)
	}
}

// errUsage says how the command is called.
var errUsage = errors.New("usage: go run ./cmd/images lantern, or go run ./cmd/images docsite FOLDER|FILE.tar")

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "lantern":
		return lantern("content/lantern")
	case len(args) == 2 && args[0] == "docsite":
		return docsite(args[1])
	}
	return errUsage
}

// lantern writes the archive that docsite.yaml names.
func lantern(dir string) error {
	store, err := examples.Lantern(os.DirFS(dir))
	if err != nil {
		return err
	}
	return archive(store, dir+"/lantern.tar")
}

func archive(store *builder.Store, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(store.WriteArchive(f), f.Close())
}
