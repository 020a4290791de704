package bind

import (
	"testing"

	"docsite/internal/code"
	"docsite/internal/site"
)

// noteOf is a note of a kind that names one piece of code.
func noteOf(kind site.NoteKind, text string, code bool) site.Note {
	return site.Note{Kind: kind, Label: text, Text: "why", Fragments: []site.Fragment{{Text: text, Code: code}}}
}

// TestTitled keeps what a heading in plain words explains of the listing in its
// section.
func TestTitled(t *testing.T) {
	for _, test := range []struct{ language, code, heading, want string }{
		{"yaml", "ports:\n  - \"80:80\"\n", "The ports", "1,2"},
		{"yaml", "networks:\n  inner:\n", "3. Network", "1,2"},
		{"yaml", "ports:\n  - \"80:80\"\n", "The volumes", "none"},
		{"yaml", "web:\n  ports:\n    - \"80:80\"\n", "The ports", "none"},
		{"dockerfile", "EXPOSE 80\nUSER app\n", "What EXPOSE is for", "1"},
		{"dockerfile", "RUN make\nUSER app\n", "Run it", "none"},
		{"sh", "docker compose up -d\ndocker ps\n", "docker compose up", "1"},
		{"sh", "docker compose up -d\n", "compose", "none"},
	} {
		note := noteOf(site.HeadingNote, test.heading, false)
		note.Own = []int{0}
		got := show(Bind([]*code.Code{code.Read(test.language, []byte(test.code))}, []site.NoteGroup{{Notes: []site.Note{note}}})[0][0])
		if got != test.want {
			t.Errorf("%q above %q is %q, want %q", test.heading, test.code, got, test.want)
		}
	}
}

// TestTitleBeforeOthers keeps that the title of a listing names all instructions
// of the name with which that opens.
func TestTitleBeforeOthers(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte("FROM a\nENV A=b\n")), code.Read("dockerfile", []byte("ENV A=b\nENV C=d\n"))}
	for _, kind := range []site.NoteKind{site.HeadingNote, site.ParagraphNote} {
		note := noteOf(kind, "ENV", false)
		note.Own = []int{1}
		got := Bind(codes, []site.NoteGroup{{Blocks: []int{0}, Notes: []site.Note{note}}})[0][0]
		if len(got.Targets) != 1 || got.Targets[0].Block != 1 || show(got) != "1,2" {
			t.Errorf("a %s names %v, want lines 1 and 2 of its listing", kind, got.Targets)
		}
	}
}

// TestFarScript keeps that two notes in another chapter do not explain a script
// far above them.
func TestFarScript(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("curl -I https://shop.example.org\n")), code.Read("sh", []byte("ls\n"))}
	group := site.NoteGroup{Blocks: []int{1, 0}, Notes: []site.Note{noteOf(site.BulletNote, "shop.example.org", true), noteOf(site.BulletNote, "curl -I https://shop.example.org", true)}}
	for chapter, want := range map[int]string{0: "1", 2: "none"} {
		group.Chapter = chapter
		if got := show(Bind(codes, []site.NoteGroup{group})[0][1]); got != want {
			t.Errorf("in a chapter from listing %d on it is %q, want %q", chapter, got, want)
		}
	}
}

// TestContrast keeps that lists which compare instructions explain none of
// them, and that one such list does.
func TestContrast(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte("FROM a\nRUN b\nCMD c\n"))}
	list := func(under int) site.NoteGroup {
		return site.NoteGroup{Blocks: []int{0}, Under: &site.NoteRef{Group: 0, Note: under},
			Notes: []site.Note{noteOf(site.BulletNote, "RUN", true), noteOf(site.BulletNote, "CMD", true)}}
	}
	outer := site.NoteGroup{Notes: []site.Note{noteOf(site.NumberedNote, "Time", false), noteOf(site.NumberedNote, "Layers", false)}}
	for _, test := range []struct {
		groups []site.NoteGroup
		want   string
	}{
		{[]site.NoteGroup{outer, list(0)}, "2"},
		{[]site.NoteGroup{outer, list(0), list(1)}, "none"},
	} {
		if got := Bind(codes, test.groups)[1][0]; got.State == site.Matched != (test.want != "none") {
			t.Errorf("with %d lists RUN is %q, want %q", len(test.groups)-1, show(got), test.want)
		}
	}
}

