package parallel

import (
	"runtime"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		calls := make([]atomic.Int32, n)
		Each(n, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("of %d things, number %d had %d calls", n, i, got)
			}
		}
	}
}

// The calls run at once: each waits for as many as there are cores.
func TestAtOnce(t *testing.T) {
	cores := runtime.GOMAXPROCS(0)
	var running atomic.Int32
	together := make(chan bool)
	Each(cores, func(int) {
		if int(running.Add(1)) == cores {
			close(together)
		}
		<-together
	})
}
