package bind

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docsite/internal/code"
	"docsite/internal/site"
)

const image = `# syntax=docker/dockerfile:1
FROM python:3.12-slim AS builder
WORKDIR /build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libpq-dev \
    && rm -rf /var/lib/apt/lists/*
ENV PATH="/opt/venv/bin:$PATH" \
    PORT=8000
COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade pip \
    && pip install --no-cache-dir -r requirements.txt

FROM debian@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
RUN groupadd --gid 1001 app && useradd --uid 1001 --gid app --shell /bin/sh app
RUN apt-get update \
    # only what runs
    && apt-get install -y libpq5 || exit 1
COPY --from=builder --chown=app:app /opt/venv /opt/venv
RUN <<EOF
set -eu
python -m compileall ${APP_DIR:-/srv}
EOF
USER app
EXPOSE ${PORT}
HEALTHCHECK --interval=30s \
  CMD curl -f http://localhost:8000/up
ENTRYPOINT ["/usr/local/bin/entrypoint.sh", "--verbose"]
CMD ["serve", "--bind", "0.0.0.0:8000", \
     "--workers", "3"]
ENV TOOL_MAJOR=22
`

const script = `#!/bin/bash
set -eu

prepare() {
    mkdir -p "$DATA"
    chmod 700 "${DATA}"
}

if [ -z "${DATA:-}" ]; then
    echo "DATA is not set" >&2
    exit 1
fi

case "$1" in
    start|run)
        prepare
        ;;
    *)
        exec "$@"
        ;;
esac
exec serve "$@"
`

const compose = `services:
  web:
    image: press:2
    ports:
      - "8443:8443"
    environment:
      LANG: en
volumes:
  data:
`

// bindOne binds the labels as one group of notes on one listing.
func bindOne(language, text string, group site.NoteGroup, labels ...string) []site.Binding {
	for _, label := range labels {
		note := site.Note{Kind: site.BulletNote, Label: strings.TrimPrefix(label, "plain:"), Text: "why"}
		for part := range strings.SplitSeq(label, " + ") {
			if mention, ok := strings.CutPrefix(part, "says:"); ok {
				note.Mentions = append(note.Mentions, site.Fragment{Text: mention, Code: true})
				continue
			}
			if mention, ok := strings.CutPrefix(part, "tells:"); ok {
				note.Mentions = append(note.Mentions, site.Fragment{Text: mention})
				continue
			}
			plain, isPlain := strings.CutPrefix(part, "plain:")
			note.Fragments = append(note.Fragments, site.Fragment{Text: plain, Code: !isPlain})
		}
		group.Notes = append(group.Notes, note)
	}
	group.Blocks, group.Above = []int{0}, 1
	return Bind([]*code.Code{code.Read(language, []byte(text))}, []site.NoteGroup{group})[0]
}

// show writes a binding as a test wants it: "5,6", "edited 2", "ambiguous".
func show(b site.Binding) string {
	var lines []string
	for _, t := range b.Targets {
		for _, l := range t.Lines {
			lines = append(lines, fmt.Sprint(l))
		}
	}
	s := strings.Join(lines, ",")
	if b.State != site.Matched {
		s = strings.TrimSpace(string(b.State) + " " + s)
	}
	return s
}

