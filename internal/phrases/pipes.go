package phrases

// pipe is what two commands do together of which one feeds the other. Facts of
// the first have "<" before their name.
type pipe struct {
	from, to string // names of programs, with a bar between them
	when     string // holds for the second
	say      string
}

var pipes = []pipe{
	{"curl|wget", "tar", "<:vague", "Downloads {<url} and unpacks it[ into {-C}]"},
	{"curl|wget", "tar", "<:vague", "Downloads an archive[ from {<host}] and unpacks it[ into {-C}]"},
	{"curl|wget", "tar", "", "Downloads {<file?an archive} and unpacks it[ into {-C}]"},
	{"curl|wget", "sh|bash|ash|dash", "", "Downloads the script {<url} and runs it"},
	{"curl|wget", "sh|bash|ash|dash|python|python3|php", "", "Downloads a script and runs it"},
	{"curl|wget", "gpg", "--dearmor", "Downloads a key and puts it, in binary form, into {-o|>}"},
	{"curl|wget", "gpg", "--dearmor", "Downloads a key and turns it into its binary form"},
	{"curl|wget", "gpg", "--import", "Downloads keys and makes them known to gpg"},
	{"curl|wget", "apt-key", "", "Downloads a key by which apt trusts a package source"},
	{"curl|wget", "tee", "<:vague", "Downloads {<url?a file} to {1}"},
	{"curl|wget", "tee", "", "Downloads {<file?a file} to {1}"},
	{"echo|printf", "sha256sum|sha512sum|sha384sum|sha1sum|md5sum|shasum", "-c", "Compares the file with the checksum that it must have, and fails when they differ"},
	{"echo|printf|cat", "tee", "-a", "Appends to {args}"},
	{"echo|printf|cat", "tee", "", "Writes {args}"},
	{"echo|printf", "chpasswd", "", "Sets a password"},
	{"echo|printf", "debconf-set-selections", "", "Answers in advance what a package would ask during its installation"},
	{"tar", "tar", "", "Copies files by way of tar[, into {-C}]"},
	{"yes", "", "", "Answers every question of {program} with yes"},
}

// Pipe is what the catalogue says of a command that feeds another; empty when
// it says nothing of the two together.
func Pipe(from, to *Command) string {
	for i := range pipes {
		p := &pipes[i]
		if !isArgument(from.Name, p.from) || p.to != "" && !isArgument(to.Name, p.to) {
			continue
		}
		if from.taken, to.from = 0, from; !to.matches(p.when) {
			continue
		}
		if say, ok := sentence(to, p.say); ok {
			return say
		}
	}
	return ""
}
