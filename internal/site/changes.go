package site

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// gitLog lists the commits that changed the content folder, the newest first,
// each as "\x01SECONDS DECORATION\0", a newline, and the names of its files,
// each with a "\0". The only decoration left is "grafted", for a commit that
// stands at the end of a shallow clone. What a clone has left out is not
// fetched: a build asks no network.
var gitLog = []string{"-c", "protocol.allow=never", "-c", "log.showSignature=false", "--no-pager", "log", "--no-color",
	"-z", "--format=%x01%ct %D", "--decorate=full", "--decorate-refs=refs/none/", "--name-only", "--no-renames", "--relative", "--"}

// ReadChanges fills in s.Changes when docsite.yaml asks for it, with one run
// of git log in dir, the project's folder. A history that cannot be read, or
// not all of it, is a warning: pages are then without a day.
func (s *Site) ReadChanges(ctx context.Context, dir string) Problems {
	if !s.Config.Changed {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop() // git goes on until the first commit; the pages may be known before
	var said strings.Builder
	cmd := exec.CommandContext(ctx, "git", append(gitLog[:len(gitLog):len(gitLog)], s.Config.Content)...)
	cmd.Dir, cmd.Stderr = dir, &said
	cmd.Env = append(os.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return s.noChanges("git cannot be run: "+plain(errors.Unwrap(err)), "install git, or remove changed:")
	}
	history := history{pages: s.byPath, prefix: s.contentPrefix(), days: map[string]string{}}
	history.read(out)
	complete := len(history.days) == len(s.byPath)
	if complete {
		stop()
	}
	err = cmd.Wait()
	s.Changes = history.days
	switch {
	case complete:
		return nil
	case err != nil:
		return s.noChanges("git log: "+strconv.Quote(firstLine(strings.TrimSpace(said.String()))), gitHint(said.String()))
	case history.shallow:
		return s.noChanges("the clone is too shallow to tell when all pages were last changed",
			"clone with the whole history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout")
	}
	return nil
}

func (s *Site) noChanges(message, hint string) Problems {
	p := s.Config.Problem(message, hint, "changed")
	p.Severity = Warning
	return Problems{p}
}

// gitHint is what to do about what git says.
func gitHint(said string) string {
	switch {
	case strings.Contains(said, "dubious ownership"):
		return "the folder belongs to another user, as in many containers: git config --global --add safe.directory FOLDER"
	case strings.Contains(said, "not a git repository"):
		return "build in a clone, or remove changed:"
	}
	return ""
}

// history is what has been read of git's.
type history struct {
	pages   map[string]*Page
	prefix  string
	days    map[string]string
	shallow bool // a page stands in a commit at the end of a shallow clone, which seems to have made all files
}

// read takes the newest commit of each page, until all are known.
func (h *history) read(out io.Reader) {
	r := bufio.NewReader(out)
	day, grafted := "", false
	for len(h.days) < len(h.pages) {
		field, err := r.ReadString(0)
		if err != nil {
			return
		}
		field = strings.TrimPrefix(strings.TrimSuffix(field, "\x00"), "\n")
		if commit, ok := strings.CutPrefix(field, "\x01"); ok {
			seconds, decoration, _ := strings.Cut(commit, " ")
			n, _ := strconv.ParseInt(seconds, 10, 64)
			day, grafted = time.Unix(n, 0).UTC().Format(time.DateOnly), decoration == "grafted"
			continue
		}
		file, inside := strings.CutPrefix(field, h.prefix)
		switch {
		case !inside || h.pages[file] == nil || h.days[file] != "":
		case grafted:
			h.shallow = true
		default:
			h.days[file] = day
		}
	}
}
