package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/remote"

	"docsite/internal/bind"
	"docsite/internal/chromium"
	"docsite/internal/registrytest"
)

// cannot are commands of the guide that no test runs here, by how they begin, and why.
var cannot = map[string]string{
	"docker run ":           "needs Docker; the image is run by hand, without one, by chroot and unshare",
	"git clone ":            "no address has been named; TestPublishJobs clones and compiles",
	"go install ":           "compiles; TestPublishJobs does",
	"go run ./cmd/docsite ": "compiles this repository's site; TestLantern has its pages",
	"make test":             "runs this test",
	"make image":            "compiles twice for two minutes; the builder has tests of its own",
	"mkdocs build":          "needs MkDocs",
	"hugo":                  "needs Hugo",
	"npx docusaurus ":       "needs Docusaurus",
	"docsite serve --open ": "opens a browser on the desktop",
}

// TestGuideRuns runs every command that README and guide show, but for the tutorial,
// which [TestTutorial] follows: in a project that has what the commands name, with a
// registry in memory in place of registry.example.org and Docker Hub.
func TestGuideRuns(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	made := newGuideProject(t)
	pages, _ := filepath.Glob("../../content/*.md")
	more, _ := filepath.Glob("../../content/*/*.md")
	ran, listed := 0, map[string]bool{}
	for _, page := range append(append(pages, more...), "../../README.md") {
		base := filepath.Base(page)
		if base == "start.md" {
			continue
		}
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		var follow []string // examples that follow from one another
		for _, m := range regexp.MustCompile("(?ms)^```sh\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
			for line := range strings.Lines(m[1]) {
				line, _, _ = strings.Cut(strings.TrimSpace(line), "  #")
				if line = strings.TrimSpace(line); line == "" {
					continue
				}
				if begin := reason(line); begin != "" {
					listed[begin] = true
					continue
				}
				ran++
				if base == "commands.md" { // each on its own
					made.inTurn(t, base, line)
				} else {
					follow = append(follow, line)
				}
			}
		}
		if len(follow) > 0 {
			made.inTurn(t, base, follow...)
		}
	}
	t.Logf("%d commands ran, %d kinds of commands cannot", ran, len(cannot))
	if ran < 65 {
		t.Errorf("only %d commands were found", ran)
	}
	for begin := range cannot {
		if !listed[begin] {
			t.Errorf("no page shows a command %q", begin)
		}
	}
}

// inTurn runs commands of a page in a project of their own, beside those of others.
func (g *guideProject) inTurn(t *testing.T, page string, lines ...string) {
	t.Run(page, func(t *testing.T) {
		t.Parallel()
		dir := g.project(t)
		for _, line := range lines {
			g.run(t, dir, page, line)
		}
	})
}

// TestUnmatchedGuide holds what unmatched.md shows of its own example to what docsite
// prints of it. UPDATE=1 writes it.
func TestUnmatchedGuide(t *testing.T) {
	page, err := filepath.Abs("../../content/unmatched.md")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "````md\n")
	example, _, _ = strings.Cut(example, "````\n")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "content/page.md"), example)
	t.Chdir(dir)
	printed := func(args ...string) string {
		var out bytes.Buffer
		if code := run(t.Context(), args, nil, &out, &out); code != 0 {
			t.Fatal(out.String())
		}
		return out.String()
	}
	notes := printed("notes", "content/page.md")
	evidence := strings.Join(strings.SplitAfter(printed("notes", "--explain", "content/page.md:11"), "\n")[:6], "")
	between(t, page, "content/page.md\n```\n\n```text\n", "```\n", notes)
	between(t, page, "strongest first.\n\n```text\n", "```\n", evidence)
	if sure := fmt.Sprintf("by %.0f in 100 or more", 100*bind.Threshold); !strings.Contains(string(text), sure) {
		t.Errorf("%s does not say %q", page, sure)
	}
}

// reason is how a command begins that cannot run here, or nothing.
func reason(line string) string {
	for begin := range cannot {
		if strings.HasPrefix(line, begin) {
			return begin
		}
	}
	return ""
}

// guideProject is a project in a folder that is copied for each page, and a registry.
type guideProject struct{ folder, bin, host, browser string }

func newGuideProject(t *testing.T) *guideProject {
	t.Helper()
	server := httptest.NewServer(registry.New(registry.Logger(registrytest.Quiet())))
	t.Cleanup(server.Close)
	g := &guideProject{folder: t.TempDir(), bin: programFolder(t), host: strings.TrimPrefix(server.URL, "http://")}
	shots := ":"
	if browser, err := chromium.Find(); err == nil && !testing.Short() {
		g.browser, shots = browser, "cat shots.yaml >> docsite.yaml && docsite shots"
	}
	for name, text := range guideFiles {
		write(t, filepath.Join(g.folder, name), strings.ReplaceAll(text, "HOST", g.host))
	}
	for to, from := range map[string]string{"Dockerfile": "Dockerfile", "docker/Dockerfile": "Dockerfile", "path/to/Dockerfile": "Dockerfile",
		"path/to/project/Dockerfile": "Dockerfile", "entrypoint.sh": "entrypoint.sh", "docker/entrypoint.sh": "entrypoint.sh",
		"path/to/project/entrypoint.sh": "entrypoint.sh", "app.tar": "lantern.tar", "build/app.tar": "lantern.tar",
		"content/lantern/lantern.tar": "lantern.tar", "content/lantern/Dockerfile": "Dockerfile"} {
		text, err := os.ReadFile(filepath.Join("../../content/lantern", from))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(g.folder, to), string(text))
	}
	g.must(t, g.folder, "mkdir -p out/image && tar -xf app.tar -C out/image")
	g.push(t)
	g.must(t, g.folder, "git init -q && git add . && git commit -qm one && "+shots+" && docsite refresh && git add . && git commit -qm two")
	return g
}

