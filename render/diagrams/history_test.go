package diagrams

import (
	"fmt"
	"testing"

	"docsite/internal/site"
)

// TestDays has days that the lock does not say, and days that run back.
func TestDays(t *testing.T) {
	for want, since := range map[string][]string{
		"[0 10 30]": {"2026-01-01", "2026-01-11", "2026-01-31"},
		"[0 1 2]":   {"2026-01-01", "?", "2026-01-31"},
		"[0 1]":     {"2026-01-02", "2026-01-01"},
		"[0 0]":     {"2026-01-01", "2026-01-01"},
	} {
		points := make([]site.LockedSize, len(since))
		for i := range since {
			points[i].Since = since[i]
		}
		if got := fmt.Sprint(daysOf(points)); got != want {
			t.Errorf("%q: %s, want %s", since, got, want)
		}
	}
}
