package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets as many tests run at a time as keep two cores at work: those with a
// browser wait now and then. A script runs this binary as docsite.
func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", "4"); err != nil { // -parallel wins
		panic(err)
	}
	testscript.Main(m, map[string]func(){"docsite": main})
}

// ownCache gives a script a cache folder of its own.
func ownCache(e *testscript.Env) error {
	e.Setenv("XDG_CACHE_HOME", e.Getenv("WORK")+"/.cache")
	return nil
}

// TestScript runs the program as a person would. UPDATE=1 rewrites the
// expected output inside the scripts.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		Setup:         ownCache,
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}

// TestCIScript runs the steps of the kits for continuous integration, which find
// the scripts under $CI.
func TestCIScript(t *testing.T) {
	ci, err := filepath.Abs("../../ci")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/ci",
		Setup: func(e *testscript.Env) error {
			_ = ownCache(e)
			e.Setenv("CI", ci)
			e.Setenv("BRANCH", "docsite/refresh")
			e.Setenv("BASE", "main")
			e.Setenv("TITLE", "T")
			return nil
		},
	})
}
