package origin

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
	"docsite/internal/measure/layer"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

const shop = `ARG TAG=1
FROM alpine:$TAG AS tools
RUN make tools
FROM alpine:$TAG
ARG USER_NAME=scribe
ENV NAME=$USER_NAME
WORKDIR /srv/shop
RUN apk add curl \
    && curl --version
COPY --from=tools /out /srv/tools
COPY . .
ADD bundle.tar.gz /opt/
RUN ["/bin/true", "a b"]
RUN <<EOF
echo one
echo two
EOF
EXPOSE 8080/tcp
USER $USER_NAME
CMD ["/bin/sh"]
`

// entryOf writes a history entry; a "-" before it marks it as without a layer.
func historyOf(comment string, lines ...string) []v1.History {
	var out []v1.History
	for _, line := range lines {
		text, empty := strings.CutPrefix(line, "-")
		out = append(out, v1.History{CreatedBy: text, EmptyLayer: empty, Comment: comment})
	}
	return out
}

var alpine = []string{"ADD rootfs.tar.gz / # buildkit", `-CMD ["/bin/sh"]`}

// What each builder writes for the Dockerfile above, and the lines of the
// layers; an empty text is a layer of the base image, "?" one without lines.
var byBuilder = map[string]struct {
	history []v1.History
	want    string
}{
	"BuildKit": {historyOf("buildkit.dockerfile.v0", append(alpine,
		"-ARG USER_NAME=scribe", "-ENV NAME=scribe", "WORKDIR /srv/shop",
		"RUN |1 USER_NAME=scribe /bin/sh -c apk add curl     && curl --version # buildkit",
		"COPY /out /srv/tools # buildkit", "COPY . . # buildkit", "ADD bundle.tar.gz /opt/ # buildkit",
		"RUN |1 USER_NAME=scribe /bin/true a b # buildkit",
		"RUN |1 USER_NAME=scribe /bin/sh -c echo one\necho two\n # buildkit",
		"-EXPOSE [8080/tcp]", "-USER scribe", `-CMD ["/bin/sh"]`)...), "base 7 8-9 10 11 12 13 14-17"},
	"classic": {historyOf("", append(alpine,
		"-/bin/sh -c #(nop)  ARG USER_NAME=scribe", "-/bin/sh -c #(nop)  ENV NAME=scribe", "/bin/sh -c #(nop) WORKDIR /srv/shop",
		"|1 USER_NAME=scribe /bin/sh -c apk add curl     && curl --version",
		"/bin/sh -c #(nop) COPY dir:0123456789abcdef in /srv/tools ", "/bin/sh -c #(nop) COPY dir:fedcba98 in . ", "/bin/sh -c #(nop) ADD file:77aa in /opt/ ",
		"-|1 USER_NAME=scribe /bin/true a b",
		"-/bin/sh -c #(nop)  EXPOSE 8080/tcp", "-/bin/sh -c #(nop)  USER scribe", `-/bin/sh -c #(nop)  CMD ["/bin/sh"]`)...), "base 7 8-9 10 11 12"},
	"classic with a label of the command line": {historyOf("", append(alpine,
		"/bin/sh -c #(nop) WORKDIR /srv/shop",
		"|1 USER_NAME=scribe /bin/sh -c apk add curl     && curl --version",
		"/bin/sh -c #(nop) COPY dir:0123456789abcdef in /srv/tools ", "/bin/sh -c #(nop) COPY dir:fedcba98 in . ", "/bin/sh -c #(nop) ADD file:77aa in /opt/ ",
		`-/bin/sh -c #(nop)  CMD ["/bin/sh"]`, "-/bin/sh -c #(nop)  LABEL built=today")...), "base 7 8-9 10 11 12"},
	"buildah with layers": {historyOf("FROM localhost/base:1", append(alpine,
		"-/bin/sh -c #(nop) ARG USER_NAME", "-/bin/sh -c #(nop) ENV NAME=$USER_NAME", "-/bin/sh -c #(nop) WORKDIR /srv/shop",
		"|1 USER_NAME=scribe /bin/sh -c apk add curl     && curl --version",
		"/bin/sh -c #(nop) COPY dir:0123456789abcdef in /srv/tools ", "/bin/sh -c #(nop) COPY dir:fedcba98 in . ", "/bin/sh -c #(nop) ADD file:77aa in /opt/ ",
		"|1 USER_NAME=scribe /bin/true a b",
		"-/bin/sh -c #(nop) EXPOSE 8080/tcp", "-/bin/sh -c #(nop) USER scribe", `-/bin/sh -c #(nop) CMD ["/bin/sh"]`)...), "base 8-9 10 11 12 13"},
	"buildah in one layer": {historyOf("", append(alpine,
		"-/bin/sh -c #(nop) WORKDIR /srv/shop", "-|1 USER_NAME=scribe /bin/sh -c apk add curl     && curl --version",
		"-/bin/sh -c #(nop) COPY dir:0123456789abcdef in /srv/tools ", "-/bin/sh -c #(nop) COPY dir:fedcba98 in . ",
		"-/bin/sh -c #(nop) USER scribe", `/bin/sh -c #(nop) CMD ["/bin/sh"]`)...), "base ?"},
	"kaniko": {historyOf("", append(alpine,
		"WORKDIR /srv/shop", "RUN apk add curl     && curl --version", "COPY --from=tools /out /srv/tools", "COPY . .", "ADD bundle.tar.gz /opt/")...), "base 7 8-9 10 11 12"},
	"squashed": {append(historyOf("", append(alpine,
		"-/bin/sh -c #(nop) WORKDIR /srv/shop", "-|1 USER_NAME=scribe /bin/sh -c apk add curl     && curl --version",
		"-/bin/sh -c #(nop) COPY dir:fedcba98 in . ", `-/bin/sh -c #(nop)  CMD ["/bin/sh"]`)...), v1.History{Comment: "merge sha256:x to sha256:y"}), "base ?"},
	"buildah in one layer, of RUN alone": {append(historyOf("", append(alpine,
		"-|1 USER_NAME=scribe /bin/sh -c apk add curl     && curl --version")...), historyOf("FROM localhost/base:1", "|1 USER_NAME=scribe /bin/true a b")...), "base ?"},
	"an appended layer without a word": {append(historyOf("buildkit.dockerfile.v0", append(alpine,
		"RUN /bin/sh -c apk add curl     && curl --version # buildkit", "COPY . . # buildkit")...), v1.History{}), "base 8-9 11 ?"},
	"docker commit": {append(historyOf("buildkit.dockerfile.v0", append(alpine,
		"COPY . . # buildkit", `-CMD ["/bin/sh"]`)...), v1.History{CreatedBy: "bash"}), "base 11 ?"},
	"another command": {historyOf("buildkit.dockerfile.v0", append(alpine,
		"WORKDIR /srv/shop", "RUN /bin/sh -c apk add wget # buildkit", "COPY /out /srv/tools # buildkit", "COPY . . # buildkit", "ADD bundle.tar.gz /opt/ # buildkit")...), "base 7 ? 10 11 12"},
	"not of this file":   {historyOf("", "bazel build ...", "bazel build ..."), "? ?"},
	"control characters": {historyOf("", "\x1b]0;x\x07RUN \x00 x", "#(nop)", "#(nop) ", "|9999999999 /bin/sh -c "), "? ? ? ?"},
}

