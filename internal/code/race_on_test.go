//go:build race

package code

// raced tells that the race detector is on.
const raced = true
