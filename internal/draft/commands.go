package draft

import (
	"slices"
	"strings"
)

// programs are the commands that the catalogues know, by name.
var programs = byName(slices.Concat(systemPackages, languagePackages, accounts), slices.Concat(builders, files, network, servers, builtins))

// byName arranges the catalogues. Of the first, what a command works on says
// more than its flags.
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

// pipe says what two commands do of which one feeds the other. Facts of the
// first have "<" before their name.
type pipe struct {
	from, to string // names of programs, with a bar between them
	when     string // holds for the second
	say      string
}

// pipes are the pairs that mean one thing together.
var pipes = []pipe{
	{"curl|wget", "tar", "-C|--directory", "Downloads {<file} and unpacks it into {-C|--directory}"},
	{"curl|wget", "tar", "-C|--directory", "Downloads an archive and unpacks it into {-C|--directory}"},
	{"curl|wget", "tar", "", "Downloads {<file} and unpacks it"},
	{"curl|wget", "tar", "", "Downloads an archive and unpacks it"},
	{"curl|wget", "sh|bash|ash|dash", "", "Downloads the script {<url} and runs it"},
	{"curl|wget", "sh|bash|ash|dash", "", "Downloads a script and runs it"},
	{"curl|wget", "gpg", "--dearmor -o|--output", "Downloads a key and puts it, in binary form, into {-o|--output}"},
	{"curl|wget", "gpg", "--dearmor", "Downloads a key and turns it into its binary form"},
	{"curl|wget", "gpg", "--import", "Downloads keys and makes them known to gpg"},
	{"curl|wget", "apt-key", "", "Downloads a key by which apt trusts a package source"},
	{"curl|wget", "tee", "", "Downloads {<file} to {1}"},
	{"echo|printf", "sha256sum|sha512sum|sha1sum|md5sum|shasum", "-c|--check", "Compares the file with the checksum that it must have, and fails when they differ"},
	{"echo|printf", "tee", "-a|--append", "Appends to {args}"},
	{"echo|printf", "tee", "", "Writes {args}"},
	{"echo|printf", "chpasswd", "", "Sets a password"},
	{"echo|printf", "debconf-set-selections", "", "Answers in advance what a package would ask during its installation"},
	{"tar", "tar", "-C|--directory", "Copies files by way of tar, into {-C|--directory}"},
	{"yes", "", "", "Answers every question of {program} with yes"},
}

// says is what the catalogue says of a pair of commands; empty when it says
// nothing.
func (p *pipe) says(from, to *call) string {
	if !among(p.from, from.name) || p.to != "" && !among(p.to, to.name) || !to.facts.fits(p.when) {
		return ""
	}
	f := to.with(to.args)
	for name, values := range from.with(from.args) {
		f["<"+name] = values
	}
	say, _ := f.fill(p.say)
	return say
}

func among(names, name string) bool {
	return slices.Contains(strings.Split(names, "|"), name)
}
