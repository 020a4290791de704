package front

import (
	"encoding/json"
	"strings"
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

func TestConflict(t *testing.T) {
	const sides = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"
	for text, want := range map[string]int{
		"": -1, "a\n": -1, sides: 0, "x\n" + sides: 2, "x " + sides: -1,
		strings.ReplaceAll(sides, "\n", "\r\n"): 0,
		"<<<<<<< HEAD\na\n":                     -1, "=======\n>>>>>>> x\n<<<<<<< y\n": -1,
		"\n>>>>>>> a\n": -1,
		strings.Repeat("<<<<<<< a\n", 200) + sides: 0,
	} {
		if at, _ := Conflict([]byte(text), nil); at != want {
			t.Errorf("%.40q: %d, want %d", text, at, want)
		}
	}
	if at, message := Conflict([]byte(sides+sides), func(at int) bool { return at == 0 }); at != len(sides) || message != `git has left a conflict here: "<<<<<<< HEAD"` {
		t.Error(at, message)
	}
	var c struct{}
	if faults := Decode([]byte("title: x\n"+sides), &c); len(faults) != 1 || faults[0].Line != 2 || faults[0].Message != `git has left a conflict here: "<<<<<<< HEAD"` {
		t.Errorf("%+v", faults[0])
	}
}
