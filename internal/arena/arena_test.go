package arena

import "testing"

// TestArena cuts slices of all sizes out of one arena, one of which outgrows
// what was reserved for it: none may reach into another.
func TestArena(t *testing.T) {
	var a Arena[int]
	for round := range 3 {
		a.Reset()
		var all [][]int
		for i := range 40 {
			s := a.Reserve(i % 7)
			for range (i * 5) % 23 {
				s = append(s, i)
			}
			all = append(all, a.Commit(s))
		}
		for i, s := range all {
			if len(s) != (i*5)%23 {
				t.Errorf("round %d: slice %d has %d elements, want %d", round, i, len(s), (i*5)%23)
			}
			for _, v := range s {
				if v != i {
					t.Fatalf("round %d: slice %d holds %v", round, i, s)
				}
			}
			if len(s) != cap(s) {
				t.Errorf("round %d: slice %d may grow into the next", round, i)
			}
		}
	}
}

// TestArenaKeepsMemory sees to it that a second round needs no new array.
func TestArenaKeepsMemory(t *testing.T) {
	var a Arena[byte]
	fill := func() {
		a.Reset()
		for range 10 {
			a.Commit(append(a.Reserve(100), make([]byte, 100)...))
		}
	}
	fill()
	fill()
	before := a.Cap()
	if n := testing.AllocsPerRun(10, fill); n > 0 || a.Cap() != before {
		t.Errorf("%v allocations a round, capacity %d and then %d", n, before, a.Cap())
	}
}
