package origin

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/layer"
	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// attested is a build as BuildKit records it.
type attested struct {
	file   string
	target string
	steps  []attestedStep
}

// attestedStep is a step: its kind in LLB, its ranges of lines, the layers of
// its result.
type attestedStep struct {
	kind  string
	lines [][2]int
	chain []string
}

// statement writes the record as SLSA v1 or v0.2, in BuildKit's own shape: a
// range for each line, zero values left out.
func (a attested) statement(t *testing.T, v1Form bool) []byte {
	t.Helper()
	var definition []any
	locations, layers := map[string]any{}, map[string]any{}
	for i, s := range a.steps {
		id := fmt.Sprintf("step%d", i)
		definition = append(definition, map[string]any{"id": id, "op": map[string]any{"Op": map[string]any{s.kind: map[string]any{}}}})
		var list []any
		for _, l := range s.lines {
			var ranges []any
			for n := l[0]; n <= l[1]; n++ {
				ranges = append(ranges, map[string]any{"start": map[string]int{"line": n}, "end": map[string]int{"line": n}})
			}
			list = append(list, map[string]any{"ranges": ranges})
		}
		locations[id] = map[string]any{"locations": list}
		if s.chain != nil {
			var chain []any
			for _, d := range s.chain {
				chain = append(chain, map[string]any{"mediaType": types.DockerLayer, "digest": d, "size": 1})
			}
			layers[id+":0"] = []any{chain}
		}
	}
	meta := map[string]any{"source": map[string]any{"locations": locations, "infos": []any{map[string]any{"filename": "Dockerfile", "language": "Dockerfile", "data": []byte(a.file)}}}, "layers": layers}
	config := map[string]any{"llbDefinition": definition}
	req := map[string]any{"args": map[string]string{"target": a.target}}
	predicate := map[string]any{"buildConfig": config, "invocation": map[string]any{"parameters": req}, "metadata": map[string]any{"https://mobyproject.org/buildkit@v1#metadata": meta}}
	kind := "https://slsa.dev/provenance/v0.2"
	if v1Form {
		kind = "https://slsa.dev/provenance/v1"
		predicate = map[string]any{
			"buildDefinition": map[string]any{"externalParameters": map[string]any{"request": req}, "internalParameters": map[string]any{"buildConfig": config}},
			"runDetails":      map[string]any{"metadata": map[string]any{"buildkit_metadata": meta}},
		}
	}
	text, err := json.Marshal(map[string]any{"predicateType": kind, "predicate": predicate})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func digests(names ...string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = source.Digest([]byte(n))
	}
	return out
}

func TestProvenance(t *testing.T) {
	const file = "FROM alpine AS side\nRUN same\nFROM alpine\nRUN same\nWORKDIR /\nCOPY --link a /a\nRUN \\\n  own\nONBUILD RUN x\n"
	all := digests("base", "same", "empty", "link", "own")
	source := attestedStep{"source", [][2]int{{1, 1}, {3, 3}}, all[:1]}
	same := attestedStep{"exec", [][2]int{{2, 2}, {4, 4}}, all[:2]}
	empty := attestedStep{"file", [][2]int{{5, 5}}, all[:3]}
	linkAlone := attestedStep{"file", [][2]int{{6, 6}}, digests("link")}
	link := attestedStep{"merge", [][2]int{{6, 6}}, all[:4]}
	own := attestedStep{"exec", [][2]int{{7, 8}}, all}
	none := attestedStep{"exec", [][2]int{{40, 41}, {0, 0}, {9, 3}}, all}
	for name, c := range map[string]struct {
		steps  []attestedStep
		layers []string
		want   string
	}{
		"as built":                   {[]attestedStep{source, same, empty, linkAlone, link, own}, all, "base 4 5 6 7-8"},
		"other digests":              {[]attestedStep{source, same, empty, linkAlone, link, own}, digests("1", "2", "3", "4", "5"), "base 4 5 6 7-8"},
		"a layer on top":             {[]attestedStep{source, same, empty, linkAlone, link, own}, append(digests("base", "same", "empty", "link", "own"), digests("more")...), "base 4 5 6 7-8 ?"},
		"another image":              {[]attestedStep{source, same}, digests("1", "2", "3", "4", "5"), "? ? ? ? ?"},
		"a step without its layers":  {[]attestedStep{source, {"exec", same.lines, nil}, empty, link, own}, all, "base ? 5 6 7-8"},
		"lines that are not there":   {[]attestedStep{source, same, empty, link, none}, all, "base 4 5 6 ?"},
		"no layers at all":           {[]attestedStep{{"source", source.lines, nil}}, all, "? ? ? ? ?"},
		"a trigger of the base":      {[]attestedStep{source, {"exec", source.lines, all[:2]}, empty, link, own}, all, "base 3 5 6 7-8"},
		"more layers than the image": {[]attestedStep{source, same, empty, link, own}, all[:3], "base 4 5"},
	} {
		for _, form := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, v1 %v", name, form), func(t *testing.T) {
				p := parseProvenance(attested{file: file, steps: c.steps}.statement(t, form))
				if p == nil {
					t.Fatal("nothing is found in the statement")
				}
				img := imageWith(len(c.layers))
				for i := range img.Layers {
					img.Layers[i].Digest = c.layers[i]
				}
				for i, p := range locate(parsed(t, file), "", p, img, readPast(nil, len(img.Layers), make([]*layer.Contents, len(c.layers)))) {
					write(&img.Layers[i], p)
				}
				if got := placesOf(img); got != c.want {
					t.Errorf("got  %s\nwant %s", got, c.want)
				}
				if name == "a trigger of the base" && img.Layers[1].Instruction != "RUN" {
					t.Errorf("the trigger is a %s", img.Layers[1].Instruction)
				}
			})
		}
	}
}

