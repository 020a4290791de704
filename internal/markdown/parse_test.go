package markdown

import (
	"strings"
	"testing"

	"docsite/internal/site"
)

func TestPositionsAreInTheFile(t *testing.T) {
	text := "---\ntitle: x\n---\n# One `two`\n\nSee [a](b.md#c) and ![p](q.png).\n\n- item\n\n  ```dockerfile file=../Dockerfile stage=Builder\n  FROM a\n\n  RUN b\n  ```\n\n## One two\n"
	d := Parse(&site.Source{Name: "a.md", Text: []byte(text)})
	if len(d.Listings) != 1 || len(d.Headings) != 2 {
		t.Fatalf("%d listings, %d headings", len(d.Listings), len(d.Headings))
	}
	l := d.Listings[0]
	if got := string(l.Code); got != "FROM a\n\nRUN b\n" {
		t.Errorf("code %q", got)
	}
	if got := text[l.Span.Start:l.Span.End]; got != "```dockerfile file=../Dockerfile stage=Builder\n  FROM a\n\n  RUN b\n  ```\n" {
		t.Errorf("span %q", got)
	}
	if l.Language != "dockerfile" || l.Quote == nil || l.Quote.File != "../Dockerfile" || l.Quote.Stage != "builder" {
		t.Errorf("info %q %+v", l.Language, l.Quote)
	}
	if h := d.Headings; h[0].ID != "one-two" || h[0].Text != "One two" || h[1].ID != "one-two-1" {
		t.Errorf("headings %+v", h)
	}
	if got := Title([]byte(text[17:])); got != "One two" {
		t.Errorf("title %q", got)
	}
}

func TestSlugIsGitHubs(t *testing.T) {
	for heading, want := range map[string]string{
		"folder `<image name>`":        "folder-image-name",
		"`docker run <image>`":         "docker-run-image",
		"`--flag=<x>`":                 "--flagx",
		"`a<b>c`":                      "abc",
		`a \<b\> c`:                    "a-b-c",
		"a &lt;b&gt; c":                "a-b-c",
		"a & b &amp; c":                "a--b--c",
		"foo_bar __baz__":              "foo_bar-baz",
		"**bold** and _slanted_":       "bold-and-slanted",
		"Stage 1 — Builder":            "stage-1--builder",
		"`entrypoint.sh`":              "entrypointsh",
		"베이스 이미지":                      "베이스-이미지",
		`<a name="x"></a>Vytváření`:    "vytváření",
		"[Link](http://e.example/) to": "link-to",
		"a_b":                          "a_b",
	} {
		if got := Parse(&site.Source{Text: []byte("## " + heading + "\n")}).Headings[0].ID; got != want {
			t.Errorf("## %s: id %q, want %q", heading, got, want)
		}
	}
}

func TestReadInfo(t *testing.T) {
	for info, want := range map[string]string{
		"":                             "",
		"Dockerfile":                   "dockerfile",
		"sh{1,3}":                      "sh",
		"{ .dockerfile .annotate }":    "dockerfile",
		"{.sh}":                        "sh",
		"dockerfile title=x":           "dockerfile",
		"file=../Dockerfile stage=one": "",
	} {
		if got, _ := readInfo(info); got != want {
			t.Errorf("readInfo(%q) = %q, want %q", info, got, want)
		}
	}
	_, quote := readInfo(`sh file=a.sh lines=3-7`)
	if quote == nil || quote.Lines != (site.Lines{First: 3, Last: 7}) {
		t.Errorf("quotation %+v", quote)
	}
	for words, want := range map[string]string{
		"lines=3 comments=notes":        "",
		`title="a b" linenums=1 page=2`: "",
		"lines=9-3":                     `lines "9-3" are no range; write them like lines=3-7`,
		"stag=one":                      `"stag=one" says nothing; did you mean stage=?`,
		"Lines=1-2":                     `"Lines=1-2" says nothing; did you mean lines=?`,
		"stge=one":                      `"stge=one" says nothing; did you mean stage=?`,
		"coments=notes":                 `"coments=notes" says nothing; did you mean comments=?`,
		"comments=note":                 `comments "note" is not known; write comments=notes`,
		"region=":                       `"region=" names nothing`,
		`file="a b.sh"`:                 "its path has a blank, and cannot be quoted; rename it",
	} {
		if _, quote := readInfo("sh file=a.sh " + words); quote == nil || quote.Wrong != want {
			t.Errorf("%s: %+v, want %q", words, quote, want)
		}
	}
}

