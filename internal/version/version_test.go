package version

import (
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	for _, pair := range [][2]string{
		{"python:3.12-slim", "python:3.13-slim"},
		{"debian:bookworm-slim", "debian:trixie-slim"},
		{"node@sha256:" + strings.Repeat("0a", 32), "node@sha256:" + strings.Repeat("1b", 32)},
		{"17.2-1.pgdg120+1", "17.3-1.pgdg120+2"},
		{"v1.2.3", "v1.10.0"},
	} {
		if a, b := Mask(pair[0]), Mask(pair[1]); a != b {
			t.Errorf("%q and %q differ: %q, %q", pair[0], pair[1], a, b)
		}
	}
	for _, pair := range [][2]string{{"8000", "8080"}, {"0.0.0.0:8000", "0.0.0.0:8080"}, {"libpq5", "libpq6"}, {"--uid=1000", "--uid=1001"}} {
		if Mask(pair[0]) == Mask(pair[1]) {
			t.Errorf("%q and %q are taken for versions", pair[0], pair[1])
		}
	}
	if !IsName("PG_MAJOR") || !IsName("--version") || IsName("PORT") {
		t.Error("PG_MAJOR and --version are names of versions, PORT is none")
	}
}