func TestProvenanceWithoutLines(t *testing.T) {
	for _, text := range []string{"", "{}", "[]", `{"predicate":{"buildDefinition":{}}}`, `{"predicate":7}`, `{"predicate":{"runDetails":{"metadata":{"buildkit_metadata":{"source":{"infos":[{"data":"!!"}]}}}}}}`} {
		if p := parseProvenance([]byte(text)); p != nil {
			t.Errorf("%q gives %+v", text, p)
		}
	}
}

// attestation gives the one of a statement, and the source that has it.
func attestation(t *testing.T, statement []byte) (*memory, []v1.Descriptor) {
	t.Helper()
	layer := v1.Descriptor{MediaType: "application/vnd.in-toto+json", Size: int64(len(statement)), Digest: registrytest.Hash(statement),
		Annotations: map[string]string{"in-toto.io/predicate-type": "https://slsa.dev/provenance/v1"}}
	raw, err := json.Marshal(v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1, Config: layer, Layers: []v1.Descriptor{layer}})
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string][]byte{registrytest.Hash(raw).String(): raw, layer.Digest.String(): statement}
	return &memory{docs}, []v1.Descriptor{{MediaType: types.OCIManifestSchema1, Size: int64(len(raw)), Digest: registrytest.Hash(raw)}}
}

// The embedded Dockerfile is compared with the documented one: comments move
// lines, other instructions are told of and take their layers' lines away.
func TestDocumentedFileDiffers(t *testing.T) {
	const built = "FROM alpine\nRUN one\nRUN two\n"
	for name, c := range map[string]struct{ documented, want, differs string }{
		"the same":         {built, "base 2 3", ""},
		"a comment more":   {"# hello\nFROM alpine\n\nRUN one\n# and\nRUN two\n", "base 4 6", ""},
		"another command":  {"FROM alpine\nRUN 1\nRUN two\n", "base ? 3", "+RUN one|-RUN 1"},
		"another base":     {"FROM debian\nRUN one\nRUN two\n", "base 2 3", "+FROM alpine|-FROM debian"},
		"a command more":   {"FROM alpine\nRUN one\nRUN more\nRUN two\n", "base 2 4", "-RUN more"},
		"nothing the same": {"FROM x\nCOPY <script> /\n", "base ? ?", "+FROM alpine|+RUN one|+RUN two|-FROM x|-COPY <script> /"},
		"no file":          {"", "base 2 3", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := digests("base", "one", "two")
			record := attested{file: built, steps: []attestedStep{{"source", [][2]int{{1, 1}}, d[:1]}, {"exec", [][2]int{{2, 2}}, d[:2]}, {"exec", [][2]int{{3, 3}}, d}}}
			src, list := attestation(t, record.statement(t, true))
			b := Build{Attested: list, Layers: make([]*layer.Contents, 3)}
			if c.documented != "" {
				b.File = parsed(t, c.documented)
			}
			img := imageWith(3)
			for i := range d {
				img.Layers[i].Digest = d[i]
			}
			if err := Attribute(t.Context(), src, img, b); err != nil {
				t.Fatal(err)
			}
			if got := placesOf(img); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if got := strings.Join(img.Differs, "|"); got != c.differs {
				t.Errorf("the difference is %q, want %q", got, c.differs)
			}
		})
	}
}

func TestUnknownTarget(t *testing.T) {
	err := Attribute(t.Context(), &memory{}, imageWith(1), Build{File: parsed(t, "FROM alpine AS one\n"), Target: "two"})
	if !errors.Is(err, source.ErrTarget) || !strings.Contains(err.Error(), `"two"`) {
		t.Errorf("got %v", err)
	}
}

// Attestations that are not what they say leave the figures alone.
func TestHostileProvenance(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	for name, statement := range map[string][]byte{
		"not JSON": []byte("<html>"), "deep": []byte(deep), "empty": {}, "a Dockerfile of rubbish": attested{file: "\x00\x1b<script>"}.statement(t, true),
	} {
		t.Run(name, func(t *testing.T) {
			src, list := attestation(t, statement)
			img := imageWith(1)
			if err := Attribute(t.Context(), src, img, Build{Attested: list, Layers: make([]*layer.Contents, 1)}); err != nil || img.Layers[0].Lines != nil {
				t.Errorf("lines %v, %v", img.Layers[0].Lines, err)
			}
		})
	}
}

func TestChoosesTheChainOfTheImage(t *testing.T) {
	a, b := digests("a", "1"), digests("b", "2")
	p := &proof{chains: []layerChain{{"s1", a}, {"s2", b}}}
	if got := p.longest(b); !slices.Equal(got, b) {
		t.Errorf("got %v", got)
	}
	if got := p.longest(digests("x", "y")); got != nil {
		t.Errorf("of two chains that fit equally badly, %v is taken", got)
	}
}
