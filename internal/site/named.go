package site

import (
	"bytes"
	"regexp"
)

// named lists what in a page's Markdown looks like the destination of a link
// or of a picture, and like the file of a quotation, as written. It finds more
// than there is (in code, say) and leaves out no common way to write one; what
// can be no file of the project is not listed.
func named(text []byte) (links, quotes []string) {
	for rest := text; ; {
		_, after, found := bytes.Cut(rest, []byte("]("))
		if !found {
			break
		}
		links = appendLink(links, inlineDestination(after))
		rest = after
	}
	if !bytes.Contains(text, []byte("]:")) && !bytes.Contains(text, []byte("file=")) && !bytes.Contains(text, []byte("src=")) {
		return links, nil
	}
	for line := range bytes.Lines(text) {
		for _, m := range otherDestinations.FindAllSubmatch(line, -1) {
			for _, written := range m[1:4] {
				links = appendLink(links, written)
			}
			if len(m[4]) > 0 {
				quotes = append(quotes, string(m[4]))
			}
		}
	}
	return links, quotes
}

// otherDestinations are those of reference definitions, of quotations and of
// pictures in HTML.
var otherDestinations = regexp.MustCompile(`^\s{0,3}\[[^\]]+\]:\s*(?:<([^<>]+)>|([^\s<>]+))|\ssrc="([^"]+)"|\sfile=["']?([^\s"']+)`)

// inlineDestination is the destination that follows "](". A bare one may hold
// pairs of brackets, as CommonMark has it.
func inlineDestination(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimLeft(line, " \t")
	if len(line) > 0 && line[0] == '<' {
		inside, _, _ := bytes.Cut(line[1:], []byte(">"))
		return inside
	}
	depth := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ', '\t', '\r', '<', '>':
			return line[:i]
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return line[:i]
			}
		}
	}
	return line
}

// appendLink leaves out sections of pages, folders and other sites.
func appendLink(links []string, written []byte) []string {
	if len(written) == 0 || written[0] == '#' || written[len(written)-1] == '/' ||
		bytes.HasPrefix(written, []byte("https://")) || bytes.HasPrefix(written, []byte("http://")) {
		return links
	}
	return append(links, string(written))
}