// placesOf shows places as in the table above.
func placesOf(img *site.Image) string {
	var out []string
	for _, l := range img.Layers {
		switch {
		case l.Base:
			out = append(out, "base")
		case l.Lines == nil:
			out = append(out, "?")
		case l.Lines[0] == l.Lines[1]:
			out = append(out, fmt.Sprint(l.Lines[0]))
		default:
			out = append(out, fmt.Sprintf("%d-%d", l.Lines[0], l.Lines[1]))
		}
	}
	return strings.Join(out, " ")
}

func imageWith(layers int) *site.Image { return &site.Image{Layers: make([]site.Layer, layers)} }

func TestHistory(t *testing.T) {
	df := parsed(t, shop)
	for name, c := range byBuilder {
		t.Run(name, func(t *testing.T) {
			img := imageWith(layerCount(entries(c.history)))
			for i, p := range locate(df, "", nil, img, readPast(c.history, len(img.Layers), make([]*layer.Contents, len(img.Layers)))) {
				write(&img.Layers[i], p)
			}
			if got := placesOf(img); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			for _, l := range img.Layers {
				if l.Lines != nil && (l.Attribution != site.ByHistory || l.Instruction == "" || l.Stage != "1") {
					t.Errorf("a layer says %+v", l)
				}
			}
		})
	}
}

