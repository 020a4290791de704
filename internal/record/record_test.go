package record

import (
	"bytes"
	"crypto/sha256"
	"math"
	"slices"
	"testing"
)

// TestRecord: what was written is read again; of a record that is cut off nothing is
// taken for whole.
func TestRecord(t *testing.T) {
	var w Writer
	numbers := []int{0, 1, -1, 63, -64, 64, math.MaxInt, math.MinInt}
	for _, n := range numbers {
		w.Number(n)
	}
	w.Text("a\x00b")
	w.Flag(true)
	w.Texts(nil)
	w.Texts([]string{"", "ä"})
	for cut := range len(w.B) + 1 {
		r := NewReader(string(w.B[:cut]))
		var got []int
		for range numbers {
			got = append(got, r.Number())
		}
		text, flag, none, list := r.Text(), r.Flag(), r.Texts(), r.Texts()
		same := slices.Equal(got, numbers) && text == "a\x00b" && flag && none == nil && slices.Equal(list, []string{"", "ä"})
		if whole := cut == len(w.B); r.Whole() != whole || whole && !same {
			t.Errorf("cut at %d: whole: %v, the same: %v", cut, r.Whole(), same)
		}
	}
	if r := NewReader(string(w.B)); r.Whole() {
		t.Error("something was left to read")
	}
}

// TestSum has texts around the length of a piece, as bytes and as strings.
func TestSum(t *testing.T) {
	for _, n := range []int{0, 1, 4095, 4096, 4097, 10000} {
		text := bytes.Repeat([]byte("abc"), n)[:n]
		want := sha256.Sum256(text)
		if Sum(text) != string(want[:]) || Sum(string(text)) != string(want[:]) {
			t.Errorf("%d bytes: another sum", n)
		}
	}
}
