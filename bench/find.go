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
	var most, largest int64
	for _, part := range []struct {
		files  string
		loaded int64 // so many of them
	}{{"search*.js", 1}, {"terms/index.js", 1}, {"terms/*.js", 1}, {"texts/*.js", resultsShown}} {
		heaviest, err := heaviest(filepath.Join(out, "docsite", filepath.FromSlash(part.files)))
		if err != nil {
			return err
		}
		most, largest = most+part.loaded*heaviest.sent, max(largest, heaviest.size)
	}
	fmt.Printf("%-30s %s\n", "largest file of the search", within("%.0f kB", float64(largest)/1000, maxFile))
	fmt.Printf("%-30s %s\n", "a first search, at most", within("%.0f kB", float64(most)/1000, maxSearch))
	return nil
}

// bulk is a file's size in bytes, and as it is sent, packed by gzip.
type bulk struct{ size, sent int64 }

// heaviest is the bulk of the largest of the files that a pattern matches.
func heaviest(pattern string) (bulk, error) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return bulk{}, fmt.Errorf("there is no %s, error %v", pattern, err)
	}
	largest, size := "", int64(-1)
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && info.Size() > size {
			largest, size = file, info.Size()
		}
	}
	return weight(largest)
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
