package drift

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/code"
	"docsite/internal/site"
)

var zeros, ones = strings.Repeat("0", 64), strings.Repeat("1", 64)

func TestBumps(t *testing.T) {
	for _, c := range []struct{ was, now, want string }{
		{"FROM alpine:3.15", "FROM alpine:3.22", "FROM alpine:3.15→alpine:3.22"},
		{"ARG APP_VERSION=1.2.0", "ARG APP_VERSION=1.3.0", "APP_VERSION 1.2.0→1.3.0"},
		{"RUN pip install uv==0.5.1", "RUN pip install uv==0.6", "uv 0.5.1→0.6"},
		{"FROM debian:bookworm", "FROM debian:trixie", "FROM debian:bookworm→debian:trixie"},
		{"  uses: a/b@v3", "  uses: a/b@v4", "uses a/b@v3→a/b@v4"},
		{"FROM alpine:3.15", "FROM alpine:3.15", ""},
		{"FROM a:1.2@sha256:" + zeros, "FROM a:1.3@sha256:" + ones, "FROM a:1.2@sha256:" + zeros + "→a:1.3@sha256:" + ones + ", FROM a:1.2→a:1.3"},
		{"FROM a:1.2@sha256:" + zeros, "FROM a:1.2@sha256:" + ones, "FROM a:1.2@sha256:" + zeros + "→a:1.2@sha256:" + ones},
		{"FROM a:1.2", "FROM a:1.2@sha256:" + ones, ""},
		{"FROM a:1.2", "FROM a:1.3@sha256:" + ones, "FROM a:1.2→a:1.3"},
		{"from a:1.2 as x", "FROM a:1.3 AS x", "FROM a:1.2→a:1.3"},
		{"FROM alpine:3.15", "FROM alpine:3.22 AS x", ""},
		{"COPY a-1 /", "COPY a-2 /", ""},
		{"ENV NODE_MAJOR=18", "ENV NODE_MAJOR=20", "NODE_MAJOR 18→20"},
		{"ENV WORKERS=18", "ENV WORKERS=20", ""},
		{"image: a:1\nimage: a:1", "image: a:2\nimage: a:1", ""},
		{"image: a:1\nimage: a:1", "image: a:2\nimage: a:2", "image a:1→a:2"},
		{"ENV A=1.2 B=1.2", "ENV A=1.3 B=1.4", ""},
	} {
		var got []string
		for _, b := range Bumps(strings.Split(c.was, "\n"), strings.Split(c.now, "\n")) {
			got = append(got, b.Name+" "+b.Was+"→"+b.Now)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q → %q: %q, want %q", c.was, c.now, got, c.want)
		}
	}
}

func TestLabelBumps(t *testing.T) {
	c := code.Read("dockerfile", []byte("FROM alpine:3.22 AS a\nRUN apk add x=1.2 y=1.2\nFROM go:1.26-alpine@sha256:"+zeros+" AS b\n"))
	for _, l := range []struct {
		label string
		lines []int
		want  string
	}{
		{"FROM alpine:3.15", []int{1}, "[{FROM alpine:3.15 alpine:3.22}]"},
		{"alpine:3.15", []int{1}, "[{FROM alpine:3.15 alpine:3.22}]"},
		{"FROM alpine:3.22", []int{1}, "[]"},
		{"FROM debian:12", []int{1}, "[]"},
		{"x=1.1", []int{2}, "[{x 1.1 1.2}]"},
		{"FROM alpine", []int{1}, "[]"},
		{"FROM go:1.25-alpine AS b", []int{3}, "[{FROM go:1.25-alpine go:1.26-alpine}]"},
		{"FROM go:1.26-alpine AS b", []int{3}, "[]"},
	} {
		if got := fmt.Sprint(LabelBumps([]site.Fragment{{Text: l.label, Code: true}}, c, l.lines)); got != l.want {
			t.Errorf("%q: %s, want %s", l.label, got, l.want)
		}
	}
}

func TestCopies(t *testing.T) {
	tag, value := Bump{"FROM", "alpine:3.15", "alpine:3.22"}, Bump{"APP_VERSION", "1.2.0", "1.3.0"}
	for _, c := range []struct {
		bump  Bump
		piece string
		named bool
		want  string
	}{
		{tag, "alpine:3.15", false, "[0]"},
		{tag, "FROM alpine:3.15 AS x", false, "[5]"},
		{tag, "alpine:3.15-slim", false, "[]"},
		{tag, "alpine:3.15.1", false, "[]"},
		{tag, "my-alpine:3.15", false, "[]"},
		{tag, "docker.io/library/alpine:3.15", false, "[]"},
		{value, "1.2.0", true, "[0]"},
		{value, "1.2.0", false, "[]"},
		{value, "APP_VERSION=1.2.0", false, "[12]"},
		{value, `ARG APP_VERSION="1.2.0"`, false, "[17]"},
		{value, "curl x/1.2.0", true, "[]"},
		{Bump{"NODE_MAJOR", "18", "20"}, "ENV NODE_MAJOR=18", false, "[15]"},
		{Bump{"NODE_MAJOR", "18", "20"}, "18", true, "[]"},
		{value, "APP_VERSION 11.2.0", true, "[]"},
	} {
		if got := fmt.Sprint(c.bump.Copies(c.piece, c.named)); got != c.want {
			t.Errorf("%v in %q: %s, want %s", c.bump, c.piece, got, c.want)
		}
	}
}

