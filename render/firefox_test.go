package render

import (
	"bytes"
	"context"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// probe tells the server what Firefox makes of a page. A script file of the
// site's own host is what the pages' policy allows.
const probe = `addEventListener('load', () => {
	const top = e => e.getBoundingClientRect().top, d = document, row = d.querySelector('.row:has(.note)');
	const words = row.querySelector('.note > p');
	navigator.sendBeacon('/probed?' + new URLSearchParams({width: innerWidth, over: d.documentElement.scrollWidth - innerWidth,
		apart: Math.abs(top(row.querySelector('.has')) - top(words)), float: getComputedStyle(row.querySelector('.note')).float,
		cut: [...d.querySelectorAll('.brand, .at, .bar a, .bar button')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).length,
		hidden: [...d.querySelectorAll('.note')].filter(n => !n.getBoundingClientRect().height).length, js: d.documentElement.classList.contains('js')})) })`

// TestFirefox has Firefox take pictures of pages and tell what it measured: a
// picture that is not blank, nothing wider than the window, notes beside their
// code. DOCSITE_PICTURES names a folder that keeps the pictures.
func TestFirefox(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	firefox, err := exec.LookPath("firefox-esr")
	if err != nil {
		t.Skip("no firefox-esr on this machine (Debian has it): what Firefox makes of the pages is not tested")
	}
	t.Parallel()
	probed := make(chan map[string]string, 8)
	s := loadFS(t, os.DirFS(".."))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/probed":
			got := map[string]string{}
			for k := range r.URL.Query() {
				got[k] = r.URL.Query().Get(k)
			}
			probed <- got
		case "/probe.js":
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte(probe))
		default:
			text, err := s.ReadFile(strings.TrimPrefix(r.URL.Path, "/"))
			if err != nil {
				http.NotFound(w, r)
				return
			}
			answer := httptest.NewRecorder()
			serve(s, "").ServeHTTP(answer, r)
			w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
			_, _ = w.Write(bytes.Replace(text, []byte("</body>"), []byte(`<script src="/probe.js"></script></body>`), 1))
		}
	}))
	t.Cleanup(server.Close)
	for _, width := range []int{1440, 390} {
		t.Run(strconv.Itoa(width)+" px", func(t *testing.T) {
			testFirefox(t, firefox, server.URL+"/inkwell/dockerfile.html", width, probed)
		})
	}
}

func testFirefox(t *testing.T, firefox, url string, width int, probed chan map[string]string) {
	dir := t.TempDir()
	picture := filepath.Join(dir, "picture.png")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, firefox, "--headless", "--no-remote", "--profile", dir, "--window-size", strconv.Itoa(width)+",1600", "--screenshot", picture, url)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("firefox: %v\n%s", err, out)
	}
	inspect(t, picture, width)
	select {
	case got := <-probed:
		t.Log(got)
		apart, err := strconv.ParseFloat(got["apart"], 64)
		if got["over"] != "0" || got["hidden"] != "0" || got["cut"] != "0" || got["js"] != "true" || got["width"] != strconv.Itoa(width) {
			t.Errorf("Firefox measured %v", got)
		}
		if width > 1024 && (err != nil || apart > 4 || got["float"] != "right") {
			t.Errorf("code and words are %s px apart, float: %s", got["apart"], got["float"])
		}
	case <-time.After(5 * time.Second):
		t.Error("the page's scripts did not run")
	}
}

// inspect looks for the words of a picture.
func inspect(t *testing.T, name string, width int) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("DOCSITE_PICTURES"); keep != "" {
		if err := os.WriteFile(filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "-")+".png"), text, 0o666); err != nil {
			t.Error(err)
		}
	}
	img, err := png.Decode(bytes.NewReader(text))
	if err != nil || img.Bounds().Dx() != width {
		t.Fatalf("picture of %v: %v", img.Bounds(), err)
	}
	colours, inked := map[[3]uint32]bool{}, 0
	for y := range img.Bounds().Dy() {
		lines := 0
		for x := range width {
			r, g, b, _ := img.At(x, y).RGBA()
			colours[[3]uint32{r, g, b}] = true
			if r+g+b < 3*0x8000 {
				lines++
			}
		}
		if lines > 3 {
			inked++
		}
	}
	if len(colours) < 50 || inked < img.Bounds().Dy()/8 {
		t.Errorf("the picture is blank: %d colours, words in %d of %d rows", len(colours), inked, img.Bounds().Dy())
	}
}
