package drift

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"docsite/internal/bind"
	"docsite/internal/code"
	"docsite/internal/site"
)

// history is a Dockerfile that people keep changing, with notes on it.
type history struct {
	name  string
	code  string
	notes []string
}

var histories = []history{
	{"node", `FROM node:20.11-bookworm-slim AS build
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN npm run build && npm prune
FROM node:20.11-bookworm-slim
ENV NODE_ENV=production
COPY --from=build /srv/dist /srv/dist
USER node
EXPOSE 3000
CMD node /srv/dist/main.js
`, []string{"FROM node:20.11-bookworm-slim AS build", "WORKDIR /srv", "npm ci", "COPY . .", "npm run build", "npm prune", "NODE_ENV", "COPY --from=build", "USER node", "EXPOSE 3000", "CMD"}},
	{"python", `FROM python:3.12-slim
ARG UV_VERSION=0.5.1
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 curl && rm -rf /var/lib/apt/lists/*
RUN pip install uv==0.5.1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen
COPY app ./app
HEALTHCHECK CMD curl -f http://localhost:8000/up
ENTRYPOINT uv run app
`, []string{"FROM", "ARG UV_VERSION", "apt-get install libpq5 curl", "rm -rf /var/lib/apt/lists/*", "pip install uv", "WORKDIR /app", "uv sync --frozen", "COPY app ./app", "HEALTHCHECK", "ENTRYPOINT"}},
	{"go", `FROM golang:1.25.1 AS bau
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go vet ./... && go build -trimpath -o /out/tool ./cmd/tool
FROM gcr.io/distroless/static@sha256:6cd937e9155bdfd805d1b94e037f9d6a899603306030936a3b11680af0c2ed58
COPY --from=bau /out/tool /tool
USER 65532
CMD /tool serve --port 8080
`, []string{"FROM golang:1.25.1", "go mod download", "COPY . .", "go vet", "go build", "COPY --from=bau", "USER 65532", "CMD", "COPY go.mod go.sum ./"}},
	{"nginx", `FROM nginx:1.27.3
ENV NJS_VERSION=0.8.7
ENV PKG_RELEASE=1~bookworm
RUN apk add --no-cache curl tzdata && ln -sf /dev/stdout /var/log/nginx/access.log
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
STOPSIGNAL SIGQUIT
EXPOSE 80
CMD nginx -g "daemon off;"
`, []string{"FROM nginx", "NJS_VERSION", "PKG_RELEASE", "apk add curl tzdata", "ln -sf /dev/stdout", "COPY nginx.conf", "COPY html/", "STOPSIGNAL SIGQUIT", "CMD"}},
	{"twice", `FROM debian:12.8 AS base
RUN apt-get update && rm -rf /var/lib/apt/lists/*
WORKDIR /a
RUN make first
WORKDIR /b
RUN make second
RUN apt-get update && rm -rf /var/lib/apt/lists/*
USER 1000
`, []string{"FROM", "apt-get update", "WORKDIR /a", "make first", "WORKDIR /b", "make second", "USER 1000"}},
}

func (h *history) groups() []site.NoteGroup {
	g := site.NoteGroup{Blocks: []int{0}, Above: 1}
	for _, n := range h.notes {
		g.Notes = append(g.Notes, site.Note{Kind: site.TableNote, Above: 1, Label: n, Text: "about " + n, Fragments: []site.Fragment{{Text: n, Code: true}}})
	}
	return []site.NoteGroup{g}
}

