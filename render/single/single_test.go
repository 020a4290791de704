package single

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
)

const (
	page = `<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>T – S</title>
<link rel="stylesheet" href="../docsite/style.css">
<script src="../docsite/x.js"></script>
</head>
<body class="wide">
<header class="top">around</header>
<div class="page"><main id="Main"><nav class="crumbs">way</nav>
<h1 id="t">T</h1>

<p class="note">See <a href="b.html#x">b</a>, <a href="#t">top</a> and <a href="https://example.org/">out</a>.</p>
<div class="bar"><button class="copy">Copy</button><a href="Dockerfile">Raw file</a></div>
<pre><code>a

b
</code></pre>
<svg><path class="copy" d="M0 0"/></svg>
<img src="p.png" alt="" loading="lazy"><img src="https://badges.example.org/x.svg" alt="">
<nav class="turn">on</nav></main></div>
</body></html>`
	sheet = `:root{--bg: #fff}
@media screen and (prefers-color-scheme: dark){:root{--bg: #000}}
html{margin:0}
body{color:red}
.top,.note{margin:1rem}
main > :is(.listing, .bar){max-width:none}
.gone{x:y}
.row .note{x:y}
@media print, (min-width: 64rem){.note{width:.5rem}}
body:not(.wide) main{x:y}
`
)

func options(fragment bool, base string) Options {
	files := map[string]string{"../docsite/style.css": sheet, "p.png": "\x89PNG\r\n\x1a\n"}
	return Options{
		Read: func(address string) ([]byte, error) {
			if text, ok := files[address]; ok {
				return []byte(text), nil
			}
			return nil, errors.New(address)
		},
		Link: func(address string) string {
			if base == "" {
				return ""
			}
			return base + address
		},
		Fragment: fragment,
	}
}

func check(t *testing.T, text string, has, not []string) {
	t.Helper()
	for _, want := range has {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	for _, unwanted := range not {
		if strings.Contains(text, unwanted) {
			t.Errorf("there is %q in\n%s", unwanted, text)
		}
	}
}

func TestWhole(t *testing.T) {
	f, err := Make([]byte(page), options(false, ""))
	if err != nil {
		t.Fatal(err)
	}
	text := string(f.HTML)
	_, style, _ := strings.Cut(text, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	sum := sha256.Sum256([]byte(style))
	check(t, text, []string{"sha256-" + base64.StdEncoding.EncodeToString(sum[:]), "img-src data: https://badges.example.org;", `<h1 id="t">`,
		`src="data:image/png;base64,`, "<a>b</a>", `href="#t"`, `href="https://example.org/"`, `class="copy"`},
		[]string{"<script", "<button", "<link", "around", "way", "Raw file", `src="p.png"`, "loading"})
	check(t, style, []string{".note{margin:1rem}", "main > :is(.listing, .bar)", "(min-width: 64rem)"}, []string{".top", ".gone", ".row"})
	if got := strings.Join(f.Lost, " "); got != "b.html#x" {
		t.Errorf("lost %q", got)
	}
}

func TestFragment(t *testing.T) {
	f, err := Make([]byte(page), options(true, "https://docs.example.org/"))
	if err != nil {
		t.Fatal(err)
	}
	check(t, string(f.HTML), []string{`<div class="docsite docsite-wide" lang="en"><div class="docsite-main">`, `class="docsite-note"`, `href="https://docs.example.org/b.html#x"`,
		`href="https://docs.example.org/Dockerfile"`, "a&#10;\nb", `class="docsite-copy"`}, []string{"\n\n", "<h1", "<button", `class="note"`})
	if strings.Contains(strings.ReplaceAll(string(f.HTML), "a&#10;\nb", ""), "&#10;") {
		t.Error("a line break was put outside of code")
	}
	check(t, string(f.Style), []string{
		".docsite.docsite{--bg: #fff}", ".docsite.docsite{color:red}", ".docsite.docsite .docsite-note{margin:16px}", ".docsite.docsite .docsite-main > :is(.docsite-listing, .docsite-bar)",
		"@container docsite (min-width: 896px)", ".docsite.docsite:not(.docsite-wide) .docsite-main", "[data-theme=dark]", ":is(.docsite-auto,",
	}, []string{"rem", ".top", "html{"})
}

func TestNoPage(t *testing.T) {
	if _, err := Make([]byte("<p>text"), options(false, "")); !errors.Is(err, errNoPage) {
		t.Error(err)
	}
	if _, err := Make([]byte(strings.Replace(page, "p.png", "q.png", 1)), options(false, "")); err == nil || err.Error() != "q.png" {
		t.Error(err)
	}
}

// TestLarge: a picture that is too large, and one that is shown too often, are shown
// from the site or told in words, and read no more than they must be.
func TestLarge(t *testing.T) {
	for _, base := range []string{"", "https://docs.example.org/"} {
		o := options(false, base)
		reads, files := 0, o.Read
		o.Read = func(address string) ([]byte, error) {
			switch address {
			case "big.png":
				reads++
				return make([]byte, MaxPicture+1), nil
			case "often.png":
				reads++
				return make([]byte, MaxPicture-100), nil
			}
			return files(address)
		}
		pictures := strings.Repeat(`<img src="big.png" alt="Big">`, 5) + strings.Repeat(`<img src="often.png" alt="Often">`, 20) +
			`<picture><source srcset="big.png 2x"><img src="p.png" alt="Small"></picture>`
		f, err := Make([]byte(strings.Replace(page, "<pre>", pictures+"<pre>", 1)), o)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(f.Large, " "); got != "big.png often.png" || reads != 6 {
			t.Errorf("too large are %q, after %d readings", got, reads)
		}
		text := string(f.HTML)
		if n := strings.Count(text, `src="data:`); n != 4+2 { // the small one stands twice
			t.Errorf("%d pictures are in the file of %d bytes", n, len(text))
		}
		left, want := "Often", 16
		if base != "" {
			left = `<img src="https://docs.example.org/often.png" alt="Often"`
			if !strings.Contains(text, "img-src data: https://docs.example.org") || !strings.Contains(text, `srcset="https://docs.example.org/big.png 2x"`) {
				t.Error("the page may not show the site's pictures")
			}
		} else {
			want += 4 // as the words of those that are in the file
		}
		if n := strings.Count(text, left); n != want {
			t.Errorf("%s stands %d times", left, n)
		}
	}
}
