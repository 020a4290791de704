package code

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// Quoting is the work on the quotations of a page, which has a limit: a page of 1 MiB
// can name a file of 1 MiB some thousand times. The zero Quoting is a page's before
// the first of them.
type Quoting struct {
	work int
	over bool // the limit has been reached
}

// The work is the bytes of files, times a factor where they are parsed.
const (
	maxQuoting = 32 << 20
	stageWork  = 8
)

var errQuoting = errors.New("the page's quotations look through more than 32 MiB; split the page")

// Part gives a quoted file, by read, and the part of it that a quotation names, as
// [Quote] does.
func (w *Quoting) Part(read func() ([]byte, error), q *site.Quotation) (file, part []byte, err error) {
	switch {
	case w.over:
		return nil, nil, errQuoting
	case q.Wrong != "":
		return nil, nil, errors.New(q.Wrong)
	}
	if file, err = read(); err != nil {
		return nil, nil, err
	}
	work := len(file)
	if q.Stage != "" {
		work *= stageWork
	}
	if w.work += work; w.work > maxQuoting {
		w.over = true
		return nil, nil, errQuoting
	}
	part, err = Quote(file, q)
	return file, part, err
}

// MayQuoteStages reports whether a page may quote so many stages of a Dockerfile of
// a size in bytes, each in a listing of its own, and other files beside.
func MayQuoteStages(size, stages int) bool { return size*stageWork*stages <= maxQuoting/2 }

// Quote gives the part of a file that a quotation names: all of it, a stage
// of a Dockerfile with the comments directly above its FROM, the lines
// between the comments "docsite:begin NAME" and "docsite:end NAME", or a
// range of lines. Blank lines at the end of a part are left out. The error
// names the part that was asked for, and the parts that the file has.
func Quote(file []byte, q *site.Quotation) ([]byte, error) {
	switch {
	case q.Stage != "":
		return quoteStage(file, q.Stage)
	case q.Region != "":
		return quoteRegion(file, q.Region)
	case q.Lines != (site.Lines{}):
		return quoteLines(file, q.Lines)
	default:
		return file, nil
	}
}

func quoteLines(file []byte, lines site.Lines) ([]byte, error) {
	starts := lineStarts(string(file))
	if lines.First < 1 || lines.Last < lines.First || lines.Last > len(starts) {
		return nil, fmt.Errorf("lines %d-%d are not in the file; it has %d lines", lines.First, lines.Last, len(starts))
	}
	end := len(file)
	if lines.Last < len(starts) {
		end = starts[lines.Last]
	}
	return file[starts[lines.First-1]:end], nil
}

func quoteStage(file []byte, name string) ([]byte, error) {
	df, err := dockerfile.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("stage %q cannot be looked up: %w", name, err)
	}
	i := df.StageIndex(name)
	if i < 0 {
		return nil, fmt.Errorf("stage %q is not in the file; it has: %s", name, stageNames(df))
	}
	starts := lineStarts(string(file))
	end := len(file)
	if i+1 < len(df.Stages) {
		end = starts[above(file, starts, df.Stages[i+1].Instructions[0].Lines.First)-1]
	}
	from := starts[above(file, starts, df.Stages[i].Instructions[0].Lines.First)-1]
	return trimBlankLines(file[from:end]), nil
}

func stageNames(df *dockerfile.File) string {
	names := make([]string, len(df.Stages))
	for i, s := range df.Stages {
		names[i] = s.Name
		if s.Name == "" {
			names[i] = strconv.Itoa(i)
		}
	}
	if len(names) == 0 {
		return "no stages"
	}
	return strings.Join(names, ", ")
}

// above gives the first of the comment lines that stand directly above a
// line, both counted from 1. A parser directive is no such comment.
func above(file []byte, starts []int, line int) int {
	for line > 1 {
		text := bytes.TrimSpace(file[starts[line-2]:starts[line-1]])
		if !bytes.HasPrefix(text, []byte("#")) || isDirective(text) {
			break
		}
		line--
	}
	return line
}

func isDirective(comment []byte) bool {
	name, _, ok := bytes.Cut(bytes.TrimLeft(comment, "# \t"), []byte("="))
	switch strings.ToLower(strings.TrimSpace(string(name))) {
	case "syntax", "escape", "check":
		return ok
	}
	return false
}

// trimBlankLines takes the blank lines off the end of a text.
func trimBlankLines(text []byte) []byte {
	for {
		cut := bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
		n := bytes.LastIndexByte(cut, '\n')
		if len(cut) == len(text) || n < 0 || len(bytes.TrimSpace(cut[n:])) > 0 {
			return text
		}
		text = text[:n+1]
	}
}

// quoteRegion finds the lines between the marks of a region. Marks of other
// regions inside it stay out too.
func quoteRegion(file []byte, name string) ([]byte, error) {
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
		return nil, errors.New("region " + strconv.Quote(name) + " is empty")
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
