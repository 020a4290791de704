package origin

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
	"docsite/internal/measure/layer"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// place is where a layer comes from.
type place struct {
	stage   *dockerfile.Stage
	in      *dockerfile.Instruction // nil: not known
	keyword string                  // of a trigger that the base image left; in is then the FROM
	base    bool
	by      site.Attribution
}

// Build is what is known of how an image was built.
type Build struct {
	Attested []v1.Descriptor   // attestation manifests that belong to the image
	History  []v1.History      // of its config
	File     *dockerfile.File  // the documented one; nil where there is none
	Target   string            // the stage that the project says was built; empty for the last
	Layers   []*layer.Contents // by position; nil where they are not known
}

// Attribute writes into each layer which lines of the Dockerfile made it. The
// provenance comes first; what it leaves open the history may tell.
func Attribute(ctx context.Context, src source.Source, img *site.Image, b Build) error {
	if b.File != nil && b.File.Target(b.Target) < 0 {
		return &source.Fault{Ref: img.Ref, Kind: source.ErrTarget, Reason: fmt.Sprintf("the Dockerfile has no stage %q", b.Target)}
	}
	past := readPast(b.History, len(img.Layers), b.Layers)
	past.quote(img)
	proven, err := provenance(ctx, src, b.Attested)
	if err != nil {
		return src.Fault(ctx, err)
	}
	built := proven.embedded()
	file := cmp.Or(built, b.File)
	if file == nil {
		past.name(img)
		return nil
	}
	target := b.Target
	if target == "" && proven != nil {
		target = proven.target
	}
	places := locate(file, target, proven, img, past)
	if built != nil && b.File != nil {
		img.Differs = mapLines(places, built, b.File)
	}
	for i, p := range places {
		write(&img.Layers[i], p)
	}
	return nil
}

// embedded parses the Dockerfile that the provenance carries.
func (p *proof) embedded() *dockerfile.File {
	if p == nil {
		return nil
	}
	df, err := dockerfile.Parse(p.file)
	if err != nil || len(df.Stages) == 0 {
		return nil
	}
	return df
}

// past is the history of an image, taken apart.
type past struct {
	history []v1.History
	have    []entry
	told    []string // the keyword of each layer's entry; nil where the history is not of these layers
}

func readPast(history []v1.History, layers int, found []*layer.Contents) past {
	if len(history) > 4*source.MaxLayers {
		history = nil
	}
	have := entries(history)
	return past{history, have, keywordsOf(have, layers, found)}
}

// quote gives each layer the words of its entry.
func (p past) quote(img *site.Image) {
	for i, e := range p.have {
		if e.layer && p.told != nil {
			l := &img.Layers[e.at]
			l.History = source.Plain(quoted(p.history[i]))
			l.Step = hash(l.History)
		}
	}
}

