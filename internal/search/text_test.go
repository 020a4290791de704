package search

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestAppendQuoted wants what encoding/json reads back.
func TestAppendQuoted(t *testing.T) {
	all := make([]byte, 128)
	for i := range all {
		all[i] = byte(i)
	}
	for _, s := range []string{"", "a", `"`, `\`, `a"b\c`, "<a> & b", "é<", "\u2028", strings.Repeat(string(all), 2)} {
		var got string
		if err := json.Unmarshal(appendQuoted(nil, s), &got); err != nil || got != s {
			t.Errorf("%q is read back as %q, %v", s, got, err)
		}
	}
}
