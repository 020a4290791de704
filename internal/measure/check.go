package measure

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// Check finds references, platforms and places for figures in docsite.yaml with which
// nobody could be asked. It is the part of reading docsite.yaml that needs the rules of
// registries: pass it to [site.Load]. It asks nobody.
func Check(c *site.Config) (ps site.Problems) {
	for _, id := range slices.Sorted(maps.Keys(c.Images)) {
		spec := c.Images[id]
		if message, hint := checkRef(spec.Ref); message != "" {
			ps = append(ps, c.Problem(message, hint, "images", id, "ref"))
		}
		if spec.Platform == "" {
			continue
		}
		if _, err := parsePlatform(spec.Platform); err != nil {
			ps = append(ps, c.Problem(err.Error(), platformHint, "images", id, "platform"))
		}
	}
	if _, err := ParseShared(c.Figures); err != nil {
		ps = append(ps, c.Problem("figures "+err.Error(), SharedHint, "figures"))
	}
	return ps
}

// checkRef says what is wrong with a reference of docsite.yaml, where a file is one
// of the project. No reference is none that is wrong.
func checkRef(ref string) (message, hint string) {
	if ref == "" {
		return "", ""
	}
	if _, path, local := source.Local(ref); local {
		if !filepath.IsLocal(filepath.FromSlash(path)) {
			return fmt.Sprintf("ref %q is not inside the project", ref), "write a path without .. and without a leading /"
		}
		return "", ""
	}
	_, err := parseRef(ref)
	if fault, ok := errors.AsType[*source.Fault](err); ok {
		return fmt.Sprintf("image %q: %s", fault.Ref, fault.Reason), fault.Hint
	}
	return "", ""
}