// The word that names the file is meant where it is written otherwise: the block stayed empty, in silence.
func TestMisspeltFile(t *testing.T) {
	const blank = "a blank stands beside the = of file=, where none can"
	for info, want := range map[string][2]string{
		"sh {file=../a.sh}":                    {"../a.sh"},
		"{ .sh file=../a.sh}":                  {"../a.sh"},
		"sh File=../a.sh":                      {"../a.sh", `"File=../a.sh" says nothing; did you mean file=?`},
		"sh fiel=Dockerfile":                   {"Dockerfile", `"fiel=Dockerfile" says nothing; did you mean file=?`},
		"sh file = ../a.sh":                    {"../a.sh", blank},
		"sh file =../a.sh":                     {"../a.sh", blank},
		"sh file= ../a.sh":                     {"../a.sh", blank},
		"sh fill=red title=a/b file linenums=": {},
		"sh filename=a.sh":                     {},
		"sh lines=3":                           {},
	} {
		_, quote := readInfo(info)
		if got := quote; got == nil && want[0] != "" || got != nil && (got.File != want[0] || got.Wrong != want[1]) {
			t.Errorf("%s: %+v, want %q", info, got, want)
		}
	}
}

// Alerts with fences have a limit: each line asks all that are open.
func TestCheckLimitsAlerts(t *testing.T) {
	for text, refused := range map[string]bool{
		strings.Repeat(":::note\n", 200):           true,
		strings.Repeat(":::note\nx\n:::\n\n", 200): false,
		strings.Repeat("/// a doc comment\n", 200): false,
		strings.Repeat("::: a_module\n", 200):      false,
	} {
		if got := len(Check(&site.Source{Text: []byte(text)})) > 0; got != refused {
			t.Errorf("%.20q is refused: %v", text, got)
		}
	}
}

// Blocks of any name stand in one another so deep alone, and the rest is as it is written.
func TestContainersEnd(t *testing.T) {
	d := Parse(&site.Source{Text: []byte(strings.Repeat("::: a\n", 5000) + strings.Repeat(":::\n", 5000))})
	deep := 0
	for n := d.Root.FirstChild(); n != nil; n = n.FirstChild() {
		deep++
	}
	if deep > 20 {
		t.Errorf("blocks stand %d deep", deep)
	}
}

// TestTitleOfOpeningHeading has titles that the first line tells, and those that need
// what stands below.
func TestTitleOfOpeningHeading(t *testing.T) {
	for text, want := range map[string]string{
		"\n# An *image* of `nginx` &amp; more\n\n# Other\n": "An image of nginx & more",
		"# The [guide][g]\n\n[g]: guide.md\n":               "The guide",
		"# Part {#part}\n":                                  "Part",
		"Text\n\n# Below\n":                                 "Below",
		"#\n\n# Other\n":                                    "",
	} {
		if got := Title([]byte(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The id of a heading may stand in its braces as an attribute.
func TestHeadingIDs(t *testing.T) {
	for text, want := range map[string]string{
		"## 9.7.0 <small>May 1</small> { id=\"9.7.0\" }\n": "9.7.0",
		"## A {id=b}\n":            "b",
		"## A {: .c id='b'}\n":     "b",
		"## A {#b}\n":              "b",
		"## A { data-id=\"b\" }\n": "a",
		"## A\n{: id=\"b\"}\n":     "b",
	} {
		d := Parse(&site.Source{Name: "a.md", Text: []byte(text)})
		if len(d.Headings) != 1 || d.Headings[0].ID != want {
			t.Errorf("%q: %+v, want %q", text, d.Headings, want)
		}
	}
}
