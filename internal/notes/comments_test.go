package notes

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/code"
)

// TestComments has comments above and behind code, and those that are no notes.
func TestComments(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"dockerfile", "# syntax=docker/dockerfile:1\n# Why this\n# base.\nFROM a\n\n# stands for itself\n\nRUN b \\\n # inner\n && c\n# ---- a part ----\nUSER d\n# hadolint ignore=DL3008\nRUN e\n", "4: Why this|base.; 10: inner"},
		{"sh", "#!/bin/sh\n# Ends when one fails.\nset -e\nfoo # behind it\n########\nbar\nif x; then\n\t# in a block\n\tbaz\nfi\n", "3: Ends when one fails.; 4: behind it; 9: in a block"},
		{"dockerfile", "# last", ""},
	} {
		var got []string
		for _, found := range Comments(code.Read(c.language, []byte(c.text))) {
			got = append(got, fmt.Sprintf("%d: %s", found.At, strings.ReplaceAll(found.Text, "\n", "|")))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q:\n%q, want\n%q", c.text, got, c.want)
		}
	}
}
