package index

import (
	"bytes"
	"strings"

	"docsite/internal/code"
)

// shapeOf gives the text of a listing as its words and its indentation are read, byte for
// byte: with blanks in place of what a tree of folders is drawn with, and of the first
// column of a diff.
func shapeOf(l *Listing) (shape []byte, drawn bool) {
	if l.Language == "diff" || l.Language == "patch" {
		return withoutSigns(l.Text), false
	}
	if shape := withoutBranches(l.Text, l.Filled); shape != nil {
		return shape, true
	}
	return l.Text, false
}

// withoutSigns gives the text of a diff with blanks in place of the signs that say which
// lines come and go.
func withoutSigns(text []byte) []byte {
	out := bytes.Clone(text)
	for at, start := 0, true; at < len(out); at++ {
		if start && (out[at] == '+' || out[at] == '-') {
			out[at] = ' '
		}
		start = out[at] == '\n'
	}
	return out
}

// withoutBranches gives the text of a listing with blanks in place of the branches of a
// tree of folders, byte for byte; nil where most of so many lines that are not empty have none.
func withoutBranches(text []byte, filled int) []byte {
	if !code.HasBranches(text) {
		return nil
	}
	var out []byte
	drawn, at := 0, 0
	for line := range bytes.Lines(text) {
		if n := code.Branches(string(line)); n > 0 {
			if out == nil {
				out = bytes.Clone(text)
			}
			drawn++
			copy(out[at:], strings.Repeat(" ", n))
		}
		at += len(line)
	}
	if 2*drawn < filled || drawn < 2 {
		return nil
	}
	return out
}

// maxFolders is how many folders around a name are in the index.
const maxFolders = 8

// postPath adds the posts of a name in a tree of folders under its path: "web/app.py" of
// app.py below web/.
func (x *Index) postPath(l *Listing, n int32) {
	d := &x.Nodes[n]
	if d.Open < 0 {
		return
	}
	path := x.Terms[d.Open].Bare
	for range maxFolders {
		d = &x.Nodes[d.Parent]
		if d.Open < 0 || d.Parent < 0 {
			return
		}
		folder := &x.Terms[d.Open]
		if !l.Drawn && !strings.HasSuffix(folder.Text, "/") || folder.Bare == "." {
			return
		}
		path = folder.Bare + "/" + path
		x.putWord(path, x.Nodes[n].Open, PathKey)
	}
}
