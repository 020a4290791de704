package fetch

import (
	"bytes"
	"context"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

var png = append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 20)...)

// hostOf serves pictures, and gives a client that knows the host.
func hostOf(t *testing.T, admit func(string) error) (string, *Client) {
	mux := http.NewServeMux()
	answer := func(path string, text []byte) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write(text) })
	}
	answer("/a.png", png)
	answer("/a.html", []byte("<html><svg></svg></html>"))
	answer("/large", append(bytes.Clone(png), make([]byte, maxSize)...))
	mux.HandleFunc("/plain", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://"+r.Host+"/a.png", http.StatusFound)
	})
	mux.HandleFunc("/local", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://169.254.169.254/a.png", http.StatusFound)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	server := httptest.NewTLSServer(mux)
	t.Cleanup(server.Close)
	c := New()
	if admit != nil {
		c.admit = admit
	}
	transport := c.http.Transport.(*http.Transport)
	transport.Proxy = nil
	transport.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AddCert(server.Certificate())
	return server.URL, c
}

// What is no picture of the internet by https is refused, and the reason said.
func TestPicture(t *testing.T) {
	here := func(address string) error {
		if strings.HasPrefix(address, "127.") {
			return nil
		}
		return New().admit(address)
	}
	at, c := hostOf(t, here)
	for path, want := range map[string]string{
		"/a.png": "", "/none": "404", "/a.html": "<html>", "/large": "5 MiB", "/plain": "https alone",
		"/local": "clouds keep credentials", "/round": "redirects more than 5 times",
	} {
		_, err := c.Picture(context.Background(), at+path)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	at, c = hostOf(t, nil)
	_, byNumber := c.Picture(context.Background(), at+"/a.png")
	_, byName := c.Picture(context.Background(), strings.Replace(at, "127.0.0.1", "localhost", 1)+"/a.png")
	for _, err := range []error{byNumber, byName} {
		if err == nil || !strings.Contains(err.Error(), "not an address of the internet") {
			t.Errorf("a picture of this machine: %v", err)
		}
	}
	for _, address := range []string{"http://x.example/a.png", "https://u:p@x.example/a.png", "file:///etc/passwd", "https:///a"} {
		if _, err := c.Picture(context.Background(), address); err == nil || !strings.Contains(err.Error(), "https alone") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestKind(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg">`
	for text, want := range map[string]string{
		string(png): ".png", "GIF89a......": ".gif", "\x00\x00\x00\x20ftypavif....": ".avif", "RIFF\x00\x00\x00\x00WEBPVP8 ": ".webp", "\xff\xd8\xff\xe0": ".jpg",
		svg + `<a href="https://x.example"><path d="M0"/></a><style>a{}</style></svg>`:                                                                                                     ".svg",
		`<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + svg + `<image href="data:image/png;base64,AA"/></svg>`: ".svg",
		svg + `<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">a</div></foreignObject></svg>`:                                                                                     ".svg",
		svg + `<script>x</script></svg>`:                                             "",
		`<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>x</x:script></x:svg>`: "",
		svg + `<g onload="x"/></svg>`:                                                "",
		svg + `<a href="java&#10;script:x">a</a></svg>`:                              "",
		svg + `<a><animate attributeName="xlink:href" values="x"/></a></svg>`:        "",
		svg + `<use href="data:image/svg+xml,x"/></svg>`:                             "",
		svg + `<use href="data:text/html,x"/></svg>`:                                 "",
		svg + `<foreignObject><iframe src="x"/></foreignObject></svg>`:               "",
		`<?xml-stylesheet type="text/xsl" href="x"?>` + svg + `</svg>`:               "",
		`<!DOCTYPE svg [<!ENTITY a "<script>x</script>">]>` + svg + `&a;</svg>`:      "",
		`<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>`:                   "",
		svg + `<g></svg>`: "", "": "", "text": "", "<!DOCTYPE html><script>x</script>": "",
	} {
		if got, err := Kind([]byte(text)); (err == nil) != (want != "") || err == nil && got != want {
			t.Errorf("%.90q is %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestDraw(t *testing.T) {
	const circle = `<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>`
	got, err := Draw(context.Background(), t.TempDir(), []string{"cat"}, []byte(circle))
	if err != nil || string(got) != circle {
		t.Errorf("%q, %v", got, err)
	}
	for want, command := range map[string][]string{
		`no program "docsite-draws-nothing"`: {"docsite-draws-nothing"},
		`says "line 1: no"`:                  {"sh", "-c", "echo 'line 1: no' >&2; exit 1"},
		"exit status 3":                      {"sh", "-c", "exit 3"},
		"nothing in it":                      {"true"},
		"no picture":                         {"echo", "text"},
		"5 MiB":                              {"sh", "-c", "head -c 9000000 /dev/zero"},
	} {
		if _, err := Draw(context.Background(), t.TempDir(), command, []byte(circle)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", command, err, want)
		}
	}
}
