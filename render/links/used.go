package links

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"docsite/internal/kept"
	"docsite/internal/record"
	"docsite/internal/site"
)

// used are the files that a page shows, and the destinations that were resolved for it.
type used struct {
	files []string     // of the project, that the page shows
	asked []kept.Asked // in any order, some several times
}

// Kinds of what is asked.
const (
	destination = iota // of a link or a picture
	Publication        // of a file by its path
)

// show makes a file part of the site, or gives the one that has its name.
func (r *Resolver) show(page *site.Page, file string) (out, other string) {
	out, known := r.Routes.FileAt(file)
	if !known {
		if out, other = r.Routes.AddFile(file, r.wantedPath(file)); other != "" {
			return "", other
		}
	}
	r.use(page, func(u *used) {
		if !slices.Contains(u.files, file) {
			u.files = append(u.files, file)
		}
	})
	return out, ""
}

// use lets what a page used be looked at or changed.
func (r *Resolver) use(page *site.Page, do func(*used)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.used == nil {
		r.used = map[*site.Page]*used{}
	}
	u := r.used[page]
	if u == nil {
		u = &used{}
		r.used[page] = u
	}
	do(u)
}

// note remembers what a page asked.
func (r *Resolver) note(page *site.Page, a kept.Asked) {
	r.use(page, func(u *used) { u.asked = append(u.asked, a) })
}

// answer tells apart what was said of a name.
func (r *Resolver) answer(l *Link, fault *Fault) int {
	w := record.Writer{B: make([]byte, 0, 256)}
	for _, text := range [...]string{l.Href, l.File, l.Own, l.Page, l.Anchor, l.Title, fault.Message, fault.Hint} {
		w.Text(text)
	}
	w.Flag(l.External)
	w.Flag(fault.Fatal)
	w.Flag(l.Page != "" && r.Routes.Is(l.Page, site.PageRoute)) // whose places are known
	sum := sha256.Sum256(w.B)
	return int(binary.LittleEndian.Uint64(sum[:]))
}

// Used gives, once a page was printed, the files of the project that it shows, their
// outputs, and what it asked.
func (r *Resolver) Used(page *site.Page) (files, outputs []string, asked []kept.Asked) {
	r.use(page, func(u *used) {
		slices.SortFunc(u.asked, func(a, b kept.Asked) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), a.Kind-b.Kind, cmp.Compare(a.Answer, b.Answer))
		})
		u.asked = slices.Compact(u.asked)
		files, asked = u.files, u.asked
	})
	for _, file := range files {
		out, _ := r.Routes.FileAt(file)
		outputs = append(outputs, out)
	}
	return files, outputs, asked
}

// Show makes the files part of the site that a page showed in an earlier build. It
// reports whether all of them are.
func (r *Resolver) Show(page *site.Page, files []string) bool {
	for _, file := range files {
		if _, other := r.show(page, file); other != "" {
			return false
		}
	}
	return true
}

// Restore takes over what a page asked in an earlier build, where the files that it
// shows have the outputs that they had. It reports whether they have.
func (r *Resolver) Restore(page *site.Page, outputs []string, asked []kept.Asked) bool {
	if _, now, _ := r.Used(page); !slices.Equal(now, outputs) {
		return false
	}
	r.use(page, func(u *used) { u.asked = asked })
	return true
}

// Same reports whether all that a page asked in an earlier build has the same answers.
func (r *Resolver) Same(page *site.Page, asked []kept.Asked) bool {
	for _, a := range asked {
		var l Link
		var fault Fault
		if a.Kind == destination {
			l, fault = r.resolve(page, a.Name, a.Picture)
		} else {
			out, no := r.publish(page, a.Name, a.Picture)
			l, fault = Link{Href: out}, Fault{no.Why, no.Hint, no.Fatal}
		}
		if r.answer(&l, &fault) != a.Answer {
			return false
		}
	}
	return true
}
