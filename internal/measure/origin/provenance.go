package origin

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/measure/source"
	"docsite/internal/site"
)

const (
	maxStatement = 16 << 20 // bytes of an attestation; mode=max of a large build has some hundred kB
	maxSteps     = 20_000
	maxPlaces    = 100 // locations of one step
)

// proof is what BuildKit's provenance with mode=max says of a build. It is the
// registry's word: what does not fit the image is left out.
type proof struct {
	file   []byte                  // the Dockerfile that was built
	target string                  // the stage that was asked for
	args   map[string]string       // of the request: "build-arg:NAME" among them
	chains []layerChain            // results of steps, base layer first
	places map[string][]site.Lines // step → lines of the file
	kinds  map[string]string       // step → "source", "exec", "file", …
}

// layerChain is one step's result: all its layers.
type layerChain struct {
	step    string
	digests []string
}

// statement is an in-toto statement with BuildKit's provenance, SLSA v1 or
// v0.2; they differ in where things stand (BuildKit,
// docs/attestations/slsa-definitions.md and slsa-provenance.md).
type statement struct {
	Predicate struct {
		BuildDefinition struct { // v1
			ExternalParameters struct {
				Request request `json:"request"`
			} `json:"externalParameters"`
			InternalParameters struct {
				BuildConfig buildConfig `json:"buildConfig"`
			} `json:"internalParameters"`
		} `json:"buildDefinition"`
		RunDetails struct {
			Metadata struct {
				BuildKit metadata `json:"buildkit_metadata"`
			} `json:"metadata"`
		} `json:"runDetails"`

		Invocation struct { // v0.2
			Parameters request `json:"parameters"`
		} `json:"invocation"`
		BuildConfig buildConfig `json:"buildConfig"`
		Metadata    struct {
			BuildKit metadata `json:"https://mobyproject.org/buildkit@v1#metadata"`
		} `json:"metadata"`
	} `json:"predicate"`
}

type request struct {
	Args map[string]string `json:"args"`
}

type buildConfig struct {
	Definition []struct {
		ID string `json:"id"`
		Op struct {
			Op map[string]json.RawMessage `json:"Op"`
		} `json:"op"`
	} `json:"llbDefinition"`
}

type metadata struct {
	Source struct {
		Locations map[string]struct {
			Locations []struct {
				SourceIndex int `json:"sourceIndex"`
				Ranges      []struct {
					Start, End struct{ Line int }
				} `json:"ranges"`
			} `json:"locations"`
		} `json:"locations"`
		Infos []struct {
			Data []byte `json:"data"`
		} `json:"infos"`
	} `json:"source"`
	Layers map[string][][]v1.Descriptor `json:"layers"`
}

