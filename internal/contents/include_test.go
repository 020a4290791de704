package contents

import (
	"strings"
	"testing"
)

func TestIncluded(t *testing.T) {
	for text, want := range map[string]string{
		"--8<-- \"README.md\"\n":                                "README.md",
		"\n-8<- '../README.md'":                                 "../README.md",
		"{% include-markdown \"../README.md\" %}":               "../README.md",
		"{%\n  include 'a.md'\n%}":                              "a.md",
		"{% include 'a.md' %}":                                  "a.md",
		"{!README.md!}":                                         "README.md",
		"{{#include ../../README.md}}\n":                        "../../README.md",
		"<!--@include: @/parts/a.md-->":                         "@/parts/a.md",
		"<!-- @include: ./a.md -->":                             "./a.md",
		"```{include} ../README.md\n```\n":                      "../README.md",
		":::{include} ../README.md\r\n:::\r\n":                  "../README.md",
		"import R from '../README.md';\n\n<R />\n":              "../README.md",
		"import R from '../README.md'\n\n<S />\n":               "",
		"import R from '../README.md'\n":                        "",
		"{{#include ../README.md:part}}\n":                      "",
		"{%\n  include-markdown 'a.md'\n  heading-offset=1\n%}": "",
		"--8<-- \"README.md:intro\"\n":                          "",
		"--8<-- \"Dockerfile\"\n":                               "",
		"{{#include ../README.md:1:5}}":                         "",
		"```{include} ../README.md\n:start-after: a\n```\n":     "",
		"{% include-markdown \"a.md\" start=\"<!--a-->\" %}":    "",
		"# A\n\n--8<-- \"README.md\"\n":                         "",
		"    --8<-- \"README.md\"\n\ntext":                      "",
		"--8<-- \"README.md\"\n\n--8<-- \"CHANGELOG.md\"\n":     "",
		"See [a](README.md)":                                    "",
	} {
		if got := whole([]byte(strings.TrimSpace(text))); got != want {
			t.Errorf("%q includes %q, not %q", text, got, want)
		}
	}
}