func TestBind(t *testing.T) {
	for _, test := range []struct{ language, label, want string }{
		{"dockerfile", "FROM python:3.12-slim AS builder", "2"},
		{"dockerfile", "FROM python:3.13-slim AS builder", "edited 2"},
		{"dockerfile", "FROM python", "2"},
		{"dockerfile", "from python:3.12-slim as builder", "none"},
		{"dockerfile", "FROM debian@sha256:" + strings.Repeat("0", 64), "edited 13"},
		{"dockerfile", "apt-get install gcc libpq-dev", "5"},
		{"dockerfile", "apt-get install -y ... libpq-dev", "5"},
		{"dockerfile", "RUN apt-get update && apt-get install -y ... gcc ...", "4,5,6"},
		{"dockerfile", "RUN apt-get … && rm -rf /var/lib/apt/lists/*", "4,5,6"},
		{"dockerfile", "pip install -r requirements.txt", "11"},
		{"dockerfile", "PATH", "7"},
		{"dockerfile", "PORT=8000", "8"},
		{"dockerfile", "ENV PORT", "8"},
		{"dockerfile", "ENV PORT 8000", "8"},
		{"dockerfile", "groupadd / useradd", "14"},
		{"dockerfile", "useradd --gid app --uid 1001 app", "14"},
		{"dockerfile", "apt-get install gcc, then rm -rf /var/lib/apt/lists/*", "5,6"},
		{"dockerfile", "COPY --from=builder", "18"},
		{"dockerfile", "COPY --chown=app:app --from=builder /opt/venv /opt/venv", "18"},
		{"dockerfile", "RUN <<EOF", "19,20,21,22"},
		{"dockerfile", "python -m compileall $APP_DIR", "21"},
		{"dockerfile", "set -euo pipefail", "20"},
		{"dockerfile", "HEALTHCHECK", "25,26"},
		{"dockerfile", "curl -f http://localhost:8000/up", "26"},
		{"dockerfile", "entrypoint.sh --verbose", "27"},
		{"dockerfile", "ENTRYPOINT /usr/local/bin/entrypoint.sh --verbose", "27"},
		{"dockerfile", "CMD [\"serve\", ...]", "28,29"},
		{"dockerfile", "CMD serve --bind 0.0.0.0:8000 --workers 3", "28,29"},
		{"dockerfile", "--workers 3", "29"},
		{"dockerfile", "USER app", "23"},
		{"dockerfile", "ENV TOOL_MAJOR 20", "edited 30"},
		{"dockerfile", "EXPOSE $PORT", "24"},
		{"dockerfile", "USER root", "none"},
		{"dockerfile", "USER", "23"},
		{"dockerfile", "FROM", "2,13"},
		{"dockerfile", "apt-get update", "ambiguous"},
		{"dockerfile", "# only what runs", "16"},
		{"dockerfile", "# syntax=docker/dockerfile:1", "1"},
		{"dockerfile", "plain:FROM python:3.12-slim AS builder", "2"},
		{"dockerfile", "plain:Line 3", "3"},
		{"dockerfile", "plain:Zeilen 4–6", "4,5,6"},
		{"dockerfile", "plain:第 9 行", "9"},
		{"dockerfile", "plain:Line 99", "none"},
		{"dockerfile", "plain:The base image", "none"},
		{"dockerfile", "docker build -t x .", "none"},
		{"dockerfile", "requirements.txt", "none"},
		{"dockerfile", "8000", "none"},
		{"sh", "set -eu", "2"},
		{"sh", "set -euo pipefail", "2"},
		{"sh", "prepare()", "4,5,6,7"},
		{"sh", `mkdir -p $DATA`, "5"},
		{"sh", `chmod 700 "$DATA"`, "6"},
		{"sh", `if [ -z "${DATA:-}" ]; then`, "9,10,11,12"},
		{"sh", `exec "$@"`, "19"},
		{"sh", `exec serve "$@"`, "22"},
		{"sh", "exit 1", "11"},
		{"yaml", "image: press:2", "3"},
		{"yaml", "image: press:3", "edited 3"},
		{"yaml", `ports: - "8443:8443"`, "4,5"},
		{"yaml", "environment", "6,7"},
		{"yaml", "services.web.ports", "4,5"},
		{"yaml", "web.environment.LANG", "7"},
	} {
		t.Run(test.language+"/"+test.label, func(t *testing.T) {
			code := map[string]string{"dockerfile": image, "sh": script, "yaml": compose}[test.language]
			if got := show(bindOne(test.language, code, site.NoteGroup{}, test.label)[0]); got != test.want {
				t.Errorf("%q is %q, want %q", test.label, got, test.want)
			}
		})
	}
}

func TestBindGroups(t *testing.T) {
	for _, test := range []struct {
		name   string
		group  site.NoteGroup
		labels []string
		want   []string
	}{
		{"order decides between equals", site.NoteGroup{},
			[]string{"gcc libpq-dev", "groupadd", "apt-get update", "COPY --from=builder"}, []string{"5", "14", "15", "18"}},
		{"each of two notes has its own", site.NoteGroup{},
			[]string{"FROM", "WORKDIR /build", "FROM", "USER app"}, []string{"2", "3", "13", "23"}},
		{"a heading limits to a stage", site.NoteGroup{Stage: "What the builder stage does"},
			[]string{"FROM", "apt-get update"}, []string{"2", "4"}},
		{"a heading numbers the stage", site.NoteGroup{Stage: "Etapa 2: la imagen final"},
			[]string{"FROM", "apt-get update"}, []string{"13", "15"}},
		{"the line above says what it is about", site.NoteGroup{Intro: []site.Fragment{{Text: "apt-get install -y libpq5", Code: true}}},
			[]string{"apt-get install", "-y", "libpq5"}, []string{"17", "17", "17"}},
		{"a name has its word alone when others name the rest", site.NoteGroup{},
			[]string{"HEALTHCHECK", "curl", "-f"}, []string{"25", "26", "26"}},
		{"files explain nothing", site.NoteGroup{},
			[]string{"requirements.txt", "entrypoint.sh"}, []string{"none", "none"}},
		{"settings that are not there explain nothing", site.NoteGroup{},
			[]string{"PATH", "APP_SECRET", "APP_MAIL", "APP_LANG"}, []string{"none", "none", "none", "none"}},
		{"commands that are not there explain nothing", site.NoteGroup{},
			[]string{"docker build -t app .", "docker push app", "docker run app", "rm -rf /var/lib/apt/lists/*"}, []string{"none", "none", "none", "none"}},
		{"what is missing says so among those found", site.NoteGroup{},
			[]string{"WORKDIR /build", "USER app", "VOLUME /data"}, []string{"3", "23", "unmatched"}},
		{"two pieces in one label", site.NoteGroup{},
			[]string{"USER app + EXPOSE ${PORT}"}, []string{"23,24"}},
		{"the line that is counted decides", site.NoteGroup{},
			[]string{"plain:Line 15 + apt-get update"}, []string{"15"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, b := range bindOne("dockerfile", image, test.group, test.labels...) {
				got = append(got, show(b))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q are %q, want %q", test.labels, got, test.want)
			}
		})
	}
}

