//go:build race

package refresh

// The race detector makes a process four times as slow to start.
const kills = 60