// TestOnlyLine keeps that a paragraph below a listing of one line explains it
// by any word of it, but for its program.
func TestOnlyLine(t *testing.T) {
	for _, test := range []struct{ code, word, want string }{
		{"docker compose down\n", "down", "1"},
		{"docker compose down\n", "docker", "none"},
		{"sudo docker ps\n", "docker", "none"},
		{"docker compose down\ndocker ps\n", "down", "none"},
	} {
		group := site.NoteGroup{Blocks: []int{0}, Notes: []site.Note{noteOf(site.ParagraphNote, test.word, true)}}
		if got := show(Bind([]*code.Code{code.Read("sh", []byte(test.code))}, []site.NoteGroup{group})[0][0]); got != test.want {
			t.Errorf("%q below %q is %q, want %q", test.word, test.code, got, test.want)
		}
	}
}

// TestInside keeps that what stands in many places is, below a note, looked for
// in the lines of the note.
func TestInside(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("groupadd --gid $ID $NAME\nuseradd --gid $ID $NAME\n"))}
	groups := []site.NoteGroup{
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.NumberedNote, "useradd --gid $ID $NAME", true)}},
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "$ID", true)}, Under: &site.NoteRef{}},
	}
	if got := show(Bind(codes, groups)[1][0]); got != "2" {
		t.Errorf("$ID is %q, want 2", got)
	}
}

// TestShort keeps what is believed of the notes below a listing that shows one
// step, and not below a long one.
func TestShort(t *testing.T) {
	long := "FROM debian:12\nRUN apt-get update\nRUN make\n"
	mention := func(text string) site.Note {
		return site.Note{Kind: site.BulletNote, Text: "why", Mentions: []site.Fragment{{Text: text, Code: true}}}
	}
	for _, test := range []struct {
		code  string
		notes []site.Note
		want  string
	}{
		{"ENTRYPOINT [\"a\"]\n", []site.Note{noteOf(site.BulletNote, "ENTRYPOINT", false), noteOf(site.BulletNote, "Why", false), noteOf(site.BulletNote, "When", false)}, "1"},
		{long + "ENTRYPOINT [\"a\"]\n", []site.Note{noteOf(site.BulletNote, "ENTRYPOINT", false), noteOf(site.BulletNote, "Why", false), noteOf(site.BulletNote, "When", false)}, "none"},
		{"RUN apt-get install -y nginx openssl\n", []site.Note{noteOf(site.TableNote, "nginx", false), noteOf(site.TableNote, "openssl", false)}, "1"},
		{long + "RUN apt-get install -y nginx openssl\n", []site.Note{noteOf(site.TableNote, "nginx", false), noteOf(site.TableNote, "openssl", false)}, "none"},
		{"COPY run/after.sh /srv/run/\n", []site.Note{mention("/srv/run")}, "1"},
		{long + "COPY run/after.sh /srv/run/\nCOPY a /srv/a\n", []site.Note{mention("run/after.sh")}, "none"},
		{long + "COPY run/after.sh /srv/run/\nCOPY a /srv/a\n", []site.Note{{Kind: site.BulletNote, Text: "why", Mentions: []site.Fragment{{Text: "run/after.sh", Code: true}, {Text: "/srv/run/", Code: true}}}}, "4"},
	} {
		group := site.NoteGroup{Blocks: []int{0}, Above: 1, Notes: test.notes}
		if got := show(Bind([]*code.Code{code.Read("dockerfile", []byte(test.code))}, []site.NoteGroup{group})[0][0]); got != test.want {
			t.Errorf("%v below %q is %q, want %q", test.notes[0], test.code, got, test.want)
		}
	}
}

// TestInherit keeps that an item without lines of its own hands down those of
// the item around it.
func TestInherit(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("mkdir -p /srv/a /srv/b\nchown app /srv/a /srv/b\nchmod 750 /srv/a\n"))}
	groups := []site.NoteGroup{
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "chown app /srv/a /srv/b", true)}},
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "Changes the owner of", false)}, Under: &site.NoteRef{}},
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "/srv/a", true), noteOf(site.BulletNote, "/srv/b", true)}, Under: &site.NoteRef{Group: 1}},
	}
	for i, b := range Bind(codes, groups)[2] {
		if got := show(b); got != "2" {
			t.Errorf("note %d is %q, want 2", i, got)
		}
	}
}

// TestStep keeps what a sentence may name below a listing that shows one step,
// in the same section and not in another.
func TestStep(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("BACKUPS=\"$HOME/backups\"\nmkdir \"$BACKUPS\"\n"))}
	for section, want := range []string{"2", "none"} {
		group := site.NoteGroup{Blocks: []int{0}, Above: 1, Section: section, Notes: []site.Note{{Kind: site.BulletNote, Mentions: []site.Fragment{{Text: "mkdir", Code: true}}}}}
		if got := show(Bind(codes, []site.NoteGroup{group})[0][0]); got != want {
			t.Errorf("in a section from listing %d on mkdir is %q, want %q", section, got, want)
		}
	}
}

