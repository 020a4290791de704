package contents

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"docsite/internal/lazy"
)

// includes are what other generators put all of another file in the place of, each as the
// only thing of a page.
var includes = [...]func() *regexp.Regexp{
	lazy.Pattern(`^-{1,2}8<-{1,2} +["']([^"':]+)["']$`),                      // Material for MkDocs
	lazy.Pattern(`^\{%-? *include(?:-markdown)? +["']([^"']+)["'] *-?%\}$`),  // include-markdown
	lazy.Pattern(`^\{! *([^!\s]+) *!\}$`),                                    // markdown-include
	lazy.Pattern(`^\{\{ *#include +([^:}\s]+) *\}\}$`),                       // mdBook
	lazy.Pattern(`^<!-- *@include: *([^\s{#]+) *-->$`),                       // VitePress
	lazy.Pattern("^(?:`{3,}|:{3,})\\{include\\} +(\\S+)\n+(?:`{3,}|:{3,})$"), // MyST
	lazy.Pattern(`^import +(\w+) +from +["']([^"']+)["'];?\n+<(\w+) */>$`),   // MDX
}

// longestInclude is the length of a text in which all of another file is included, in bytes.
const longestInclude = 300

// Included is the file of the project that has the text of a page which is nothing but an
// include, as others look for it: from the page's folder, or from that of the project or of
// all pages. It is empty for another page.
func Included(fsys fs.FS, content, page string, body []byte) string {
	name := included(body)
	if name == "" {
		return ""
	}
	for _, folder := range []string{path.Dir(page), ".", content} {
		file := path.Join(folder, name)
		if !fs.ValidPath(file) || file == page || strings.HasPrefix(path.Base(file), ".") {
			continue
		}
		if info, err := fs.Stat(fsys, file); err == nil && info.Mode().IsRegular() {
			return file
		}
	}
	return ""
}

// included is the path that a page is nothing but an include of, as it is written there,
// without the sign of the top of a site; empty for another page.
func included(body []byte) string {
	body = bytes.TrimSpace(body)
	if len(body) > longestInclude || !bytes.Contains(body, []byte(".md")) {
		return ""
	}
	body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	for _, pattern := range includes {
		m := pattern().FindSubmatch(body)
		switch {
		case m == nil:
		case len(m) == 2:
			return markdownAt(m[1])
		case bytes.Equal(m[1], m[3]):
			return markdownAt(m[2])
		}
	}
	return ""
}

// markdownAt is a path without the sign of the top of a site; empty for no Markdown.
func markdownAt(written []byte) string {
	name := string(bytes.TrimLeft(bytes.TrimPrefix(written, []byte("@")), "/"))
	if !IsMarkdown(name) {
		return ""
	}
	return name
}
