package front

import (
	"fmt"
	"strings"
	"testing"
)

// TestReadReports: what of front matter is left out or read in another way than it is
// written has a warning, and what other tools write there has none.
func TestReadReports(t *testing.T) {
	for text, want := range map[string]string{
		"---\n- a\n- b\n---\n# T\n":      `2:1: front matter is a list, and read as text (write keys with their values, such as title: One page; or an empty line below the first --- where it is a rule)`,
		"\ufeff---\r\n- a\r\n---\r\n":    `2:1: front matter is a list, and read as text (write keys with their values, such as title: One page; or an empty line below the first --- where it is a rule)`,
		"---\n\n- a\n- b\n\n---\n# T\n":  "",
		"\n\n---\nlang: 12345\n---\n":    `4:7: front matter: lang is left out: "12345" is no language such as de or pt-BR ()`,
		"\n\n+++\ndraft = maybe\n+++\n":  `4:1: front matter: "maybe" is neither true nor false: draft is left out (write text between quotation marks: "maybe")`,
		"\n---\ntitle: x\n":              "2:1: front matter is not closed, and read as text (write --- on a line below it)",
		"---\n- a\n\n  more\n---\n":      "",
		"---\nSome words.\n---\n":        "",
		"---\ntitle: x\n":                "1:1: front matter is not closed, and read as text (write --- on a line below it)",
		"+++\ntitle = \"x\"\n# T\n":      "1:1: front matter is not closed, and read as text (write +++ on a line below it)",
		"+++\ntitle = x\n+++\n":          `2:1: front matter: "title = x" is no TOML: it is read as text (write text between quotation marks: "x")`,
		"+++\n\ntitle = \"x\n+++\n":      `3:1: front matter: "title = \"x" is no TOML: it is read as text (write text between quotation marks: "x")`,
		"+++\ndraft = maybe\n+++\n":      `2:1: front matter: "maybe" is neither true nor false: draft is left out (write text between quotation marks: "maybe")`,
		"+++\nweight = \"heavy\"\n+++\n": `2:1: front matter: "heavy" is not a whole number: weight is left out ()`,
		"+++\ntitle = \"x\" # y\nweight = 3\ndraft = true\ndate = 2026-01-02T00:00:00Z\naliases = [\n  \"a\", # b\n  'b',\n]\ndescription = '''x'''\n[extra]\ntitle = y\n+++\n": "",
		"{\n  \"title\": \"x\",\n  \"weight\": \"heavy\"\n}\n# T\n":        `3:13: front matter: "heavy" is not a whole number: weight is left out ()`,
		"\n{\"lang\": \"é\", \"draft\": 1, \"title\": {\"a\": 1}}\n":       "2:10: front matter: lang is left out: \"é\" is no language such as de or pt-BR ()\n2:24: front matter: \"1\" is neither true nor false: draft is left out ()\n2:36: front matter: title is left out: it is neither a text nor a list ()",
		"{\n  \"title\": \"a\",\n  \"title\": \"b\",\n  \"weight\" 3\n}\n": "3:12: front matter: \"title\" stands twice: the last one counts (keep one of them)\n4:11: front matter: it is no JSON here: \"  \\\"weight\\\" 3\"; what follows is left out (write keys and texts between quotation marks, with commas between)",
		"{\n  \"title\": \"x\n": "1:1: front matter is not closed, and read as text (write } on a line below it)",
		"{\"a\": null, \"slug\": {}, \"nav_order\": \"x\", \"title\": null}\n": "",
		"{{< \"title\" >}}\n{\n\n{ \"title\": \"x\" } and more\n":              "",
		"---\ncomments: all\n---\n":                                            `2:11: front matter: "all" is not notes: comments is left out ()`,
		"---\ncomments: true\n---\n":                                           "",
		"---\ncomments: notes\n---\n":                                          "",
		"---\nlang: 12345\n---\n":                                              `2:7: front matter: lang is left out: "12345" is no language such as de or pt-BR ()`,
		"---\nlang: english\n---\n":                                            `2:7: front matter: lang is left out: "english" is no language such as de or pt-BR ()`,
		"---\nlang: zh_Hans-CN\n---\n":                                         "",
		"---\nlang: no\n---\n":                                                 "",
		"---\ndratf: true\nTitle: x\n---\n":                                    "2:1: front matter: the key \"dratf\" is passed over (did you mean draft?)\n3:1: front matter: the key \"Title\" is passed over (did you mean title?)",
		"+++\nwieght = 3\ntags = [\"a\", \"b\"]\n+++\n":                        `2:1: front matter: the key "wieght" is passed over (did you mean weight?)`,
		"---\ntitle: x\ntitles: y\ncomment: true\nheight: 3\nweights: many\ndrfat: maybe\n---\n": "",
		"---\ntitle: a: b\nweight: much\n---":                                                    "2:8: front matter: a key stands where none can be: \"title: a: b\"; its keys are read line by line (put text with : or quotation marks into quotation marks)\n3:1: front matter: \"much\" is not a whole number: weight is left out ()",
	} {
		var got []string
		Read([]byte(text), func(line, col int, message, hint string) {
			got = append(got, fmt.Sprintf("%d:%d: %s (%s)", line, col, message, hint))
		})
		if strings.Join(got, "\n") != want {
			t.Errorf("%q:\n got %s\nwant %s", text, strings.Join(got, "\n"), want)
		}
	}
}

