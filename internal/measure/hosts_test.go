package measure

import (
	"encoding/pem"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// A registry whose certificate only the project knows is asked with ca:, and not
// without.
func TestCertificatesOfTheProject(t *testing.T) {
	h := registrytest.New(t)
	h.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
	server := httptest.NewUnstartedServer(http.HandlerFunc(h.ServeHTTP))
	server.Config.ErrorLog = registrytest.Quiet()
	server.StartTLS()
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "https://")
	fsys := fstest.MapFS{
		"docsite.yaml":  {Data: []byte("registries:\n  '" + host + "': {ca: certs/own.pem}\n")},
		"certs/own.pem": {Data: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})},
	}
	config, ps := site.ReadConfig(fsys)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	hosts, ps := Hosts(fsys, &config)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	img := imageOf(t, client(t, Options{Hosts: hosts}), host+"/a/b:x", nil)
	wantSize(t, "unpacked", img.Unpacked, 5)
	if _, err := client(t, Options{}).Digest(t.Context(), host+"/a/b:x"); err == nil {
		t.Error("it is asked without the certificate")
	}

	fsys["certs/own.pem"].Data = []byte("no PEM")
	if _, ps := Hosts(fsys, &config); len(ps) != 1 || !strings.Contains(ps[0].String(), `docsite.yaml:2:`) || !strings.Contains(ps[0].String(), `ca "certs/own.pem": it holds no certificate`) {
		t.Errorf("a file of something else gives %v", ps)
	}
	fsys["certs/own.pem"].Mode = fs.ModeNamedPipe
	if _, ps := Hosts(fsys, &config); len(ps) != 1 || !strings.Contains(ps[0].String(), "it is not a file") {
		t.Errorf("a pipe gives %v", ps)
	}
	delete(fsys, "certs/own.pem")
	if _, ps := Hosts(fsys, &config); len(ps) != 1 || !strings.Contains(ps[0].String(), "there is no such file") {
		t.Errorf("no file gives %v", ps)
	}
}
