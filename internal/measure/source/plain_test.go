package source

import (
	"strings"
	"testing"
)

func TestPlainText(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "a\x1b[31mred\x1b[0m": "a [31mred [0m", "x\n::error::y": "x ::error::y",
		"a\u202eb": "a b", "\x00": "", "tab\there": "tab here", "\xff\xfe": "",
	} {
		if got := Plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Plain(strings.Repeat("é", 500)); len([]rune(got)) > 202 {
		t.Errorf("%d characters are left", len([]rune(got)))
	}
}
