package render

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// coded are the listings whose code has colours or numbers.
const coded = `$$('main .listing:not(:has(.plain))')`

// shownCode joins the code of each of them.
const shownCode = coded + `.map(l => [...l.querySelectorAll('pre > code')].filter(c => !c.closest('.differs')).map(c => c.textContent).join(''))`

func testCode(t *testing.T, k *kit) {
	k.each(t, func(b *tab, p looked) {
		b.look(p.url, wide)
		b.t.Run("07 the listings are their sources", func(t *testing.T) {
			if got, want := eval[[]string](b.in(t), shownCode), p.listings(); !slices.Equal(got, want) {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
		b.allowClipboard()
		first, last := b.lines()
		for _, run := range [][2]int{{first, last}, {first + 1, first + 2}, {first + 3, min(first+9, last)}, {last - 2, last}} {
			b.t.Run(fmt.Sprintf("08 copies lines %d to %d", run[0], run[1]), func(t *testing.T) {
				want := strings.Join(strings.SplitAfter(eval[[]string](b.in(t), shownCode)[b.numbered()], "\n")[run[0]-first:run[1]-first+1], "")
				b.in(t).copies(fmt.Sprintf(`(() => { const from = $$('.cl')[%d], to = $$('.cl')[%d]; r.setStart(from, 0); r.setEnd(to, to.childNodes.length) })()`, run[0]-first, run[1]-first), want)
			})
		}
		b.t.Run("08 the button copies the listing", func(t *testing.T) {
			b := b.in(t)
			b.point(`document.querySelector('pre:not(.plain) ~ button.copy, .bar button.copy')`)
			got := b.copied(func() {
				b.must(chromedp.Do(b.ctx, chromedp.Click(chromedp.CSS("pre:not(.plain) ~ button.copy, .bar button.copy"))))
			})
			if want := p.listings()[0]; got != want {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
		b.t.Run("09 copies the words of a note", func(t *testing.T) {
			b := b.in(t)
			for i, words := range eval[[]string](b, `$$('.note').slice(0, 3).map(n => n.innerText)`) {
				b.copies(fmt.Sprintf(`r.selectNodeContents($$('.note')[%d])`, i), words)
			}
		})
	})
}

// lines are the numbers of the first and the last line of the first listing
// that has any.
func (b *tab) lines() (first, last int) {
	b.t.Helper()
	n := eval[[]int](b, `(l => [l[0], l.at(-1)].map(e => +e.querySelector('.ln').dataset.l))([...document.querySelector('.listing:has(.cl)').querySelectorAll('.cl')])`)
	return n[0], n[1]
}

// numbered is the position of that listing among all.
func (b *tab) numbered() int {
	return eval[int](b, coded+`.findIndex(l => l.querySelector('.cl'))`)
}

// allowClipboard lets the page read what was copied.
func (b *tab) allowClipboard() {
	b.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(b.ctx, cdpbrowser.SetPermission, cdpbrowser.SetPermissionParams{
			Permission: &cdpbrowser.PermissionDescriptor{Name: name}, Setting: cdpbrowser.PermissionSettingGranted})
		b.must(err)
	}
}

// oneClipboard is held while something is copied: all tabs have one clipboard.
var oneClipboard sync.Mutex

// copied is the text that an action copies. It waits for up to four seconds: a
// browser beside other work copies after the script that asked for it has ended.
func (b *tab) copied(action func()) string {
	b.t.Helper()
	oneClipboard.Lock()
	defer oneClipboard.Unlock()
	eval[bool](b, `navigator.clipboard.writeText('').then(() => true)`)
	action()
	return eval[string](b, `(async () => { for (let n = 0; n < 200; n++) { const text = await navigator.clipboard.readText(); if (text) return text; await wait(20) } return '' })()`)
}

// copies selects the range r as a script says, presses the keys for copying,
// and compares the clipboard.
func (b *tab) copies(selects, want string) {
	b.t.Helper()
	eval[bool](b, `(() => { document.activeElement.blur(); const r = document.createRange(); `+selects+`; const s = getSelection(); s.removeAllRanges(); s.addRange(r); return true })()`)
	got := b.copied(func() {
		b.must(chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
			_, err := cdp.Call(ctx, to, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: "keyDown", Modifiers: 2, Key: "c", Code: "KeyC", Commands: []string{"copy"}})
			return err
		})))
	})
	if strings.ReplaceAll(strings.Trim(got, "\n"), "\n\n", "\n") != strings.ReplaceAll(strings.Trim(want, "\n"), "\n\n", "\n") {
		b.t.Errorf("the clipboard has %q\nwant %q", got, want)
	}
}

// testSession copies what a person typed in a terminal session.
func testSession(t *testing.T, k *kit) {
	s := newShelf(t, load(t, map[string]string{"content/a.md": "# A\n\n```console\n$ docker run \\\n    -it a\nout\n\n$ ls\nb\n```\n\n- `ls`: lists\n\n```sh\n$ id\nuid=0\n```\n\n```dockerfile\nFROM a\nRUN $ b\n```\n\n" +
		"```console\n# why\n[me@host ~]$ docker run \\\n>   a\n> printed\n(venv) $ cat <<'EOF' >b\n> x\n> EOF\nout\n❯ echo <<<c\nd\nPS C:\\> dir\n```\n\n```sh\nroot@1f:/# ls <<NONE\nNONE of it\n```\n\n```console\nID\n$ a\n```\n"}))
	b := k.tab(t)
	b.look(s.url+"a.html", wide)
	b.allowClipboard()
	for i, want := range []string{"docker run \\\n    -it a\nls\n", "id\n", "FROM a\nRUN $ b\n",
		"docker run \\\n  a\ncat <<'EOF' >b\nx\nEOF\necho <<<c\ndir\n", "ls <<NONE\n", "ID\n$ a\n"} {
		got := b.copied(func() { eval[bool](b, fmt.Sprintf(`($$('button.copy')[%d].click(), true)`, i)) })
		if got != want {
			t.Errorf("listing %d: copied %q, want %q", i, got, want)
		}
	}
}
