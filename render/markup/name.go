package markup

import "bytes"

// HasName reports whether markup of a link, from its tag on, has something by which it can be
// called: text, or a picture, a tag or a title with words.
func HasName(link []byte) bool {
	if at := tagEnd(link); hasWords(link[:at], ` title="`) {
		return true
	}
	for len(link) > 0 {
		if link[0] != '<' {
			text, _, _ := bytes.Cut(link, []byte("<"))
			if len(bytes.TrimSpace(text)) > 0 {
				return true
			}
			link = link[len(text):]
			continue
		}
		end := tagEnd(link)
		if hasWords(link[:end], ` alt="`) || hasWords(link[:end], ` aria-label="`) {
			return true
		}
		link = link[end:]
	}
	return false
}

// hasWords reports whether a tag has an attribute with a value.
func hasWords(tag []byte, attribute string) bool {
	_, value, found := bytes.Cut(tag, []byte(attribute))
	return found && value[0] != '"'
}

// tagEnd is where a tag ends that markup begins with: a value may hold its sign.
func tagEnd(b []byte) int {
	quoted := false
	for i, c := range b {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '>' && !quoted:
			return i + 1
		}
	}
	return len(b)
}