// A step is known by its words, wherever it stands and however it is laid out: those of the
// instruction, else those of the builder. A layer of the base image is no step.
func TestSteps(t *testing.T) {
	history := historyOf("buildkit.dockerfile.v0", "ADD rootfs / # buildkit", "COPY a /a # buildkit", "RUN /bin/sh -c make  &&     true # buildkit", "COPY b /b # buildkit", "RUN odd")
	steps := func(dockerfile string) (words []string) {
		img := imageWith(len(history))
		if err := Attribute(t.Context(), nil, img, Build{History: history, File: parsed(t, dockerfile), Layers: make([]*layer.Contents, len(history))}); err != nil {
			t.Fatal(err)
		}
		for i := range img.Layers {
			words = append(words, img.Layers[i].Step)
		}
		return words
	}
	one := steps("FROM alpine\nCOPY a /a\nRUN make  && \\\n    true\nCOPY b /b\n")
	two := steps("FROM alpine AS x\nENV a=b\nCOPY  a /a\n\nRUN make && true\nCOPY b /b\n")
	if !slices.Equal(one, two) || one[0] != "" || one[4] == "" || one[1] == one[3] || len(slices.Compact(slices.Sorted(slices.Values(one)))) != 5 {
		t.Errorf("%q and %q", one, two)
	}
}

func TestHistoryOfStagesOnStages(t *testing.T) {
	df := parsed(t, "FROM alpine AS low\nRUN one\nFROM low AS high\nRUN two\nFROM high AS top\nRUN three\nFROM high\nRUN four\n")
	for target, c := range map[string]struct{ last, want string }{
		"": {"four", "base 2 4 8"}, "top": {"three", "base 2 4 6"}, "TOP": {"three", "base 2 4 6"}, "1": {"two", "base 2 ?"},
	} {
		history := historyOf("buildkit.dockerfile.v0", "ADD rootfs / # buildkit", "RUN /bin/sh -c one # buildkit", "RUN /bin/sh -c two # buildkit", "RUN /bin/sh -c "+c.last+" # buildkit")
		if target == "1" {
			history = historyOf("buildkit.dockerfile.v0", "ADD rootfs / # buildkit", "RUN /bin/sh -c one # buildkit", "RUN /bin/sh -c 2 # buildkit")
		}
		img := imageWith(len(history))
		for i, p := range locate(df, target, nil, img, readPast(history, len(img.Layers), make([]*layer.Contents, len(history)))) {
			write(&img.Layers[i], p)
		}
		if got := placesOf(img); got != c.want {
			t.Errorf("target %q: got %s, want %s", target, got, c.want)
		}
	}
}

