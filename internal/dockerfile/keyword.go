package dockerfile

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"docsite/internal/spelling"
)

// keywords are the instructions that a Dockerfile may have, sorted.
var keywords = [...]string{"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
	"MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}

// Keywords lists the instructions that a Dockerfile may have, sorted.
func Keywords() []string { return slices.Clone(keywords[:]) }

// NoKeyword says of a word in the place of an instruction that it is none, and which may have
// been meant.
func NoKeyword(word string) string {
	message := fmt.Sprintf("%q is no instruction", word)
	if meant := spelling.Slip(word, keywords[:]); meant != "" {
		message += "; did you mean " + meant + "?"
	}
	return message
}

// IsKeyword reports whether a word is the name of an instruction, in capitals.
func IsKeyword(s string) bool {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return false // most words; the table costs more
	}
	_, ok := slices.BinarySearch(keywords[:], s)
	return ok
}

// MakesLayer reports whether the instruction of a keyword makes a layer. Others
// change the configuration of the image alone.
func MakesLayer(keyword string) bool {
	return keyword == "RUN" || keyword == "COPY" || keyword == "ADD" || keyword == "WORKDIR"
}

// IsFileName reports whether a file is called as Dockerfiles are.
func IsFileName(file string) bool {
	name := strings.ToLower(path.Base(file))
	return strings.Contains(name, "dockerfile") || strings.Contains(name, "containerfile")
}

// Opens reports whether the first line with more than a comment is a FROM or an
// ARG. Most files that are no Dockerfile are known by that line.
func Opens(text []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))) {
		if words := bytes.Fields(line); len(words) > 0 && words[0][0] != '#' {
			return bytes.EqualFold(words[0], []byte("FROM")) || bytes.EqualFold(words[0], []byte("ARG"))
		}
	}
	return false
}
