package figures

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"docsite/internal/site"
	"docsite/internal/spelling"
)

// Refuse says why a marker can never have a figure, a table or a caption:
// docsite.yaml does not know its id. It is nil where docsite.yaml does.
func Refuse(c *site.Config, m site.Marker) *Unknown {
	switch m.Kind {
	case "table":
		if _, ok := c.Tables[m.ID]; !ok {
			return &Unknown{m.ID, fmt.Sprintf("docsite.yaml has no table %q", m.ID), oneOf(m.ID, "its tables are", specNames(c.Tables), "add it under tables:")}
		}
	case "caption", "history":
		if _, ok := c.Images[m.ID]; !ok {
			return noImage(c, m.ID, m.ID)
		}
	default:
		image, column := split(m.ID)
		if _, ok := c.Images[image]; !ok {
			return noImage(c, m.ID, image)
		}
		if _, ok := ColumnOf(column); !ok {
			return &Unknown{m.ID, fmt.Sprintf("%q is no figure of an image", column), oneOf(column, "the figures are", Names(), "")}
		}
	}
	return nil
}

// split takes an id such as "inkwell.download" apart.
func split(id string) (image, column string) {
	dot := strings.LastIndexByte(id, '.')
	return id[:max(dot, 0)], id[dot+1:]
}

func noImage(c *site.Config, id, image string) *Unknown {
	return &Unknown{id, fmt.Sprintf("docsite.yaml has no image %q", image), oneOf(image, "its images are", specNames(c.Images), "add it under images:")}
}

// maxCompared is among how many names the nearest is looked for: thousands of markers
// may ask.
const maxCompared = 500

// specNames are the names of images or tables in their order; none where there are too
// many to say which was meant.
func specNames[T any](specs map[string]T) []string {
	if len(specs) > maxCompared {
		return nil
	}
	return slices.Sorted(maps.Keys(specs))
}

// oneOf asks whether the nearest name was meant, lists what there is, or says what
// to do when there is nothing.
func oneOf(written, words string, names []string, otherwise string) string {
	if len(names) == 0 {
		return otherwise
	}
	list := strings.Join(names[:min(len(names), maxNames)], ", ")
	if len(names) > maxNames {
		list += ", …"
	}
	return spelling.Hint(written, names, words+" "+list)
}

// maxNames is how many names a hint lists.
const maxNames = 12

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
