package figures

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"docsite/internal/site"
)

// Check finds columns of tables, limits and recorded figures that docsite cannot
// read. It is the part of reading docsite.yaml that needs the columns:
// pass it to [site.Load].
func Check(c *site.Config) site.Problems {
	var ps site.Problems
	sizes := sizeNames()
	for _, id := range slices.Sorted(maps.Keys(c.Images)) {
		for _, key := range slices.Sorted(maps.Keys(c.Images[id].Recorded)) {
			if key == site.RecordedOn {
				continue
			}
			if !slices.Contains(sizes, key) {
				ps = append(ps, c.Problem(fmt.Sprintf("unknown key %q", key),
					"what can be recorded are "+strings.Join(sizes, ", ")+", and the day: "+site.RecordedOn, "images", id, "recorded", key))
			} else if _, err := SetSize(c.Images[id].Recorded[key]); err != nil {
				ps = append(ps, c.Problem("recorded: "+err.Error(), "", "images", id, "recorded", key))
			}
		}
	}
	ps = append(ps, checkLimits(c)...)
	for _, id := range slices.Sorted(maps.Keys(c.Tables)) {
		for _, column := range c.Tables[id].Columns {
			if _, ok := ColumnOf(column); !ok {
				ps = append(ps, c.Problem(fmt.Sprintf("column %q is not known", column),
					"the columns are "+strings.Join(Names(), ", "), "tables", id, "columns"))
			}
		}
	}
	return ps
}

// checkLimits finds limits that cannot be kept: of images that are not measured,
// and such as are no limit. It finds badges of no size as well.
func checkLimits(c *site.Config) site.Problems {
	var ps site.Problems
	for _, id := range slices.Sorted(maps.Keys(c.Images)) {
		spec := c.Images[id]
		if spec.Badge != "" && !slices.Contains(sizeNames(), spec.Badge) {
			ps = append(ps, c.Problem(fmt.Sprintf("badge %q is no size", spec.Badge), "the sizes are "+strings.Join(sizeNames(), ", "), "images", id, "badge"))
		}
		if spec.Ref == "" && len(spec.Max) > 0 {
			ps = append(ps, c.Problem(fmt.Sprintf("image %q has limits and is not measured", id), "add ref: with the image's reference", "images", id, "max"))
		}
		for _, name := range slices.Sorted(maps.Keys(spec.Max)) {
			if _, err := ParseLimit(name, spec.Max[name]); err != nil {
				ps = append(ps, c.Problem("max: "+err.Error(), `write it like "download: 80 MB", "wasted: 5%", "growth: 10%" or "layers: 60"`, "images", id, "max", name))
			}
		}
	}
	return ps
}
