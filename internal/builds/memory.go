package builds

import (
	"os"
	"runtime/debug"
)

// TuneGC gives memory for time, unless the environment says otherwise. A build
// allocates a fifth of a megabyte a page and keeps little of it, about 5 kB for the
// search: the heap is small and would be collected many times a second.
func TuneGC(pages int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(800)
	}
	LimitMemory(pages)
}

// LimitMemory gives a run the memory of a build, unless the environment says otherwise: a
// page of 1 MiB leaves more behind than it needs at a time.
func LimitMemory(pages int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(max(128<<20, 48<<20+int64(pages)*12<<10))
	}
}
