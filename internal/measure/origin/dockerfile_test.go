package origin

import (
	"testing"

	"docsite/internal/dockerfile"
)

// parsed is a Dockerfile of a test.
func parsed(t testing.TB, text string) *dockerfile.File {
	t.Helper()
	df, err := dockerfile.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return df
}