// change makes one revision. bump tells that versions alone changed.
func change(r *rand.Rand, lines []string) (out []string, kind string) {
	out = slices.Clone(lines)
	i := 1 + r.Intn(len(out)-1)
	switch r.Intn(9) {
	case 0:
		return slices.Insert(out, i, fmt.Sprintf("RUN echo revision-%d", r.Intn(1000))), "insert"
	case 1:
		if len(out) > 5 {
			return slices.Delete(out, i, i+1), "delete"
		}
	case 2:
		line := out[i]
		out = slices.Delete(out, i, i+1)
		return slices.Insert(out, 1+r.Intn(len(out)-1), line), "move"
	case 3:
		if i+1 < len(out) {
			out[i], out[i+1] = out[i+1], out[i]
			return out, "reorder"
		}
	case 4:
		return strings.Split(strings.Replace(strings.Join(out, "\n"), "/srv", "/opt/srv", 1), "\n"), "rename"
	case 5:
		for k, line := range out {
			if strings.HasPrefix(line, "RUN ") && strings.Contains(line, " && ") {
				a, b, _ := strings.Cut(line[4:], " && ")
				return slices.Replace(out, k, k+1, "RUN "+a, "RUN "+b), "split"
			}
		}
	case 6:
		for k, line := range out {
			for _, word := range []string{"CMD ", "ENTRYPOINT "} {
				if rest, ok := strings.CutPrefix(line, word); ok && !strings.HasPrefix(rest, "[") && !strings.Contains(rest, `"`) {
					out[k] = word + `["` + strings.Join(strings.Fields(rest), `", "`) + `"]`
					return out, "json"
				}
			}
		}
	case 7:
		for k, line := range out {
			if rest, ok := strings.CutPrefix(line, "RUN "); ok && !strings.Contains(rest, "<<") && !strings.Contains(rest, "echo") {
				body := append([]string{"RUN <<EOF"}, strings.Split(rest, " && ")...)
				return slices.Replace(out, k, k+1, append(body, "EOF")...), "heredoc"
			}
		}
	}
	return bump(r, out), "bump"
}

// bump raises a version.
func bump(r *rand.Rand, lines []string) []string {
	out := slices.Clone(lines)
	for range 20 {
		k := r.Intn(len(out))
		for _, part := range []string{".1", ".3", ".8", ".11", ".12", ".5", ".7"} {
			if (strings.HasPrefix(out[k], "FROM") || strings.Contains(out[k], "VERSION") || strings.Contains(out[k], "==")) && strings.Contains(out[k], part) {
				out[k] = strings.Replace(out[k], part, fmt.Sprintf(".%d", 1+r.Intn(12)), 1)
				return out
			}
		}
		if i := strings.Index(out[k], "sha256:"); i >= 0 {
			out[k] = out[k][:i+7] + fmt.Sprintf("%064x", r.Int63())
			return out
		}
	}
	return out
}

// TestDrift walks through the revisions as refresh does: what asks a person
// is looked at and remembered. No note may pass from one piece of code to
// another without asking.
func TestDrift(t *testing.T) {
	for h := range histories {
		h := &histories[h]
		t.Run(h.name, func(t *testing.T) {
			r := rand.New(rand.NewSource(int64(len(h.code))))
			groups := h.groups()
			lines := strings.Split(strings.TrimSpace(h.code), "\n")
			codes := []*code.Code{code.Read("dockerfile", []byte(h.code))}
			bindings := bind.Bind(codes, groups)
			for n := range bindings[0] {
				if s := bindings[0][n].State; s != site.Matched && s != site.Edited && !(h.name == "twice" && s == site.Ambiguous) {
					t.Fatalf("%q is %s at the start: %s", h.notes[n], s, bindings[0][n].Reason)
				}
			}
			locked := Remember(codes, groups, bindings)
			count := map[Class]int{}
			for revision := range 30 {
				next, kind := change(r, lines)
				codes = []*code.Code{code.Read("dockerfile", []byte(strings.Join(next, "\n")+"\n"))}
				bindings = bind.Bind(codes, groups)
				for _, d := range Drift(locked, codes, groups, bindings) {
					count[d.Class]++
					if kind == "bump" && d.Class.Asks() && !alreadyAsked(locked, d, lines, groups) {
						t.Errorf("revision %d: a new version alone asks about %q: %s, %q, was %q", revision, d.Locked.Label, d.Class, d.Lines, d.Locked.Lines)
					}
					if !d.Class.Asks() && d.Block >= 0 && !sameWords(d.Lines, d.Locked.Lines, true) {
						t.Errorf("revision %d (%s): %q went silently from %q to %q", revision, kind, d.Locked.Label, d.Locked.Lines, d.Lines)
					}
				}
				locked, lines = Remember(codes, groups, bindings), next
			}
			t.Logf("%v", count)
			if count[Same] == 0 || count[VersionEdited] == 0 {
				t.Errorf("nothing stayed, or no version was raised: %v", count)
			}
		})
	}
}