// hash is what a layer keeps of the words of the step that made it: enough to tell a
// hundred steps apart. It is empty where there are no words.
func hash(words ...string) string {
	text := strings.Join(words, " ")
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

// quoted is an entry in its builder's words: what made the layer, and what the
// builder says of it, where that is more than its own name.
func quoted(h v1.History) string {
	comment := h.Comment
	if strings.HasPrefix(comment, "buildkit.") || strings.HasPrefix(comment, "FROM ") {
		comment = ""
	}
	if h.CreatedBy == "" || comment == "" {
		return h.CreatedBy + comment
	}
	return h.CreatedBy + ": " + comment
}

// name tells the instruction of each layer where there is no Dockerfile
// to name lines of.
func (p past) name(img *site.Image) {
	if layerCount(p.have) != len(img.Layers) || squashed(p.have, 0) {
		return
	}
	for _, e := range p.have {
		if e.layer && isStep(e.keyword) {
			img.Layers[e.at].Instruction = e.keyword
		}
	}
}

// locate finds the place of each layer.
func locate(df *dockerfile.File, target string, proven *proof, img *site.Image, past past) []place {
	out := make([]place, len(img.Layers))
	ways := chains(df, target, argumentsOf(img.Platform, past.have, proven))
	if len(ways) == 0 {
		return out
	}
	way, a, steps := choose(ways, past.have)
	if past.told != nil {
		fromHistory(way, steps, a, past, out)
	}
	if proven == nil {
		return out
	}
	digests := make([]string, len(img.Layers))
	for i := range img.Layers {
		digests[i] = img.Layers[i].Digest
	}
	if byLayer := proven.positions(digests); byLayer != nil {
		fromProvenance(df, steps, way.root(), byLayer, out, past.told)
	}
	return out
}

// keywordsOf gives the keyword of each layer's entry where the history has one for
// every layer, or for the lowest; nil where it is not of these layers.
func keywordsOf(have []entry, layers int, found []*layer.Contents) []string {
	if n := layerCount(have); n > layers || n < layers && !historyOfLowestLayers(have, layers, found) {
		return nil
	}
	told := make([]string, layers)
	for _, e := range have {
		if e.layer && isStep(e.keyword) {
			told[e.at] = e.keyword
		}
	}
	return told
}

// fromHistory places layers by the history.
func fromHistory(way chain, steps []step, a *alignment, past past, out []place) {
	have := past.have
	// A history that has nothing of the Dockerfile says nothing of the base
	// image either.
	if a == nil || len(steps) > 0 && !a.any {
		return
	}
	first, from := a.first, &way.root().Instructions[0]
	triggers := triggersAt(way.root(), past, first)
	for j, e := range have[:first] {
		switch {
		case !e.layer || !way.sure:
		case j >= triggers:
			out[e.at] = place{stage: way.root(), in: from, keyword: e.keyword, by: site.ByHistory}
		default:
			out[e.at] = place{stage: way.root(), in: from, base: true, by: site.ByHistory}
		}
	}
	if squashed(have, first) {
		return
	}
	for i, j := range a.entryOf {
		if j >= 0 && have[j].layer && a.sure[i] && dockerfile.MakesLayer(steps[i].in.Keyword) && !a.snapshot(i, steps, have) {
			out[have[j].at] = place{stage: steps[i].stage, in: &steps[i].in, by: site.ByHistory}
		}
	}
}

// fromProvenance places layers by what BuildKit recorded.
func fromProvenance(df *dockerfile.File, steps []step, root *dockerfile.Stage, byLayer []provenanceOfLayer, out []place, told []string) {
	recorded := false
	for _, s := range byLayer {
		recorded = recorded || s.base
	}
	for i, s := range byLayer {
		if s.base {
			out[i] = place{stage: root, in: &root.Instructions[0], base: true, by: site.ByProvenance}
			continue
		}
		if recorded && out[i].base {
			out[i] = place{} // the history counted it to the base image; the record says otherwise
		}
		if p, ok := placeOf(df, steps, root, s); ok {
			if p.in.Keyword == "FROM" {
				p.keyword = map[string]string{"exec": "RUN", "file": "COPY"}[s.kind]
				if i < len(told) && told[i] != "" {
					p.keyword = told[i]
				}
			}
			out[i] = p
		}
	}
}

// placeOf finds the instruction on the lines that the provenance names. An
// equal step in another stage has its lines there too: those of the image's
// own stages come first.
func placeOf(df *dockerfile.File, steps []step, root *dockerfile.Stage, s provenanceOfLayer) (place, bool) {
	for _, lines := range s.lines {
		for i := range steps {
			if steps[i].in.Lines == lines {
				return place{stage: steps[i].stage, in: &steps[i].in, by: site.ByProvenance}, true
			}
		}
	}
	if from := &root.Instructions[0]; slices.Contains(s.lines, from.Lines) {
		return place{stage: root, in: from, by: site.ByProvenance}, true
	}
	for _, lines := range s.lines {
		for stage, in := range df.All() {
			if in.Lines == lines {
				return place{stage: stage, in: in, by: site.ByProvenance}, true
			}
		}
	}
	return place{}, false
}

// write puts a place into the layer as the JSON has it.
func write(l *site.Layer, p place) {
	l.Base = p.base
	if p.in == nil {
		l.Instruction = p.keyword
		return
	}
	l.Step = ""
	if !p.base {
		l.Step = hash(append(append([]string{p.in.Keyword}, p.in.Flags...), strings.Fields(p.in.Args)...)...)
	}
	l.Stage = p.stage.String()
	l.Instruction = cmp.Or(p.keyword, p.in.Keyword)
	l.Lines = &[2]int{p.in.Lines.First, p.in.Lines.Last}
	l.Attribution = p.by
}