// TestLate keeps that what an item names late is believed below a listing of
// one instruction, or below a note on its lines.
func TestLate(t *testing.T) {
	late := site.Note{Kind: site.BulletNote, Mentions: []site.Fragment{{Text: "node:10-alpine", Code: true, Late: true}}}
	early := late
	early.Mentions = append([]site.Fragment{{Text: "FROM", Code: true}}, late.Mentions...)
	for _, test := range []struct {
		code string
		note site.Note
		want string
	}{
		{"FROM node:10-alpine\n", late, "1"},
		{"FROM node:10-alpine\nUSER node\n", late, "none"},
		{"FROM node:10-alpine\n", early, "1"},
		{"FROM node:12\n", late, "none"},
	} {
		group := site.NoteGroup{Blocks: []int{0}, Above: 1, Notes: []site.Note{test.note}}
		if got := show(Bind([]*code.Code{code.Read("dockerfile", []byte(test.code))}, []site.NoteGroup{group})[0][0]); got != test.want {
			t.Errorf("%v below %q is %q, want %q", test.note.Mentions, test.code, got, test.want)
		}
	}
	codes := []*code.Code{code.Read("dockerfile", []byte("ARG JAR=a.jar\nCOPY ${JAR} app.jar\n"))}
	groups := []site.NoteGroup{
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "ARG JAR=a.jar", true), noteOf(site.BulletNote, "COPY ${JAR} app.jar", true)}},
		{Blocks: []int{0}, Under: &site.NoteRef{}, Notes: []site.Note{{Kind: site.BulletNote, Mentions: []site.Fragment{{Text: "JAR", Code: true, Late: true}}}}},
	}
	if got := show(Bind(codes, groups)[1][0]); got != "1" {
		t.Errorf("below the note JAR is %q, want 1", got)
	}
}

// TestFarTable keeps that a table far below is looked for in the Dockerfiles of
// the page, and a list is not.
func TestFarTable(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte("FROM golang:1.25 AS builder\nUSER app\n")), code.Read("sh", []byte("ls\n"))}
	for kind, want := range map[site.NoteKind]string{site.TableNote: "1", site.BulletNote: "none"} {
		group := site.NoteGroup{Blocks: []int{1}, Above: 2, Chapter: 2, Notes: []site.Note{noteOf(kind, "FROM ... AS builder", true), noteOf(kind, "USER app", true)}}
		got := Bind(codes, []site.NoteGroup{group})[0]
		if s := show(got[0]); s != want && !(want == "none" && len(got[0].Targets) == 0) {
			t.Errorf("a %s is %q, want %q", kind, s, want)
		}
	}
}

// TestOrdinal keeps which of several instructions a number in words means, in
// several languages.
func TestOrdinal(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte("FROM golang AS build\nRUN go build\nFROM scratch\nCOPY --from=build /a /a\n"))}
	for _, test := range []struct{ label, text, want string }{
		{"second FROM", "starts over", "3"},
		{"The first FROM", "has a compiler", "1"},
		{"Das zweite FROM", "hat nichts", "3"},
		{"第一個 FROM", "", "1"},
		{"2つ目の FROM", "", "3"},
		{"третий FROM", "", "1,3"},
		{"The first FROM", "and the second", "1,3"},
		{"FROM", "", "1,3"},
	} {
		note := site.Note{Kind: site.BulletNote, Label: test.label, Text: test.label + " " + test.text, Mentions: []site.Fragment{{Text: "FROM", Code: true}}}
		if got := show(Bind(codes, []site.NoteGroup{{Blocks: []int{0}, Above: 1, Notes: []site.Note{note}}})[0][0]); got != test.want {
			t.Errorf("%s %s is %q, want %q", test.label, test.text, got, test.want)
		}
	}
}

