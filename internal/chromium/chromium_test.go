package chromium

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// start runs a browser on a site of one page; without one the test is skipped.
func start(t *testing.T, html string) *Browser {
	t.Helper()
	path, err := Find()
	if err != nil {
		t.Skip(err)
	}
	b, err := Start(t.Context(), path, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, html)
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// TestNothingElseIsReached lets a page ask other servers of this machine and a host of
// the internet, by every way that a page has.
func TestNothingElseIsReached(t *testing.T) {
	var asked atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer other.Close()
	b := start(t, `<!doctype html><title>x</title><p id="p">x</p><img src="`+other.URL+`/a.png"><link rel="stylesheet" href="`+other.URL+`/a.css"><iframe src="`+other.URL+`"></iframe>
<script>fetch("`+other.URL+`/b", {mode: "no-cors"}).catch(() => {}); navigator.sendBeacon("`+other.URL+`/c", "x"); new WebSocket("`+"ws"+other.URL[len("http"):]+`")</script>`)
	if _, err := b.Picture(t.Context(), View{Selector: "#p", Width: 400, Scale: 1}); err != nil {
		t.Fatal(err)
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("another server was asked %d times", n)
	}
}

// TestPicture wants the same picture of what moves, changes with the machine, or comes
// late.
func TestPicture(t *testing.T) {
	t.Setenv("TZ", "Asia/Tokyo")
	t.Setenv("SECRET", "x")
	b := start(t, `<!doctype html><html style="height:3000px"><meta name="viewport" content="width=device-width"><style>@keyframes k{from{opacity:0}to{opacity:1}}
#p{position:absolute;top:2000px;left:5px;width:50px;height:20px;animation:k 1s infinite alternate;transition:all 9s;background:#f00}
@media(prefers-color-scheme:dark){#p{background:#00f}}</style><div id="p"></div><input autofocus>
<script>document.title=new Date(0).getHours()+navigator.language+navigator.platform</script>`)
	take := func(v View) []byte {
		t.Helper()
		picture, err := b.Picture(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		return picture
	}
	first := take(View{Selector: "#p", Width: 400, Scale: 2})
	if !bytes.Equal(first, take(View{Selector: "#p", Width: 400, Scale: 2})) {
		t.Error("the second picture is another one")
	}
	decoded, err := png.Decode(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	// A margin of 10 CSS pixels, but for what is left of the page.
	if got := decoded.Bounds(); got.Dx() != 2*65 || got.Dy() != 2*40 {
		t.Errorf("it has %v", got)
	}
	if r, g, b, _ := decoded.At(60, 40).RGBA(); r != 0xffff || g != 0 || b != 0 {
		t.Errorf("its middle is %x %x %x", r, g, b)
	}
	decoded, _ = png.Decode(bytes.NewReader(take(View{Selector: "#p", Width: 400, Scale: 1, Dark: true})))
	if r, g, b, _ := decoded.At(30, 20).RGBA(); r != 0 || g != 0 || b != 0xffff {
		t.Errorf("its middle is %x %x %x on a dark page", r, g, b)
	}
	for v, want := range map[View]string{
		{Width: 400, Scale: 1}: "400x3000", {Width: 400, Height: 300, Scale: 1}: "400x300",
	} {
		config, err := png.DecodeConfig(bytes.NewReader(take(v)))
		if got := fmt.Sprintf("%dx%d", config.Width, config.Height); err != nil || got != want {
			t.Errorf("%+v: %s, %v", v, got, err)
		}
	}
	for _, v := range []View{{Selector: "#none", Width: 400, Scale: 1}, {Selector: "title", Width: 400, Scale: 1}, {Width: 4096, Scale: 4.5}} {
		if _, err := b.Picture(t.Context(), v); err == nil {
			t.Errorf("%+v: a picture", v)
		}
	}
}

// A program that is no browser is an error, at once.
func TestNoBrowser(t *testing.T) {
	for _, path := range []string{"nobrowser", t.TempDir()} {
		if b, err := Start(t.Context(), path, http.NotFoundHandler()); err == nil {
			b.Close()
			t.Errorf("%s starts", path)
		}
	}
}
