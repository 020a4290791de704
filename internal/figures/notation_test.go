package figures

import (
	"strings"
	"testing"
)

// TestNotation reads a size as people of several languages write it, and writes another
// one in the same way.
func TestNotation(t *testing.T) {
	for text, want := range map[string]struct {
		bytes   int64
		another string // 284,500,000 bytes
	}{
		"62.6 MB":      {62_600_000, "284 MB"},
		"62,6 MB":      {62_600_000, "284 MB"},
		"62,63 MB":     {62_630_000, "284 MB"},
		"62,6 Mo":      {62_600_000, "284 Mo"},
		"62,625 Mo":    {62_625_000, "284 Mo"},
		"62 Mio":       {62 << 20, "284 Mo"},
		"1,2Go":        {1_200_000_000, "284 Mo"},
		"1.234,5 kB":   {1_234_500, "284 MB"},
		"62,6 МБ":      {62_600_000, "284 МБ"},
		"900 кБ":       {900_000, "284 МБ"},
		"62,6\u00a0Mo": {62_600_000, "284\u00a0Mo"},
		"62.6\u202fMB": {62_600_000, "284\u202fMB"},
		"62,6\u2009Mo": {62_600_000, "284\u2009Mo"},
		"1,5 ГБ":       {1_500_000_000, "284 МБ"},
	} {
		if n, err := SetSize(text); err != nil || n != want.bytes {
			t.Errorf("%q: %d bytes, %v", text, n, err)
		}
		if got := notationOf(text).of(Size(284_000_000)); got != want.another {
			t.Errorf("%q: another one is %q", text, got)
		}
	}
	for text, want := range map[string]string{"1,5 Go": "2,93 ko", "1,5 GB": "2,93 kB", "1.5 GB": "2.93 kB", "1,5 ГБ": "2,93 кБ", "big": "2.93 kB", "1&nbsp;GB": "2.93\u00a0kB", "1,500 MB": "2.93 kB"} {
		if got := notationOf(text).of(Size(2930)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"1,234 MB", strings.Repeat("9", 400) + ",5 MB", "62,6 M", "62,6 Монет", "Mo", "62,6 MB, or so"} {
		if n, err := ParseSize(text); err == nil {
			t.Errorf("%.30q: %d bytes", text, n)
		}
	}
}
