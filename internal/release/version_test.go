package release

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestVersion(t *testing.T) {
	built := " " + runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH + ")"
	noted := func(version string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: settings}
	}
	clone := []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"}}
	for _, c := range []struct {
		version, commit string
		info            *debug.BuildInfo
		want            string
	}{
		{"1.2.0", "def", noted("v9.9.9", clone...), "1.2.0 (commit def;"},
		{"", "", noted("v1.3.0", clone[0]), "1.3.0 (commit abc;"},
		{"", "", noted("(devel)", clone...), "(devel) (commit abc, changed;"},
		{"", "", noted("v1.4.0"), "1.4.0 (commit not known;"},
		{"", "", noted(""), "(devel) (commit not known;"},
	} {
		if got := describe(c.version, c.commit, c.info); got != c.want+built {
			t.Errorf("%q, want %q", got, c.want+built)
		}
	}
}
