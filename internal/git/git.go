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
	"slices"
	"strconv"
	"strings"
	"sync"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

// command is a run of git in dir. What a clone has left out is not fetched,
// and no program that the repository's configuration names is started.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	fixed := []string{"-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "--no-pager"}
	cmd := exec.CommandContext(ctx, "git", append(fixed, args...)...)
	cmd.Dir = dir
	cmd.Env = append(environment(), "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	return cmd
}

// environment is the process's, without the repository that git names to its hooks: that
// one is right for the folder in which the hook starts, and dir may be below it, or another
// repository's. Who names a work tree too means it.
func environment() []string {
	if os.Getenv("GIT_WORK_TREE") != "" {
		return os.Environ()
	}
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}, name)
	})
}

// Tell gives what lets a site ask git, when it needs to, which of its files in dir are
// tracked, which are ignored, and where dir stands in its repository: [site.Options] take
// it. The first answer is kept.
func Tell(ctx context.Context, dir string) func(*site.Site) {
	return func(s *site.Site) { tell(ctx, s, dir) }
}

func tell(ctx context.Context, s *site.Site, dir string) {
	s.Tracked = sync.OnceValues(func() (map[string]bool, error) { return Tracked(ctx, dir) })
	s.Prefix = sync.OnceValues(func() (string, bool) { return Prefix(ctx, dir) })
	var ignored sync.Map // by file
	s.Ignored = func(file string) bool {
		yes, known := ignored.Load(file)
		if !known {
			yes, _ = ignored.LoadOrStore(file, Ignored(ctx, dir, file))
		}
		return yes.(bool)
	}
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

// hosts are those whose web addresses follow from the addresses of clones.
var hosts = []string{"github.com", "gitlab.com"}

// remote matches the address of a clone: by https, by ssh, or as scp has it.
var remote = lazy.Pattern(`^(?:https://(?:[^/@]+@)?|(?:ssh://)?(?:[^/@]+@))([a-z.]+)[:/]/?([\w.-]+(?:/[\w.-]+)+)/?$`)

// Web is the web address of the repository in dir, by the remote "origin"; empty
// where there is none, its host is not a known one, or dir is not the repository's top.
func Web(ctx context.Context, dir string) string {
	if prefix, ok := Prefix(ctx, dir); !ok || prefix != "" {
		return ""
	}
	out, err := command(ctx, dir, "remote", "get-url", "origin").Output()
	if m := remote().FindStringSubmatch(strings.TrimSpace(string(out))); err == nil && m != nil && slices.Contains(hosts, m[1]) {
		return "https://" + m[1] + "/" + strings.TrimSuffix(m[2], ".git")
	}
	return ""
}

// Prefix is the slash path of dir in its repository, with a slash at its end; empty
// at the top. It is not ok where no repository is around dir.
func Prefix(ctx context.Context, dir string) (prefix string, ok bool) {
	out, err := command(ctx, dir, "rev-parse", "--show-prefix").Output()
	return strings.TrimSuffix(string(out), "\n"), err == nil
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
