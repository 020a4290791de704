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