// A port, a memory or a time that is another one is no new version of what it was.
func TestAmountsAreNoVersions(t *testing.T) {
	for was, now := range map[string]string{
		"- REDIS=redis:6379": "- REDIS=redis:6380", "cpus: '0.5'": "cpus: '2.0'", "RUN sleep 1.5": "RUN sleep 30.0", "ENV READ_TIMEOUT=0.5": "ENV READ_TIMEOUT=5.0",
	} {
		if sameWords([]string{was}, []string{now}, true) {
			t.Errorf("%q is taken for a version of %q", now, was)
		}
	}
	if !sameWords([]string{"image: redis:6.2"}, []string{"image: redis:7.0"}, true) {
		t.Error("a tag is no version")
	}
}

// Code that is switched off is no longer there, and a comment is what it was.
func TestSwitchedOff(t *testing.T) {
	for was, now := range map[string]string{"EXPOSE 80": "#EXPOSE 80", "  ports: x": "  # ports: x", "opcache.enable=1": ";opcache.enable=1", "a();": "// a();", "FROM a:1.2": "# FROM a:1.3", "RUN a && b": "RUN a || b"} {
		if sameWords([]string{was}, []string{now}, true) || sameWords([]string{now}, []string{was}, true) {
			t.Errorf("%q is taken for %q", now, was)
		}
	}
	if !sameWords([]string{"# a", "RUN b \\", "  # c", " ; d"}, []string{"#a", "RUN b; \\", "# c", "d"}, false) {
		t.Error("the layout of comments counts")
	}
	if !sameWords([]string{"$ docker run \\", "  web"}, []string{"docker run web"}, false) || sameWords([]string{"$X run"}, []string{"run"}, false) {
		t.Error("a prompt counts, or a variable does not")
	}
}

// TestBranches takes a file of a tree for the same where others come or go around it, not where
// it goes into another folder.
func TestBranches(t *testing.T) {
	for _, tree := range []struct {
		was, now string
		same     bool
	}{
		{"└── inc/   # incidents", "├── inc/ # incidents", true}, {"    └── a.md", "│   ├── a.md", true},
		{"`-- a.md", "|-- a.md", true}, {"├── a.md", "│   ├── a.md", false}, {"└── a.md", "└── b.md", false},
	} {
		if got := sameWords([]string{tree.was}, []string{tree.now}, false); got != tree.same {
			t.Errorf("%q, then %q: %v", tree.was, tree.now, got)
		}
	}
}

func TestSameSetting(t *testing.T) {
	for _, test := range []struct {
		label, was, now string
		want            bool
	}{
		{"TYPE=a", "ENV TYPE=a VERSION=b", `ENV TYPE="a" VERSION=b UID=1000`, true},
		{"TYPE=a", "ENV TYPE=a VERSION=b", "ENV TYPE=c VERSION=b", false},
		{"TYPE=a", "ENV TYPE=a VERSION=b", "ENV TYPE=ab VERSION=b", false},
		{"TYPE=a", "ENV TYPE=a VERSION=b", "ARG TYPE=a VERSION=b", false},
		{"ENV TYPE=a", "ENV TYPE=a VERSION=b", "ENV TYPE=a VERSION=c", false},
		{strings.Repeat("a=", 20) + "a", "ENV" + strings.Repeat(" a", 30) + " x", "ENV" + strings.Repeat(" a", 30) + " y", false},
		{"-d", "docker run -d -P --name web old/web", "docker run -d -P --name web new/web", true},
		{"--name", "docker run -d -P --name web old/web", "docker run -d -P --name web new/web", true},
		{"--name", "docker run -d --name web old/web", "docker run -d --name site old/web", false},
		{"-P", "docker run -d -P old/web", "docker run -d -P new/web", false},
		{"-e", "docker run -e A=1 -e B=1 web", "docker run -e A=1 -e B=2 web", false},
		{"-q", "docker run -d web", "docker run -d site", false},
		{"--no-cache", "RUN apk add --no-cache curl git", "RUN apk add --no-cache curl", true},
		{"apt-get", "RUN apt-get update && apt-get install a", "RUN apt-get update && apt-get install b", false},
	} {
		if got := sameSetting(test.label, []string{test.was}, []string{test.now}); got != test.want {
			t.Errorf("%q: %q → %q: %t", test.label, test.was, test.now, got)
		}
	}
}

