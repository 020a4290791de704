package measure

import (
	"fmt"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/source"
)

// artifacts are what registries hold beside images, by the beginning of a media
// type that only such a thing has: of its config, its layers, or as its artifact
// type.
var artifacts = []struct{ media, what string }{
	{"application/vnd.cncf.helm.", "a Helm chart"},
	{"application/vnd.dev.cosign.simplesigning.", "a cosign signature"},
	{"application/vnd.dev.sigstore.bundle", "a Sigstore bundle"},
	{"application/vnd.dev.cosign.artifact.sbom.", "an SBOM"},
	{"application/vnd.cncf.notary.", "a Notary signature"},
	{"application/vnd.wasm.", "a WebAssembly module"},
	{"application/wasm", "a WebAssembly module"},
	{"application/vnd.sylabs.sif.", "a Singularity image"},
	{"application/vnd.docker.plugin.", "a Docker plugin"},
	{"application/vnd.in-toto+json", "an attestation"},
	{"application/vnd.dsse.", "an attestation"},
	{"text/spdx", "an SBOM"},
	{"application/spdx", "an SBOM"},
	{"application/vnd.cyclonedx", "an SBOM"},
	{"application/vnd.syft", "an SBOM"},
	{figuresType, "a record of docsite's own figures"},
}

// notAnImage is the fault of a manifest that is of something else; nil for an
// image.
func notAnImage(ref string, m *v1.Manifest) error {
	media := []string{m.ArtifactType, string(m.Config.MediaType)}
	for _, l := range m.Layers {
		media = append(media, string(l.MediaType))
	}
	for _, a := range artifacts {
		for _, of := range media {
			if strings.HasPrefix(of, a.media) {
				return noImage(ref, a.what, of)
			}
		}
	}
	// Whatever else it is: no config of an image, and nothing like a layer.
	tars := slices.ContainsFunc(m.Layers, func(l v1.Descriptor) bool { return isTar(l.MediaType) })
	if m.Config.MediaType == types.OCIEmptyJSON || len(m.Layers) > 0 && !tars && !m.Config.MediaType.IsConfig() {
		of := m.ArtifactType
		for _, other := range append(media[1:], "something without a type") {
			if of == "" || of == string(types.OCIEmptyJSON) {
				of = other
			}
		}
		return noImage(ref, "an artifact", of)
	}
	return nil
}

// isTar reports whether a media type may be that of an image's layer; none at all
// may be.
func isTar(media types.MediaType) bool {
	return media == "" || media.IsLayer() || strings.Contains(string(media), "tar") || strings.Contains(string(media), "nydus")
}

func noImage(ref, what, media string) error {
	return &source.Fault{Ref: ref, Kind: source.ErrNoImage, Reason: fmt.Sprintf("this is %s (%s), not a container image", what, source.Plain(media))}
}