// kaniko with --single-snapshot has one layer of each stage, with the words of its last
// instruction; without, an entry for each step that changed a file.
func TestSingleSnapshot(t *testing.T) {
	const file = "FROM alpine AS low\nRUN one\nCOPY a /a\nFROM low\nWORKDIR /\nRUN two\nENV A=b\nCOPY b /b\n"
	for want, c := range map[string]struct {
		file    string
		history []string
	}{
		"base ? ?":     {file, []string{"ADD rootfs / # buildkit", "COPY a /a", "COPY b /b"}},
		"base 2 3 6 8": {file, []string{"ADD rootfs / # buildkit", "RUN one", "COPY a /a", "RUN two", "COPY b /b"}},
		"base 2 3 8":   {strings.Replace(file, "RUN two\n", "\n", 1), []string{"ADD rootfs / # buildkit", "RUN one", "COPY a /a", "COPY b /b"}},
		"base 2":       {"FROM alpine\nCOPY a /a\n", []string{"ADD rootfs / # buildkit", "COPY a /a"}},
		"base 3":       {"FROM alpine\nRUN one\nCOPY a /a\nCMD x\n", []string{"ADD rootfs / # buildkit", "COPY a /a"}},
	} {
		history := historyOf("", c.history...)
		img := imageWith(len(history))
		for i, p := range locate(parsed(t, c.file), "", nil, img, readPast(history, len(img.Layers), make([]*layer.Contents, len(history)))) {
			write(&img.Layers[i], p)
		}
		if got := placesOf(img); got != want {
			t.Errorf("%q: got %s, want %s", c.history, got, want)
		}
	}
}

