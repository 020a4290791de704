package report

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"docsite/internal/ask"
	"docsite/internal/golden"
	"docsite/internal/refresh"
	"docsite/internal/site"
)

// forty is the report on forty images: ten have changed, of which three are only
// rebuilt and two over a limit, one is gone; notes and sentences need a person.
func forty() *refresh.Report {
	r := &refresh.Report{Current: 61}
	n := func(bytes int64) *int64 { return &bytes }
	digest := func(i int) string { return "sha256:" + strings.Repeat(fmt.Sprintf("%02x", i), 32) }
	grown := map[int]int64{8: 450_000, 14: 1_200_000, 19: 7_300_000, 22: 60_000, 31: -900_000, 36: 24_000_000, 39: 75_100_000}
	for i := 1; i <= 40; i++ {
		id := fmt.Sprintf("svc%02d", i)
		image := ask.Image{ID: id, Ref: "registry.example.org/team/" + id + ":latest", Platform: "linux/amd64", Was: digest(i), Now: digest(i), Became: ask.Unchanged}
		by, changed := grown[i]
		down, disk := int64(i)*2_000_000, int64(i)*5_000_000
		image.Sizes = map[string]ask.Change{"download": {Was: n(down), Now: n(down + by)}, "disk": {Was: n(disk), Now: n(disk + 3*by)}}
		switch {
		case i == 10:
			image = ask.Image{ID: id, Ref: image.Ref, Line: 3 * i, Was: digest(i), Known: true, Became: ask.Unreached,
				Fault: `image "registry.example.org/team/svc10:latest": registry.example.org has no such image or tag (404), and says: <b>gone</b> | @team, see #12 and https://evil.example/` + "\x1b[31m\n::error::x"}
		case changed:
			image.Now, image.Became = digest(100+i), ask.Grew
			if by < 0 {
				image.Became = ask.Shrank
			}
			image.Grew = []site.LayerChange{{Layer: 7, Lines: "12-14", Instruction: "RUN", Was: 30_000_000, Now: 30_000_000 + 3*by}}
			r.Items = append(r.Items, refresh.Item{Kind: "value", ID: id + ".download", File: "content/sizes.md", Line: 2 * i, Col: 7, State: refresh.Changed, Platform: "linux/amd64",
				Was: fmt.Sprintf("%d MB", down/1e6), Now: fmt.Sprintf("%.1f MB", float64(down+by)/1e6), WasBytes: down, NowBytes: down + by})
		case i == 17, i == 25, i == 33:
			image.Now, image.Became = digest(100+i), ask.Rebuilt
		}
		if i == 36 || i == 39 {
			image.Over = []string{"download"}
			r.Items = append(r.Items, refresh.Item{Kind: "limit", ID: id + ".download", File: "docsite.yaml", Line: 3*i + 1, Col: 12, State: refresh.Look, Was: "90 MB", Now: "96 MB", WasBytes: -1, NowBytes: -1,
				Reason: fmt.Sprintf(`image %q is over its limit: download is %d MB, more than 90 MB; what grew most is lines 12-14, RUN: 30 MB → 102 MB (+72 MB, +240.0 %%)`, id, (down+by)/1e6)})
		}
		r.Images = append(r.Images, image)
	}
	r.Items = append(r.Items,
		refresh.Item{Kind: "table", ID: "t0", File: "content/a|b_c.md", Line: 9, Col: 1, State: refresh.Changed, WasBytes: -1, NowBytes: -1, Was: "76 MB, sha256:…", Now: "153 MB, sha256:…", Cells: []refresh.Cell{
			{Row: "The *largest* one", Column: "Download", Was: "78 MB", Now: "153 MB"}, {Row: "svc39", Column: "Digest", Was: "sha256:272727272727", Now: "sha256:8b8b8b8b8b8b"}}},
		refresh.Item{Kind: "caption", ID: "svc39", File: "content/sizes.md", Line: 99, Col: 1, State: refresh.Changed, WasBytes: -1, NowBytes: -1, Cells: []refresh.Cell{{Column: "to download", Was: "78 MB", Now: "153 MB"}}},
		refresh.Item{Kind: "table", ID: "held", File: "content/sizes.md", Line: 120, Col: 1, State: refresh.Held, WasBytes: -1, NowBytes: -1, Reason: "one of its images could not be asked, so all rows are kept"},
		refresh.Item{Kind: "value", ID: "svc40.usage", File: "content/sizes.md", Line: 131, Col: 4, State: refresh.Tolerated, Was: "280 MB", Now: "281 MB", WasBytes: 280_000_000, NowBytes: 280_900_000},
		refresh.Item{Kind: "quotation", ID: "../Dockerfile", File: "content/web.md", Line: 5, Col: 1, State: refresh.Changed, Was: "31 lines", Now: "32 lines", WasBytes: -1, NowBytes: -1},
		refresh.Item{Kind: "note", ID: "RUN <make> `all`", File: "content/web.md", Line: 44, Col: 1, State: refresh.Look, WasBytes: -1, NowBytes: -1,
			Was: "RUN make all", Now: "RUN make \\\n    ``` && make check \x1b[2J " + strings.Repeat("long ", 60), Reason: "the lines that it explains have changed, its words have not", Hint: "mend its words, or run docsite refresh --accept web.md:44"},
		refresh.Item{Kind: "claim", ID: "svc39.download", File: "content/web.md", Line: 60, Col: 3, State: refresh.Look, Was: "78 MB", WasBytes: -1, NowBytes: -1,
			Reason: `"78 MB" is not the download of svc39 any more`, Hint: "write <!-- ds:svc39.download -->153 MB<!-- /ds --> to download"})
	r.Written = []string{"content/sizes.md", "content/web.md", "docsite.lock"}
	r.Problems = site.Problems{{File: "README.md", Line: 3, Col: 1, Message: "100% odd marker [x](http://x)", Hint: "look"}}
	return r
}

