package figures

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"docsite/internal/site"
)

// Check finds columns of tables and keys of recorded figures that docsite does
// not know. It is the part of reading docsite.yaml that needs the columns:
// pass it to [site.Load].
func Check(c *site.Config) site.Problems {
	var ps site.Problems
	sizes := sizeNames()
	for _, id := range slices.Sorted(maps.Keys(c.Images)) {
		for _, key := range slices.Sorted(maps.Keys(c.Images[id].Recorded)) {
			if key != site.RecordedOn && !slices.Contains(sizes, key) {
				ps = append(ps, c.Problem(fmt.Sprintf("unknown key %q", key),
					"what can be recorded are "+strings.Join(sizes, ", ")+", and the day: "+site.RecordedOn, "images", id, "recorded", key))
			}
		}
	}
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
