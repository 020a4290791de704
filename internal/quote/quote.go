// Package quote finds the part of a file that a listing quotes.
package quote

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/site"
)

// Work is what the quotations of a page take, in bytes of files, which has a limit: a
// page of 1 MiB can name a file of 1 MiB some thousand times.
type Work int

const (
	most   = 32 << 20
	parsed = 8 // times the bytes of a file that is parsed
)

var errMost = errors.New("the page's quotations look through more than 32 MiB; split the page")

// Part gives a quoted file, by read, and what [Part] gives of it.
func (w *Work) Part(read func() ([]byte, error), q *site.Quotation) (file, part []byte, err error) {
	if *w > most {
		return nil, nil, errMost
	}
	if file, err = read(); err != nil {
		return nil, nil, err
	}
	work := len(file)
	if q.Stage != "" {
		work *= parsed
	}
	if *w += Work(work); *w > most {
		return nil, nil, errMost
	}
	part, err = Part(file, q)
	return file, part, err
}

// MayStages reports whether a page may quote so many stages of a Dockerfile of
// a size in bytes, each in a listing of its own, and other files beside.
func MayStages(size, stages int) bool { return size*parsed*stages <= most/2 }

// Part gives the part of a file that a quotation names: all of it, a stage
// of a Dockerfile with the comments directly above its FROM, the lines
// between the comments "docsite:begin NAME" and "docsite:end NAME", or a
// range of lines. Blank lines at the end of a part are left out. The error
// names the part that was asked for, and the parts that the file has.
func Part(file []byte, q *site.Quotation) ([]byte, error) {
	switch {
	case q.Stage != "":
		return stage(file, q.Stage)
	case q.Region != "":
		return region(file, q.Region)
	case q.Lines != (site.Lines{}):
		return lineRange(file, q.Lines)
	default:
		return file, nil
	}
}

func lineRange(file []byte, want site.Lines) ([]byte, error) {
	lines := slices.Collect(bytes.Lines(file))
	if want.First < 1 || want.Last < want.First || want.Last > len(lines) {
		return nil, fmt.Errorf("lines %d-%d are not in the file; it ends at line %d", want.First, want.Last, len(lines))
	}
	return bytes.Join(lines[want.First-1:want.Last], nil), nil
}

// Moved are the only lines of a file that are a piece of code; ok is false where it has none
// such, or several.
func Moved(file, code []byte) (lines site.Lines, ok bool) {
	all, part := append([]byte("\n"), EndLines(file)...), append([]byte("\n"), EndLines(code)...)
	at := bytes.Index(all, part)
	if at < 0 || len(bytes.TrimSpace(part)) == 0 || bytes.Contains(all[at+1:], part) {
		return site.Lines{}, false
	}
	first := 1 + bytes.Count(all[:at], []byte("\n"))
	return site.Lines{First: first, Last: first + bytes.Count(part, []byte("\n")) - 2}, true
}

// region finds the lines between the marks of a region. Marks of other
// regions inside it stay out too.
func region(file []byte, name string) ([]byte, error) {
	var part []byte
	var names []string
	state := ""
	for line := range bytes.Lines(file) {
		mark, of := regionMark(line)
		switch {
		case mark == "begin" && of == name:
			if state != "" {
				return nil, fmt.Errorf("region %q begins twice", name)
			}
			state = "begin"
		case mark == "end" && of == name:
			if state != "begin" {
				return nil, fmt.Errorf("region %q ends before it begins", name)
			}
			state = "end"
		case mark == "" && state == "begin":
			part = append(part, line...)
		}
		if mark == "begin" {
			names = append(names, of)
		}
	}
	switch {
	case state == "begin":
		return nil, fmt.Errorf("region %q has no %q", name, "docsite:end "+name)
	case state == "" && len(names) == 0:
		return nil, fmt.Errorf("region %q is not in the file; it has no regions", name)
	case state == "":
		return nil, fmt.Errorf("region %q is not in the file; it has: %s", name, strings.Join(names, ", "))
	case len(part) == 0:
		return nil, fmt.Errorf("region %q is empty", name)
	}
	return part, nil
}

// regionMark reads a line that is a comment with a mark of a region, in any
// language: the mark may stand behind #, //, --, ;, /* or <!--.
func regionMark(line []byte) (mark, name string) {
	before, after, ok := bytes.Cut(line, []byte("docsite:"))
	if !ok || len(before) > 80 || len(bytes.Trim(before, " \t#/*;-<!%\"'")) > 0 {
		return "", ""
	}
	words := strings.Fields(string(after))
	if len(words) < 2 || words[0] != "begin" && words[0] != "end" {
		return "", ""
	}
	return words[0], words[1]
}

// EndLines gives every line of code a newline as its end, the last one too: the
// form in which a quotation and its file are compared.
func EndLines(code []byte) []byte {
	code = bytes.ReplaceAll(code, []byte("\r\n"), []byte("\n"))
	if len(code) > 0 && code[len(code)-1] != '\n' {
		code = append(bytes.Clone(code), '\n')
	}
	return code
}
