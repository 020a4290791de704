package contents

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

// part says which lines of a file are meant; the zero part is all of it.
type part struct {
	ranges        [][2]int // lines from 1, both included
	name          string   // of lines between marks
	after, before string   // texts around what is meant
	deeper        int      // by how many levels its headings are
	wrong         bool     // it cannot be read
}

// isPart reports whether a part is other than all of a file as it is.
func (p *part) isPart() bool {
	return len(p.ranges) > 0 || p.name+p.after+p.before != "" || p.deeper != 0 || p.wrong
}

// lines reads which lines are meant: "2:5", "2:", ":5", or several of them; or a name. One
// number alone is one line, or begins at it.
func lines(written, between, to string, one bool) (p part) {
	if written == "" {
		return p
	}
	list := []string{written}
	if between != "" {
		list = strings.Split(written, between)
	}
	for _, r := range list {
		from, until, both := strings.Cut(r, to)
		if from != "" && (from[0] < '0' || from[0] > '9') && len(list) == 1 && !both {
			p.name = from
			return p
		}
		first, err := strconv.Atoi("0" + from)
		last, err2 := strconv.Atoi("0" + until)
		switch {
		case err != nil || err2 != nil:
			p.wrong = true
		case !both && one:
			last = first
		case last == 0:
			last = math.MaxInt
		}
		p.ranges = append(p.ranges, [2]int{max(first, 1), last})
	}
	return p
}

// between is the part between two texts, with headings so much deeper.
func between(after, before, deeper string) part {
	n, err := strconv.Atoi(strings.TrimPrefix("0"+deeper, "0+"))
	return part{after: after, before: before, deeper: min(n, 5), wrong: deeper != "" && err != nil}
}

// settings reads the options of an include of MyST: its lines are counted from 0, and the last
// is not meant.
func settings(given map[string]string) part {
	p := between(given["start-after"], given["end-before"], given["heading-offset"])
	if from, until := given["start-line"], given["end-line"]; from+until != "" {
		first, err := strconv.Atoi("0" + from)
		last, err2 := strconv.Atoi("0" + until)
		if last == 0 {
			last = math.MaxInt
		}
		p.ranges, p.wrong = [][2]int{{first + 1, last}}, p.wrong || err != nil || err2 != nil
	}
	for _, other := range []string{"code", "literal", "lines"} {
		if _, ok := given[other]; ok {
			p.wrong = true
		}
	}
	return p
}

// mark is a line around lines with a name: of MkDocs, of mdBook, and of VitePress and editors.
var mark = lazy.Pattern(`8<-+[ \t]*\[[ \t]*(?:(start)|end)[ \t]*:[ \t]*([\w-]+)[ \t]*\]|\b(?:(ANCHOR)|ANCHOR_END):[ \t]*([\w-]+)|(?:#|<!--[ \t]*)(?:(region)|endregion)\b[ \t]*([\w-]*)`)

// of is the part of a text, of which the Markdown begins at body; false where it has none such.
func (p *part) of(text []byte, body int) (_ []byte, ok bool) {
	switch {
	case p.wrong:
		return nil, false
	case p.name != "":
		text = marked(text, p.name)
	case len(p.ranges) > 0:
		text = within(text, p.ranges)
	default:
		text = text[body:]
	}
	for _, cut := range []string{p.after, p.before} {
		if cut == "" {
			continue
		}
		at := bytes.Index(text, []byte(cut))
		switch {
		case at < 0:
			return nil, false
		case cut == p.after:
			text = text[at+len(cut):]
		default:
			text = text[:at]
		}
	}
	if p.deeper > 0 {
		text = deepen(text, p.deeper)
	}
	return text, len(bytes.TrimSpace(text)) > 0
}

// within are the lines of ranges, in the order of the text.
func within(text []byte, ranges [][2]int) (some []byte) {
	ranges = slices.SortedFunc(slices.Values(ranges), func(a, b [2]int) int { return a[0] - b[0] })
	number := 0
	for line := range bytes.Lines(text) {
		number++
		for len(ranges) > 0 && ranges[0][1] < number {
			ranges = ranges[1:]
		}
		if len(ranges) > 0 && ranges[0][0] <= number {
			some = append(some, line...)
		}
	}
	return some
}

// marked are the lines between marks with a name, without other marks.
func marked(text []byte, name string) (some []byte) {
	open := false
	for line := range bytes.Lines(text) {
		m := mark().FindSubmatch(line)
		if m == nil {
			if open {
				some = append(some, line...)
			}
			continue
		}
		starts, of := len(m[1])+len(m[3])+len(m[5]) > 0, string(m[2])+string(m[4])+string(m[6])
		if of == name {
			open = starts
		} else if of == "" && !starts {
			open = false
		}
	}
	return some
}

// deepen makes the headings of a text so many levels deeper.
func deepen(text []byte, by int) (deeper []byte) {
	f := fences{}
	for line := range bytes.Lines(text) {
		if inside := f.line(line); !inside && line[0] == '#' {
			deeper = append(deeper, strings.Repeat("#", by)...)
		}
		deeper = append(deeper, line...)
	}
	return deeper
}
