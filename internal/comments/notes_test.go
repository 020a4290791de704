package comments

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/code"
)

// TestFind has comments above and behind code, and those that are no notes.
func TestFind(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"dockerfile", "# syntax=docker/dockerfile:1\n# Why this\n# base.\nFROM a\n\n# stands for itself\n\nRUN b \\\n # inner\n && c\n# ---- a part ----\nUSER d\n# hadolint ignore=DL3008\nRUN e\n", "4: Why this|base.; 10: inner"},
		{"sh", "#!/bin/sh\n# Ends when one fails.\nset -e\nfoo # behind it\n########\nbar\nif x; then\n\t# in a block\n\tbaz\nfi\n", "3: Ends when one fails.; 4: behind it; 9: in a block"},
		{"sh", "f() {\n\t# One thought\n\t# in two lines.\n\ta\n\tif b; then\n\t\t# Another\n\t\t# one,\n\t\t# longer.\n\t\tc # behind\n\t\t# below\n\t\td\n\tfi\n\t# for programs:\n\t# shellcheck disable=SC2086\n\te\n}\n", "4: One thought|in two lines.; 9: Another|one,|longer.; 9: behind; 11: below"},
		{"dockerfile", "RUN a \\\n  # One thought\n  # in two lines.\n  && b\n", "4: One thought|in two lines."},
		{"yaml", "a:\n  # One thought\n  # in two lines.\n  b: 1\n", "4: One thought|in two lines."},
		{"sh", "# Loads what others use\n# Must be called before any other function of this file\nf\n", "3: Loads what others use  |Must be called before any other function of this file"},
		{"sh", "# A sentence that is as long as a line may be, and\n# goes on. Then there is\n# internationalization\n#\n# - a\n# - b\nf\n", "7: A sentence that is as long as a line may be, and|goes on. Then there is|internationalization||- a  |- b"},
		{"sh", "# Install what the build needs at first\n# Install git, which tells the version\n# Install the rest\nf\n", "4: Install what the build needs at first  |Install git, which tells the version  |Install the rest"},
		{"sh", "# A convenience that is to be called by the\n# Makefile in the folder above\nf\n", "3: A convenience that is to be called by the|Makefile in the folder above"},
		{"dockerfile", "# last", ""},
		{"sh", "####################\n#  Networking      #\n####################\na\n", ""},
		{"sh", "### Networking ###\na\n## Other\nb\n# framed #\nc\n", "4: Other; 6: framed"},
		{"dockerfile", "RUN a \\\n    # Then what follows \\\n    && b\n", "3: Then what follows"},
		{"sh", "# Like this:\n#\n#     a_b *\n#\n# c_d *\nx\n", "6: Like this:||    a_b *||c\\_d \\*"},
		{"sh", "# See [this](https://example.org/a_b), `a_b`, https://example.org/c_d\n# - e_f\nx\n", "3: See [this](https://example.org/a_b), `a_b`, https://example.org/c_d|- e\\_f"},
		{"dockerfile", "# RUN apk add curl\nRUN apk add \\\n    a \\\n    # b \\\n    c\n#USER app\nCMD [\"x\"]\n", ""},
		{"dockerfile", "# Uncomment to see more.\n#ENV DEBUG=1\nENV A=1\n# RUN a --b\n# What is run.\nCMD [\"x\"]\n", "6: What is run."},
		{"yaml", "a:\n  # b: \"${B}\"\n  c: 1\n  # note: not for all\n  d: 2\n", "5: note: not for all"},
	} {
		var got []string
		for _, found := range Find(code.Read(c.language, []byte(c.text))) {
			got = append(got, fmt.Sprintf("%d: %s", found.At, strings.ReplaceAll(found.Text, "\n", "|")))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q:\n%q, want\n%q", c.text, got, c.want)
		}
	}
}
