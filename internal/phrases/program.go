package phrases

import "strings"

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
	plain bool // what it works on says more than its flags

	says []entry
	also []entry // tried behind these: what it has in common with its kin
}

// entry is what to say of a command, or of another piece of code. The first counts that
// fits.
//
// A pattern is words between blanks, all of which must hold: the name of a
// fact; "a|b" for one of two; "name=value" and "name~part" for a value that
// the fact has, or that holds a part; "!" before any of them for its opposite.
// That of a command begins with arguments, in their order, and "$" behind them says that
// no argument is left; behind "&" at its beginning are sentences that are added to the
// first that fits.
//
// In the sentence {name} is filled in with the values of a fact, {a|b} with
// those of the first that has any, {a?words} with the words where it has none.
// A name that begins with ":" stands for words, put in as they are; "/" behind
// a name takes the last element of a path, "@" cuts the versions off packages.
// {s} is "s" where there are several arguments.
// "[ with {name}]" is left out when nothing fills its places. A sentence with
// any other place that nothing fills does not fit.
//
// The title is empty where the command as it stands says as much. Behind "~" are words
// for a command that is too long to be a title, behind "-" those of housekeeping, which
// may have none.
type entry struct{ when, say, title string }

// lookup finds a program, also by a name with a version: "pip3.12".
func lookup(name string) *program {
	if p := programs()[name]; p != nil {
		return p
	}
	return programs()[strings.TrimRight(name, "0123456789.-")]
}

// ends reports whether the program's flags end at its first argument.
func (p *program) ends() bool { return strings.HasPrefix(p.flags, "+") }

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