var extension = map[string]string{"text": "txt", "markdown": "md", "github": "txt", "json": "json", "gitlab": "json", "sarif": "json"}

// Forty images in each form: as after a refresh, and as --check --live says it.
func TestForms(t *testing.T) {
	for _, checked := range []bool{false, true} {
		r := forty()
		if r.Checked = checked; checked {
			r.Written = nil
		}
		for _, format := range Formats {
			var b strings.Builder
			if err := Write(&b, r, format, "docs"); err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("%s.%s", format, extension[format])
			if checked {
				name = "check-" + name
			}
			golden.Compare(t, filepath.Join("testdata", name), []byte(b.String()))
			harmless(t, name, b.String(), format)
			if format == "json" {
				golden.Schema(t, "../../content/reference/report.schema.json", []byte(b.String()))
			}
		}
	}
}

// harmless holds what every form keeps to: short lines in what people read, no
// control characters, nothing that a log or GitHub would take for a command.
func harmless(t *testing.T, name, text, format string) {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if n := utf8.RuneCountInString(line); n > refresh.Width && extension[format] != "json" && !strings.HasPrefix(line, "::") {
			t.Errorf("%s:%d has %d characters", name, i+1, n)
		}
		if strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("%s:%d: %q", name, i+1, line)
		}
		if format != "github" && strings.HasPrefix(strings.TrimSpace(line), "::") {
			t.Errorf("%s:%d is a command: %s", name, i+1, line)
		}
		if long := regexp.MustCompile(`[0-9a-f]{33}`); extension[format] != "json" && long.MatchString(line) {
			t.Errorf("%s:%d has a whole digest", name, i+1)
		}
	}
	if format != "markdown" {
		return
	}
	for _, bad := range []string{"<b>", "@team", "://", "#12", "[x](", " web.md:44 ` "} {
		if strings.Contains(text, bad) {
			t.Errorf("%s: %q is not escaped", name, bad)
		}
	}
	columns := map[int]bool{}
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "| ") {
			columns[strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")] = true
		}
	}
	if len(columns) != 2 || !columns[7] || !columns[6] {
		t.Errorf("%s: a cell breaks its row: %v", name, columns)
	}
}

