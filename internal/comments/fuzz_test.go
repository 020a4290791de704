package comments

import (
	"strings"
	"testing"

	"docsite/internal/code"
)

// FuzzFind reads comments in all languages that have a reader, and in one without: each
// comment lies in its listing, and the lines that are off are lines of it.
func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"# RUN apk add curl\nRUN apk add \\\n    a \\\n    # b \\\n    c\n#USER app\nCMD [\"x\"]\n",
		"# COPY  \n# FROM [\n# ENV =\n# ADD a /\n# ONBUILD ONBUILD RUN\nFROM a\n",
		"a:\n  # b: \"${B}\"\n  #- c\n  c: 1\n",
		"# if [ -z \"$FOO\" ]; then\n#     echo no\n# fi\n# $(\nx # y\n",
		"server {\n # listen 80;\n listen 81;\n}\n",
		"\n#\n##\n; a = b\n// c\n",
	} {
		for language := range strings.FieldsSeq("dockerfile sh console makefile yaml nginx ini env toml properties") {
			f.Add(language, text)
		}
		f.Add("go", text)
	}
	f.Fuzz(func(t *testing.T, language, text string) {
		if len(text) > 4096 {
			return
		}
		c := code.Read(language, []byte(text))
		starts := c.Starts
		for line := range Off(c) {
			if line < 1 || line > len(starts) {
				t.Errorf("line %d of %d", line, len(starts))
			}
		}
		for _, found := range Find(c) {
			if s := found.Span; s.Start < 0 || s.End > len(c.Text) || s.Start >= s.End || found.At < found.Lines.First || found.At > len(starts) {
				t.Errorf("%+v of %d bytes, %d lines", found, len(c.Text), len(starts))
			}
		}
	})
}
