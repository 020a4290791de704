package code

// readers take the listings of a language, by its canonical name.
var readers = map[string]func(*builder) error{
	"dockerfile": readDockerfile,
	"sh":         readScript,
	"console":    readConsole,
	"yaml":       readYAML,
	"nginx":      readNginx,
	"ini":        readINI,
	"env":        readINI,
	"toml":       readINI,
	"properties": readINI,
	"makefile":   readMakefile,
}

// aliases are the other names by which authors call these languages.
var aliases = map[string]string{
	"docker": "dockerfile", "containerfile": "dockerfile",
	"bash": "sh", "shell": "sh", "ash": "sh", "dash": "sh", "ksh": "sh", "mksh": "sh", "zsh": "sh",
	"shell-session": "console", "shellsession": "console", "sh-session": "console", "terminal": "console",
	"yml": "yaml", "docker-compose": "yaml", "compose": "yaml",
	"nginxconf": "nginx",
	"systemd":   "ini",
	"dotenv":    "env",
	"make":      "makefile",
}

// Canonical is the one name of a language that several names stand for: "yaml"
// of "compose". A shell is "sh". Any other name is returned as it is.
func Canonical(language string) string {
	if name, ok := aliases[language]; ok {
		return name
	}
	return language
}

// IsDockerfile reports whether listings of a language are Dockerfiles.
func IsDockerfile(language string) bool { return Canonical(language) == "dockerfile" }

// names are what people call languages, where the word behind a fence is another.
var names = map[string]string{
	"sh": "Shell", "shell": "Shell", "bash": "Bash", "zsh": "Zsh", "yaml": "YAML", "yml": "YAML", "json": "JSON", "toml": "TOML",
	"ini": "INI", "makefile": "Makefile", "make": "Makefile", "go": "Go", "python": "Python", "py": "Python", "xml": "XML",
}

// LanguageName is what people call a language: "YAML" of "yml". A language that has
// no other name keeps its own.
func LanguageName(language string) string {
	if name, ok := names[language]; ok {
		return name
	}
	return language
}

// isRead reports whether there is a reader for a language.
func isRead(language string) bool { return readers[Canonical(language)] != nil }
