package figures

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"docsite/internal/site"
)

// Equal steps of two builds are set against one another: by their digests, else by
// their words, each once.
func TestPairLayersByStep(t *testing.T) {
	layers := func(steps ...[2]string) (list []site.Layer) {
		for _, s := range steps {
			list = append(list, site.Layer{Digest: s[0], Step: s[1]})
		}
		return list
	}
	a := layers([2]string{"1", "ADD base"}, [2]string{"2", "ko build"}, [2]string{"3", "RUN make"}, [2]string{"4", "RUN make"}, [2]string{"5", ""})
	b := layers([2]string{"1", "ADD base"}, [2]string{"6", "RUN make"}, [2]string{"7", "ko build"}, [2]string{"8", "RUN make"}, [2]string{"9", ""})
	var got []string
	for _, row := range PairLayers(a, b) {
		pair := ""
		for _, l := range []*site.Layer{row.A, row.B} {
			if l == nil {
				pair += "-"
			} else {
				pair += l.Digest
			}
		}
		got = append(got, pair)
	}
	if want := []string{"5-", "11", "36", "27", "48", "-9"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What grew is named first: by its lines as they are now, wherever they were; the base image as one;
// a layer that nobody built from a line by its number.
func TestLayerChanges(t *testing.T) {
	layer := func(digest, lines string, disk int64) site.Layer {
		l := site.Layer{Digest: digest, Disk: &disk, Instruction: "RUN"}
		if n := 0; lines != "" {
			fmt.Sscan(lines, &n)
			l.Lines = &[2]int{n, n}
		}
		return l
	}
	step := func(digest, lines string, disk int64, words string) site.Layer {
		l := layer(digest, lines, disk)
		l.Step = words
		return l
	}
	unknown := func(digest, lines string) site.Layer {
		l := layer(digest, lines, 0)
		l.Disk = nil
		return l
	}
	base := func(digest string, disk int64) site.Layer {
		return site.Layer{Digest: digest, Disk: &disk, Base: true}
	}
	for _, c := range []struct {
		name     string
		was, now []site.Layer
		want     string
	}{
		{"equal", []site.Layer{layer("a", "1", 5)}, []site.Layer{layer("a", "1", 5)}, ""},
		{"rebuilt", []site.Layer{layer("a", "1", 5)}, []site.Layer{layer("b", "1", 5)}, ""},
		{"order", []site.Layer{layer("a", "1", 5), layer("b", "2", 5)}, []site.Layer{layer("c", "1", 6), layer("d", "2", 10)},
			"line 2, RUN: 5 B → 10 B (+5 B, +100.0 %); line 1, RUN: 5 B → 6 B (+1 B, +20.0 %)"},
		{"base", []site.Layer{base("a", 5), base("b", 5)}, []site.Layer{base("c", 4), base("d", 5), base("e", 6)}, "the base image: 10 B → 15 B (+5 B, +50.0 %)"},
		{"moved", []site.Layer{layer("a", "2", 5), layer("b", "4", 7)}, []site.Layer{layer("c", "4", 9), layer("d", "6", 7)}, "line 4, RUN: 5 B → 9 B (+4 B, +80.0 %)"},
		{"steps moved onto the lines of others", []site.Layer{step("a", "1", 5, "x"), step("b", "2", 7, "y"), step("c", "3", 9, "z")},
			[]site.Layer{step("d", "2", 6, "x"), step("e", "3", 7, "y"), step("f", "4", 9, "z")}, "line 2, RUN: 5 B → 6 B (+1 B, +20.0 %)"},
		{"a step before others", []site.Layer{step("a", "1", 5, "x"), step("b", "2", 7, "y")},
			[]site.Layer{step("c", "1", 50, "n"), step("d", "2", 5, "x"), step("e", "3", 7, "y")}, "line 1, RUN: 50 B that were not there"},
		{"a step with other words beside a new one", []site.Layer{step("a", "1", 5, "x"), step("b", "2", 7, "y"), step("c", "3", 9, "z")},
			[]site.Layer{step("d", "1", 50, "n"), step("e", "2", 5, "x"), step("f", "3", 8, "y2"), step("g", "4", 9, "z")},
			"line 1, RUN: 50 B that were not there; line 3, RUN: 7 B → 8 B (+1 B, +14.3 %)"},
		{"steps with other words in another order", []site.Layer{step("a", "1", 5, "x"), step("b", "2", 7, "y"), step("c", "3", 9, "z")},
			[]site.Layer{step("d", "1", 9, "z"), step("e", "2", 8, "y2"), step("f", "3", 5, "x")}, "line 2, RUN: 7 B → 8 B (+1 B, +14.3 %)"},
		{"all moved", []site.Layer{layer("a", "2", 5), layer("b", "4", 7)}, []site.Layer{layer("c", "3", 9), layer("d", "5", 7)}, "line 3, RUN: 5 B → 9 B (+4 B, +80.0 %)"},
		{"no lines", []site.Layer{layer("a", "", 5)}, []site.Layer{layer("b", "", 9)}, "layer 1, RUN: 5 B → 9 B (+4 B, +80.0 %)"},
		{"more", []site.Layer{layer("a", "1", 5)}, []site.Layer{layer("a", "1", 5), layer("b", "2", 1)}, "line 2, RUN: 1 B that were not there"},
		{"no size now", []site.Layer{layer("a", "1", 5), layer("b", "2", 5)}, []site.Layer{unknown("c", "1"), layer("d", "2", 4)}, "line 1, RUN: its size is not known; line 2, RUN: 5 B → 4 B (−1 B, −20.0 %)"},
		{"no size before", []site.Layer{unknown("a", "1")}, []site.Layer{layer("b", "1", 5)}, "line 1, RUN: its size is not known"},
		{"base without a size", []site.Layer{base("a", 5)}, []site.Layer{{Digest: "b", Base: true}}, "the base image: its size is not known"},
		{"fewer", []site.Layer{layer("a", "1", 5)}, nil, "line 1, RUN: 5 B are gone"},
	} {
		var got []string
		for _, change := range LayerChanges(c.was, c.now) {
			got = append(got, LayerSentence(change))
		}
		if text := strings.Join(got, "; "); text != c.want {
			t.Errorf("%s: %s", c.name, text)
		}
	}
}

// What says that a table is not there says what to do about it: no refresh gives recorded figures a history.
func TestNoHistory(t *testing.T) {
	s := &site.Site{Lock: &site.Lock{}, Config: site.Config{Images: map[string]site.ImageSpec{"web": {Ref: "a.invalid/b"}, "old": {Recorded: site.RecordedSpec{"usage": "1 MB"}}}}}
	for id, want := range map[string]string{"web": "run docsite refresh", "old": "add ref: with the image's reference to docsite.yaml, or delete the markers"} {
		_, err := History(s, id)
		if absent, ok := errors.AsType[*Absent](err); !ok || absent.Hint != want {
			t.Errorf("%s: %+v, want %q", id, err, want)
		}
	}
}
