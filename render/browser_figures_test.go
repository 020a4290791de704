package render

import (
	"slices"
	"strconv"
	"testing"

	"docsite/internal/browser"
	"docsite/internal/figures"
	"docsite/internal/site"
)

// sizesOf are all sizes that a site knows: measured, recorded, and the base
// image's layers together.
func sizesOf(s *site.Site) (known []int64) {
	put := func(sizes ...*int64) {
		for _, n := range sizes {
			if n != nil {
				known = append(known, *n)
			}
		}
	}
	for id, spec := range s.Config.Images {
		for _, column := range figures.Names() {
			if v, err := figures.Find(s, id+"."+column); err == nil {
				put(&v.Bytes)
			}
		}
		_ = spec
	}
	for id, image := range s.Lock.Images {
		var disk, download int64
		for _, l := range image.Layers {
			put(l.Disk, l.Wasted, &l.Compressed)
			if l.Base && l.Disk != nil {
				disk, download = disk+*l.Disk, download+l.Compressed
			}
		}
		put(&disk, &download)
		for _, point := range s.Lock.History[id] {
			put(&point.Download)
		}
	}
	return append(known, 0)
}

func testFigures(t *testing.T, k *kit) {
	b := k.tab(t)
	for _, p := range append(slices.Clone(k.pages), looked{name: "sizes", url: k.made.url + "sizes.html", site: k.made.Site}) {
		t.Run("19 as measured: "+p.name, func(t *testing.T) {
			b := b.in(t)
			b.look(p.url, wide)
			found, known := eval[[][2]string](b, `$$('data').map(e => [e.value, e.textContent])`), sizesOf(p.site.site)
			if want := map[string]int{"Inkwell": 4, "400 lines": 20, "sizes": 2}[p.name]; len(found) < want {
				t.Errorf("%d figures, want %d", len(found), want)
			}
			for _, f := range found {
				n, err := strconv.ParseInt(f[0], 10, 64)
				if err != nil || !slices.Contains(known, n) || figures.Size(n) != f[1] {
					t.Errorf("figure %q with the value %q is none that was measured", f[1], f[0])
				}
			}
		})
	}
	t.Run("19 a cost is at the right end of its first line", func(t *testing.T) {
		b := b.in(t)
		for _, v := range []browser.View{small, phone, {Width: 768, Height: 900}, wide} {
			b.look(k.made.url+"official.html", v)
			if n := eval[int](b, `$$('.cost').length`); n < 8 {
				t.Errorf("%d costs", n)
			}
			b.none("a cost elsewhere at "+viewName(v), costScript)
		}
	})
	t.Run("19 another Dockerfile makes them stale", func(t *testing.T) {
		files := tarn(t)
		files["content/Dockerfile"] += "# one more line\n"
		b, old := b.in(t), newShelf(t, load(t, files))
		for page, want := range map[string]int{"official.html": 2, "sizes.html": 3} {
			for _, v := range []browser.View{phone, wide} {
				b.look(old.url+page, v)
				if n := eval[int](b, `$$('.stale').filter(e => shown(e) && e.textContent.startsWith('stale:')).length`); n != want {
					t.Errorf("%s at %s: %d marks, want %d", page, viewName(v), n, want)
				}
				b.none("a cost that may be another line's", `$$('.cb').map(say)`)
			}
			b.look(k.made.url+page, wide)
			b.none("stale, though nothing has changed", `$$('.stale').map(say)`)
		}
	})
}

// costScript finds costs that are not on the first line of their code, or that lie
// over its code.
const costScript = `$$('.cost').filter(c => {
	const r = c.getBoundingClientRect(), line = c.nextElementSibling.querySelector('.cl'), code = document.createRange();
	code.selectNodeContents(line);
	return Math.abs(r.top - line.getBoundingClientRect().top) > 4 ||
		[...code.getClientRects()].some(q => q.width && q.right > r.left + 1 && q.left < r.right && q.bottom > r.top + 1 && q.top < r.bottom - 1);
}).map(say)`
