package phrases

import (
	"slices"
	"strings"
	"sync"
)

// program is what the catalogue knows of a program.
type program struct {
	names string // all of them, between blanks

	// flags are those that are known, between blanks: "-y" takes no value,
	// "-o=" the next word or what follows, "-j?" a value that is a number or a
	// variable, "-i*" one that is a part of the same word, "-*" is any other flag
	// without a value. Commas join the names of one flag; patterns use the first.
	// "+" at the beginning says that flags end at the first argument.
	flags string
	sets  bool // variables may stand among the arguments: NAME=value
	bars  bool // "!" before an argument forbids what it names
	leads int  // the number of the argument that is a command of its own, from 1; 0 for none
	idle  bool // housekeeping, which the title of a RUN leaves out
	plain bool // it is better named without its flags

	says []entry
	also []entry // tried behind these: what it has in common with its kin
}

// entry is what to say of a command. The first counts that fits; behind "&" at
// the beginning of a pattern are sentences that are added to it.
//
// Its pattern begins with arguments, in their order; what asks for facts stands
// behind them, and "$" says that no argument is left. The title is empty where
// the command as it stands says as much. Behind "~" are words for a command that
// is too long to be a title, behind "-" those of housekeeping, which may have
// none.
type entry struct{ when, say, title string }

// programs are those that the catalogue knows, by name.
var programs = sync.OnceValue(func() map[string]*program {
	return byName(slices.Concat(systemPackages, languagePackages, accounts), slices.Concat(builders, files, network, servers, shell))
})

// byName arranges the catalogue. Of the plain programs, what a command works on
// says more than its flags.
func byName(plain, others []program) map[string]*program {
	all := map[string]*program{}
	for i, p := range slices.Concat(plain, others) {
		p.plain = i < len(plain)
		for name := range strings.FieldsSeq(p.names) {
			all[name] = &p
		}
	}
	return all
}

// lookup finds a program, also by a name with a version: "pip3.12".
func lookup(name string) *program {
	if p := programs()[name]; p != nil {
		return p
	}
	return programs()[strings.TrimRight(name, "0123456789.-")]
}

// ends reports whether the program's flags end at its first argument.
func (p *program) ends() bool { return strings.HasPrefix(p.flags, "+") }

// flagless reports whether a program takes no flag of a name.
func (p *program) flagless(name string) bool { return !strings.Contains(p.flags, name) }

// flag finds a flag by one of its names: the first name, empty for a flag that
// is not known, and how it takes a value: '=', '?', '*', 0 for not at all. It is
// asked for every flag of every command, so it reads no more of the table than
// it must.
func (p *program) flag(name string) (first string, kind byte) {
	for at := 0; ; at++ {
		i := strings.Index(p.flags[at:], name)
		if i < 0 {
			break
		}
		at += i
		end := p.flags[at+len(name):]
		if at > 0 && p.flags[at-1] != ' ' && p.flags[at-1] != ',' || end != "" && strings.IndexByte(" ,=?*", end[0]) < 0 {
			continue // it is a part of another name
		}
		end, _, _ = strings.Cut(end, " ")
		names := p.flags[strings.LastIndexByte(p.flags[:at], ' ')+1 : at+len(name)+len(end)]
		if last := names[len(names)-1]; strings.IndexByte("=?*", last) >= 0 {
			names, kind = names[:len(names)-1], last
		}
		first, _, _ = strings.Cut(names, ",")
		return first, kind
	}
	if name != "-*" {
		if first, kind = p.flag("-*"); first != "" {
			first = name
		}
	}
	return first, kind
}
