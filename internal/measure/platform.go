package measure

import (
	"fmt"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/measure/source"
)

const defaultPlatform = "linux/amd64"

// platformText writes a platform as docker does, "linux/arm/v7", with the
// variants left out that docker leaves out.
func platformText(p *v1.Platform) string {
	if p == nil || p.OS == "" && p.Architecture == "" {
		return ""
	}
	text := p.OS + "/" + p.Architecture
	if v := normalVariant(p.Architecture, p.Variant); v != "" {
		text += "/" + v
	}
	return source.Plain(text)
}

// normalVariant gives equal variants one name, as containerd does.
func normalVariant(arch, variant string) string {
	switch {
	case arch == "arm64" && (variant == "v8" || variant == "8"), arch == "amd64" && variant == "v1":
		return ""
	case arch == "arm" && variant == "":
		return "v7"
	case arch == "arm" && len(variant) == 1:
		return "v" + variant
	}
	return variant
}

// parsePlatform reads "linux/amd64", "linux/arm/v7".
func parsePlatform(text string) (string, error) {
	p, err := v1.ParsePlatform(text)
	if err != nil || p.OS == "" || p.Architecture == "" {
		return "", fmt.Errorf("%q is not a platform such as %q", text, defaultPlatform)
	}
	return platformText(p), nil
}

// choose finds the platform among those that are there. A 32-bit ARM runs
// what was built for an older one.
func choose(want string, have []string) int {
	if at := slices.Index(have, want); at >= 0 {
		return at
	}
	older := map[string][]string{"linux/arm/v7": {"linux/arm/v6", "linux/arm/v5"}, "linux/arm/v6": {"linux/arm/v5"}}
	for _, other := range older[want] {
		if at := slices.Index(have, other); at >= 0 {
			return at
		}
	}
	return -1
}

func noPlatform(ref, want string, have []string) error {
	reason := fmt.Sprintf("there is none for %s", want)
	hint := ""
	if len(have) > 0 {
		hint = "there is " + strings.Join(slices.Compact(slices.Sorted(slices.Values(have))), ", ")
	}
	return &source.Fault{Ref: ref, Kind: source.ErrPlatform, Reason: reason, Hint: source.Plain(hint)}
}
