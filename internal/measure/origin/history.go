package origin

import (
	"strings"
	"unicode"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
)

const maxText = 64 << 10 // bytes of one history entry that are looked at

// entry is an entry of the config's history, taken apart.
type entry struct {
	keyword string // "RUN"; empty when the builder does not say
	args    string
	layer   bool // the entry stands for a layer
	at      int  // of that layer
	builder builder
	buildah bool // the comment names an image, as buildah writes it
}

// builder is who wrote a history entry; each has its own form.
type builder int

const (
	otherBuilder builder = iota
	buildkit
	classic // docker build before BuildKit, and buildah, which writes the same
	kaniko
)

// isStep reports whether a word is the keyword of an instruction that a history
// may have an entry of: FROM makes none.
func isStep(keyword string) bool { return keyword != "FROM" && dockerfile.IsKeyword(keyword) }

// entries takes a history apart and gives each layer its position.
func entries(history []v1.History) []entry {
	out := make([]entry, len(history))
	layer := 0
	for i, h := range history {
		e := parseEntry(h)
		e.buildah = strings.HasPrefix(h.Comment, "FROM ")
		if e.layer = !h.EmptyLayer; e.layer {
			e.at = layer
			layer++
		}
		out[i] = e
	}
	return out
}

func layerCount(have []entry) int {
	n := 0
	for _, e := range have {
		if e.layer {
			n++
		}
	}
	return n
}

// squashed reports that the image's own layers were made in one. docker build
// --squash leaves the entries of the steps without layers and adds one that
// says nothing; buildah without --layers gives the layer to the last
// instruction, whichever that is.
func squashed(have []entry, first int) bool {
	noMessage, emptyRun, buildah := false, false, false
	for _, e := range have[min(first, len(have)):] {
		switch {
		case e.layer && e.builder != otherBuilder && !dockerfile.MakesLayer(e.keyword):
			return true
		case !e.layer && (e.keyword == "COPY" || e.keyword == "ADD"):
			return true
		}
		noMessage = noMessage || e.layer && e.keyword == "" && e.args == ""
		emptyRun = emptyRun || !e.layer && e.keyword == "RUN" // the classic builder has that where nothing changed
		buildah = buildah || e.buildah
	}
	return emptyRun && (noMessage || buildah)
}

// parseEntry knows the forms of BuildKit ("RUN /bin/sh -c true # buildkit"),
// of the classic builder and buildah ("/bin/sh -c #(nop) CMD …" and, for RUN,
// the bare command), and of kaniko (the instruction as written).
func parseEntry(h v1.History) entry {
	text := strings.TrimSpace(h.CreatedBy[:min(len(h.CreatedBy), maxText)])
	if _, rest, ok := strings.Cut(text, "#(nop)"); ok && len(text)-len(rest) < 200 {
		keyword, args := cutWord(rest)
		return entry{keyword: keyword, args: withoutNotes(args), builder: classic}
	}
	keyword, args := cutWord(text)
	switch {
	case strings.HasSuffix(text, "# buildkit") || strings.HasPrefix(h.Comment, "buildkit."):
		return entry{keyword: keyword, args: strings.TrimSpace(strings.TrimSuffix(args, "# buildkit")), builder: buildkit}
	case isStep(keyword):
		return entry{keyword: keyword, args: args, builder: kaniko}
	case text == "":
		return entry{}
	case strings.HasPrefix(text, "|") || strings.HasPrefix(text, "/bin/") || strings.Contains(text, " -c "):
		return entry{keyword: "RUN", args: withoutNotes(text), builder: classic}
	}
	return entry{args: text}
}

// What buildah writes behind an instruction, for its cache: digests of what RUN mounts, and
// how it was told to change labels, annotations and times.
var (
	buildahNotes  = lazy.Pattern(`(\s*\|(unsetLabel|inheritLabels|unsetAnnotation|inheritAnnotations|force-mtime|clamp-mtime)=\S*)+$`)
	buildahMounts = lazy.Pattern(`(:(sha256:)?[0-9a-f]{64})+$`)
)

// withoutNotes is an entry of buildah as the Dockerfile has the instruction.
func withoutNotes(args string) string {
	args = buildahNotes().ReplaceAllString(strings.TrimSpace(args), "")
	if strings.Contains(args, "--mount=") {
		args = buildahMounts().ReplaceAllString(args, "")
	}
	return args
}

func cutWord(text string) (word, rest string) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	at := strings.IndexFunc(text, unicode.IsSpace)
	if at < 0 {
		return strings.ToUpper(text), ""
	}
	return strings.ToUpper(text[:at]), strings.TrimSpace(text[at:])
}
