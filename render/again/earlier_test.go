package again

import (
	"slices"
	"testing"
)

// TestInOrder: of pages in another order as many stay as can, each behind one that it
// came behind.
func TestInOrder(t *testing.T) {
	for _, tt := range []struct{ from, want []int }{
		{[]int{}, []int{}},
		{[]int{-1, -1}, []int{-1, -1}},
		{[]int{0, 1, 2}, []int{0, 1, 2}},
		{[]int{0, 3, 1, 2}, []int{0, -1, 1, 2}},
		{[]int{1, 2, 3, 0}, []int{1, 2, 3, -1}},
		{[]int{4, -1, 0, 5, 1, 6, 2, 3}, []int{-1, -1, 0, -1, 1, -1, 2, 3}},
		{[]int{2, 1, 0}, []int{-1, -1, 0}},
	} {
		got := slices.Clone(tt.from)
		if inOrder(got); !slices.Equal(got, tt.want) {
			t.Errorf("%v: got %v, want %v", tt.from, got, tt.want)
		}
	}
}
