package main

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestRegistryScript runs scripts beside a registry of this process. They
// find it under $REGISTRY; "push NAME BYTES" puts an image there, "figures PLACE"
// says in docsite.yaml where figures are shared, "stop" ends the registry.
func TestRegistryScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/registry",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
			e.Defer(server.Close)
			host := strings.TrimPrefix(server.URL, "http://")
			e.Setenv("REGISTRY", host)
			e.Setenv("XDG_CACHE_HOME", e.Getenv("WORK")+"/.cache")
			e.Values["server"] = server
			return os.WriteFile(e.Getenv("WORK")+"/docsite.yaml", []byte("images:\n  web: {ref: "+host+"/web}\n"), 0o644)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"push": func(ts *testscript.TestScript, _ bool, args []string) {
				size, err := strconv.ParseInt(args[1], 10, 64)
				ts.Check(err)
				img, err := random.Image(size, 2)
				ts.Check(err)
				ref, err := name.ParseReference(ts.Getenv("REGISTRY") + "/" + args[0])
				ts.Check(err)
				ts.Check(remote.Write(ref, img))
			},
			"figures": func(ts *testscript.TestScript, _ bool, args []string) {
				text := "images:\n  web: {ref: " + ts.Getenv("REGISTRY") + "/web}\nfigures: " + args[0] + "\n"
				ts.Check(os.WriteFile(ts.MkAbs("docsite.yaml"), []byte(text), 0o644))
			},
			"stop": func(ts *testscript.TestScript, _ bool, _ []string) {
				server := ts.Value("server").(*httptest.Server)
				server.Config.Handler = http.NotFoundHandler()
				server.Close()
			},
		},
	})
}
