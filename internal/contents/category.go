package contents

import (
	"encoding/json"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

var position = lazy.Pattern(`(?m)^position:[ \t]*([0-9.]+)[ \t]*$`)

var label = lazy.Pattern(`(?m)^label:` + yamlText)

// Category is what Docusaurus calls a folder of pages, and its place among those beside it from
// 0; empty and -1 where no file of the folder says so.
func Category(fsys fs.FS, folder string) (title string, place float64) {
	var says struct {
		Label    string
		Position *float64
	}
	if text := read(fsys, path.Join(folder, "_category_.json")); text != nil {
		if json.Unmarshal(text, &says) == nil && says.Position != nil {
			return says.Label, *says.Position
		}
		return says.Label, -1
	}
	for _, end := range []string{".yml", ".yaml"} {
		text := read(fsys, path.Join(folder, "_category_"+end))
		if text == nil {
			continue
		}
		if m := label().FindSubmatch(text); m != nil {
			title = strings.TrimSpace(string(m[1]) + string(m[2]) + string(m[3]))
		}
		if m := position().FindSubmatch(text); m != nil {
			if n, err := strconv.ParseFloat(string(m[1]), 64); err == nil {
				return title, n
			}
		}
		return title, -1
	}
	return "", -1
}
