package preview

import (
	"context"
	"slices"
	"time"
)

const (
	quiet   = 30 * time.Millisecond // an editor that empties a file fills it within this
	longest = time.Second           // a stream of changes is not waited out
)

// debounce gathers the names that come in until none has come for a while, or
// until the first has waited for the longest time, and hands them on, sorted,
// each once. While nobody takes them it gathers on.
func debounce(ctx context.Context, in <-chan []string, out chan<- []string) {
	var batch []string
	var first time.Time // when the batch began
	var ready chan<- []string
	timer := time.NewTimer(0)
	timer.Stop()
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case names := <-in:
			if len(batch) == 0 {
				first = time.Now()
			}
			batch = append(batch, names...)
			slices.Sort(batch)
			batch = slices.Compact(batch)
			ready = nil
			timer.Reset(min(quiet, max(0, longest-time.Since(first))))
		case <-timer.C:
			ready = out
		case ready <- batch:
			batch, ready = nil, nil
		}
	}
}
