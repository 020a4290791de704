package preview

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// event is something that happens at a time after the start: names that come
// in, or, without names, a receiver that takes one batch.
type event struct {
	at    time.Duration
	names string
}

func TestDebounce(t *testing.T) {
	const ms = time.Millisecond
	steady := []event{}
	for at := time.Duration(0); at < 1500*ms; at += 20 * ms {
		steady = append(steady, event{at, "a"})
	}
	for _, tt := range []struct {
		name   string
		events []event
		busy   time.Duration // until when nobody takes a batch
		want   string
	}{
		{"one", []event{{0, "a"}}, 0, "30ms a"},
		{"several writes of one save", []event{{0, "a"}, {10 * ms, "a"}, {20 * ms, "b a"}}, 0, "50ms a b"},
		{"two saves", []event{{0, "a"}, {100 * ms, "b"}}, 0, "30ms a, 130ms b"},
		{"a stream is not waited out", steady, 0, "1s a, 1.51s a"},
		{"while a build runs", []event{{0, "a"}, {100 * ms, "b"}, {200 * ms, "a"}}, 500 * ms, "500ms a b"},
		{"at the end of a build, half of a save", []event{{0, "a"}, {490 * ms, "b"}}, 500 * ms, "520ms a b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				in, out := make(chan []string), make(chan []string)
				begin := time.Now()
				go debounce(ctx, in, out)
				go func() {
					for _, e := range tt.events {
						time.Sleep(time.Until(begin.Add(e.at)))
						in <- strings.Fields(e.names)
					}
				}()
				var got []string
				time.Sleep(tt.busy)
				for end := time.After(3 * time.Second); ; {
					select {
					case batch := <-out:
						got = append(got, fmt.Sprint(time.Since(begin), " ", strings.Join(batch, " ")))
						continue
					case <-end:
					}
					break
				}
				cancel()
				synctest.Wait()
				if s := strings.Join(got, ", "); s != tt.want {
					t.Errorf("got  %s\nwant %s", s, tt.want)
				}
			})
		})
	}
}