// TestCodeStands has notes of which docsite is less sure than when the lock was written,
// or of which it takes other lines, in code that nobody has changed, and in code that
// somebody has.
func TestCodeStands(t *testing.T) {
	const compose = "services:\n  web:\n    ports:\n      - 80:80\n    restart: always\n  jobs:\n    ports:\n      - 81:81\n"
	for _, test := range []struct {
		name   string
		code   string
		locked []string
		now    []int // the lines that the note explains now
		want   Class
	}{
		{"less sure", compose, []string{"    ports:", "      - 80:80"}, nil, Same},
		{"less sure of lines apart", compose, []string{"  web:", "  jobs:"}, nil, Same},
		{"less of them", compose, []string{"    ports:", "      - 80:80"}, []int{3}, Same},
		{"more of them", compose, []string{"    restart: always"}, []int{3, 4, 5}, LookAgain},
		{"others, and its own stand", compose, []string{"    restart: always"}, []int{7}, LookAgain},
		{"the lines stand twice", compose, []string{"    ports:"}, nil, Gone},
		{"a port before, and less of them", "web:\n  ports:\n    - 79:79\n    - 80:80\n", []string{"  ports:", "    - 80:80"}, []int{2}, LookAgain},
		{"a port behind, and less of them", strings.Replace(compose, "- 80:80", "- 80:80\n      - 82:82", 1), []string{"    ports:", "      - 80:80"}, []int{3}, LookAgain},
		{"a package between, and less of them", "RUN apk add \\\n  tini \\\n  curl \\\n  git\n", []string{"RUN apk add \\", "  tini \\", "  git"}, []int{1, 2}, LookAgain},
		{"changed", strings.Replace(compose, "80:80", "8080:80", 1), []string{"    ports:", "      - 80:80"}, nil, Gone},
		{"changed, and less of them", strings.Replace(compose, "80:80", "8080:80", 1), []string{"    ports:", "      - 80:80"}, []int{3}, LookAgain},
	} {
		codes := []*code.Code{code.Read("yaml", []byte(test.code))}
		binding := site.Binding{State: site.NoCode}
		if test.now != nil {
			binding = site.Binding{State: site.Matched, Targets: []site.Target{{Lines: test.now}}}
		}
		groups := []site.NoteGroup{{Notes: []site.Note{{Label: "ports", Text: "the door"}}}}
		locked := []site.LockedNote{{Label: label(&groups[0].Notes[0]), Words: words(&groups[0].Notes[0]), Lines: test.locked}}
		got := Drift(locked, codes, groups, [][]site.Binding{{binding}})
		if len(got) != 1 || got[0].Class != test.want || got[0].Less != (test.name == "less of them") || strings.Contains(got[0].Reason, "beside other lines") != strings.Contains(test.name, "its own stand") {
			t.Errorf("%s: %+v, want %s", test.name, got, test.want)
		}
	}
}

// TestBumped has notes that find no lines any more, since on their own they quote too little
// of what has another version now.
func TestBumped(t *testing.T) {
	for _, test := range []struct {
		name, code string
		locked     [][]string
		want       Class
		at         string
	}{
		{"another version", "services:\n  web:\n    image: web:1.2\n", [][]string{{"    image: web:1.1"}}, VersionEdited, "[3]"},
		{"two lines", "FROM web:1.2 AS a\nRUN a\n", [][]string{{"FROM web:1.1 AS a", "RUN a"}}, VersionEdited, "[1 2]"},
		{"two places", "image: web:1.2\nimage: web:1.3\n", [][]string{{"image: web:1.1"}}, Gone, "[]"},
		{"another note's", "a:\n  image: web:1.2\n", [][]string{{"  image: web:1.1"}, {"  image: web:1.2"}}, Gone, "[]"},
		{"another image", "image: site:1.2\n", [][]string{{"image: web:1.1"}}, Gone, "[]"},
		{"switched off", "# image: web:1.2\n", [][]string{{"image: web:1.1"}}, Gone, "[]"},
		{"too often", strings.Repeat("RUN a\n", 100) + "RUN b 1.2\n", [][]string{{"RUN a", "RUN b 1.1"}}, Gone, "[]"},
	} {
		codes := []*code.Code{code.Read("yaml", []byte(test.code))}
		var groups []site.NoteGroup
		var locked []site.LockedNote
		var bindings [][]site.Binding
		for i, lines := range test.locked {
			note := site.Note{Label: fmt.Sprint("note ", i), Text: "it"}
			groups, bindings = append(groups, site.NoteGroup{Notes: []site.Note{note}}), append(bindings, []site.Binding{{State: site.Unmatched}})
			locked = append(locked, site.LockedNote{Label: label(&note), Words: words(&note), Lines: lines})
		}
		got := Drift(locked, codes, groups, bindings)
		Adopt(got, bindings)
		if adopted := len(bindings[0][0].Targets) > 0; got[0].Class != test.want || fmt.Sprint(got[0].At) != test.at || adopted != (test.want == VersionEdited) {
			t.Errorf("%s: %+v", test.name, got[0])
		}
	}
}

