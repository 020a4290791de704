package code

import (
	"path"
	"strings"
)

// idle are the commands of a RUN that say nothing of what it is for.
var idle = map[string]bool{
	"set": true, "cd": true, ":": true, "true": true, "export": true, "echo": true, "unset": true, "[": true,
	"test": true, "printf": true, "dpkg-architecture": true, "": true,
}

// installs says, of programs that bring packages, which of their verbs does,
// and how it is said.
var installs = map[string]map[string]string{
	"apt-get":  {"install": "install", "update": idlePhrase, "clean": idlePhrase, "upgrade": "upgrade packages", "purge": "remove packages", "autoremove": idlePhrase, "dist-upgrade": "upgrade packages", "remove": "remove packages"},
	"apt":      {"install": "install", "update": idlePhrase, "clean": idlePhrase, "upgrade": "upgrade packages", "purge": "remove packages", "autoremove": idlePhrase},
	"apk":      {"add": "install", "update": idlePhrase, "upgrade": "upgrade packages", "del": "remove packages"},
	"dnf":      {"install": "install", "clean": idlePhrase, "update": "upgrade packages", "upgrade": "upgrade packages"},
	"microdnf": {"install": "install", "clean": idlePhrase, "update": "upgrade packages"},
	"yum":      {"install": "install", "clean": idlePhrase, "update": "upgrade packages"},
	"zypper":   {"install": "install", "in": "install"},
	"pip":      {"install": "install"}, "pip3": {"install": "install"},
	"npm":      {"install": "install", "i": "install", "ci": "install the locked packages", "run": "npm run"},
	"pnpm":     {"install": "install", "add": "install"},
	"yarn":     {"install": "install", "add": "install"},
	"gem":      {"install": "install"},
	"go":       {"install": "install", "build": "build the program", "mod": "go mod", "test": "run the tests"},
	"cargo":    {"install": "install", "build": "build the program"},
	"composer": {"install": "install the locked packages"},
	"bundle":   {"install": "install the locked packages"},
	"poetry":   {"install": "install the locked packages"},
	"git":      {"clone": "clone"},
	"apt-mark": {"auto": idlePhrase, "manual": idlePhrase, "showmanual": idlePhrase},
}

// idlePhrase stands for housekeeping that a title leaves out.
const idlePhrase = "-"

// acts says what a program does with the words that are no flags.
var acts = map[string]func(args []string) string{
	"useradd": last("create user "), "adduser": last("create user "),
	"groupadd": last("create group "), "addgroup": last("create group "),
	"mkdir": all("create "), "chmod": rest("change the mode of "), "chown": rest("change the owner of "),
	"ln": last("link "), "make": all("make "), "rm": idleArgs,
	".": all("read "), "source": all("read "), "cd": all("change to "),
	"exec": execs, "dpkg-query": idleArgs,
}

// valued are the flags that take the next word.
var valued = map[string]bool{
	"-r": true, "--requirement": true, "-t": true, "--virtual": true, "-o": true, "-c": true, "-g": true, "--gid": true,
	"--uid": true, "-u": true, "-s": true, "--shell": true, "--home": true, "--home-dir": true, "-d": true, "-G": true,
	"-h": true, "-k": true, "--ingroup": true, "--repository": true, "--prefix": true, "-C": true, "--comment": true,
	"--groups": true, "--target": true, "-m": false, "--index-url": true, "--constraint": true, "--branch": true,
}

// says puts a command into words that people use; empty when it has none.
func says(words []Word) string {
	for len(words) > 0 && strings.Contains(words[0].Text, "=") {
		words = words[1:] // NAME=value before a command
	}
	if len(words) == 0 {
		return ""
	}
	name := base(words[0].Text)
	if verbs := installs[name]; verbs != nil {
		return verb(verbs, name, words[1:])
	}
	if name == "curl" || name == "wget" {
		return download(name, words[1:])
	}
	if act := acts[name]; act != nil {
		return act(plainWords(words[1:]))
	}
	return ""
}

// verb says what a program with verbs does.
func verb(verbs map[string]string, name string, words []Word) string {
	args := plainWords(words)
	if len(args) == 0 {
		return ""
	}
	say, what := verbs[args[0]], args[1:]
	switch say {
	case "":
		return ""
	case "install":
		if file := requirement(words); file != "" && len(what) == 0 {
			return "install the packages of " + base(file)
		}
		if len(what) == 0 {
			return "install packages"
		}
		return "install " + list(withoutVersions(what))
	case "clone":
		if len(what) > 0 {
			return "clone " + base(what[0])
		}
	case "npm run", "go mod":
		return strings.Join(append([]string{say}, what...), " ")
	}
	return say
}

// requirement is the file that pip is told to read.
func requirement(words []Word) string {
	for i, w := range words {
		if (w.Text == "-r" || w.Text == "--requirement") && i+1 < len(words) {
			return words[i+1].Text
		}
	}
	return ""
}

// withoutVersions cuts "=1.2" and "@1.2" off the names of packages.
func withoutVersions(names []string) []string {
	short := make([]string, len(names))
	for i, n := range names {
		short[i] = n
		if at := strings.IndexAny(n, "=<>~@"); at > 0 && !strings.Contains(n, "/") {
			short[i] = n[:at]
		}
	}
	return short
}

// plainWords are the words that are neither flags, nor the values of flags,
// nor redirections.
func plainWords(words []Word) []string {
	plain := make([]string, 0, len(words))
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case w.Flag:
			if valued[w.Text] {
				i++
			}
		case strings.ContainsAny(w.Raw[:1], "<>") || len(w.Raw) > 1 && (w.Raw[1] == '>' || w.Raw[1] == '<'):
		default:
			plain = append(plain, w.Text)
		}
	}
	return plain
}

func last(say string) func([]string) string {
	return func(args []string) string {
		if len(args) == 0 {
			return ""
		}
		return say + args[len(args)-1]
	}
}

func all(say string) func([]string) string {
	return func(args []string) string {
		if len(args) == 0 {
			return ""
		}
		return say + list(args)
	}
}

// rest leaves out the first word: a mode, an owner.
func rest(say string) func([]string) string {
	return func(args []string) string {
		if len(args) < 2 {
			return ""
		}
		return say + list(args[1:])
	}
}

// download says what curl or wget fetches: by its address, or where that is a
// variable by the file that it becomes. A signature or a checksum is no more
// than housekeeping.
func download(program string, words []Word) string {
	name := ""
	for i, w := range words {
		if !w.Flag && strings.Contains(w.Text, "://") {
			name = base(w.Text)
			break
		}
		if i+1 < len(words) && w.Flag && namesOutput(program, w.Text) && !strings.HasPrefix(words[i+1].Text, "/dev/") {
			name = base(words[i+1].Text)
		}
	}
	switch path.Ext(name) {
	case ".asc", ".sig", ".sha256", ".sha512", ".md5":
		return idlePhrase
	}
	if name == "" || name == "-" {
		return ""
	}
	return "download " + name
}

// namesOutput reports whether a flag of curl or wget takes the name of the
// file to write. It may end a group of flags: -fsSLo.
func namesOutput(program, flag string) bool {
	letter := map[string]string{"curl": "o", "wget": "O"}[program]
	return flag == "--output" || flag == "--output-document" || !strings.HasPrefix(flag, "--") && strings.HasSuffix(flag, letter)
}

func idleArgs([]string) string { return idlePhrase }

func execs(args []string) string {
	switch {
	case len(args) == 1 && args[0] == "$@":
		return "exec the command"
	case len(args) > 0:
		return "exec " + strings.Join(args, " ")
	}
	return ""
}
