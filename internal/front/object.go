package front

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"docsite/internal/lazy"
)

// objectKey is how front matter in JSON begins, as Hugo has it.
var objectKey = lazy.Pattern(`^\{\s*"[\w-]+"\s*:`)

// object finds front matter in JSON at a place of a page: its end, and where the text goes
// on. There is none where after is 0.
func object(text []byte, start int) (end, after int) {
	rest := text[start:min(len(text), start+maxMatter)]
	if len(rest) == 0 || rest[0] != '{' || !objectKey().Match(rest) {
		return 0, 0
	}
	depth, inString := 0, false
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString && c == '\n': // is closed nowhere
			inString = false
		case inString:
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
		if depth > 0 {
			continue
		}
		line, _, _ := bytes.Cut(text[start+i+1:], []byte("\n"))
		if len(bytes.TrimSpace(line)) > 0 {
			return 0, 0
		}
		return start + i + 1, min(len(text), start+i+1+len(line)+1)
	}
	return 0, 0
}

// object reads front matter in JSON, a key at a time.
func (r *reader) object(text []byte) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	_, err := d.Token()
	seen := map[string]bool{}
	for err == nil && d.More() {
		var token json.Token
		var value any
		if token, err = d.Token(); err != nil {
			break
		}
		key, _ := token.(string)
		at := int(d.InputOffset())
		at += len(text[at:]) - len(bytes.TrimLeft(text[at:], ": \t\r\n"))
		if err = d.Decode(&value); err != nil {
			break
		}
		if seen[key] {
			r.in(text, at, fmt.Sprintf("front matter: %q stands twice: the last one counts", key), "keep one of them")
		}
		seen[key] = true
		if why := r.value(key, value); why != "" {
			r.in(text, at, "front matter: "+why, "")
		}
	}
	if err == nil {
		_, err = d.Token()
	}
	if err != nil {
		at, message := JSONFault(text, err)
		r.in(text, at, "front matter: "+message+"; what follows is left out", "write keys and texts between quotation marks, with commas between")
	}
}

// value sets a key to a value of JSON.
func (r *reader) value(key string, value any) (why string) {
	if !isKey[key] && !isForeign[key] {
		return ""
	}
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		return r.matter.set(key, value, nil)
	case bool, json.Number:
		return r.matter.set(key, fmt.Sprint(value), nil)
	case []any:
		list := make([]string, len(value))
		for i := range value {
			list[i] = fmt.Sprint(value[i])
		}
		return r.matter.set(key, "", list)
	}
	if isForeign[key] {
		return ""
	}
	return key + " is left out: it is neither a text nor a list"
}

// in warns of a place in front matter that begins on the first line.
func (r *reader) in(text []byte, at int, message, hint string) {
	line := bytes.LastIndexByte(text[:at], '\n') + 1
	r.warn(1+bytes.Count(text[:at], []byte("\n")), 1+utf8.RuneCount(text[line:at]), message, hint)
}

// Limits on docsite.lock before it is parsed: an object without a key has three
// bytes of text, and a hundred times as many in memory.
const (
	maxObjects = 300_000
	maxValues  = 2_000_000
)

// CheckJSON refuses JSON that would take too much memory, and gives the offset where
// it does.
func CheckJSON(text []byte) (offset int, err error) {
	objects, values, inString := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++ // is in a string, if this is JSON
		case c == '"':
			inString = !inString
		case inString:
		case c == '{':
			objects++
		case c == ',':
			values++
		}
		if objects > maxObjects || values > maxValues {
			return i, fmt.Errorf("it holds more than %d objects or %d values", maxObjects, maxValues)
		}
	}
	return 0, nil
}

// JSONFault says what an error of the JSON library means for the text that was read,
// and the offset in it where that is.
func JSONFault(text []byte, err error) (offset int, message string) {
	wrong, isWrong := errors.AsType[*json.UnmarshalTypeError](err)
	syntax, isSyntax := errors.AsType[*json.SyntaxError](err)
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return 0, "it is empty"
	case isWrong:
		return max(0, int(wrong.Offset)-1), fmt.Sprintf("a JSON %s stands where none can be", wrong.Value)
	case !isSyntax:
		return 0, fmt.Sprintf("it is no JSON: %q", err.Error())
	case syntax.Error() == "unexpected end of JSON input":
		return len(text), "it ends in the middle"
	}
	offset = max(0, int(syntax.Offset)-1)
	line := shown(lineOf(text, 1+bytes.Count(text[:offset], []byte("\n"))))
	return offset, "it is no JSON here: " + strconv.Quote(line)
}
