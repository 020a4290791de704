package tokens

import (
	"strings"
	"testing"

	"docsite/internal/code"
)

// TestFlags: the sign between a flag and its value belongs to the flag, another one behind it does not.
func TestFlags(t *testing.T) {
	for text, want := range map[string]string{
		"COPY --from=build a b\n":                 "COPY k, --from= na",
		"RUN --mount=type=cache,target=/x true\n": "RUN k, --mount= na",
		"RUN ls -l|wc\n":                          "RUN k, -l na, | o",
	} {
		parsed := code.Read("dockerfile", []byte(text))
		var got []string
		for _, t := range Append(nil, parsed) {
			if t.Class == "k" || t.Class == "na" || t.Class == "o" {
				got = append(got, text[t.Start:t.End]+" "+t.Class)
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}