// provenance fetches the attestation of a platform's image. An image without
// one, or with one that says nothing of lines or did not come along when the image was
// copied, gives nil.
func provenance(ctx context.Context, src source.Source, attested []v1.Descriptor) (*proof, error) {
	for _, desc := range attested {
		doc, err := src.Manifest(ctx, desc.Digest.String())
		if source.IsGone(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		m, err := v1.ParseManifest(bytes.NewReader(doc.Raw))
		if err != nil || len(m.Layers) > source.MaxLayers {
			continue
		}
		for _, l := range m.Layers {
			if !strings.Contains(l.Annotations["in-toto.io/predicate-type"], "slsa.dev/provenance") {
				continue
			}
			raw, err := source.ReadBlob(ctx, src, l, maxStatement)
			if _, ok := errors.AsType[*source.BadBlob](err); ok || source.IsGone(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if p := parseProvenance(raw); p != nil {
				return p, nil
			}
		}
	}
	return nil, nil
}

// parseProvenance takes a statement apart; nil when it holds no lines.
func parseProvenance(raw []byte) *proof {
	var s statement
	if json.Unmarshal(raw, &s) != nil {
		return nil
	}
	meta, config, req := s.Predicate.RunDetails.Metadata.BuildKit, s.Predicate.BuildDefinition.InternalParameters.BuildConfig, s.Predicate.BuildDefinition.ExternalParameters.Request
	if len(meta.Source.Infos) == 0 {
		meta, config, req = s.Predicate.Metadata.BuildKit, s.Predicate.BuildConfig, s.Predicate.Invocation.Parameters
	}
	if len(meta.Source.Infos) == 0 || len(meta.Layers) > maxSteps || len(meta.Source.Locations) > maxSteps {
		return nil
	}
	p := &proof{
		file: meta.Source.Infos[0].Data, target: req.Args["target"], args: req.Args,
		places: map[string][]site.Lines{}, kinds: map[string]string{},
	}
	for _, op := range config.Definition {
		for kind := range op.Op.Op {
			p.kinds[op.ID] = kind
		}
	}
	p.locate(meta)
	for output, groups := range meta.Layers {
		step, _, _ := strings.Cut(output, ":")
		for _, group := range groups {
			if len(group) == 0 || len(group) > source.MaxLayers {
				continue
			}
			digests := make([]string, len(group))
			for i, d := range group {
				digests[i] = d.Digest.String()
			}
			p.chains = append(p.chains, layerChain{step, digests})
		}
	}
	return p
}

// locate takes in the steps' lines. BuildKit writes a range for each physical
// line; zero values are left out of its JSON.
func (p *proof) locate(meta metadata) {
	for step, source := range meta.Source.Locations {
		for _, l := range source.Locations {
			if l.SourceIndex != 0 || len(l.Ranges) == 0 || len(p.places[step]) >= maxPlaces {
				continue
			}
			lines := site.Lines{First: l.Ranges[0].Start.Line, Last: l.Ranges[0].End.Line}
			for _, r := range l.Ranges {
				lines.First, lines.Last = min(lines.First, r.Start.Line), max(lines.Last, r.End.Line)
			}
			if lines.First > 0 && lines.Last >= lines.First {
				p.places[step] = append(p.places[step], lines)
			}
		}
	}
}

// longest is the chain that is the image: the one that has the most digests
// of the manifest in their places, and of those the longest. Recompression
// changes digests, so that none may fit; then the length must. A chain of
// another image gives nil.
func (p *proof) longest(digests []string) []string {
	var best []string
	fit, tie := -1, false
	for _, c := range p.chains {
		if len(c.digests) > len(digests) {
			continue
		}
		n := 0
		for i, d := range c.digests {
			if d == digests[i] {
				n++
			}
		}
		switch {
		case n > fit || n == fit && len(c.digests) > len(best):
			best, fit, tie = c.digests, n, false
		case n == fit && len(c.digests) == len(best) && !slices.Equal(c.digests, best):
			tie = true
		}
	}
	if tie || len(best) != len(digests) && fit < len(best) {
		return nil
	}
	return best
}

// hasPrefix reports whether b begins a.
func hasPrefix(a, b []string) bool {
	return len(b) <= len(a) && slices.Equal(a[:len(b)], b)
}

// provenanceOfLayer is what the provenance says of one position in the image.
type provenanceOfLayer struct {
	lines []site.Lines
	base  bool
	kind  string // "exec", "file": of the step that made it
}

// positions says for each layer which lines made it. The position in the
// chain is the identity: digests repeat. A step's own layer is the last of
// its chain; the chain of one layer that COPY --link makes beside the image
// is no beginning of the image's chain, the merge after it is.
func (p *proof) positions(digests []string) []provenanceOfLayer {
	whole := p.longest(digests)
	if whole == nil {
		return nil
	}
	out := make([]provenanceOfLayer, len(digests))
	for _, c := range p.chains {
		if !hasPrefix(whole, c.digests) {
			continue
		}
		at := &out[len(c.digests)-1]
		if p.kinds[c.step] == "source" {
			for i := range c.digests {
				out[i].base = true
			}
		} else if at.kind == "" || at.kind == "merge" {
			at.kind = p.kinds[c.step]
		}
		at.lines = append(at.lines, p.places[c.step]...)
	}
	return out
}
