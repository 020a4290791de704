package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// corpusTable holds the verdicts on the notes of every shared document, as
// numbers alone. UPDATE=1 writes it.
const corpusTable = "testdata/corpus.txt"

// oldest are the documents with which binding began. No rewriting of the table
// may take them below minOldest of their notes.
var oldest = []string{
	"004.md", "006.md", "008.md", "012.md", "016.md", "017.md",
	"019.md", "022.md", "030.md", "041.md", "058.md", "060.md",
}

const minOldest = 91

// truth is what a person says of the notes of one document.
type truth struct {
	Doc   string `json:"doc"`
	Items []struct {
		Line int `json:"md_line"`
		lineSet
		Kind string    `json:"kind"`
		Alt  []lineSet `json:"alt"` // other answers to accept
	} `json:"items"`
}

// lineSet is lines of one listing; without lines the note explains no code.
type lineSet struct {
	Block int   `json:"block"`
	Lines []int `json:"lines"`
}

// spot is a line of a listing.
type spot struct{ block, line int }

func (l lineSet) spots() map[spot]bool {
	set := map[spot]bool{}
	for _, line := range l.Lines {
		set[spot{l.Block, line}] = true
	}
	return set
}

// verdicts counts the notes of a document, or of several, by how well they
// were bound.
type verdicts struct{ right, near, wrong, missing, false int }

func (v verdicts) add(w verdicts) verdicts {
	return verdicts{v.right + w.right, v.near + w.near, v.wrong + w.wrong, v.missing + w.missing, v.false + w.false}
}

// worseThan reports whether anything that counts is worse than before.
func (v verdicts) worseThan(before verdicts) bool {
	return v.right < before.right || v.wrong > before.wrong || v.false > before.false
}

// price is how many missing notes a wrong or a false one costs: a reader minds both alike,
// and more than a note that stays where its author put it.
const price = 10

func (v verdicts) cost() int { return v.missing + price*(v.wrong+v.false) }

// String is a line of the table.
func (v verdicts) String() string {
	return fmt.Sprintf("%5d %5d %5d %7d %5d", v.right, v.near, v.wrong, v.missing, v.false)
}

// TestNotesOfSharedDocuments compares where notes are bound with what people
// say, and with the table. No document may have fewer right notes than the
// table says, or more wrong or false ones. UPDATE=1 writes the table, for a
// change that is better on the whole: what the notes that are missing, wrong and false cost
// together may not rise even then.
func TestNotesOfSharedDocuments(t *testing.T) {
	corpus := filepath.Join(shared(t), "corpus")
	before, now := readTable(t), map[string]verdicts{}
	for _, want := range readTruths(t, filepath.Join(corpus, "truth")) {
		text, err := os.ReadFile(filepath.Join(corpus, want.Doc))
		if err != nil {
			t.Fatal(err)
		}
		now[filepath.Base(want.Doc)] = judgeDocument(t, want, text)
	}
	checkSums(t, before, now)
	var old verdicts
	for _, doc := range oldest {
		old = old.add(now[doc])
	}
	if all := old.right + old.near + old.wrong + old.missing; 100*old.right < minOldest*all {
		t.Errorf("of the oldest documents %d of %d notes are right, want %d in 100", old.right, all, minOldest)
	}
	if os.Getenv("UPDATE") != "" {
		if !t.Failed() {
			writeTable(t, now)
		}
		return
	}
	for _, doc := range slices.Sorted(maps.Keys(now)) {
		switch was, known := before[doc]; {
		case !known:
			t.Errorf("%s is not in %s (UPDATE=1 rewrites it)", doc, corpusTable)
		case now[doc].worseThan(was):
			t.Errorf("%s: got %v\nwant at least %v (UPDATE=1 accepts it if the sums are no worse)", doc, now[doc], was)
		}
	}
}

// checkSums compares the sums over the documents that the table knows.
func checkSums(t *testing.T, before, now map[string]verdicts) {
	t.Helper()
	var was, is verdicts
	for doc, v := range before {
		if _, here := now[doc]; !here {
			t.Errorf("%s of %s is not among the shared documents", doc, corpusTable)
		}
		was, is = was.add(v), is.add(now[doc])
	}
	t.Logf("     right  near wrong missing false\nnow  %v\nwas  %v", is, was)
	if is.cost() > was.cost() {
		t.Errorf("the sums are worse: %v\nwas                %v", is, was)
	}
}

const tableHead = "# doc  right  near wrong missing false\n"

func writeTable(t *testing.T, now map[string]verdicts) {
	t.Helper()
	var sum verdicts
	text := bytes.NewBufferString(tableHead)
	for _, doc := range slices.Sorted(maps.Keys(now)) {
		fmt.Fprintf(text, "%-6s %v\n", doc, now[doc])
		sum = sum.add(now[doc])
	}
	fmt.Fprintf(text, "# sum  %v\n", sum)
	if err := os.WriteFile(corpusTable, text.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

func readTable(t *testing.T) map[string]verdicts {
	t.Helper()
	text, err := os.ReadFile(corpusTable)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]verdicts{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var doc string
		var v verdicts
		if _, err := fmt.Sscan(line, &doc, &v.right, &v.near, &v.wrong, &v.missing, &v.false); err != nil {
			t.Fatalf("%s: %q: %v", corpusTable, line, err)
		}
		table[doc] = v
	}
	return table
}

// readTruths reads the truth files of a folder.
func readTruths(t *testing.T, dir string) []truth {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "[0-9]*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no truth in %s: %v", dir, err)
	}
	list := make([]truth, len(files))
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &list[i]); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	return list
}

// judgeDocument binds the notes of a document and counts how well. Notes that
// explain code without naming it are not counted.
func judgeDocument(t *testing.T, want truth, text []byte) verdicts {
	t.Helper()
	found := map[int]map[spot]bool{}
	for _, n := range notesOf(t, text).Notes {
		if found[n.Line] == nil {
			found[n.Line] = map[spot]bool{}
		}
		for _, target := range n.Targets {
			maps.Copy(found[n.Line], target.spots())
		}
	}
	var v verdicts
	for _, item := range want.Items {
		if item.Kind == "concept" {
			continue
		}
		got := found[item.Line]
		switch {
		case item.Lines == nil:
			if len(got) > 0 && !slices.ContainsFunc(item.Alt, func(l lineSet) bool { return holds(l.spots(), got) }) {
				v.false++
			}
		case len(got) == 0:
			v.missing++
		default:
			*[...]*int{&v.wrong, &v.near, &v.right}[rate(got, append(item.Alt, item.lineSet))]++
		}
	}
	return v
}

// rate compares found lines with answers to accept: 2 for one of these, 1 for
// some of its lines, or all and at most two more, 0 for others.
func rate(got map[spot]bool, accepted []lineSet) int {
	best := 0
	for _, l := range accepted {
		want := l.spots()
		switch {
		case maps.Equal(got, want):
			return 2
		case holds(want, got), holds(got, want) && len(got) <= len(want)+2:
			best = 1
		}
	}
	return best
}

// holds reports whether all spots of part are in whole.
func holds(whole, part map[spot]bool) bool {
	for s := range part {
		if !whole[s] {
			return false
		}
	}
	return true
}
