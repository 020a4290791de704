// Package chromium drives a headless Chromium of this machine.
//
// Start from [Start], which runs one that can reach a site in memory and nothing
// else, and [Browser.Picture], which takes a picture of a page of it. [Find] is for
// those who run one by themselves. It knows of no page what is on it.
package chromium

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"docsite/internal/cause"
	"docsite/internal/process"
)

// names are those of the program, as packages of systems call it.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"}

// ErrMissing is the error of a machine without a Chromium.
var ErrMissing = errors.New("there is no Chromium on this machine")

// Find gives the path of the Chromium that runs where none is named.
func Find() (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	for _, path := range places {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, nil
		}
	}
	return "", ErrMissing
}

// places are where installers put it that leave PATH alone.
var places = []string{
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
	`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
}

const (
	maxStart   = 30 * time.Second // until the browser answers
	maxPicture = 60 * time.Second // for one picture

	// host is the site's. Of another name a browser would not believe that it may be
	// trusted as a site with a certificate is.
	host = "localhost"
)

// Browser is a running Chromium with one tab.
type Browser struct {
	tab     context.Context
	cancel  []func() // the last first
	agent   string
	started bool
}

// Start runs the Chromium at a path. It has a profile of its own in a temporary folder,
// and whatever a page asks for, the site's handler gets: no other host, and no other
// server of this machine, can be reached. It ends with ctx, with all that it started.
func Start(ctx context.Context, path string, site http.Handler) (*Browser, error) {
	b := &Browser{}
	proxy, err := b.serve(site)
	if err != nil {
		return nil, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.DisableGPU,
		chromedp.ModifyCmdFunc(process.EndWithChildren),
		chromedp.NoInheritEnv,
		chromedp.Env(environment()...),
		chromedp.ProxyServer(proxy),
		chromedp.Flag("proxy-bypass-list", "<-loopback>"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("force-webrtc-ip-handling-policy", "disable_non_proxied_udp"),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-lcd-text", true), // colours at letters that only one kind of screen has
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("lang", "en-US"),
	)
	allocator, end := chromedp.NewExecAllocator(ctx, opts...)
	b.cancel = append(b.cancel, end)
	tab, endTab := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {})) // each is in an error, too
	b.tab, b.cancel = tab, append(b.cancel, endTab)
	timer := time.AfterFunc(maxStart, endTab)
	b.agent, err = chromedp.Run(tab, chromedp.Evaluate[string]("navigator.userAgent"))
	if !timer.Stop() {
		err = errors.New("it does not answer")
	}
	b.started = err == nil
	if err != nil {
		b.Close()
		return nil, fmt.Errorf("%s does not start: %s", path, strings.TrimRight(strings.TrimSpace(cause.Text(err)), ":"))
	}
	return b, nil
}

// Close ends the browser and waits until it has let go of its folder.
func (b *Browser) Close() {
	if b.started {
		_ = chromedp.Cancel(b.tab)
	}
	for i := range b.cancel {
		b.cancel[len(b.cancel)-1-i]()
	}
}

// serve answers as the proxy through which the browser asks for everything. It gives
// the proxy's address.
func (b *Browser) serve(site http.Handler) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodConnect || r.URL.Hostname() != host {
			http.Error(w, "only the site can be reached", http.StatusForbidden)
			return
		}
		site.ServeHTTP(w, r)
	})}
	go func() { _ = server.Serve(listener) }()
	b.cancel = append(b.cancel, func() { _ = server.Close() })
	return "http://" + listener.Addr().String(), nil
}

// environment is what the browser gets of the process's: no token that a machine of CI
// has there. Language and time zone are the same everywhere.
func environment() []string {
	env := []string{"LANG=en_US.UTF-8", "LANGUAGE=en", "TZ=UTC"}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "LD_LIBRARY_PATH",
		"SYSTEMROOT", "TEMP", "TMP", "LOCALAPPDATA", "USERPROFILE", "PROGRAMFILES"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}