// TestListingsAreNumberedAnew: a note without lines of its own goes with its listing, where
// another one has been put before that.
func TestListingsAreNumberedAnew(t *testing.T) {
	group := site.NoteGroup{Notes: []site.Note{{Label: "USER a", Text: "one"}, {Label: "the image", Text: "two"}, {Label: "RUN b", Text: "three"}}}
	at := func(block, line int) site.Binding {
		return site.Binding{State: site.Matched, Targets: []site.Target{{Block: block, Lines: []int{line}}}}
	}
	page := func(texts ...string) (codes []*code.Code) {
		for _, text := range texts {
			codes = append(codes, code.Read("dockerfile", []byte(text)))
		}
		return codes
	}
	locked := Remember(page("USER a\nFROM c\nRUN b\n"), []site.NoteGroup{group}, [][]site.Binding{{at(0, 1), at(0, 2), at(0, 3)}})
	for now, want := range map[string]Class{"USER a\nFROM c\nRUN b\n": Same, "USER a\nRUN b\n": Gone} {
		list := Drift(locked, page("EXPOSE 1\n", now), []site.NoteGroup{group}, [][]site.Binding{{at(1, 1), {State: site.NoCode}, {State: site.NoCode}}})
		if got := list[1]; got.Class != want || got.Locked.Block != 1 || got.Locked.Lines[0] != "FROM c" {
			t.Errorf("%q: %+v, want %s in listing 1", now, got, want)
		}
		// Nobody else is left to tell where the listing is.
		list = Drift(locked[2:], page("EXPOSE 1\n", now), []site.NoteGroup{group}, [][]site.Binding{{at(1, 1), {State: site.NoCode}, {State: site.NoCode}}})
		if got := list[0]; got.Class != Same || got.Locked.Block != 1 {
			t.Errorf("%q: alone: %+v", now, got)
		}
	}
}

// alreadyAsked reports whether the note asked before this revision too.
func alreadyAsked(locked []site.LockedNote, d Drifted, lines []string, groups []site.NoteGroup) bool {
	codes := []*code.Code{code.Read("dockerfile", []byte(strings.Join(lines, "\n")+"\n"))}
	for _, o := range Drift(locked, codes, groups, bind.Bind(codes, groups)) {
		if o.Locked.Label == d.Locked.Label {
			return o.Class.Asks()
		}
	}
	return false
}

func TestDriftClasses(t *testing.T) {
	before := "FROM a:1\nWORKDIR /x\nRUN make all \\\n && make install\nCMD serve --port 80\n"
	notes := []string{"FROM a", "WORKDIR /x", "make install", "CMD"}
	for _, test := range []struct {
		name, after string
		want        [4]Class
	}{
		{"nothing", before, [4]Class{Same, Same, Same, Same}},
		{"a line above", "# comment\n\n" + before, [4]Class{Same, Same, Same, Same}},
		{"a version", strings.Replace(before, "a:1", "a:2", 1), [4]Class{VersionEdited, Same, Same, Same}},
		{"a port is no version", strings.Replace(before, "80", "81", 1), [4]Class{Same, Same, Same, LookAgain}},
		{"JSON form", strings.Replace(before, "CMD serve --port 80", `CMD ["serve", "--port", "80"]`, 1), [4]Class{Same, Same, Same, Same}},
		{"split", strings.Replace(before, " \\\n && ", "\nRUN ", 1), [4]Class{Same, Same, Same, Same}},
		{"heredoc", strings.Replace(before, "RUN make all \\\n && make install", "RUN <<EOF\nmake all\nmake install\nEOF", 1), [4]Class{Same, Same, Same, Same}},
		{"gone", strings.Replace(before, "WORKDIR /x\n", "", 1), [4]Class{Same, Gone, Same, Same}},
		{"moved", "FROM a:1\nRUN make all\nRUN make install\nCMD serve --port 80\nWORKDIR /x\n", [4]Class{Same, Moved, LookAgain, Same}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := history{code: before, notes: notes}
			groups := h.groups()
			codes := []*code.Code{code.Read("dockerfile", []byte(before))}
			locked := Remember(codes, groups, bind.Bind(codes, groups))
			codes = []*code.Code{code.Read("dockerfile", []byte(test.after))}
			got := Drift(locked, codes, groups, bind.Bind(codes, groups))
			if len(got) != 4 {
				t.Fatalf("%d of 4 notes", len(got))
			}
			for i := range got {
				if test.name == "moved" && i == 2 {
					continue
				}
				if got[i].Class != test.want[i] {
					t.Errorf("%q: %s, want %s: %q, was %q", notes[i], got[i].Class, test.want[i], got[i].Lines, got[i].Locked.Lines)
				}
			}
		})
	}
}

