package phrases

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The files of the catalogue. A line that is not indented has the names of a program, or
// what sentences are about; the indented lines behind it are its flags and its entries,
// "pattern => sentence => title". With a colon it is the name of entries that several
// others have in common. Lines of "#" are comments.
var (
	//go:embed programs.txt
	programsFile string
	//go:embed sentences.txt
	sentencesFile string
)

// programs are those that the catalogue knows, by name.
var programs = sync.OnceValue(func() map[string]*program {
	all := map[string]*program{}
	for _, p := range readCatalogue(programsFile) {
		for name := range strings.FieldsSeq(p.names) {
			all[name] = p
		}
	}
	return all
})

// sentences are the entries of what is no program, by what they are about.
var sentences = sync.OnceValue(func() map[string][]entry {
	all := map[string][]entry{}
	for _, p := range readCatalogue(sentencesFile) {
		all[p.names] = slices.Concat(p.says, p.also)
	}
	return all
})

// pipes are the entries of two commands of which one feeds the other, by the names of both.
var pipes = sync.OnceValue(func() []*program {
	return slices.DeleteFunc(readCatalogue(sentencesFile), func(p *program) bool { return !strings.HasPrefix(p.names, "pipe ") })
})

// readCatalogue reads a file of the catalogue.
func readCatalogue(text string) (all []*program) {
	common := map[string]*program{}
	var p *program
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		inside, indented := strings.CutPrefix(line, "\t")
		when, says, isEntry := strings.Cut(inside, "=>")
		switch {
		case inside == "" || inside[0] == '#':
		case isEntry:
			say, title, _ := strings.Cut(says, "=>")
			p.says = append(p.says, entry{strings.TrimSpace(when), strings.TrimSpace(say), strings.TrimSpace(title)})
		case indented:
			p.set(inside, common)
		default:
			p = &program{names: line}
			if name, is := strings.CutSuffix(line, ":"); is {
				common[name] = p
			} else {
				all = append(all, p)
			}
		}
	}
	return all
}

// set reads a line of the catalogue about a program as a whole.
func (p *program) set(line string, common map[string]*program) {
	key, value, _ := strings.Cut(line, ": ")
	switch key {
	case "flags":
		p.flags = strings.TrimLeft(p.flags+" "+value, " ")
	case "leads":
		p.leads, _ = strconv.Atoi(value)
	case "also":
		p.also = common[value].says
	case "is":
		p.plain, p.idle = hasWord(value, "plain"), hasWord(value, "idle")
		p.sets, p.bars = hasWord(value, "sets"), hasWord(value, "bars")
	default:
		panic("the catalogue has the line " + line)
	}
}

func hasWord(text, word string) bool { return slices.Contains(strings.Fields(text), word) }
