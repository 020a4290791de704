package layer

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"docsite/internal/site"
)

func TestTablesOfContents(t *testing.T) {
	for text, files := range map[string]int{
		`{"version":1,"entries":null}`: 0,
		`{"version":1,"entries":[]}`:   0,
		`{"entries":[{"name":"a","type":"reg","size":5,"xattrs":{"k":"v"}},{"name":"a","type":"chunk"}],"more":{"x":[1]}}`: 1,
		`{"entries":[{}],"entries":[{"name":"b","type":"reg"}]}`:                                                           1,
		`{`:                                   -1,
		`[]`:                                  -1,
		`{"entries":[{"name":1}]}`:            -1,
		`{"entries":{"a":1}}`:                 -1,
		`{"entries":[{"name":"a"`:             -1,
		`{"x":"` + strings.Repeat("x", 4<<20): -1, // one value of many bytes
	} {
		got, err := tocContents(strings.NewReader(text))
		switch {
		case files < 0 && err != errTOC:
			t.Errorf("%.60s: %v", text, err)
		case files >= 0 && (err != nil || got.Files != files || got.Method != site.ByTOC):
			t.Errorf("%.60s: %+v, %v", text, got, err)
		}
	}
}

// A table of rows that say nothing takes no memory.
func TestTableOfEmptyRows(t *testing.T) {
	rows := io.MultiReader(strings.NewReader(`{"entries":[{}`), io.LimitReader(&repeated{text: ",{}"}, 9_000_000), strings.NewReader("]}"))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := tocContents(rows); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapSys > before.HeapSys+32<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before.HeapSys, after.HeapSys)
	}
}

// repeated is a text without an end.
type repeated struct {
	text string
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.text[r.at]
		r.at = (r.at + 1) % len(r.text)
	}
	return len(p), nil
}
