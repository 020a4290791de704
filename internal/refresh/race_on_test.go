//go:build race

package refresh

// How many processes the kill test kills. The race detector makes each of
// them four times as slow to start.
const (
	kills        = 30
	controlKills = 15
)