// TestReadLines: what TOML says, with comments and lists of several lines.
func TestReadLines(t *testing.T) {
	m := Read([]byte("+++\ntitle = \"x # y\" # z\nlang = 'pt_BR'\nweight = 3 # w\naliases = [\n  \"a\",\n  'b'\n]\ndraft = true\n+++\n"), func(line, _ int, message, _ string) { t.Error(line, message) })
	if m.Title != "x # y" || m.Lang != "pt-BR" || m.Weight != 3 || strings.Join(m.Aliases, " ") != "a b" || !m.Draft {
		t.Errorf("%+v", m)
	}
}

// TestReadObject: what JSON says.
func TestReadObject(t *testing.T) {
	for text, body := range map[string]string{
		"{\n  \"title\": \"x } \\\" y\",\n  \"params\": {\"draft\": true},\n  \"lang\": \"pt_BR\",\n  \"weight\": 3,\n  \"aliases\": [\"a\", \"b\"]\n}\n\nText\n": "\nText\n",
		"\ufeff\n{\"weight\":3,\"lang\":\"pt-BR\",\"aliases\":[\"a\",\"b\"],\"title\":\"x } \\u0022 y\",\"draft\":false} \r\nText":                                "Text",
		"{\"weight\":3,\"lang\":\"pt-BR\",\"aliases\":[\"a\",\"b\"],\"title\":\"x } \\\" y\"}":                                                                    "",
	} {
		m := Read([]byte(text), func(line, _ int, message, _ string) { t.Error(line, message) })
		if m.Title != `x } " y` || m.Lang != "pt-BR" || m.Weight != 3 || strings.Join(m.Aliases, " ") != "a b" || m.Draft {
			t.Errorf("%+v", m)
		}
		if _, at := Split([]byte(text)); text[at:] != body {
			t.Errorf("%q: the text is %q", text, text[at:])
		}
	}
}

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{"": "", "de": "de", "pt_BR": "pt-BR", "zh-Hans-CN": "zh-Hans-CN", "x-klingon": "x-klingon"} {
		if tag, ok := Language(text); tag != want || !ok {
			t.Errorf("%q: %q, %v", text, tag, ok)
		}
	}
	for _, text := range []string{"12345", "english", "de DE", "d", "x", "de-", "de--at", "de\n"} {
		if tag, ok := Language(text); ok || tag != "" {
			t.Errorf("%q is read as %q", text, tag)
		}
	}
}
