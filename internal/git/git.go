// Package git asks git what the files of a project do not say: which of them
// are tracked, and on which day each page was last changed.
//
// Start from [Tell] and [Changes]; what git tracks it is asked at most once. Neither
// writes, waits for a person or asks a network, and a project without git is
// no error of either.
package git

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"

	"docsite/internal/site"
)

// command is a run of git in dir. What a clone has left out is not fetched,
// and no program that the repository's configuration names is started.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	fixed := []string{"-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "--no-pager"}
	cmd := exec.CommandContext(ctx, "git", append(fixed, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	return cmd
}

// Tell lets a site ask git, when it needs to, which of its files in dir are tracked
// and which are ignored. The first answer is kept.
func Tell(ctx context.Context, s *site.Site, dir string) {
	s.Tracked = sync.OnceValues(func() (map[string]bool, error) { return Tracked(ctx, dir) })
	s.Ignored = func(file string) bool { return Ignored(ctx, dir, file) }
}

// Ignored reports whether git leaves a file out on purpose: it does not track it,
// and a .gitignore or its like names it. Where git does not tell it is false.
func Ignored(ctx context.Context, dir, file string) bool {
	return command(ctx, dir, "check-ignore", "-q", "--", file).Run() == nil
}

// Tracked gives the files below dir that git tracks, as slash paths relative
// to dir, those of submodules too. It gives nil where git knows nothing of dir:
// no repository is around it, or git is not installed. The error, a
// [site.Problem] without a place, says why git does not tell.
func Tracked(ctx context.Context, dir string) (map[string]bool, error) {
	var said bytes.Buffer
	cmd := command(ctx, dir, "ls-files", "-z", "--recurse-submodules")
	cmd.Stderr = &said
	out, err := cmd.Output()
	var ended *exec.ExitError
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case !errors.As(err, &ended), outside(said.String()):
		return nil, nil
	default:
		return nil, site.Problem{Message: "git does not tell what it tracks: " + quoted(said.String()), Hint: hint(said.String())}
	}
	files := make(map[string]bool, bytes.Count(out, []byte{0}))
	for name := range strings.SplitSeq(string(out), "\x00") {
		files[name] = true
	}
	delete(files, "")
	return files, nil
}

// outside reports whether git says that no repository is around the folder. A
// repository that is there and broken is another matter.
func outside(said string) bool {
	return strings.Contains(said, "not a git repository (or any")
}

// hint is what to do about what git says.
func hint(said string) string {
	switch {
	case strings.Contains(said, "dubious ownership"):
		return "the folder belongs to another user, as in many containers: git config --global --add safe.directory FOLDER"
	case outside(said):
		return "build in a clone, or remove changed:"
	}
	return ""
}

// quoted is the first line of what git says.
func quoted(said string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	return strconv.Quote(line)
}