func TestAlone(t *testing.T) {
	for was, want := range map[string]string{
		"ghcr.io/astral-sh/uv:0.4.1": "uv 0.4.1→0.5.0", "alpine:3.15": "alpine 3.15→0.5.0",
		"node:20": "", "debian:bookworm": "", "0.4.1": "", "a@sha256:" + zeros: "",
	} {
		got := ""
		if tag, ok := (Bump{"FROM", was, strings.TrimRight(was, "0123456789.") + "0.5.0"}).Alone(); ok {
			got = tag.Name + " " + tag.Was + "→" + tag.Now
		}
		if got != want {
			t.Errorf("%q: %q, want %q", was, got, want)
		}
	}
}

func TestPast(t *testing.T) {
	for before, want := range map[string]bool{
		"since `": true, "instead of ": true, "upgraded to ": true, "from 1.2 to ": true, "up to ": true,
		"Pinned to `": false, "we pin Node to ": false, "`X` is set to ": false, "defaults to **": false, "pins `node` to `": false, "Starts from ": false,
		"seit `": true, "anstelle von ": true, "au lieu de `": true, "avant ": true, "antes de ": true, "en vez de **": true, "вместо ": true, "而不是 `": true, "bis zu ": true,
		"Beginnt mit ": false, "construit à partir de `": false, "Se construye desde ": false, "基于 `": false, "Version": false, "wiederum ": false, "Das Tag von `": false,
	} {
		if Past(before) != want {
			t.Errorf("%q is the past: %t", before, !want)
		}
	}
}

func TestNames(t *testing.T) {
	tag := Bump{"FROM", "alpine:3.15", "alpine:3.22"}
	node := Bump{"FROM", "docker.io/library/node:20.11.1-slim", "docker.io/library/node:22.1-slim"}
	value := Bump{"PYTHON_VERSION", "3.12.1", "3.12.4"}
	for _, c := range []struct {
		bump       Bump
		text, want string
	}{
		{tag, "Alpine 3.15 is small.", "Alpine 3.15"},
		{tag, "Alpine version 3.15 is small.", "Alpine version 3.15"},
		{tag, "Starts from alpine:3.15.", "alpine:3.15"},
		{tag, "Starts from alpine:3.15-x.", "alpine:3.15"},
		{tag, "Alpine 3.22 is small.", ""},
		{tag, "Alpine 3.14 was smaller.", ""},
		{tag, "Alpine 3 is small.", ""},
		{tag, "Since Alpine 3.15 it is so.", ""},
		{tag, "instead of `alpine:3.15`", ""},
		{tag, "anstelle von `alpine:3.15`", ""},
		{tag, "au lieu de `alpine:3.15`, basée sur alpine:3.15", "alpine:3.15"},
		{tag, "Version 3.15 of the app", ""},
		{tag, "alpine 3.155", ""},
		{tag, "postalpine 3.15", ""},
		{node, "Node 20 is the LTS.", "Node 20"},
		{node, "Node 20.11 is the LTS.", "Node 20.11"},
		{node, "Node 22 is the LTS.", ""},
		{value, "Python 3.12 it is", ""},
		{Bump{"NODE_MAJOR", "18", "20"}, "Node 18 is installed", "Node 18"},
		{Bump{"NODE_MAJOR", "18", "20"}, "Node 20 is installed, in 18 steps", ""},
		{value, "Python 3.12.1 it is", "Python 3.12.1"},
		{Bump{"FROM", "a@sha256:" + zeros, "a@sha256:" + ones}, "a 0", ""},
		{Bump{"FROM", "golang:1.26.5-alpine@sha256:" + zeros, "golang:1.27.0-alpine@sha256:" + ones}, "Golang 1.26 compiles it", "Golang 1.26"},
	} {
		if got := c.bump.Names(c.text); got != c.want {
			t.Errorf("%v in %q: %q, want %q", c.bump.Was, c.text, got, c.want)
		}
	}
}

