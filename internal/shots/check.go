package shots

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"

	"docsite/internal/site"
)

// Themes in which a page can be looked at.
const (
	Light = "light"
	Dark  = "dark"
)

// Defaults is a specification with what holds where nothing was written, but for the
// height: 0 is all of the page.
func Defaults(spec site.ShotSpec) site.ShotSpec {
	spec.Width, spec.Theme, spec.Scale = cmp.Or(spec.Width, 1440), cmp.Or(spec.Theme, Light), cmp.Or(spec.Scale, 1)
	return spec
}

// At is a problem with a screenshot at its place in docsite.yaml: that of a key of
// it, or of its file where the key is empty.
func At(c *site.Config, file, key, message, hint string) site.Problem {
	keys := []string{"shots", file}
	if key != "" {
		keys = append(keys, key)
	}
	return c.Problem(message, hint, keys...)
}

// ranges are the values that the numbers of a screenshot may have, beside 0.
var ranges = []struct {
	key       string
	low, high float64
	of        func(site.ShotSpec) float64
}{
	{"width", 200, 4096, func(s site.ShotSpec) float64 { return float64(s.Width) }},
	{"height", 100, 8192, func(s site.ShotSpec) float64 { return float64(s.Height) }},
	{"scale", 1, 4, func(s site.ShotSpec) float64 { return s.Scale }},
}

// Check finds what is wrong with shots: as far as docsite.yaml alone tells.
func Check(c *site.Config) (ps site.Problems) {
	for _, file := range slices.Sorted(maps.Keys(c.Shots)) {
		ps = append(ps, check(c, file)...)
	}
	return ps
}

func check(c *site.Config, file string) (ps site.Problems) {
	at := func(key, message, hint string) { ps = append(ps, At(c, file, key, message, hint)) }
	switch {
	case !fs.ValidPath(file) || file == ".":
		at("", fmt.Sprintf("screenshot %q is not a file inside the project", file), "write its path from the project's folder, without ..")
	case path.Ext(file) != ".png":
		at("", fmt.Sprintf("screenshot %q is not a PNG", file), "give it the ending .png")
	case strings.HasPrefix(file, c.Output+"/"):
		at("", fmt.Sprintf("screenshot %q is in the folder of the built site", file), "keep it beside the Markdown that shows it")
	}
	spec := c.Shots[file]
	if spec.Page == "" {
		at("", fmt.Sprintf("screenshot %q has no page", file), "add page: with the Markdown that it shows, or with the page's address in the site")
	}
	if spec.Selector != "" {
		if _, err := cascadia.ParseGroup(spec.Selector); err != nil {
			at("selector", fmt.Sprintf("selector %q is no selector of CSS", spec.Selector), `write it like "main table" or "#notes"`)
		}
	}
	if spec.Theme != "" && spec.Theme != Light && spec.Theme != Dark {
		at("theme", fmt.Sprintf("theme %q is not light or dark", spec.Theme), "")
	}
	for _, r := range ranges {
		if n := r.of(spec); n != 0 && !(n >= r.low && n <= r.high) { // NaN too
			at(r.key, fmt.Sprintf("%s %s is not between %v and %v", r.key, strconv.FormatFloat(n, 'f', -1, 64), r.low, r.high), "")
		}
	}
	return ps
}