// No form says more than may be said; GitHub's annotations say how many more there
// are, and the log has them.
func TestReportsStayInTheirLimits(t *testing.T) {
	r := &refresh.Report{Checked: true, Current: 7}
	for i := range 2000 {
		r.Items = append(r.Items, refresh.Item{Kind: "value", ID: "a.download", File: fmt.Sprintf("content/%d,x.md", i), Line: i + 1, Col: 3,
			State: refresh.Changed, Was: "1|0 MB\n::error::<b>", Now: "62.6 MB", WasBytes: 10_000_000, NowBytes: 62_600_000})
	}
	text := Markdown(r, maxComment)
	if len(text) > maxComment || !strings.Contains(text, "more are not shown") || !strings.HasSuffix(text, "</details>\n") {
		t.Errorf("%d characters", len(text))
	}
	looks := &refresh.Report{Items: slices.Clone(r.Items)}
	for i := range looks.Items {
		looks.Items[i].State, looks.Items[i].Reason = refresh.Look, strings.Repeat("word ", 100)
	}
	text = Markdown(looks, maxComment)
	if n := strings.Count(text, "- [ ] "); len(text) > maxComment || !strings.HasSuffix(text, fmt.Sprintf("\n%d more are not shown.\n", 2000-n)) {
		t.Errorf("%d characters with %d items, and at the end %q", len(text), n, text[len(text)-80:])
	}
	var b strings.Builder
	if err := Write(&b, r, "github", ""); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count("\n"+b.String(), "\n::"); n != maxAnnotations {
		t.Errorf("%d annotations", n)
	}
	if !strings.Contains(b.String(), "::error title=docsite::1991 more: the job's summary") || strings.Count(b.String(), "is not current") != 2000 {
		t.Errorf("%.2000s", b.String())
	}
	var parsed document
	if err := json.Unmarshal([]byte(encode(newDocument(r))), &parsed); err != nil || parsed.Exit != refresh.Drift || len(parsed.Items) != 2000 {
		t.Errorf("%v, exit %d, %d items", err, parsed.Exit, len(parsed.Items))
	}
}

// TestCellDelta: a cell of a table has the change of a size, recorded or not.
func TestCellDelta(t *testing.T) {
	for cell, want := range map[refresh.Cell]string{
		{Was: "50 MB", Now: "60 MB"}:                       "+10 MB, +20.0 %",
		{Was: "50 MB (recorded)", Now: "60 MB (recorded)"}: "+10 MB, +20.0 %",
		{Was: "7", Now: "8"}:                               "",
		{Was: "–", Now: "8 MB"}:                            "",
	} {
		if got := cell.Delta(); got != want {
			t.Errorf("%+v: %q, want %q", cell, got, want)
		}
	}
}

// A finding is the same one on another line; two of one file are two.
func TestFingerprints(t *testing.T) {
	r := forty()
	seen := map[string]bool{}
	for _, i := range codeQuality(r, "") {
		if seen[i.Fingerprint] {
			t.Errorf("twice: %+v", i)
		}
		seen[i.Fingerprint] = true
	}
	for i := range r.Items {
		r.Items[i].Line += 5
	}
	for _, i := range codeQuality(r, "") {
		if !seen[i.Fingerprint] {
			t.Errorf("another one on another line: %+v", i)
		}
	}
}

func TestNames(t *testing.T) {
	got := Names([]string{"a b.md", "\"\u00a0ü.md", "x\x1b\\\n.md"})
	if want := "a b.md\n\"\\042\u00a0ü.md\"\n\"x\\033\\134\\012.md\"\n"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}