// TestWholeLate keeps that an item may name a whole command late when the list
// around it is about the listing.
func TestWholeLate(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("#!/bin/sh\nset -e\nif [ -d /a ]; then\n  run-parts /a\nfi\nexec \"$@\"\n"))}
	outer := site.NoteGroup{Blocks: []int{0}, Notes: []site.Note{noteOf(site.NumberedNote, "set -e", true), noteOf(site.NumberedNote, "The end", false)}}
	for text, want := range map[string]string{`exec "$@"`: "6", "run-parts": "none"} {
		inner := site.NoteGroup{Blocks: []int{0}, Under: &site.NoteRef{Note: 1},
			Notes: []site.Note{{Kind: site.BulletNote, Mentions: []site.Fragment{{Text: text, Code: true, Late: true}}}}}
		if got := show(Bind(codes, []site.NoteGroup{outer, inner})[1][0]); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestPiecesInside keeps that below a note a word is looked for in its lines as
// a piece, too, before it is believed elsewhere.
func TestPiecesInside(t *testing.T) {
	codes := []*code.Code{code.Read("nginx", []byte("return 301 https://$host$request_uri;\nproxy_set_header Host $host;\n"))}
	groups := []site.NoteGroup{
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "return 301", true), noteOf(site.BulletNote, "proxy_set_header", true)}},
		{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "$host", true)}, Under: &site.NoteRef{}},
	}
	if got := show(Bind(codes, groups)[1][0]); got != "1" {
		t.Errorf("$host is %q, want 1", got)
	}
}

// TestFarLists keeps that lists below the headings of one level are believed
// together when all are about a script far above.
func TestFarLists(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("grep -c x a\nsort -rn a\nuniq -c a\n")), code.Read("sh", []byte("ls\n"))}
	groups := []site.NoteGroup{{Notes: []site.Note{noteOf(site.HeadingNote, "Finding", false), noteOf(site.HeadingNote, "Sorting", false), noteOf(site.HeadingNote, "Counting", false)}}}
	for n, text := range []string{"grep -c", "sort -rn", "uniq -c"} {
		groups = append(groups, site.NoteGroup{Blocks: []int{1, 0}, Above: 2, Chapter: 2, Under: &site.NoteRef{Note: n}, Notes: []site.Note{noteOf(site.BulletNote, text, true)}})
	}
	if got := show(Bind(codes, groups)[2][0]); got != "2" {
		t.Errorf("of three lists sort -rn is %q, want 2", got)
	}
	if got := show(Bind(codes, groups[:3])[2][0]); got != "none" {
		t.Errorf("of two it is %q, want none", got)
	}
}

// TestElidedTwice keeps that a word of which only the end is given may stand in
// several places.
func TestElidedTwice(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("cp a/app.conf x\nmv c/app.conf d\ncp e/app.conf f\n"))}
	group := site.NoteGroup{Blocks: []int{0}, Above: 1, Notes: []site.Note{noteOf(site.BulletNote, ".../app.conf", true)}}
	if got := Bind(codes, []site.NoteGroup{group})[0][0]; len(got.Targets) > 0 && got.State != site.Matched {
		t.Errorf("it is %q", show(got))
	}
}

// TestNarrow keeps that a note which mentions what stands in many places is
// about the place at which it names something else, too.
func TestNarrow(t *testing.T) {
	for _, test := range []struct {
		language, code string
		mentions       []site.Fragment
		want           string
	}{
		{"dockerfile", "FROM a\nRUN apk add b\nRUN pip install -r requirements.txt\nRUN c\n",
			[]site.Fragment{{Text: "RUN", Code: true}, {Text: "requirements.txt", Code: true, Late: true}}, "3"},
		{"dockerfile", "FROM a\nRUN apk add b\nRUN pip install -r requirements.txt\nRUN c\n",
			[]site.Fragment{{Text: "RUN", Code: true}}, "2,3,4"},
		{"sh", "docker run -d \\\n  -v files:/app/files \\\n  -v /srv:/app:ro \\\n  -v /app/tmp \\\n  img\n",
			[]site.Fragment{{Text: ":ro", Code: true}, {Text: "/app", Code: true}}, "3"},
	} {
		group := site.NoteGroup{Blocks: []int{0}, Above: 1, Notes: []site.Note{{Kind: site.BulletNote, Text: "why", Mentions: test.mentions}}}
		if got := show(Bind([]*code.Code{code.Read(test.language, []byte(test.code))}, []site.NoteGroup{group})[0][0]); got != test.want {
			t.Errorf("%v is %q, want %q", test.mentions, got, test.want)
		}
	}
}

