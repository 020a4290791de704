package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fences are the blocks of code on a page of the guide, by their language.
func fences(t *testing.T, page, language string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../content", page))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		list = append(list, m[1])
	}
	return list
}

// TestPublishJobs runs the commands of the two jobs in publish.md as somebody who
// copied these into a repository: docsite comes from a clone of this one.
func TestPublishJobs(t *testing.T) {
	if testing.Short() {
		t.Skip("builds docsite twice")
	}
	source, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.Command("git", "-C", source, "rev-parse", "HEAD").Output(); err != nil {
		t.Skip("this is no clone")
	}
	for name, begin := range map[string]string{"GitHub": "name: site\n", "GitLab": "pages:\n"} {
		t.Run(name, func(t *testing.T) {
			var job string
			for _, fence := range fences(t, "publish.md", "yaml") {
				if strings.HasPrefix(fence, begin) {
					job = fence
				}
			}
			dir := t.TempDir()
			script := strings.NewReplacer("/tmp/docsite", dir+"/clone", "/usr/local/bin/", dir+"/bin/").Replace(commands(job))
			if strings.Count(script, "\n") != 4 {
				t.Fatalf("the job has the commands %q", script)
			}
			project := filepath.Join(dir, "project")
			write(t, filepath.Join(project, "content/index.md"), "# A page\n\nWords.\n")
			cmd := exec.Command("bash", "-eu", "-c", script)
			cmd.Dir = project
			cmd.Env = append(os.Environ(), "DOCSITE_SOURCE="+source, "DOCSITE_COMMIT=HEAD", "RUNNER_TEMP="+dir, "PATH="+dir+"/bin:"+os.Getenv("PATH"))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s\n%s", err, script, out)
			}
			if _, err := os.Stat(filepath.Join(project, "public/index.html")); err != nil {
				t.Error(err)
			}
		})
	}
}

// commands are what the steps of a job run: the blocks behind "run: |", and the
// items of "script" and "before_script".
func commands(job string) string {
	var b strings.Builder
	within := ""
	for line := range strings.Lines(job) {
		text := strings.TrimSpace(line)
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		switch {
		case text == "run: |" || text == "script:" || text == "before_script:":
			within = indent + "  "
		case within != "" && strings.HasPrefix(line, within):
			b.WriteString(strings.TrimPrefix(text, "- ") + "\n")
		default:
			within = ""
		}
	}
	return b.String()
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
