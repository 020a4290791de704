package builds

import (
	"os"
	"runtime/debug"
)

// Roomy gives memory for time, unless the environment says otherwise. A build
// allocates a fifth of a megabyte a page and keeps little of it, about 5 kB for the
// search: the heap is small and would be collected many times a second.
func Roomy(pages int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(max(128<<20, int64(pages)*32<<10))
}
