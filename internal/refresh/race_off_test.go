//go:build !race

package refresh

const kills = 300
