package refresh

import (
	"bytes"
	"cmp"
	"slices"

	"docsite/internal/site"
)

// edit replaces a span of a text.
type edit struct {
	span site.Span
	text []byte
}

func sortEdits(edits []edit) {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.span.Start, b.span.Start) })
}

// apply gives text with the edits made. They are sorted and do not overlap.
func apply(text []byte, edits []edit) []byte {
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		b.Write(text[at:e.span.Start])
		b.Write(e.text)
		at = e.span.End
	}
	b.Write(text[at:])
	return b.Bytes()
}

// moved are the spans that the edits have after they were made.
func moved(edits []edit) []edit {
	after := make([]edit, len(edits))
	shift := 0
	for i, e := range edits {
		start := e.span.Start + shift
		after[i].span = site.Span{Start: start, End: start + len(e.text)}
		shift += len(e.text) - (e.span.End - e.span.Start)
	}
	return after
}

// outside is what no edit touches.
func outside(text []byte, edits []edit) []byte {
	bare := make([]edit, len(edits))
	for i, e := range edits {
		bare[i].span = e.span
	}
	return apply(text, bare)
}
