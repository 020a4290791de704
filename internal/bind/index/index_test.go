package index

import (
	"slices"
	"strings"
	"testing"

	"docsite/internal/code"
)

func read(language, text string) *Index {
	x := new(Index)
	x.Read([]*code.Code{nil, code.Read(language, []byte(text))})
	return x
}

// found are the terms that an index has under a key.
func (x *Index) found(word string) (list []string) {
	key := Hash(word)
	for at := x.Head(key); at != 0; at = x.Posts[at].Next {
		if o := &x.Posts[at]; o.Key == key {
			list = append(list, x.Terms[o.Term].Text)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// check compares what an index has under words.
func (x *Index) check(t *testing.T, words map[string]string) {
	t.Helper()
	for word, want := range words {
		if got := strings.Join(x.found(word), " "); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// TestWords reads the forms of one command into the same words.
func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		`CMD ["npm", "start"]`:          "CMD npm start",
		"CMD npm start":                 "CMD npm start",
		"ENV A=${B} \\\n  C='d e'":      "ENV A $B C d e",
		"a && b | c; d":                 "a b | c d",
		"ports:\n  - \"80:8080\" # web": "ports 80:8080 web",
	} {
		if got := strings.Join(Words(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestFragment leaves out what a fragment leaves out.
func TestFragment(t *testing.T) {
	terms, gap := ReadFragment(nil, "COPY <src> /app/... ...")
	if len(terms) != 2 || terms[1].Text != "/app/" || !terms[1].Open || !gap {
		t.Errorf("%+v, gap %v", terms, gap)
	}
}

// TestFound finds words by their pieces.
func TestFound(t *testing.T) {
	x := read("sh", "curl -sSL https://example.org/tool.tar.gz -o /opt/bin/tool\napt-get install python:3.14\nrun -v $PWD/data:/srv ghcr.io/acme/web:1.2\n")
	x.check(t, map[string]string{
		"CURL":                           "curl",
		"tool":                           "/opt/bin/tool https://example.org/tool.tar.gz",
		"-s":                             "-sSL",
		"python":                         "python:3.14",
		"$PWD/data":                      "$PWD/data:/srv",
		"$pwd":                           "$PWD/data:/srv",
		"ghcr.io/acme/web":               "ghcr.io/acme/web:1.2",
		"get":                            "apt-get",
		"wget":                           "",
		"https://example.org/other.html": "",
	})
}

// TestNamesOfNames finds the ends of dotted names, and images and actions without path and tag.
func TestNamesOfNames(t *testing.T) {
	x := read("yaml", "labels:\n  traefik.http.routers.web.rule: Host(`a.b`)\n  image: ghcr.io/acme/web:1.2\nsteps:\n  - uses: docker/build-push-action@v6\n  - file: a.b.txt\n")
	x.check(t, map[string]string{
		"routers.web.rule":  "traefik.http.routers.web.rule",
		"rule":              "traefik.http.routers.web.rule",
		"web":               "ghcr.io/acme/web:1.2 traefik.http.routers.web.rule",
		"build-push-action": "docker/build-push-action@v6",
		"b.txt":             "",
	})
}

// TestFields finds the fields of records, and nothing in the middle of an image's address or
// of a path.
func TestFields(t *testing.T) {
	x := read("", "system_u:object_r:etc_t:s0\n1:2345:respawn:/sbin/getty 38400 tty1\nrun -v ./a:/srv/b:ro localhost:5000/app:edge\n")
	full := func(word string) (list []string) {
		for at := x.Head(Hash(word)); at != 0; at = x.Posts[at].Next {
			if o := &x.Posts[at]; o.Key == Hash(word) && o.How == TailKey {
				list = append(list, x.Terms[o.Term].Text)
			}
		}
		return list
	}
	for word, want := range map[string]string{
		"object_r": "system_u:object_r:etc_t:s0", "s0": "system_u:object_r:etc_t:s0", "respawn": "1:2345:respawn:/sbin/getty", "2345": "", "ro": "./a:/srv/b:ro", "edge": "",
	} {
		if got := strings.Join(full(word), " "); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// TestFolders finds names in a tree of folders by their paths, however it is drawn, and
// puts what lies in a folder into its node.
func TestFolders(t *testing.T) {
	const drawn = "app/\n├── web/\n│\u00a0\u00a0 ├── app.py # starts it\n│   └── Dockerfile\n└── db\n    └── init/\n        └── a.sql\n"
	ascii := strings.NewReplacer("├──", "|--", "└──", "`--", "│", "|", "\u00a0", " ").Replace(drawn)
	plain := "app/\n  web/\n    app.py\n    Dockerfile\n  db/\n    init/\n      a.sql\n"
	for name, text := range map[string]string{"drawn": drawn, "ASCII": ascii, "indented": plain} {
		for _, language := range []string{"", "bash"} {
			if name == "indented" && language != "" {
				continue // it is code
			}
			x := read(language, text)
			x.check(t, map[string]string{"web/app.py": "app.py", "app/web/Dockerfile": "Dockerfile", "db/init/a.sql": "a.sql", "init/app.py": "", "├──": "", "web": "web/"})
			l := &x.Listings[1]
			if n := slices.IndexFunc(x.Nodes, func(n Node) bool { return n.Open >= 0 && x.Terms[n.Open].Text == "web/" }); n < 0 || x.Nodes[n].First != 2 || x.Nodes[n].Last != 4 || !l.Flat {
				t.Errorf("%s: web/ is %d of %+v", name, n, x.Nodes)
			}
		}
	}
	x := read("bash", "a --b\n|-- c\nd\ne\n")
	if l := &x.Listings[1]; l.Drawn {
		t.Error("a line that looks like a branch makes a tree of a script")
	}
}

// TestScopes makes one tree of each language: nodes hold those behind them, and each
// term is in the innermost.
func TestScopes(t *testing.T) {
	for language, text := range map[string]string{
		"dockerfile": "FROM a AS b\nRUN c && \\\n  d\nFROM e\nCOPY --from=b f g\n",
		"yaml":       "services:\n  web:\n    image: a\n    ports:\n      - 80:80\n",
		"sh":         "f() {\n  a\n}\nif b; then\n  f\nfi\n",
		"":           "a {\n  b {\n    c\n  }\n}\n\nd\n",
	} {
		x := read(language, text)
		l := &x.Listings[1]
		stages, deepest := 0, int32(0)
		for n := l.Node + 1; n < l.Last; n++ {
			d, o := &x.Nodes[n], &x.Nodes[x.Nodes[n].Parent]
			if d.Parent >= n || d.First < o.First || d.Last > o.Last || d.From < o.From || d.To > o.To || d.Depth != o.Depth+1 {
				t.Errorf("%s: node %+v in %+v", language, *d, *o)
			}
			if deepest = max(deepest, d.Depth); d.Kind == StageNode {
				stages++
			}
		}
		for i := l.From; i < l.To; i++ {
			if d := &x.Nodes[x.Terms[i].Node]; i < d.From || i >= d.To {
				t.Errorf("%s: %q is not in its node", language, x.Terms[i].Text)
			}
		}
		if deepest < 2 || (stages == 2) != (language == "dockerfile") {
			t.Errorf("%s: %d levels, %d stages", language, deepest, stages)
		}
	}
}

// TestLines counts the terms of lines, of a listing without any, too.
func TestLines(t *testing.T) {
	x := read("", "\na b\n\nc\n")
	l := &x.Listings[1]
	var got []int32
	for line := 1; line <= len(l.Starts)+1; line++ {
		got = append(got, x.FirstTerm(l, line))
	}
	if want := []int32{0, 0, 2, 2, 3}; l.Filled != 2 || !slices.Equal(got, want) {
		t.Errorf("%d lines filled, first terms %v, want %v", l.Filled, got, want)
	}
	x = read("", "")
	if l := &x.Listings[1]; x.FirstTerm(l, 2) != 0 || l.From != l.To {
		t.Errorf("an empty listing has terms: %+v", l)
	}
}

// TestMarks reads the markers in comments, and numbers that lines print.
func TestMarks(t *testing.T) {
	x := read("yaml", "a: 1 # (1)!\n# <2>\nb:\n  c: 3\n")
	l := &x.Listings[1]
	if m := l.Marks; len(m[1]) != 1 || m[1][0].First != 1 || len(m[2]) != 1 || m[2][0].First != 3 || m[2][0].Last != 4 {
		t.Errorf("%v", m)
	}
	x = read("sh", "a # ①\nb ② ③\n# ④ why\n# ❺\nc\necho ⑥ d\n")
	for n, want := range map[int]int{1: 1, 2: 2, 3: 2, 4: 0, 5: 5, 6: 0} {
		if m := x.Listings[1].Marks[n]; len(m) != min(want, 1) || want > 0 && m[0].First != want {
			t.Errorf("circled %d: %v", n, m)
		}
	}
	x = read("", "10  a\n11  b\n12  c\n")
	if l := &x.Listings[1]; l.Printed[11] != 2 {
		t.Errorf("%v", l.Printed)
	}
}

// TestFragmentPlaceholders takes names in brackets for what stands in their place, and
// leaves variables, lists and blocks as they are.
func TestFragmentPlaceholders(t *testing.T) {
	for text, want := range map[string]string{
		"aws s3 cp {file} s3://{bucket}/{path}": "aws s3 cp s3:// /",
		"docker run -p {主机端口}:80 nginx":         "docker run -p :80 nginx",
		"echo ${HOME} {{ .Name }}":              "echo $HOME .Name",
		"mkdir {a,b}":                           "mkdir a b",
		"{}":                                    "",
	} {
		terms, _ := ReadFragment(nil, text)
		var words []string
		for _, t := range terms {
			words = append(words, t.Text)
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestDrawings: what a page shows as a picture or a formula is no code that a note explains.
func TestDrawings(t *testing.T) {
	for language, want := range map[string]bool{"mermaid": true, "math": true, "ditaa": true, "geojson": true, "svgbob": true, "json": false, "": false} {
		if x := read(language, "alpha\n"); x.Listings[1].Drawing != want {
			t.Errorf("%q: %t", language, !want)
		}
	}
}
