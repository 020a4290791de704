// Package origin finds the line of the Dockerfile that made each layer, from
// what builders leave behind: BuildKit's provenance first, then the history of
// the config, which is aligned with the instructions.
//
// Start from [Attribute]: provenance.go reads attestations, history.go the forms
// of builders, match.go decides whether an entry is an instruction's, align.go
// lays the two sequences beside one another.
//
// It never guesses: a layer that two lines may have made has none.
package origin
