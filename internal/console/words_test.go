package console

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"a b c", []string{"a b c"}},
		{"0123456789", []string{"0123456789"}},
		{"0123456789 b", []string{"0123456789", "b"}},
		{"0123456 89 b", []string{"0123456", "89 b"}},
		{"0123456 890 b", []string{"0123456", "890 b"}},
		{"0123456789ab", []string{"0123456789", "ab"}},
		{"  0123456789ab", []string{"  01234567", "89ab"}},
		{"a    " + strings.Repeat("b", 9), []string{"a", "bbbbbbbbb"}},
		{"説明説明説明 a", []string{"説明説明説", "明 a"}},
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", []string{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "\xff"}},
	} {
		if got := Wrap(tt.text, 10); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestWrapLong: four times the text takes some four times as long, not sixteen.
func TestWrapLong(t *testing.T) {
	cost := func(n int) time.Duration {
		text, least := strings.Repeat("word ", n), time.Hour
		for range 8 {
			began := time.Now()
			Wrap(text, 80)
			least = min(least, time.Since(began))
		}
		return least
	}
	if small, large := cost(10_000), cost(40_000); large > 11*small {
		t.Errorf("%v for 50 kB, %v for 200 kB", small, large)
	}
}
