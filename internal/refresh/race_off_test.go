//go:build !race

package refresh

// How many processes the kill test kills.
const (
	kills        = 300
	controlKills = 40
)
