package callout

import (
	"slices"
	"testing"
)

// TestNumbers reads numbers in circles at both ends of a line.
func TestNumbers(t *testing.T) {
	for text, want := range map[string]int{"① a": 1, "⑳": 20, "❿ b": 10, "➊": 1, "a ①": 0, "1 a": 0, "": 0, "Ⓐ": 0} {
		if n := Number(text); n != want {
			t.Errorf("%q: %d, want %d", text, n, want)
		}
	}
	numbers, before := AtEnd("RUN a # ② ③ \n")
	if slices.Sort(numbers); !slices.Equal(numbers, []int{2, 3}) || before != "RUN a #" {
		t.Errorf("%v, %q", numbers, before)
	}
	if numbers, before := AtEnd("① a"); numbers != nil || before != "① a" {
		t.Errorf("%v, %q", numbers, before)
	}
}
