// Package parallel does the same to many things at once, on all cores.
//
// Start from [Each]. It knows of no errors and no end before the last of the things:
// what is to stop early leaves the rest undone itself.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do with each number from 0 to n-1, on as many goroutines as there are
// cores, and returns when all calls have.
func Each(n int, do func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}