// Equal steps are only told apart where each has its entry.
func TestHistoryInDoubt(t *testing.T) {
	df := parsed(t, "FROM alpine\nRUN true\nRUN make\nRUN true\n")
	for name, c := range map[string]struct {
		runs []string
		want string
	}{
		"all there":       {[]string{"true", "make", "true"}, "base 2 3 4"},
		"one missing":     {[]string{"make", "true"}, "base 3 ?"},
		"only one at all": {[]string{"true"}, "base ?"},
	} {
		history := historyOf("buildkit.dockerfile.v0", "ADD rootfs / # buildkit")
		for _, r := range c.runs {
			history = append(history, historyOf("buildkit.dockerfile.v0", "RUN /bin/sh -c "+r+" # buildkit")...)
		}
		img := imageWith(len(history))
		for i, p := range locate(df, "", nil, img, readPast(history, len(img.Layers), make([]*layer.Contents, len(history)))) {
			write(&img.Layers[i], p)
		}
		if got := placesOf(img); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// A layer that a tool put on top has no history; the layers below keep theirs
// where what they hold shows that the history is theirs.
func TestAppendedLayer(t *testing.T) {
	df := parsed(t, "FROM scratch\nCOPY a /srv/a\nCOPY b /srv/b\n")
	history := historyOf("buildkit.dockerfile.v0", "COPY a /srv/a # buildkit", "COPY b /srv/b # buildkit")
	a, b, more := []registrytest.Entry{{Name: "srv/a", Size: 1}}, []registrytest.Entry{{Name: "srv/b", Size: 1}}, []registrytest.Entry{{Name: "opt/c", Size: 1}}
	for name, c := range map[string]struct {
		layers [][]registrytest.Entry
		want   string
	}{
		"on top": {[][]registrytest.Entry{a, b, more}, "2 3 ?"},
		"below":  {[][]registrytest.Entry{more, a, b}, "? ? ?"},
		"unsure": {[][]registrytest.Entry{a, {{Name: "srv/a", Size: 1}, {Name: "srv/b", Size: 1}}, b}, "? ? ?"},
	} {
		img := imageWith(3)
		for i, p := range locate(df, "", nil, img, readPast(history, len(img.Layers), holding(t, c.layers))) {
			write(&img.Layers[i], p)
		}
		if got := placesOf(img); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// holding are layers that hold the entries.
func holding(t *testing.T, layers [][]registrytest.Entry) []*layer.Contents {
	t.Helper()
	var found []*layer.Contents
	for _, items := range layers {
		raw := registrytest.Tar(t, items...)
		desc := v1.Descriptor{Digest: registrytest.Hash(raw), Size: int64(len(raw))}
		got, err := layer.Read(t.Context(), &memory{map[string][]byte{desc.Digest.String(): raw}}, desc, layer.Options{Tell: func(int64) {}})
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, got)
	}
	return found
}

func TestTriggersOfAnOnbuildBase(t *testing.T) {
	df := parsed(t, "FROM lang:onbuild\nRUN own\n")
	history := historyOf("buildkit.dockerfile.v0", "ADD rootfs / # buildkit", "RUN /bin/sh -c tools # buildkit", "COPY . /src # buildkit", "RUN /bin/sh -c install # buildkit", "RUN /bin/sh -c own # buildkit")
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, after := range []time.Duration{0, time.Second, time.Hour, time.Hour + time.Second, time.Hour + 2*time.Second} {
		history[i].Created = v1.Time{Time: start.Add(after)}
	}
	img := imageWith(5)
	for i, p := range locate(df, "", nil, img, readPast(history, len(img.Layers), make([]*layer.Contents, 5))) {
		write(&img.Layers[i], p)
	}
	if got := placesOf(img); got != "base base 1 1 2" || img.Layers[2].Instruction != "COPY" || img.Layers[3].Instruction != "RUN" {
		t.Errorf("got %s, %+v", got, img.Layers)
	}
}

func TestStagesThatGoInCircles(t *testing.T) {
	df := &dockerfile.File{Stages: []dockerfile.Stage{
		{Index: 0, FromStage: 1, Instructions: []dockerfile.Instruction{{Keyword: "FROM"}}},
		{Index: 1, FromStage: 0, Instructions: []dockerfile.Instruction{{Keyword: "FROM"}}},
	}}
	if ways := chains(df, "", nil); ways != nil {
		t.Errorf("got %v", ways)
	}
}

// Stages that are named by build arguments. Where the build was another than the
// file's defaults say, its history tells; what it does not tell has no lines, and
// is never the base image's.
func TestStagesByArguments(t *testing.T) {
	const variants = "ARG VARIANT=slim\nFROM debian:12 AS base-slim\nRUN make slim\nFROM debian:12 AS base-full\nRUN make full\nFROM base-${VARIANT}\nCOPY app /app\n"
	const arches = "FROM alpine AS tool-amd64\nRUN fetch x86\nFROM alpine AS tool-arm64\nRUN fetch aarch64\nFROM tool-${TARGETARCH}\nCOPY app /app\n"
	const alike = "FROM alpine AS tool-amd64\nRUN fetch\nFROM alpine AS tool-arm64\nRUN fetch\nFROM tool-$TARGETARCH\nCOPY app /app\n"
	const untold = "ARG V\nFROM alpine AS a-one\nRUN fetch\nFROM alpine AS a-two\nRUN fetch\nFROM a-$V\nCOPY app /app\n"
	const bare = "ARG BASE=debian:12\nFROM alpine AS build\nRUN make\nFROM ${BASE}\nCOPY app /app\n"
	const image = "ARG TAG=12\nFROM alpine AS build\nRUN make\nFROM debian:${TAG}\nCOPY app /app\n"
	const twice = "ARG A=x\nARG B=mid-${A}\nFROM alpine AS low-x\nRUN low\nFROM low-${A} AS mid-x\nRUN mid\nFROM ${B}\nCOPY app /app\n"
	run := func(command string) string { return "RUN /bin/sh -c " + command + " # buildkit" }
	for name, c := range map[string]struct {
		file, platform string
		history        []string
		want           string
	}{
		"the default":                {variants, "linux/amd64", []string{"ADD rootfs / # buildkit", run("make slim"), "COPY app /app # buildkit"}, "base 3 7"},
		"another than the default":   {variants, "linux/amd64", []string{"ADD rootfs / # buildkit", run("make full"), "COPY app /app # buildkit"}, "base 5 7"},
		"neither":                    {variants, "linux/amd64", []string{"ADD rootfs / # buildkit", run("make it"), "COPY app /app # buildkit"}, "? ? 7"},
		"amd64":                      {arches, "linux/amd64", []string{"ADD rootfs / # buildkit", run("fetch x86"), "COPY app /app # buildkit"}, "base 2 6"},
		"arm64":                      {arches, "linux/arm64", []string{"ADD rootfs / # buildkit", run("fetch aarch64"), "COPY app /app # buildkit"}, "base 4 6"},
		"alike on amd64":             {alike, "linux/amd64", []string{"ADD rootfs / # buildkit", run("fetch"), "COPY app /app # buildkit"}, "base 2 6"},
		"alike on arm64":             {alike, "linux/arm64", []string{"ADD rootfs / # buildkit", run("fetch"), "COPY app /app # buildkit"}, "base 4 6"},
		"alike on another":           {alike, "linux/riscv64", []string{"ADD rootfs / # buildkit", run("fetch"), "COPY app /app # buildkit"}, "? ? 6"},
		"a value that nobody tells":  {untold, "linux/amd64", []string{"ADD rootfs / # buildkit", run("fetch"), "COPY app /app # buildkit"}, "? ? 7"},
		"one that the history tells": {untold, "linux/amd64", []string{"ADD rootfs / # buildkit", "-ARG V=two", run("fetch"), "COPY app /app # buildkit"}, "base 5 7"},
		"an image by a variable":     {bare, "linux/amd64", []string{"ADD rootfs / # buildkit", "COPY app /app # buildkit"}, "base 5"},
		"a stage by a bare variable": {bare, "linux/amd64", []string{"ADD rootfs / # buildkit", run("make"), "COPY app /app # buildkit"}, "base 3 5"},
		"an image's tag":             {image, "linux/amd64", []string{"ADD rootfs / # buildkit", run("make"), "COPY app /app # buildkit"}, "base base 5"},
		"values of values":           {twice, "linux/amd64", []string{"ADD rootfs / # buildkit", run("low"), run("mid"), "COPY app /app # buildkit"}, "base 4 6 8"},
	} {
		t.Run(name, func(t *testing.T) {
			history := historyOf("buildkit.dockerfile.v0", c.history...)
			img := imageWith(layerCount(entries(history)))
			img.Platform = c.platform
			for i, p := range locate(parsed(t, c.file), "", nil, img, readPast(history, len(img.Layers), make([]*layer.Contents, len(img.Layers)))) {
				write(&img.Layers[i], p)
			}
			if got := placesOf(img); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// The triggers of an ONBUILD base ran in this build, by every builder's words. Those
// of the base's own base ran in the base's.
func TestOnbuildByItsEntries(t *testing.T) {
	df := parsed(t, "FROM lang:3\nRUN own\n")
	for name, c := range map[string]struct {
		history []string
		comment string
		want    string
	}{
		"BuildKit": {[]string{"ADD rootfs / # buildkit", "-ONBUILD COPY . /src", "-ONBUILD RUN make -C /src", `-CMD ["lang"]`,
			"COPY . /src # buildkit", "RUN /bin/sh -c make -C /src # buildkit", "RUN /bin/sh -c own # buildkit"}, "buildkit.dockerfile.v0", "base 1 1 2"},
		"classic": {[]string{"/bin/sh -c #(nop) ADD file:00aa in / ", "-/bin/sh -c #(nop)  ONBUILD COPY . /src", "-/bin/sh -c #(nop)  ONBUILD RUN make -C /src",
			"/bin/sh -c #(nop) COPY dir:0123 in /src ", "/bin/sh -c make -C /src", "/bin/sh -c own"}, "", "base 1 1 2"},
		"with one that makes no layer": {[]string{"ADD rootfs / # buildkit", "-ONBUILD ENV A=1", "-ONBUILD WORKDIR /src", "-ONBUILD RUN make",
			"-ENV A=1", "WORKDIR /src", "RUN /bin/sh -c make # buildkit", "RUN /bin/sh -c own # buildkit"}, "buildkit.dockerfile.v0", "base 1 1 2"},
		"a base on such a base": {[]string{"ADD rootfs / # buildkit", "-ONBUILD RUN low", "RUN /bin/sh -c low # buildkit", "-ONBUILD RUN high",
			"RUN /bin/sh -c high # buildkit", "RUN /bin/sh -c own # buildkit"}, "buildkit.dockerfile.v0", "base base 1 2"},
		"triggers that did not run": {[]string{"ADD rootfs / # buildkit", "-ONBUILD RUN make", "RUN /bin/sh -c other # buildkit", "RUN /bin/sh -c own # buildkit"}, "buildkit.dockerfile.v0", "base base 2"},
	} {
		t.Run(name, func(t *testing.T) {
			history := historyOf(c.comment, c.history...)
			img := imageWith(layerCount(entries(history)))
			for i, p := range locate(df, "", nil, img, readPast(history, len(img.Layers), make([]*layer.Contents, len(img.Layers)))) {
				write(&img.Layers[i], p)
			}
			if got := placesOf(img); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// What builders of other files say of their layers is quoted.
func TestQuotedHistory(t *testing.T) {
	for want, h := range map[string]v1.History{
		"ko build ko://x: go build output, at /ko-app/x": {CreatedBy: "ko build ko://x", Comment: "go build output, at /ko-app/x"},
		"store paths: ['/nix/store/a']":                  {Comment: "store paths: ['/nix/store/a']"},
		"RUN make # buildkit":                            {CreatedBy: "RUN make # buildkit", Comment: "buildkit.dockerfile.v0"},
		"/bin/sh -c make":                                {CreatedBy: "/bin/sh -c make", Comment: "FROM localhost/base:1"},
		"one red line":                                   {CreatedBy: "one\x1b\nred\u202eline"},
	} {
		img := imageWith(1)
		readPast([]v1.History{h}, len(img.Layers), nil).quote(img)
		if img.Layers[0].History != want {
			t.Errorf("got %q, want %q", img.Layers[0].History, want)
		}
	}
}

// How one instruction stands in the histories of builders, and how it does
// not.
func TestConfirms(t *testing.T) {
	buildkitOnly := func(text string) v1.History { return v1.History{CreatedBy: text, Comment: "buildkit.dockerfile.v0"} }
	plainText := func(text string) v1.History { return v1.History{CreatedBy: text} }
	for _, c := range []struct {
		instruction string
		entry       v1.History
		want        bool
	}{
		{"RUN make", buildkitOnly("RUN /bin/sh -c make # buildkit"), true},
		{"RUN make", buildkitOnly("RUN |2 A=1 B=two words /bin/sh -c make # buildkit"), true},
		{"RUN make", buildkitOnly("RUN /bin/bash -o pipefail -c make # buildkit"), true},
		{"RUN make", buildkitOnly("RUN /bin/sh -c remake # buildkit"), false},
		{"RUN make", buildkitOnly("RUN /bin/sh -c make more # buildkit"), false},
		{"RUN make", buildkitOnly("RUN /bin/sh -c re make # buildkit"), false},
		{"RUN make", buildkitOnly("RUN /bin/sh -ec ma  ke # buildkit"), true}, // continuation lines are joined in several ways
		{"RUN make", plainText("|1 A=1 /bin/sh -c make"), true},
		{"RUN make", plainText("/bin/sh -c #(nop) COPY file:00 in make"), false},
		{"RUN --mount=type=cache,target=/c make", plainText("RUN --mount=type=cache,target=/c make"), true},
		{`RUN ["make", "a b"]`, buildkitOnly("RUN make a b # buildkit"), true},
		{`RUN ["make", "a b"]`, plainText(`RUN ["make", "a b"]`), true},
		{`RUN ["make", "a b"]`, plainText(`|1 A=1 /bin/sh -c ["make", "a b"]`), true},
		{"RUN make", buildkitOnly("RUN /bin/sh -euxc make # buildkit"), true},
		{"RUN make", buildkitOnly("RUN /bin/sh -c su -c make # buildkit"), false},
		{"RUN make", plainText("/bin/sh -c make|force-mtime=0"), true},
		{"RUN make|force-mtime=1", buildkitOnly("RUN /bin/sh -c make|force-mtime=1 # buildkit"), true},
		{"RUN --mount=type=bind,target=/c make", plainText("/bin/sh -c --mount=type=bind,target=/c make:sha256:" + strings.Repeat("0f", 32) + ":" + strings.Repeat("1e", 32)), true},
		{"RUN make", plainText("/bin/sh -c make:" + strings.Repeat("0f", 32)), false},
		{"RUN python <<-\"X\" > y\n\tprint()\nX", plainText("/bin/sh -c python <<-\"X\" > y\nprint()|unsetLabel=a|clamp-mtime=5"), true},
		{"RUN <<EOF\n#!/bin/env python\nx\nEOF", buildkitOnly("RUN /dev/pipes/EOF # buildkit"), true},
		{"RUN python <<-\"X\" > y\n\tprint()\nX", buildkitOnly("RUN /bin/sh -c python <<X > y\n\tprint()\nX # buildkit"), true},
		{"COPY a b /c/", buildkitOnly("COPY a b /c/ # buildkit"), true},
		{"COPY --from=x --chown=1:2 a /c", buildkitOnly("COPY --chown=1:2 a /c # buildkit"), true},
		{"COPY <<A b /c/\nx\nA", buildkitOnly("COPY b <<A /c/ # buildkit"), true},
		{"COPY conf/$ARCH.conf ${DIR:-/etc}/app", buildkitOnly("COPY conf/amd64.conf /etc/app # buildkit"), true},
		{`COPY ["a b", "/c d/"]`, buildkitOnly("COPY a b /c d/ # buildkit"), true},
		{"COPY a /c", buildkitOnly("COPY b /c # buildkit"), false},
		{"COPY a /c", plainText("/bin/sh -c #(nop) COPY file:00aa in /c "), true},
		{"COPY a /c", plainText("/bin/sh -c #(nop) COPY file:00aa in /d "), false},
		{"COPY --link a /c", plainText("/bin/sh -c #(nop) COPY --link file:00aa in /c |unsetLabel=a  |force-mtime=0 "), true},
		{"WORKDIR /app", plainText("/bin/sh -c #(nop) WORKDIR /app|force-mtime=0"), true},
		{"COPY a b c/", plainText("/bin/sh -c #(nop) COPY multi:00aa in /w/c/ "), true},
		{"ADD https://example.com/x /c", plainText("/bin/sh -c #(nop) ADD https://example.com/x in /c "), true},
		{"ADD a /c", plainText("/bin/sh -c #(nop) COPY file:00aa in /c "), false},
		{"WORKDIR sub/", buildkitOnly("WORKDIR /app/sub"), true},
		{"WORKDIR ./sub", buildkitOnly("WORKDIR /app/sub"), true},
		{"WORKDIR $HOME", buildkitOnly("WORKDIR /home/me"), true},
		{"WORKDIR /app", buildkitOnly("WORKDIR /other"), false},
	} {
		df := parsed(t, "FROM x\n"+c.instruction+"\n")
		in := df.Stages[0].Instructions[1]
		if got := newMatcher(in, nil).confirms(parseEntry(c.entry)); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.instruction, c.entry.CreatedBy, got, c.want)
		}
	}
}

// A shell may end as its author likes: the Dockerfile says how.
func TestConfirmsByShell(t *testing.T) {
	df := parsed(t, "FROM x AS a\nSHELL [\"pwsh\", \"-Command\", \"$x = 'Stop';\"]\nFROM a\nRUN make\n")
	ways := chains(df, "", nil)
	steps := ways[0].steps()
	for text, want := range map[string]bool{
		"RUN pwsh -Command $x = 'Stop'; make # buildkit":          true,
		"RUN |1 A=b c pwsh -Command $x = 'Stop'; make # buildkit": true,
		"RUN pwsh -Command $x = 'Go'; make # buildkit":            false,
		"RUN /bin/sh -c re make # buildkit":                       false,
	} {
		last := steps[len(steps)-1]
		if got := newMatcher(last.in, last.shell).confirms(parseEntry(v1.History{CreatedBy: text})); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
