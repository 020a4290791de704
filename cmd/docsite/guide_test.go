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
	t.Parallel()
	source, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.Command("git", "-C", source, "rev-parse", "HEAD").Output(); err != nil {
		t.Skip("this is no clone")
	}
	dir := filepath.Join(t.TempDir(), "machine") // one after the other: a clone at the same place is compiled once
	for name, begin := range map[string]string{"GitHub": "name: site\n", "GitLab": "pages:\n"} {
		t.Run(name, func(t *testing.T) {
			var job string
			for _, fence := range fences(t, "publish.md", "yaml") {
				if strings.HasPrefix(fence, begin) {
					job = fence
				}
			}
			t.Cleanup(func() { _ = os.RemoveAll(dir) })
			script := strings.NewReplacer("/tmp/docsite", dir+"/docsite", "/usr/local/bin/", dir+"/bin/").Replace(commands(job))
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

// TestTutorial follows start.md to the letter, in an empty folder: each command in one
// shell, what it prints in the block behind it, and the row that the reader writes.
func TestTutorial(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	text, err := os.ReadFile("../../content/start.md")
	if err != nil {
		t.Fatal(err)
	}
	home := programFolder(t)
	dir, printed, ran := home, "", 0
	for _, m := range regexp.MustCompile("(?ms)^```(sh|text|md|dockerfile)\n(.*?)^```\n((?:\n(?:[|][^\n]*\n)+)?)").FindAllStringSubmatch(string(text), -1) {
		switch kind, block := m[1], m[2]; {
		case strings.Contains(block, "git clone"):
		case kind == "sh":
			cmd := exec.Command("bash", "-euc", "trap 'pwd >&3' EXIT\n"+block)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "PATH="+home+":"+os.Getenv("PATH"), "HOME="+home, "XDG_CACHE_HOME="+home+"/cache",
				"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
			at, err := os.Create(filepath.Join(home, "at"))
			if err != nil {
				t.Fatal(err)
			}
			cmd.ExtraFiles = []*os.File{at}
			out, err := cmd.CombinedOutput()
			if err != nil && (cmd.ProcessState.ExitCode() != exitDrift || !strings.HasPrefix(block, "docsite refresh")) {
				t.Fatalf("%s\n%v %s", block, err, out)
			}
			now, _ := os.ReadFile(at.Name())
			dir, printed, ran = strings.TrimSpace(string(now)), string(out), ran+1
		case kind == "text" && printed != block:
			t.Errorf("the guide says that this is printed:\n%s\nand it is:\n%s", block, printed)
		case kind == "dockerfile": // the page, as it is by now
			page, _ := os.ReadFile(filepath.Join(dir, "content/index.md"))
			if !strings.Contains(string(page), block+"```\n"+m[3]) {
				t.Errorf("the guide shows this page:\n%s\nand it is:\n%s", m[0], page)
			}
		case kind == "md":
			page := filepath.Join(dir, "content/index.md")
			old, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			write(t, page, regexp.MustCompile("(?m)^\\| `adduser.*\n").ReplaceAllLiteralString(string(old), block))
		}
	}
	if ran < 9 {
		t.Errorf("only %d blocks of commands were found", ran)
	}
	if _, err := os.Stat(filepath.Join(dir, "public/index.html")); err != nil {
		t.Error(err)
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

// programFolder makes a folder in which docsite is, which TestMain runs under this name.
func programFolder(t *testing.T) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.Symlink(program, filepath.Join(folder, "docsite")); err != nil {
		t.Skip(err)
	}
	return folder
}
