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
	return slices.Concat([]byte("const docsiteTable = "), table(), []byte(", docsiteWords = ("), bytes.TrimSpace(wordsJS), []byte(")(docsiteTable);\n"), script)
}

// class is a table as a class of signs in a regular expression.
func class(table [][2]rune) string {
	var b strings.Builder
	for _, r := range table {
		fmt.Fprintf(&b, `\u{%x}-\u{%x}`, r[0], r[1])
	}
	return b.String()
}

// table is what words.js has to know, as JSON.
func table() []byte {
	text, err := json.Marshal(map[string]string{"gaps": gaps, "ends": codeEnd, "unspaced": class(unspaced), "marks": class(marks), "common": common})
	if err != nil {
		panic(err) // strings
	}
	return text
}
