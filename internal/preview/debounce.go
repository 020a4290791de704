package preview

import (
	"context"
	"slices"
	"time"
)

const (
	quiet   = 5 * time.Millisecond  // a file with text in it was saved when it has been left alone for this
	refill  = 30 * time.Millisecond // an editor that empties a file, or moves it away, fills it within this
	longest = time.Second           // a stream of changes is not waited out
)

// debounce gathers the names that come in until none has come for a while, or
// until the first has waited for the longest time, and hands them on, sorted,
// each once. The while is longer as long as there is nothing in one of the files.
// While nobody takes the names it gathers on.
func debounce(ctx context.Context, in <-chan []string, out chan<- []string, isEmpty func(name string) bool) {
	var batch []string
	empty := make(map[string]bool)
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
			for _, name := range names {
				if delete(empty, name); isEmpty(name) {
					empty[name] = true
				}
			}
			wait := quiet
			if len(empty) > 0 {
				wait = refill
			}
			ready = nil
			timer.Reset(min(wait, max(0, longest-time.Since(first))))
		case <-timer.C:
			ready = out
		case ready <- batch:
			batch, ready = nil, nil
			clear(empty)
		}
	}
}
