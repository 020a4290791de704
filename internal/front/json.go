package front

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

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
	if bytes.HasPrefix([]byte(line), []byte("<<<<<<<")) {
		return offset, "git has left a conflict here: " + strconv.Quote(line)
	}
	return offset, "it is no JSON here: " + strconv.Quote(line)
}
