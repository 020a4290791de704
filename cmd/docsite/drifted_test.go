package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"docsite/internal/console"
	"docsite/internal/golden"
)

// TestDriftedGuide changes a line of Lantern's Dockerfile in a copy of its
// pages, and holds the guide to what docsite says then: the text on the front page, the
// comment in pull-request.md, and the picture of a terminal. UPDATE=1 writes them.
func TestDriftedGuide(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content/lantern"), os.DirFS("../../content/lantern")); err != nil {
		t.Fatal(err)
	}
	lock, err := os.ReadFile("../../docsite.lock")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "docsite.lock"), string(lock))
	write(t, filepath.Join(dir, "docsite.yaml"), lanternYAML)
	dockerfile := filepath.Join(dir, "content/lantern/Dockerfile")
	text, err := os.ReadFile(dockerfile)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dockerfile, strings.Replace(string(text), "COPY --chmod=755 entrypoint.sh /\n", "COPY entrypoint.sh /\nRUN chmod 755 /entrypoint.sh\n", 1))

	bin := programFolder(t)
	cmd := exec.Command(filepath.Join(bin, "docsite"), "refresh", "--check", "--report", "markdown=comment.md")
	cmd.Dir = dir
	out, err := cmd.Output()
	if cmd.ProcessState.ExitCode() != exitDrift {
		t.Fatalf("%v\n%s", err, out)
	}
	comment, err := os.ReadFile(filepath.Join(dir, "comment.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, found, _ := strings.Cut(string(out), "\ncontent/")
	found = regexp.MustCompile(` \(hint: [^)]*\)`).ReplaceAllString("content/"+found, "")

	between(t, "../../content/index.md", "```text\n", "```\n", found)
	between(t, "../../content/pull-request.md", "<blockquote id=\"comment\">\n\n", "\n</blockquote>\n", string(comment))
	golden.Compare(t, "../../scrnshots/check.svg", terminal("docsite refresh --check\n"+string(out)))
}

// lanternYAML is what docsite.yaml of this repository says of Lantern.
const lanternYAML = `images:
  lantern-single:
    label: One stage
    ref: oci-archive:content/lantern/lantern.tar:one-stage
    dockerfile: content/lantern/one-stage.Dockerfile
  lantern:
    label: Two stages
    ref: oci-archive:content/lantern/lantern.tar:two-stages
    dockerfile: content/lantern/Dockerfile
tables:
  lantern:
    label: Built in
    images: [lantern-single, lantern]
    columns: [usage, download, layers]
`

// between fails a test where a page does not have the text between two marks, of
// which the first one counts. UPDATE=1 writes it.
func between(t *testing.T, page, first, last, text string) {
	t.Helper()
	now, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(now), first)
	_, after, ok2 := strings.Cut(rest, last)
	if !ok || !ok2 {
		t.Fatalf("%s has no place between %q and %q", page, first, last)
	}
	golden.Compare(t, page, []byte(before+first+text+last+after))
}

const (
	columns = 96
	advance = 78 // the width of ten letters of 13 pixels
	leading = 20
)

// terminal is a picture, as SVG, of a command and what it has printed: lines that are
// too long go on in the next one, lines of a diff have its colours.
func terminal(printed string) []byte {
	var b bytes.Buffer
	y := 30
	for i, line := range strings.Split(strings.TrimSuffix(printed, "\n"), "\n") {
		class := colour(line)
		if i == 0 {
			class, line = "b", "$ "+line
		}
		for n, text := range console.Wrap(line, columns) {
			fmt.Fprintf(&b, `<text x="20" y="%d" class="%s">`, y, class)
			if place := regexp.MustCompile(`^content/\S+:`).FindString(text); place != "" && n == 0 {
				b.WriteString(`<tspan class="b">` + place + `</tspan>`)
				text = text[len(place):]
			}
			_ = xml.EscapeText(&b, []byte(text))
			b.WriteString("</text>\n")
			y += leading
		}
	}
	width, height := columns*advance/10+40, y
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%[1]d" height="%[2]d">
<style>
svg { --bg: #f6f8fa; --fg: #1f2328; --dim: #59636e; --r: #b3151d; --g: #116329; --line: #d1d9e0 }
@media (prefers-color-scheme: dark) { svg { --bg: #0d1117; --fg: #e6edf3; --dim: #9198a1; --r: #ff8182; --g: #4ac26b; --line: #3d444d } }
rect { fill: var(--bg); stroke: var(--line) }
text { fill: var(--fg); font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
.b { font-weight: 700 }
.d { fill: var(--dim) }
.r { fill: var(--r) }
.g { fill: var(--g) }
</style>
<rect x=".5" y=".5" width="%d" height="%d" rx="8"/>
%s</svg>
`, width, height, width-1, height-1, b.Bytes())
}

// colour is the class of a printed line: that of the diff of a page, or of the lines
// of code below a note.
func colour(line string) string {
	for _, head := range []string{"diff ", "--- ", "+++ ", "@@ "} {
		if strings.HasPrefix(line, head) {
			return "d"
		}
	}
	switch code := strings.TrimPrefix(line, "    "); {
	case strings.HasPrefix(code, "-"):
		return "r"
	case strings.HasPrefix(code, "+"):
		return "g"
	}
	return "n"
}
