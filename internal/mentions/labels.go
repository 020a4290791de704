package mentions

import (
	"bytes"

	"docsite/internal/lazy"
)

// Label is a line by which MyST names the heading below it.
var Label = lazy.Pattern(`^\(([^()\s]+)\)=$`)

// Labels lists the labels in the text of a page, each with the heading right below it behind a
// blank.
func Labels(text []byte) (list []string) {
	if !bytes.Contains(text, []byte(")=\n")) {
		return nil
	}
	var names []string
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if m := Label().FindSubmatch(line); m != nil {
			names = append(names, string(m[1]))
		} else if len(line) > 0 {
			title := bytes.TrimLeft(line, "#")
			if len(title) == len(line) {
				title = nil // of what is no heading
			}
			for _, name := range names {
				list = append(list, name+" "+string(bytes.Trim(title, " #")))
			}
			names = nil
		}
	}
	return list
}
