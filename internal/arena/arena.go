// Package arena cuts slices out of arrays that are used again: what is read
// and printed for one page is gone when the next page begins.
//
// Start from [Arena]. It never shrinks by itself and is not safe for use by
// several goroutines.
package arena

// Arena is an array that slices are cut from. The zero Arena is ready.
type Arena[T any] struct{ used []T }

// Reserve returns an empty slice with capacity for at least n elements, backed
// by the arena. Append to it, then pass it to [Arena.Commit].
func (a *Arena[T]) Reserve(n int) []T {
	if cap(a.used)-len(a.used) < n {
		a.used = make([]T, 0, max(n, 2*cap(a.used)))
	}
	return a.used[len(a.used):]
}

// Commit takes a reserved slice back with what was appended to it, and returns
// it as a slice that cannot grow into the rest of the arena; nil for an empty
// one.
func (a *Arena[T]) Commit(s []T) []T {
	n := len(a.used)
	switch {
	case len(s) == 0:
		return nil
	case n < cap(a.used) && &s[0] == &a.used[:n+1][n]:
		a.used = a.used[:n+len(s)]
	case cap(s) > cap(a.used): // it outgrew the array, so its own array is the arena now
		a.used = s
	}
	return s[:len(s):len(s)]
}

// Take returns n zeroed elements as a slice that cannot grow into the rest of the arena.
func (a *Arena[T]) Take(n int) []T {
	part := a.Reserve(n)[:n:n]
	clear(part)
	a.used = a.used[:len(a.used)+n]
	return part
}

// Cap is the number of elements that the arena holds memory for.
func (a *Arena[T]) Cap() int { return cap(a.used) }

// Reset makes the memory free again: slices that were cut from the arena are
// overwritten by those that are cut next.
func (a *Arena[T]) Reset() { a.used = a.used[:0] }

// Forget is [Arena.Reset] for elements with pointers, which are given to the collector,
// and so is all memory where there is more of it than for so many elements.
func (a *Arena[T]) Forget(most int) {
	if clear(a.used); cap(a.used) > most {
		a.used = nil
	}
	a.Reset()
}
