package search

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

//go:embed words.js
var wordsJS []byte

// Script puts docsiteWords, the function that cuts a text into the words of the
// index, in front of the script of the search.
func Script(script []byte) []byte {
	return slices.Concat([]byte("const docsiteWords = ("), withoutComments(wordsJS), []byte(")("), table(), []byte(");\n"), script)
}

// withoutComments leaves out the lines above the function.
func withoutComments(js []byte) []byte {
	_, js, _ = bytes.Cut(js, []byte("\ntable =>"))
	return append([]byte("table =>"), bytes.TrimSpace(js)...)
}

// table is what words.js has to know, as JSON.
func table() []byte {
	var ranges strings.Builder
	for _, r := range unspaced {
		fmt.Fprintf(&ranges, `\u{%x}-\u{%x}`, r[0], r[1])
	}
	text, err := json.Marshal(map[string]string{"gaps": gaps, "ends": codeEnd, "unspaced": ranges.String()})
	if err != nil {
		panic(err) // strings
	}
	return text
}