func TestValueOfVersionName(t *testing.T) {
	if sameWords([]string{"ENV PG_MAJOR 16"}, []string{"ENV PG_MAJOR 17"}, false) || !sameWords([]string{"ENV PG_MAJOR 16"}, []string{"ENV PG_MAJOR 17"}, true) {
		t.Error("the value of PG_MAJOR is a version")
	}
}

// TestDriftOfEqualNotes: of two notes with the same words the one that explains
// the listing of the lock is meant.
func TestDriftOfEqualNotes(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte("FROM a\n"))}
	note := site.Note{Label: "FROM", Text: "the base"}
	groups := []site.NoteGroup{{Notes: []site.Note{note, note}}}
	bindings := [][]site.Binding{{{State: site.Unmatched}, {State: site.Matched, Targets: []site.Target{{Block: 0, Lines: []int{1}}}}}}
	drifted := Drift(Remember(codes, groups, bindings), codes, groups, bindings)
	if len(drifted) != 1 || drifted[0].Class != Same || drifted[0].Note != 1 {
		t.Errorf("%+v", drifted)
	}
}

// TestSameLinesElsewhere: lines that are gone from their listing are gone, although another
// listing of the page has them too.
func TestSameLinesElsewhere(t *testing.T) {
	const copied = "COPY a /a\n"
	read := func(text string) *code.Code { return code.Read("dockerfile", []byte(text)) }
	group := site.NoteGroup{Notes: []site.Note{{Label: "COPY a /a", Text: "one"}, {Label: "USER b", Text: "two"}}}
	at := func(block int, lines ...int) site.Binding {
		return site.Binding{State: site.Matched, Targets: []site.Target{{Block: block, Lines: lines}}}
	}
	locked := Remember([]*code.Code{read(copied + "USER b\n"), read(copied)}, []site.NoteGroup{group}, [][]site.Binding{{at(0, 1), at(0, 2)}})
	codes := []*code.Code{read("RUN cp a /a\nUSER b\n"), read(copied)}
	for _, tt := range []struct {
		other site.Binding
		want  Class
	}{
		{at(0, 2), Gone},
		{site.Binding{State: site.NoCode}, Same}, // nothing says which listing it was
	} {
		list := Drift(locked, codes, []site.NoteGroup{group}, [][]site.Binding{{{State: site.Unmatched}, tt.other}})
		if len(list) == 0 || list[0].Class != tt.want {
			t.Errorf("%+v, want %v", list, tt.want)
		}
	}
	for _, tt := range []struct {
		own, other site.Binding
		want       Class
	}{
		{at(1, 1), at(0, 2), LookAgain}, // as before, but that docsite finds the others' line
		{at(1, 1), site.Binding{State: site.NoCode}, Moved},
	} {
		list := Drift(locked, codes, []site.NoteGroup{group}, [][]site.Binding{{tt.own, tt.other}})
		if len(list) == 0 || list[0].Class != tt.want || (tt.want == LookAgain) != strings.Contains(list[0].Reason, "another one has") {
			t.Errorf("%+v, want %v", list, tt.want)
		}
	}
	for block, want := range []Class{Same, Same, Gone} { // two have them, and nothing says which it was but the number
		locked[0].Block = block
		list := Drift(locked[:1], []*code.Code{read(copied), read(copied)}, []site.NoteGroup{group}, [][]site.Binding{{{State: site.NoCode}, {State: site.NoCode}}})
		if len(list) != 1 || list[0].Class != want || want == Same && list[0].Locked.Block != block {
			t.Errorf("listing %d: %+v, want %v", block, list, want)
		}
	}
}
