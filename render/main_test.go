package render

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets as many tests run at a time as keep two cores at work: those
// with a browser wait most of the time.
func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", "4"); err != nil { // -parallel wins
		panic(err)
	}
	os.Exit(m.Run())
}
