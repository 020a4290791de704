package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// What the search of a large site may load.
const (
	largeSite    = 40_000 // pages
	maxFile      = 100.0  // kilobytes, of each of the search's files
	maxSearch    = 60.0   // kilobytes that a first search loads, as they are sent
	resultsShown = 10
)

// find builds a large site, and weighs what a search in it loads at most: the script,
// the list of the files of terms, the largest of these, and the texts of the largest pages.
func find(ctx context.Context, b *bench) error {
	project, err := b.project(largeSite, "")
	if err != nil {
		return err
	}
	out := b.out(project, b.programs[0], 0)
	c, err := measure(b.programs[0].build(ctx, project, out))
	if err != nil {
		return err
	}
	fmt.Printf("\n%d pages: %.1f s, %.1f s of CPU, %d MB\n", largeSite, c.wall.Seconds(), c.cpu.Seconds(), c.peak/1e6)
	terms, err := heaviest(filepath.Join(out, "docsite", "terms"))
	if err != nil {
		return err
	}
	texts, err := heaviest(filepath.Join(out, "docsite", "texts"))
	if err != nil {
		return err
	}
	index, err := weight(filepath.Join(out, "docsite", "terms", "index.js"))
	if err != nil {
		return err
	}
	scripts, err := filepath.Glob(filepath.Join(out, "docsite", "search*.js"))
	if err != nil || len(scripts) != 1 {
		return fmt.Errorf("the scripts of the search are %q, error %v", scripts, err)
	}
	script, err := weight(scripts[0])
	if err != nil {
		return err
	}
	most := script.sent + index.sent + terms.sent + resultsShown*texts.sent
	fmt.Printf("%-30s %s\n", "largest file of the search", within("%.0f kB", float64(max(terms.size, texts.size, index.size, script.size))/1000, maxFile))
	fmt.Printf("%-30s %s\n", "a first search, at most", within("%.0f kB", float64(most)/1000, maxSearch))
	return nil
}

// bulk is a file's size in bytes, and as it is sent, packed by gzip.
type bulk struct{ size, sent int64 }

// heaviest is the bulk of a folder's largest file.
func heaviest(folder string) (bulk, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return bulk{}, err
	}
	largest, size := "", int64(-1)
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && info.Size() > size {
			largest, size = entry.Name(), info.Size()
		}
	}
	return weight(filepath.Join(folder, largest))
}

// weight is a file's bulk.
func weight(file string) (bulk, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return bulk{}, err
	}
	var sent bytes.Buffer
	packed := gzip.NewWriter(&sent)
	if _, err := packed.Write(text); err != nil {
		return bulk{}, err
	}
	if err := packed.Close(); err != nil {
		return bulk{}, err
	}
	return bulk{int64(len(text)), int64(sent.Len())}, nil
}
