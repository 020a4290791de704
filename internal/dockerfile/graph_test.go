package dockerfile

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"docsite/internal/site"
)

const graphed = `ARG BASE=debian
FROM --platform=linux/amd64 golang:1.26 AS Build
RUN --mount=type=bind,from=assets,target=/assets --mount=type=cache,target=/root make
FROM node:24 AS assets
FROM scratch AS unused
COPY --from=0 /x /
FROM $BASE
COPY --from=build /bin/a /bin/b /usr/bin/
COPY --from=busybox:1 ["/bin/sh", "/bin/"]
ONBUILD COPY --from=unused /y /
RUN <<EOF
echo a
EOF
HEALTHCHECK --retries=2 CMD ["true", "x"]
`

const graphedNodes = `0 build used
1 assets used
2 unused used
3 3 target used
golang:1.26 used
node:24 used
$BASE used
busybox:1 used
golang:1.26 -base> build
assets -mount> build "/assets"
node:24 -base> assets
build -copy> unused "/x"
$BASE -base> 3
build -copy> 3 "/bin/a /bin/b"
busybox:1 -copy> 3 "/bin/sh"
unused -copy> 3 "/y"
`

func TestStages(t *testing.T) {
	df, err := Parse([]byte(graphed))
	if err != nil {
		t.Fatal(err)
	}
	if got := dumpGraph(NewGraph(df, "")); got != graphedNodes {
		t.Errorf("got\n%s\nwant\n%s", got, graphedNodes)
	}
	var used []string
	for _, n := range NewGraph(df, "ASSETS").Nodes {
		if n.Used {
			used = append(used, n.Name)
		}
	}
	if want := []string{"assets", "node:24"}; !reflect.DeepEqual(used, want) {
		t.Errorf("the target assets uses %q, want %q", used, want)
	}
	if g := NewGraph(&File{}, ""); len(g.Nodes) != 0 {
		t.Errorf("a file without stages has nodes: %v", g.Nodes)
	}
}

func dumpGraph(g Graph) string {
	var b strings.Builder
	for _, n := range g.Nodes {
		if n.Stage >= 0 {
			fmt.Fprintf(&b, "%d ", n.Stage)
		}
		b.WriteString(n.Name)
		if n.Target {
			b.WriteString(" target")
		}
		if n.Used {
			b.WriteString(" used")
		}
		b.WriteByte('\n')
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "%s -%s> %s", g.Nodes[e.From].Name, e.Kind, g.Nodes[e.To].Name)
		if e.Detail != "" {
			fmt.Fprintf(&b, " %q", e.Detail)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestParse(t *testing.T) {
	df, err := Parse([]byte(graphed))
	if err != nil {
		t.Fatal(err)
	}
	if len(df.Stages) != 4 || len(df.Args) != 1 || df.Args[0].Args != "BASE=debian" {
		t.Fatalf("stages %d, args %v", len(df.Stages), df.Args)
	}
	none := []string{}
	want := []Instruction{
		{Keyword: "FROM", Flags: none, Args: "$BASE", Lines: site.Lines{First: 7, Last: 7}},
		{Keyword: "COPY", Flags: []string{"--from=build"}, Args: "/bin/a /bin/b /usr/bin/", Lines: site.Lines{First: 8, Last: 8}},
		{Keyword: "COPY", Flags: []string{"--from=busybox:1"}, Args: `["/bin/sh", "/bin/"]`, Exec: []string{"/bin/sh", "/bin/"}, Lines: site.Lines{First: 9, Last: 9}},
		{Keyword: "ONBUILD", Flags: none, Args: "COPY --from=unused /y /", Lines: site.Lines{First: 10, Last: 10}, Trigger: &Instruction{
			Keyword: "COPY", Flags: []string{"--from=unused"}, Args: "/y /", Lines: site.Lines{First: 10, Last: 10},
		}},
		{Keyword: "RUN", Flags: none, Args: "<<EOF\necho a\nEOF", Heredocs: []parser.Heredoc{{Name: "EOF", Expand: true, Content: "echo a\n"}}, Lines: site.Lines{First: 11, Last: 13}},
		{Keyword: "HEALTHCHECK", Flags: []string{"--retries=2"}, Args: `CMD ["true", "x"]`, Exec: []string{"true", "x"}, Lines: site.Lines{First: 14, Last: 14}},
	}
	for i, in := range df.Stages[3].Instructions {
		if !reflect.DeepEqual(in, want[i]) {
			t.Errorf("got  %+v\nwant %+v", in, want[i])
		}
	}
	if _, err := Parse([]byte("FROM a\nENV b\n")); err == nil || err.Error() != "line 2: ENV must have two arguments" {
		t.Errorf("got %v", err)
	}
}

// TestDefaults has references with variables, and what docker build without
// --build-arg makes of them; the same again where the file does not tell.
func TestDefaults(t *testing.T) {
	long := strings.Repeat("ARG A=$A$A$A$A\n", 20)
	for _, c := range []struct{ args, from, want string }{
		{"ARG TAG=3.12-slim\n", "python:${PYTHON_TAG}", "python:${PYTHON_TAG}"},
		{"ARG PYTHON_TAG=3.12-slim\n", "python:${PYTHON_TAG}", "python:3.12-slim"},
		{"ARG V=3 B=\"python:$V\"\n", "$B-slim", "python:3-slim"},
		{"ARG V\n", "python:${V:-3}", "python:${V:-3}"},
		{"ARG V=3\nARG V\n", "python:$V", "python:3"},
		{"ARG V=$OTHER\n", "python:$V", "python:$V"},
		{"", "python:3", "python:3"},
		{"", "--platform=$BUILDPLATFORM python:3", "python:3"},
		{"ARG A=aaaa\n" + long, "x:$A", "x:$A"},
	} {
		df, err := Parse([]byte(c.args + "FROM " + c.from + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		if nodes := NewGraph(df, "").Nodes; len(nodes) != 2 || nodes[1].Default != c.want {
			t.Errorf("%s FROM %s: %+v, want %s", c.args, c.from, nodes, c.want)
		}
	}
}