func TestLeft(t *testing.T) {
	bump := func(was, now string) Bump { return Bump{"FROM", was, now} }
	golang, node, java := bump("golang:1.22", "golang:1.23"), bump("node:20-slim", "node:22-slim"), bump("eclipse-temurin:17-jre", "eclipse-temurin:21-jre")
	postgres, dotnet, debian := bump("postgres:16", "postgres:17"), bump("mcr.microsoft.com/dotnet/sdk:8.0", "mcr.microsoft.com/dotnet/sdk:9.0"), bump("debian:bookworm-slim", "debian:trixie-slim")
	for _, c := range []struct {
		bump       Bump
		text, want string
	}{
		{golang, "Go 1.22", "Go 1.22"},
		{golang, "compiled with 1.22.", "1.22"},
		{golang, "Go\n1.22", "1.22"},
		{golang, "Go 1.23", ""},
		{golang, "since Go 1.22", ""},
		{golang, "Go 1.22 or newer", ""},
		{golang, "Go 1.22+", ""},
		{golang, "statt Go 1.22", ""},
		{golang, "avant Go 1.22, depuis Go 1.22", "Go 1.22"},
		{golang, "Go 1.22 ou plus récent", ""},
		{golang, "Go 1.22 o superiores", ""},
		{golang, "Go 1.22 以上", ""},
		{golang, "вместо Go 1.22", ""},
		{golang, "1.22 MB, 1.22%, 1.22.3, v1.22-1.23, other:1.22, a/1.22, x-1.22", ""},
		{golang, "TLS 1.22", ""},
		{node, "Node.js 20 LTS", "Node.js 20"},
		{node, "Uses Node.js 20 images", "Node.js 20"},
		{node, "it is v20", "v20"},
		{node, "the LTS version 20 of Node", "version 20"},
		{node, "使用 Node.js 20版本", "Node.js 20"},
		{node, "Runs 20 workers, on port 20, in Step 20, in 20 seconds", ""},
		{node, "at most 20", ""},
		{java, "Java 17", "Java 17"},
		{java, "Java 17 runs it", "Java 17"},
		{java, "a JRE of **Java** 17-based", "Java** 17"},
		{postgres, "PostgreSQL v16", "PostgreSQL v16"},
		{postgres, "version 16", "version 16"},
		{postgres, "upgraded from PostgreSQL 16", ""},
		{postgres, "Port 16, UTF 16, 16 lines", ""},
		{dotnet, ".NET 8", ".NET 8"},
		{dotnet, "the ASP.NET 8 images", "ASP.NET 8"},
		{debian, "Debian Bookworm", "Bookworm"},
		{debian, "Debian Trixie", ""},
		{debian, "before bookworm", ""},
		{bump("alpine:3.15", "alpine:3.22"), "Alpine Linux 3.15", "Alpine Linux 3.15"[7:]},
		{bump("dunglas/frankenphp:1-php8.5", "dunglas/frankenphp:1-php8.6"), "PHP 8.5", "PHP 8.5"},
		{bump("python:3.12-alpine3.19", "python:3.13-alpine3.19"), "Alpine 3.19, Python 3.12", "Python 3.12"},
		{bump("x@sha256:"+zeros, "x@sha256:"+ones), "Version 0", ""},
		{Bump{"X_COMMIT", "abc12de3", "abc13de3"}, "Version 12", ""},
		{Bump{"NODE_MAJOR", "18", "20"}, "Node 20 is installed, in 18 steps", ""},
	} {
		if got := c.bump.Left(c.text, []string{"FROM " + c.bump.Now}); got != c.want {
			t.Errorf("%v in %q: %q, want %q", c.bump.Was, c.text, got, c.want)
		}
	}
	if got := golang.Left("Go 1.22", []string{"FROM golang:1.23", "RUN go install x@v1.22"}); got != "" {
		t.Errorf("%q is still in the lines", got)
	}
}

// FuzzBumps: whatever stands in a Dockerfile and in a note, what is called a copy is
// one.
func FuzzBumps(f *testing.F) {
	f.Add("FROM alpine:3.15", "FROM alpine:3.22", "Alpine 3.15, `alpine:3.15`")
	f.Add("FROM \xff\xfe:1.2", "FROM \xff\xfe:1.3", "\xff\xfe 1.2")
	f.Add("ARG A_VERSION=1.2.0", "ARG A_VERSION=1.3.0", "A 1.2.0")
	f.Add("FROM :1.2@sha256:", "FROM :1.3@sha256:", ":1.2")
	f.Fuzz(func(t *testing.T, was, now, text string) {
		for _, b := range Bumps(strings.Split(was, "\n"), strings.Split(now, "\n")) {
			for _, at := range b.Copies(text, true) {
				if !strings.HasPrefix(text[at:], b.Was) {
					t.Errorf("%v at %d of %q", b, at, text)
				}
			}
			if said := b.Left(text, strings.Split(now, "\n")); !strings.Contains(text, said) {
				t.Errorf("%v leaves %q, which %q does not have", b, said, text)
			}
			if said := b.Names(text); !strings.Contains(text, said) {
				t.Errorf("%v names %q, which %q does not have", b, said, text)
			}
		}
	})
}
