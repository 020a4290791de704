// Package release tells of the program itself what its packages need: what it was made
// from, and its manual pages. Start from [Version].
//
// It knows the tree of commands, and nothing that a command does.
package release

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version and commit are set by the linker where a release is built, since an archive
// of the source has no git: -X docsite/internal/release.version=1.2.0. Everywhere else
// Go writes both into the program, from the clone or from the module that it builds.
var version, commit string

// Version is what the program was made from: its version, the commit, and the Go that
// compiled it.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return describe(version, commit, info)
}

// describe prefers what the linker was told to what Go has noted.
func describe(version, commit string, info *debug.BuildInfo) string {
	version = cmp.Or(version, strings.TrimPrefix(info.Main.Version, "v"), "(devel)")
	noted := map[string]string{}
	for _, s := range info.Settings {
		noted[s.Key] = s.Value
	}
	if commit == "" {
		commit = noted["vcs.revision"]
		if noted["vcs.modified"] == "true" {
			commit += ", changed"
		}
	}
	return fmt.Sprintf("%s (commit %s; %s, %s/%s)", version, cmp.Or(commit, "not known"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
