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
	for at := time.Duration(0); at < 1502*ms; at += 4 * ms {
		steady = append(steady, event{at, "a"})
	}
	for _, tt := range []struct {
		name   string
		events []event
		busy   time.Duration // until when nobody takes a batch
		want   string
	}{
		{"one", []event{{0, "a"}}, 0, "5ms a"},
		{"emptied, then filled", []event{{0, "empty"}, {20 * ms, "empty"}}, 0, "25ms empty"},
		{"emptied", []event{{0, "empty"}}, 0, "30ms empty"},
		{"emptied, and another saved", []event{{0, "empty"}, {4 * ms, "a"}}, 0, "34ms a empty"},
		{"several writes of one save", []event{{0, "a"}, {4 * ms, "a"}, {8 * ms, "b a"}}, 0, "13ms a b"},
		{"two saves", []event{{0, "a"}, {100 * ms, "b"}}, 0, "5ms a, 105ms b"},
		{"a stream is not waited out", steady, 0, "1s a, 1.505s a"},
		{"while a build runs", []event{{0, "a"}, {100 * ms, "b"}, {200 * ms, "a"}}, 500 * ms, "500ms a b"},
		{"at the end of a build, half of a save", []event{{0, "a"}, {498 * ms, "b"}}, 500 * ms, "503ms a b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				in, out := make(chan []string), make(chan []string)
				begin := time.Now()
				go debounce(ctx, in, out, func(name string) bool { return name == "empty" && time.Since(begin) < 15*ms })
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
