package phrases

import (
	_ "embed"
	"regexp"
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

// tests are the patterns of the entries for conditions, by their index.
var tests = sync.OnceValue(func() (all []*regexp.Regexp) {
	for _, e := range sentences()["condition"] {
		all = append(all, regexp.MustCompile(`^\[{1,2} `+e.when+` \]{1,2}$`))
	}
	return all
})

// Condition is what a test of a script asks, as words behind "only when"; empty for one
// that no entry knows.
func Condition(test string) string {
	for i, e := range sentences()["condition"] {
		m := tests()[i].FindStringSubmatch(test)
		if m == nil {
			continue
		}
		f := Facts{}
		for i, group := range m[1:] {
			f[string(rune('1'+i))] = []string{group}
		}
		if say, ok := sentence(f, e.say); ok {
			return say
		}
	}
	return ""
}

// Pipe is what the catalogue says of a command that feeds another; empty when
// it says nothing of the two together.
func Pipe(from, to *Command) string {
	for _, p := range pipes() {
		feeds, reads, _ := strings.Cut(strings.TrimPrefix(p.names, "pipe "), " ")
		if !isArgument(from.Name, feeds) || reads != "" && !isArgument(to.Name, reads) {
			continue
		}
		for _, e := range p.says {
			if from.taken, to.from = 0, from; !to.matches(e.when) {
				continue
			}
			if say, ok := sentence(to, e.say); ok {
				return say
			}
		}
	}
	return ""
}
