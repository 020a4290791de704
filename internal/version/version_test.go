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
		{"nanoserver:1809", "nanoserver:1903"}, {"amazonlinux:2023", "amazonlinux:2"}, {"r.example/team/app:3421", "r.example/team/app:3422"}, {"alpine:20240923", "alpine:20250108"},
	} {
		if a, b := Mask(pair[0]), Mask(pair[1]); a != b {
			t.Errorf("%q and %q differ: %q, %q", pair[0], pair[1], a, b)
		}
	}
	for _, pair := range [][2]string{{"8000", "8080"}, {"0.0.0.0:8000", "0.0.0.0:8080"}, {"libpq5", "libpq6"}, {"--uid=1000", "--uid=1001"},
		{"db:5432", "db:5433"}, {"amqp:5672/x", "amqp:5673/x"}} {
		if Mask(pair[0]) == Mask(pair[1]) {
			t.Errorf("%q and %q are taken for versions", pair[0], pair[1])
		}
	}
	if !IsAmount("--cpus") || !IsAmount("READ_TIMEOUT") || IsAmount("python") {
		t.Error("--cpus and READ_TIMEOUT are names of amounts, python is none")
	}
	if !IsName("PG_MAJOR") || !IsName("--version") || IsName("PORT") {
		t.Error("PG_MAJOR and --version are names of versions, PORT is none")
	}
}