// TestFamily keeps that lists inside the items of one list are believed
// together, where each of them says too little.
func TestFamily(t *testing.T) {
	codes := []*code.Code{code.Read("yaml", []byte("services:\n  db:\n    build: ./store\n  web:\n    build: ./site\n    ports:\n      - \"8081:8080\"\n"))}
	list := func(under int, mentions ...string) site.NoteGroup {
		g := site.NoteGroup{Blocks: []int{0}, Under: &site.NoteRef{Group: 0, Note: under}}
		for _, text := range mentions {
			g.Notes = append(g.Notes, site.Note{Kind: site.BulletNote, Text: "why", Mentions: []site.Fragment{{Text: text, Code: true}}})
		}
		return g
	}
	outer := site.NoteGroup{Notes: []site.Note{noteOf(site.BulletNote, "The database", false), noteOf(site.BulletNote, "The site", false)}}
	alone := Bind(codes, []site.NoteGroup{outer, list(0, "store", "cache")})
	if got := show(alone[1][0]); got != "none" {
		t.Errorf("alone ./store is %q, want none", got)
	}
	all := Bind(codes, []site.NoteGroup{outer, list(0, "./store", "cache"), list(1, "./site", "8081:8080", "web")})
	for i, want := range []string{"3", "none"} {
		if got := show(all[1][i]); got != want {
			t.Errorf("of two lists note %d is %q, want %q", i, got, want)
		}
	}
}

// TestValue keeps which values of settings explain a line: those whose name is
// that of the entry, and those below a note on the line.
func TestValue(t *testing.T) {
	codes := []*code.Code{code.Read("yaml", []byte("services:\n  db:\n    image: postgres:16\n    container_name: app_db\n    environment:\n      DB_NAME: shop_db\n"))}
	value := func(label, text string) site.Note {
		return site.Note{Kind: site.BulletNote, Label: label, Text: text, Mentions: []site.Fragment{{Text: text, Code: true, Value: true}}}
	}
	notes := []site.Note{value("Image", "postgres:16"), value("Container name", "app_db"), value("Database", "shop_db"), value("Service", "db")}
	for under, want := range map[bool][]string{false: {"3", "4", "none", "none"}, true: {"3", "4", "6", "none"}} {
		groups := []site.NoteGroup{{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "db", true), noteOf(site.BulletNote, "services", true)}}, {Blocks: []int{0}, Notes: notes}}
		if under {
			groups[1].Under = &site.NoteRef{}
		}
		for i, b := range Bind(codes, groups)[1] {
			if got := show(b); got != want[i] {
				t.Errorf("%s: %s is %q, want %q (below the entry: %v)", notes[i].Label, notes[i].Text, got, want[i], under)
			}
		}
	}
}

// TestStepAbove keeps that only a listing above shows the step that a list is
// about.
func TestStepAbove(t *testing.T) {
	codes := []*code.Code{code.Read("yaml", []byte("- \"6379:6379\"\n"))}
	for above, want := range []string{"none", "1"} {
		group := site.NoteGroup{Blocks: []int{0}, Above: above, Notes: []site.Note{noteOf(site.BulletNote, "6379", true), noteOf(site.BulletNote, "6379", true)}}
		if got := show(Bind(codes, []site.NoteGroup{group})[0][0]); got != want {
			t.Errorf("with %d listings above it is %q, want %q", above, got, want)
		}
	}
}

// TestCommon keeps that the row of a table explains an entry of all services,
// wherever it stands in the table.
func TestCommon(t *testing.T) {
	codes := []*code.Code{code.Read("yaml", []byte("services:\n  web:\n    image: x\n  api:\n    ports:\n      - 80\n    build: .\n    image: y\nnetworks:\n  a:\n"))}
	var group site.NoteGroup
	group.Blocks = []int{0}
	for _, name := range []string{"services", "networks", "build", "ports", "image"} {
		group.Notes = append(group.Notes, noteOf(site.TableNote, name, true))
	}
	if got := show(Bind(codes, []site.NoteGroup{group})[0][4]); got != "3,8" {
		t.Errorf("image is %q, want 3,8", got)
	}
}

// TestTree keeps that a file's name above what stands in the file explains no
// tree.
func TestTree(t *testing.T) {
	codes := []*code.Code{code.Read("", []byte("app\n├── a.txt\n└── b.txt\n")), code.Read("", []byte("hello\n"))}
	group := site.NoteGroup{Blocks: []int{0}, Notes: []site.Note{noteOf(site.BulletNote, "a.txt", true), noteOf(site.BulletNote, "b.txt", true)}}
	group.Notes[1].Own = []int{1}
	got := Bind(codes, []site.NoteGroup{group})[0]
	if a, b := show(got[0]), show(got[1]); a != "2" || b == "3" {
		t.Errorf("%q and %q, want 2 and no line of the tree", a, b)
	}
	group.Section = 1
	if got := show(Bind(codes, []site.NoteGroup{group})[0][0]); got == "2" {
		t.Error("a note in another section explains the tree")
	}
}