func TestAmbiguousSaysWhere(t *testing.T) {
	b := bindOne("dockerfile", image, site.NoteGroup{}, "apt-get update")[0]
	if want := "two lines match equally: 4 and 15"; b.Reason != want {
		t.Errorf("%q, want %q", b.Reason, want)
	}
}

func TestMarkers(t *testing.T) {
	text := "FROM a # (1)!\n# (2)!\nRUN x \\\n  && y\n\n# <3> <4>\nCMD z\n"
	group := site.NoteGroup{Blocks: []int{0}}
	for n := 1; n <= 5; n++ {
		group.Notes = append(group.Notes, site.Note{Kind: site.NumberedNote, Number: n})
	}
	var got []string
	for _, b := range Bind([]*code.Code{code.Read("dockerfile", []byte(text))}, []site.NoteGroup{group})[0] {
		got = append(got, show(b))
	}
	if want := []string{"1", "3,4", "7", "7", "none"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestSpans keeps that spans lie in the code, and that lines are theirs.
func TestBindBelowLongComment(t *testing.T) {
	text := strings.Repeat("# a line of a long licence\n", 5000) + script
	if got := show(bindOne("bash", text, site.NoteGroup{}, "mkdir -p \"$DATA\"")[0]); got != "5005" {
		t.Errorf("got %q", got)
	}
}

func TestSpans(t *testing.T) {
	for _, b := range bindOne("dockerfile", image, site.NoteGroup{}, "FROM", "HEALTHCHECK", "CMD", "ENV", "COPY --from=builder") {
		for _, target := range b.Targets {
			checkTarget(t, image, target)
		}
	}
}

func checkTarget(t *testing.T, code string, target site.Target) {
	t.Helper()
	lines := map[int]bool{}
	last := -1
	for _, s := range target.Spans {
		if s.Start <= last || s.End < s.Start || s.End > len(code) {
			t.Fatalf("span %v after %d in %d bytes", s, last, len(code))
		}
		last = s.End
		first := 1 + strings.Count(code[:s.Start], "\n")
		for l := first; l <= first+strings.Count(code[s.Start:s.End], "\n"); l++ {
			lines[l] = true
		}
	}
	for i, l := range target.Lines {
		if i > 0 && target.Lines[i-1] >= l {
			t.Fatalf("lines %v are not sorted", target.Lines)
		}
	}
	if len(target.Lines) == 0 {
		t.Fatal("a target without lines")
	}
}

// FuzzFragment binds what nobody would write: nothing panics, nothing points
// outside the code, and the same input gives the same answer.
func FuzzFragment(f *testing.F) {
	for _, code := range []string{image, script, compose, "", "\n", "RUN \\\n", "a\xffb `'\"${"} {
		for _, fragment := range []string{"FROM", "RUN ... && x", "a / b, then c", "<name> | \\", "$(x ${y})", "\"", "...", ".../app", "# (1)!"} {
			f.Add("dockerfile", code, fragment, "Line 1")
		}
	}
	f.Fuzz(func(t *testing.T, language, text, fragment, plain string) {
		group := site.NoteGroup{Blocks: []int{0, 1, 0, 7, -1}, Stage: plain, Intro: []site.Fragment{{Text: fragment, Code: true}}}
		for range 2 {
			group.Notes = append(group.Notes, site.Note{Kind: site.TableNote, Number: 1, Own: []int{0},
				Fragments: []site.Fragment{{Text: fragment, Code: true}, {Text: plain}}})
		}
		groups := []site.NoteGroup{group, group, {Blocks: []int{0, 1}, Above: 2, Under: &site.NoteRef{}}, {Blocks: []int{1, 0}, Above: 2}}
		groups[1].Under = &site.NoteRef{}
		for i, kind := range []site.NoteKind{site.BulletNote, site.NumberedNote, site.HeadingNote, site.ParagraphNote} {
			named := site.Fragment{Text: fragment, Code: true, Late: i == 1, Value: i == 2}
			groups[2].Notes = append(groups[2].Notes, site.Note{Kind: site.BulletNote, Label: plain, Text: plain, Mentions: []site.Fragment{named, {Text: plain}}})
			groups[3].Notes = append(groups[3].Notes, site.Note{Kind: kind, Label: fragment, Text: plain, Own: []int{1}, Fragments: []site.Fragment{{Text: fragment, Code: i > 1}}})
		}
		codes := []*code.Code{code.Read(language, []byte(text)), code.Read(language, []byte(text+"\n"+text))}
		first := Bind(codes, groups)
		for g, bindings := range Bind(codes, groups) {
			for n, b := range bindings {
				if show(b) != show(first[g][n]) {
					t.Fatalf("%q, then %q", show(first[g][n]), show(b))
				}
				for _, target := range b.Targets {
					checkTarget(t, string(codes[target.Block].Text), target)
				}
			}
		}
	})
}