// push puts Lantern into the registry, under each of the names that the guide uses.
func (g *guideProject) push(t *testing.T) {
	t.Helper()
	path, err := layout.FromPath(filepath.Join(g.folder, "out/image"))
	if err != nil {
		t.Fatal(err)
	}
	index, err := path.ImageIndex()
	if err != nil {
		t.Fatal(err)
	}
	list, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list.Manifests {
		tags := []string{"team/web:latest", "team/web:1.2", "team/app:1.2", "app:1.2", "debian:12"}
		if strings.Contains(m.Annotations["org.opencontainers.image.ref.name"], "one") {
			tags = []string{"app:1.1"}
		}
		for _, tag := range tags {
			ref, err := name.ParseReference(g.host + "/" + tag)
			if err != nil {
				t.Fatal(err)
			}
			part, err := index.ImageIndex(m.Digest)
			if err == nil {
				err = remote.WriteIndex(ref, part)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// project is a copy of the project.
func (g *guideProject) project(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "project")
	if err := os.CopyFS(dir, os.DirFS(g.folder)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// run runs a line of the guide, with images and programs that are there in place of
// its examples.
func (g *guideProject) run(t *testing.T, dir, page, line string) {
	t.Helper()
	command := strings.NewReplacer("registry.example.org", g.host, " debian:12", " "+g.host+"/debian:12", " app:1.", " "+g.host+"/app:1.",
		"IMAGE", g.host+"/team/web:1.2", "FILE.md", "docs/image.md", "/opt/chrome/chrome", g.browser).Replace(line)
	switch {
	case strings.HasPrefix(line, "docsite shots"):
		if g.browser == "" {
			return
		}
		if strings.HasSuffix(line, " path/to/project") {
			g.must(t, dir, "cat shots.yaml >> path/to/project/docsite.yaml")
		}
	case strings.HasPrefix(line, "docsite serve"):
		if !strings.Contains(line, "--addr") {
			command += " --addr 127.0.0.1:0"
		}
		g.serve(t, dir, command)
		return
	case page == "commands.md" && strings.HasPrefix(line, "docsite init"):
		g.must(t, dir, "rm content/dockerfile.md")
	}
	out, err := g.command(dir, command).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %s\n%v\n%s", page, line, err, out)
	}
}

// serve runs a preview until it has said its address.
func (g *guideProject) serve(t *testing.T, dir, command string) {
	t.Helper()
	cmd := g.command(dir, "exec "+command)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 7)
	if _, err := out.Read(said); err != nil || string(said) != "http://" {
		t.Errorf("%s: said %q, %v", command, said, err)
	}
	_ = cmd.Process.Signal(syscall.SIGTERM)
	_ = cmd.Wait()
}

func (g *guideProject) command(dir, line string) *exec.Cmd {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	context.AfterFunc(ctx, cancel)
	cmd := exec.CommandContext(ctx, "bash", "-eu", "-o", "pipefail", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+g.bin+":"+os.Getenv("PATH"), "HOME="+g.bin, "XDG_CACHE_HOME="+g.bin+"/cache",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	return cmd
}

func (g *guideProject) must(t *testing.T, dir, line string) {
	t.Helper()
	if out, err := g.command(dir, line).CombinedOutput(); err != nil {
		t.Fatalf("%s\n%v\n%s", line, err, out)
	}
}

// note is a page with a note that begins on a given line.
func note(line int) string {
	const listing = "```dockerfile\nFROM debian:13-slim\nUSER 1000\n```\n\n"
	return listing + strings.Repeat("Words.\n\n", (line-9)/2) + strings.Repeat("More words.\n", (line-9)%2) +
		"\n| Line | Why |\n| --- | --- |\n| `USER 1000` | not root |\n"
}

// guideFiles are what the commands of the guide name.
var guideFiles = map[string]string{
	"docsite.yaml": `images:
  web: {ref: HOST/team/web:latest, dockerfile: Dockerfile}
`,
	"shots.yaml": `shots:
  pictures/start.png: {page: content/index.md, width: 390, height: 300}
  pictures/sizes.png: {page: content/index.md, selector: h1}
`,
	".gitignore":                    "public/\nout/\n",
	"content/index.md":              "# A page\n\nWords.\n",
	"content/page.md":               note(11),
	"content/dockerfile.md":         note(42) + strings.Repeat("\nWords.\n", 31) + "\n" + "\nThe image web has 116 kB to download.\n",
	"content/image/dockerfile.md":   note(42),
	"content/inkwell/dockerfile.md": note(63),
	"docs/image.md":                 note(20),
	"docs/docsite.yaml":             "title: Docs\n",
	"explained/image.md":            note(20),
}
