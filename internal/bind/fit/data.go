package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/internal/notes/reader"
	"docsite/internal/site"
)

// place is a set of lines of one listing.
type place struct {
	Block int   `json:"block"`
	Lines []int `json:"lines"`
}

// row is what a person said of one row of a document.
type row struct {
	Block *int    `json:"block"`
	Lines []int   `json:"lines"`
	Line  int     `json:"md_line"`
	Kind  string  `json:"kind"`
	Row   string  `json:"row"`
	Alt   []place `json:"alt"`
}

// places are all that are right: nothing but the places that another reader saw
// where this one saw none.
func (r *row) places() []place {
	if r.Lines == nil {
		return r.Alt
	}
	return append([]place{{*r.Block, r.Lines}}, r.Alt...)
}

// document is a page with its truth.
type document struct {
	name     string
	group    string // of pages by one author; the same for no other
	codes    []*code.Code
	groups   []site.NoteGroup
	rows     []row
	page     []byte
	kind     string                 // language of most of its code: dockerfile, yaml, sh; empty for another
	changed  bool                   // lines of it are gone
	own      bool                   // a page of this repository's tests, which is always learned from and never counted
	bySource map[int][]site.NoteRef // notes by source line
}

func readCorpus(dir string) ([]*document, error) {
	files, err := filepath.Glob(filepath.Join(dir, "truth", "[0-9]*.json"))
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	owner := map[string]string{}
	if text, err := os.ReadFile(filepath.Join(dir, "groups.tsv")); err == nil {
		for _, line := range strings.Split(string(text), "\n") {
			if doc, group, ok := strings.Cut(line, "\t"); ok {
				owner[doc] = group
			}
		}
	}
	if seed := filepath.Join(dir, "../seed/truth.json"); fileExists(seed) {
		files = append(files, seed)
	}
	var docs []*document
	for _, file := range files {
		var truth struct {
			Doc   string `json:"doc"`
			Items []row  `json:"items"`
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, &truth); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		base := filepath.Base(truth.Doc)
		folder := filepath.Join(dir, "docs")
		if filepath.Base(file) == "truth.json" {
			folder = filepath.Dir(file)
		}
		page, err := os.ReadFile(filepath.Join(folder, base))
		if os.IsNotExist(err) {
			continue
		} else if err != nil {
			return nil, err
		}
		d := readDocument(base, page)
		d.rows = truth.Items
		for i := range d.rows {
			slices.Sort(d.rows[i].Lines)
			for _, a := range d.rows[i].Alt {
				slices.Sort(a.Lines)
			}
		}
		if d.group = owner[strings.TrimSuffix(base, ".md")]; d.group == "" {
			d.group = base
		}
		d.own = filepath.Base(file) == "truth.json"
		docs = append(docs, d)
	}
	return docs, nil
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// readOwn reads the pages of this repository's tests with their truth: own.json
// in testdata, which names the archives that hold them.
func readOwn(root string) ([]*document, error) {
	text, err := os.ReadFile(filepath.Join(root, "internal/bind/fit/testdata/own.json"))
	if err != nil {
		return nil, err
	}
	var list []struct {
		File, Page string
		Items      []row
	}
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, err
	}
	var docs []*document
	for _, entry := range list {
		archive, err := os.ReadFile(filepath.Join(root, entry.File))
		if err != nil {
			return nil, err
		}
		_, rest, _ := strings.Cut("\n"+string(archive), "\n-- "+entry.Page+" --\n")
		text, _, _ := strings.Cut(rest, "\n-- ")
		d := readDocument(entry.File+":"+entry.Page, []byte(text+"\n"))
		d.rows, d.group, d.own = entry.Items, entry.File, true
		if err := d.check(); err != nil {
			return nil, fmt.Errorf("%s: %s:%w", entry.File, entry.Page, err)
		}
		d.complete()
		docs = append(docs, d)
	}
	return docs, nil
}

// complete adds the notes of which the truth says nothing: they explain nothing.
func (d *document) complete() {
	said := map[int]bool{}
	for _, r := range d.rows {
		said[r.Line] = true
	}
	var lines []int
	for line := range d.bySource {
		if !said[line] {
			lines = append(lines, line)
		}
	}
	sort.Ints(lines)
	for _, line := range lines {
		d.rows = append(d.rows, row{Line: line})
	}
}

func readDocument(name string, page []byte) *document {
	src := &site.Source{Name: name, Text: page}
	doc := markdown.Parse(src)
	d := &document{name: name, page: page, bySource: map[int][]site.NoteRef{}}
	for i := range doc.Listings {
		d.codes = append(d.codes, code.Read(doc.Listings[i].Language, doc.Listings[i].Code))
	}
	d.kind = kindOf(d.codes)
	for g, group := range reader.Find(doc) {
		d.groups = append(d.groups, group.NoteGroup)
		for n := range group.Notes {
			line, _ := src.Position(group.Notes[n].Span.Start)
			d.bySource[line] = append(d.bySource[line], site.NoteRef{Group: g, Note: n})
		}
	}
	return d
}

// kindOf is the language of most of a page's code.
func kindOf(codes []*code.Code) string {
	size := map[string]int{}
	for _, c := range codes {
		kind := ""
		switch {
		case c.Dockerfile != nil:
			kind = "dockerfile"
		case c.Language == "yaml" || c.Language == "yml":
			kind = "yaml"
		case c.Language == "sh" || c.Language == "bash" || c.Language == "makefile":
			kind = "sh"
		}
		size[kind] += len(c.Text)
	}
	best := ""
	for _, kind := range []string{"dockerfile", "yaml", "sh"} {
		if size[kind] > size[best] {
			best = kind
		}
	}
	return best
}
