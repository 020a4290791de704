package builds

import (
	"os"
	"runtime/debug"

	"docsite/internal/site"
)

// TuneGC gives memory for time, unless the environment says otherwise. A build
// allocates a fifth of a megabyte a page and keeps little of it, about 5 kB for the
// search: the heap is small and would be collected many times a second. A nil site is
// one that has not been read.
func TuneGC(s *site.Site) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(800)
	}
	LimitMemory(s)
}

// LimitMemory gives a run the memory of a build, unless the environment says otherwise.
func LimitMemory(s *site.Site) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit(s))
	}
}

// limit is where the collector begins to work harder, in bytes: what thousands of pages
// keep, and what the longest takes while it is read and printed. Near the limit a long
// page would be collected over and over, and a page of 1 MiB leaves more behind than it
// needs at a time.
func limit(s *site.Site) int64 {
	pages, longest := int64(0), int64(0)
	if s != nil {
		pages, longest = int64(len(s.Pages)), s.Longest()
	}
	return max(128<<20, 48<<20+pages*12<<10) + 64*min(longest, 1<<20)
}
