package phrases

import "encoding/binary"

// Titles are what commands are called. The images of a project run the same commands
// again and again, so that the title of a command is kept for the next page. The zero
// Titles is ready; it is not safe for use by several goroutines.
type Titles struct {
	command Command
	key     []byte // of the command in hand
	said    map[string]saying
}

// saying is the title of a command, if the catalogue knows the command.
type saying struct {
	title Title
	known bool
}

// Limits of what is kept: memory does not grow with the site.
const (
	maxTitles  = 1024
	maxCommand = 512 // bytes of a command
)

// Of is the title of a command; false for one that the catalogue does not know.
func (t *Titles) Of(words []Word) (Title, bool) {
	t.key = t.key[:0]
	for i := range words {
		t.key = appendSized(t.key, words[i].Text)
		if raw := words[i].Raw; raw != words[i].Text {
			t.key = appendSized(t.key, raw)
		} else {
			t.key = append(t.key, 0)
		}
	}
	s, kept := t.said[string(t.key)]
	if kept {
		return s.title, s.known
	}
	if s.known = t.command.Read(words); s.known {
		s.title = t.command.Title()
	}
	if len(t.key) <= maxCommand {
		if t.said == nil || len(t.said) == maxTitles {
			t.said = map[string]saying{}
		}
		t.said[string(t.key)] = s
	}
	return s.title, s.known
}

// appendSized appends a text behind its length: other texts give other bytes.
func appendSized(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}
