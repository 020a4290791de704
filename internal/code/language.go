package code

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"docsite/internal/dockerfile"
	"docsite/internal/spelling"
)

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
	"ini": "INI", "makefile": "Makefile", "make": "Makefile", "go": "Go", "golang": "Go", "python": "Python", "py": "Python", "xml": "XML",
	"js": "JavaScript", "javascript": "JavaScript", "ts": "TypeScript", "typescript": "TypeScript", "css": "CSS", "html": "HTML", "hcl": "HCL",
	"sql": "SQL", "php": "PHP", "java": "Java", "ruby": "Ruby", "rb": "Ruby", "rust": "Rust", "rs": "Rust", "tf": "Terraform", "terraform": "Terraform",
	"powershell": "PowerShell", "ps1": "PowerShell", "caddyfile": "Caddyfile", "jsonc": "JSON",
}

// LanguageName is what people call a language: "YAML" of "yml". A language that has
// no other name keeps its own.
func LanguageName(language string) string {
	if name, ok := names[language]; ok {
		return name
	}
	return language
}

// drawings are the languages of pictures and formulas that GitHub draws, or other tools do, with
// their names.
var drawings = map[string]string{"mermaid": "Mermaid", "math": "TeX", "katex": "TeX", "plantuml": "PlantUML", "puml": "PlantUML", "dot": "Graphviz", "graphviz": "Graphviz",
	"d2": "D2", "ditaa": "ditaa", "svgbob": "Svgbob", "vega-lite": "Vega-Lite", "geojson": "GeoJSON", "topojson": "TopoJSON"}

// Drawing is the name of a language in which a picture or a formula is written; empty for any other.
func Drawing(language string) string { return drawings[language] }

// IsRead reports whether there is a reader for a language.
func IsRead(language string) bool { return readers[Canonical(language)] != nil }

// fileLanguage is the language of a file, by the name that some authors write
// where the language belongs: "docker-compose.yml", "12:20:app/Dockerfile".
func fileLanguage(name string) string {
	name = name[strings.LastIndexAny(name, "/:")+1:]
	first, _, _ := strings.Cut(name, ".")
	last := name[strings.LastIndexByte(name, '.')+1:]
	if IsRead(first) && !IsRead(last) {
		return first // "Dockerfile.prod", "nginx.conf"
	}
	return last
}

// misnamed names the language of a listing whose fence names a language that
// the listing cannot have: a Dockerfile in a fence for shell, keys of YAML in a
// fence for a Dockerfile; or no language, but one of ours save for a letter: "dockerfil".
// Empty where the fence may be right.
func misnamed(language string, code []byte) string {
	switch Canonical(language) {
	case "sh", "console":
		if len(code) <= maxSize && isDockerfileText(code) {
			return "dockerfile"
		}
	case "dockerfile":
		if !opensAsDockerfile(code) {
			return guess(code)
		}
	default:
		if len(language) >= minSlip && !IsRead(language) {
			return spelling.Slip(language, known())
		}
	}
	return ""
}

// minSlip is how many letters the name of a language has that may be a slip for another
// one: among shorter names one letter makes another language, as "mako" and "make".
const minSlip = 5

// known are the names of all languages that are read.
var known = sync.OnceValue(func() []string {
	return slices.Concat(slices.Sorted(maps.Keys(readers)), slices.Sorted(maps.Keys(aliases)))
})

// opensAsDockerfile reports whether the first line with more than a comment
// names an instruction, in capitals or small letters.
func opensAsDockerfile(code []byte) bool {
	for line := range bytes.Lines(code) {
		if text := bytes.TrimSpace(line); len(text) > 0 && text[0] != '#' {
			name, _, _ := bytes.Cut(text, []byte(" "))
			return dockerfile.IsKeyword(strings.ToUpper(string(name)))
		}
	}
	return true
}

// guess names the language of a listing whose author named none: that of a
// whole Dockerfile, a script that says what runs it, or YAML with keys below
// keys. Any other listing stays without a language: many are the output of a
// program.
func guess(code []byte) string {
	if len(code) > maxSize {
		return ""
	}
	switch program, script := Interpreter(bytes.TrimLeft(code, " \t")); {
	case script && IsRead(program):
		return program
	case script:
		return ""
	case isDockerfileText(code):
		return "dockerfile"
	case isNestedKeys(code):
		return "yaml"
	}
	return ""
}

// Interpreter is the name of the program that the "#!" line of a script names, behind
// env with its flags and variables; script tells whether a text begins with such a line.
func Interpreter(text []byte) (program string, script bool) {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	line, script = bytes.CutPrefix(line, []byte("#!"))
	if !script {
		return "", false
	}
	for word := range strings.FieldsSeq(string(line)) {
		if program = path.Base(word); program != "env" && word[0] != '-' && !strings.Contains(word, "=") {
			return program, true
		}
	}
	return "", true
}

// isDockerfileText reports whether a text opens as Dockerfiles do, has more
// than one instruction, and no other lines. An instruction in small
// letters is taken for an everyday word.
func isDockerfileText(code []byte) bool {
	instructions, continued := 0, false
	for line := range bytes.Lines(code) {
		text := string(bytes.TrimSpace(line))
		if text == "" || text[0] == '#' {
			continue
		}
		if !continued {
			name, rest, _ := strings.Cut(text, " ")
			if !dockerfile.IsKeyword(name) || rest == "" || instructions == 0 && name != "FROM" && name != "ARG" {
				return instructions > 1 && strings.Contains(string(code), "<<")
			}
			instructions++
		}
		continued = strings.HasSuffix(text, `\`)
	}
	return instructions > 1
}

// isNestedKeys reports whether every line is a key, an item or a comment of
// YAML, and at least one key has keys below.
func isNestedKeys(code []byte) bool {
	nested, lines, depth, open := false, 0, 0, false
	for line := range bytes.Lines(code) {
		text := strings.TrimRight(string(line), " \r\n")
		body := strings.TrimLeft(text, " ")
		if body == "" || body[0] == '#' {
			continue
		}
		indent := len(text) - len(body)
		item := strings.HasPrefix(body, "- ")
		key, value, _ := strings.Cut(strings.TrimPrefix(body, "- "), ":")
		isKey := len(key)+1 <= len(strings.TrimPrefix(body, "- ")) && isKeyName(key) && (value == "" || value[0] == ' ')
		if !item && !isKey {
			return false
		}
		nested = nested || open && indent > depth && isKey
		lines, depth, open = lines+1, indent, isKey && strings.TrimSpace(value) == ""
	}
	return nested && lines > 2
}

func isKeyName(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '-', c == '.', c == '/', c == '"', c == '\'':
		default:
			return false
		}
	}
	return s != ""
}
