package front

import (
	"encoding/json"
	"testing"
)

func TestJSONFault(t *testing.T) {
	for text, want := range map[string]struct {
		offset  int
		message string
	}{
		"":                                   {0, "it is empty"},
		" \n":                                {0, "it is empty"},
		"{\n\"version\": 1":                  {14, "it ends in the middle"},
		"{\"version\": 1,\n}":                {15, `it is no JSON here: "}"`},
		"{\n<<<<<<< HEAD\n\"version\": 1\n}": {2, `git has left a conflict here: "<<<<<<< HEAD"`},
		"{\"version\": \"1\"}":               {14, "a JSON string stands where none can be"},
		"[]":                                 {0, "a JSON array stands where none can be"},
		"{\"version\": 1, \"x\": \"a\x01\"}": {22, `it is no JSON here: "{\"version\": 1, \"x\": \"a\x01\"}"`},
	} {
		var into struct {
			Version int `json:"version"`
		}
		err := json.Unmarshal([]byte(text), &into)
		if err == nil {
			t.Fatalf("%q is JSON", text)
		}
		if offset, message := JSONFault([]byte(text), err); offset != want.offset || message != want.message {
			t.Errorf("%q: %d, %s, want %d, %s", text, offset, message, want.offset, want.message)
		}
	}
}
