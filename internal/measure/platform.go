package measure

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/lazy"
	"docsite/internal/measure/source"
)

const (
	defaultPlatform = "linux/amd64"
	unknown         = "unknown" // the system and the architecture of what is no image
)

// platformText writes a platform as docker does, "linux/arm/v7", with the
// variants left out that docker leaves out. One that is not said is empty, as is that of
// BuildKit's attestations.
func platformText(p *v1.Platform) string {
	if p == nil || p.OS == "" && p.Architecture == "" || p.OS == unknown && p.Architecture == unknown {
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

// platformPattern is a platform without the version of the operating system, which
// go-containerregistry reads behind a colon.
var platformPattern = lazy.Pattern(`^[^/:\s]+/[^/:\s]+(/[^/:\s]+)?$`)

// platformHint says how a platform is written.
const platformHint = "write the system and the architecture, such as linux/arm64, and the variant where there is one: linux/arm/v7"

// parsePlatform reads "linux/amd64", "linux/arm/v7"; "linux/x86_64" too, as docker does.
func parsePlatform(text string) (string, error) {
	p, err := v1.ParsePlatform(text)
	if err != nil || !platformPattern().MatchString(text) {
		return "", fmt.Errorf("%q is not a platform such as %q", text, defaultPlatform)
	}
	p.OS, p.Architecture, p.Variant = strings.ToLower(p.OS), strings.ToLower(p.Architecture), strings.ToLower(p.Variant)
	if name, ok := archNames[p.Architecture]; ok {
		p.Architecture = name[0]
		p.Variant = cmp.Or(name[1], p.Variant)
	}
	return platformText(p), nil
}

// wantedPlatform reads the platform that an image is asked for; empty is the default.
func wantedPlatform(ref, text string) (string, error) {
	want, err := parsePlatform(cmp.Or(text, defaultPlatform))
	if err != nil {
		return "", &source.Fault{Ref: ref, Kind: source.ErrPlatform, Reason: err.Error(), Hint: platformHint}
	}
	return want, nil
}

// IsPlatform reports whether a text is a platform as images have it: "linux/arm/v7".
func IsPlatform(text string) bool {
	same, err := parsePlatform(text)
	return err == nil && same == text
}

// archNames are the architectures, and the variants, of names that images have not, as
// containerd knows them.
var archNames = map[string][2]string{
	"x86_64": {"amd64"}, "x86-64": {"amd64"}, "i386": {"386"}, "aarch64": {"arm64"}, "armhf": {"arm", "v7"}, "armel": {"arm", "v6"},
}

// choose finds the platform among those that are there. A machine of a later variant runs
// what was built for an earlier one, the latest of those that are there first.
func choose(want string, have []string) int {
	base, variant := want, 0
	if at := strings.LastIndex(want, "/v"); at >= 0 {
		if n, err := strconv.Atoi(want[at+2:]); err == nil && n < 10 {
			base, variant = want[:at], n
		}
	}
	if at := slices.Index(have, want); at >= 0 || variant == 0 {
		return at
	}
	for n := variant - 1; n > 0; n-- {
		if at := slices.Index(have, fmt.Sprintf("%s/v%d", base, n)); at >= 0 {
			return at
		}
	}
	return slices.Index(have, base) // of amd64 and arm64 the first variant is not said
}

func noPlatform(ref, want string, have []string) error {
	reason := fmt.Sprintf("there is none for %s", want)
	hint := ""
	if have = slices.DeleteFunc(have, func(p string) bool { return p == "" }); len(have) > 0 {
		hint = "there is " + strings.Join(slices.Compact(slices.Sorted(slices.Values(have))), ", ")
	}
	return &source.Fault{Ref: ref, Kind: source.ErrPlatform, Reason: reason, Hint: source.Plain(hint)}
}
