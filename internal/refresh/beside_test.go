package refresh

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestStrays: a marker in Markdown that git tracks and nobody looks at is
// reported, and one that is an example, not tracked, left alone on purpose or
// another project's is not.
func TestStrays(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	const marker = "x <!-- ds:a.usage -->1 GB<!-- /ds -->\n"
	p := newProject(t, map[string]string{
		"docsite.yaml":       "files: [\"!old/**\"]\nimages: {a: {recorded: {usage: 5 MB, on: 2026-01-01}}}\n",
		"content/a.md":       "A\n",
		"HACKING.md":         "A\n\n" + marker,
		"examples.md":        "```md\n" + marker + "```\n",
		"old/a.md":           marker,
		"other/docsite.yaml": "",
		"other/docs/a.md":    marker,
		".gitignore":         "/ignored.md\n",
		"ignored.md":         marker,
		"content/b.md":       "It has <!-- ds:a.usage -->5 MB<!-- /ds -->.\n",
	})
	if err := os.Symlink(filepath.Join("content", "b.md"), filepath.Join(p.dir, "README.md")); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}} {
		if out, err := exec.Command("git", append([]string{"-C", p.dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	for _, o := range []Options{{Check: true}, {Offline: true}} {
		report := p.expect(Fine, o)
		const want = `HACKING.md:3:3: warning: the marker of "a.usage" is in a file that docsite does not look at (hint: name the file under files: in docsite.yaml; "!HACKING.md" leaves it alone)`
		if len(report.Problems) != 1 || report.Problems[0].String() != want {
			t.Errorf("%v", report.Problems)
		}
	}
}

// TestAcceptFindsItsPlace: what is not there cannot be accepted, and nothing is
// written then.
func TestAcceptFindsItsPlace(t *testing.T) {
	files := map[string]string{
		"run.sh":              "set -e\nexec \"$@\"\n",
		"content/image.md":    "x\n\n```sh file=../run.sh lines=1\n```\n\n- `set -e`: stops\n- `nowhere --to be`: found\n",
		"content/a/page.md":   "none\n",
		"content/b/README.md": "x\n\n```sh file=../../run.sh\n```\n\n- `exec`: becomes it\n",
		"README.md":           "none\n",
	}
	for _, c := range []struct {
		at   Place
		want string
	}{
		{Place{"content/imag.md", 3}, `content/imag.md: there is no such page (hint: did you mean content/image.md?)`},
		{Place{"page.md", 0}, `page.md: there is no such page (hint: did you mean content/a/page.md?)`},
		{Place{"nothing/like/it.md", 0}, `nothing/like/it.md: there is no such page (hint: name it relative to the project or to the content folder)`},
		{Place{"image.md", 999}, `content/image.md:999: no note stands here that could be accepted (hint: there are notes on lines 3, 6, 7, 8)`},
		{Place{"a/page.md", 1}, `content/a/page.md: it has no note that could be accepted`},
		{Place{"README.md", 0}, `README.md: it has no note that could be accepted`},
	} {
		p := newProject(t, files)
		report := p.run(Options{Accept: &c.at})
		if report.Code() != Wrong || len(report.Problems) != 1 || report.Problems[0].String() != c.want || len(report.Written) > 0 {
			t.Errorf("%v: code %d, wrote %q: %v", c.at, report.Code(), report.Written, report.Problems)
		}
	}
	p := newProject(t, files)
	for _, at := range []Place{{}, {"image.md", 3}, {"content/image.md", 7}, {"image.md", 0}, {"./b/README.md", 0}} {
		if report := p.run(Options{Accept: &at}); report.Code() != Fine {
			t.Errorf("%v: %v", at, report.Problems)
		}
	}
}

// TestLineEndsOfTheLock: a lock that git has written with the line ends of Windows is
// current, and keeps them.
func TestLineEndsOfTheLock(t *testing.T) {
	p := newProject(t, map[string]string{
		"run.sh":       "set -e\nexec \"$@\"\n",
		"content/a.md": "x\n\n```sh file=../run.sh\n```\n\n- `set -e`: stops\n",
	})
	p.expect(Fine, Options{Offline: true})
	windows := strings.ReplaceAll(p.read("docsite.lock"), "\n", "\r\n")
	p.write("docsite.lock", windows)
	if report := p.expect(Fine, Options{Offline: true}); len(report.Written) > 0 {
		t.Errorf("written: %q", report.Written)
	}
	p.write("content/a.md", p.read("content/a.md")+"- `exec`: becomes it\n")
	p.expect(Fine, Options{Offline: true})
	if lock := p.read("docsite.lock"); lock == windows || strings.Count(lock, "\n") != strings.Count(lock, "\r\n") {
		t.Errorf("%q", lock)
	}
}

// TestVersionOfANoteAlone: a note that stands alone, and quotes too little to find its line
// with another version, is found by what the lock has of it.
func TestVersionOfANoteAlone(t *testing.T) {
	const code = `services:
  web:
    image: 'team/web'
    container_name: 'web'
    labels:
      traefik.enable: 'true'
      traefik.http.routers.web.rule: 'Host'
      traefik.http.routers.web.tls: 'true'
  traefik:
    image: 'traefik:v3.6.9'
    container_name: 'traefik'
    command:
      - '--api'
      - '--providers.docker=true'
      - '--entrypoints.http=true'
      - '--log=true'
      - '--log.level=DEBUG'
`
	p := newProject(t, map[string]string{
		"compose.yml":  code,
		"content/a.md": "# A\n\n```yaml file=../compose.yml\n" + code + "```\n\n| Line | Why |\n| --- | --- |\n| `image: 'traefik:v3.6.9'` | Traefik is what we run |\n",
	})
	p.expect(Fine, Options{Offline: true})
	p.write("compose.yml", strings.ReplaceAll(code, "3.6.9", "3.6.10"))
	report := p.expect(Drift, Options{Check: true})
	if text := report.Text(); strings.Contains(text, "is gone") || !strings.Contains(text, `"traefik:v3.6.9" → "traefik:v3.6.10"`) {
		t.Error(text)
	}
	p.expect(Fine, Options{Offline: true})
	if page := p.read("content/a.md"); strings.Contains(page, "3.6.9") {
		t.Error(page)
	}
	p.expect(Fine, Options{Check: true})
}
