package phrases

import (
	"path"
	"slices"
	"strings"
)

// values are those of a fact of a command, with the arguments that the pattern
// in hand has not named. What begins with ":" holds without a value.
func (c *Command) values(name string) (values []string, there bool) {
	n := len(c.args) - c.taken
	switch name {
	case "program":
		values = []string{c.Name}
	case "args":
		values = c.sure(0, n)
	case "1", "2", "3":
		i := int(name[0] - '1')
		values = c.sure(i, i+1)
	case "last":
		if n > 0 && c.doubtEnd < len(c.args) {
			values = c.args[len(c.args)-1:]
		}
	case "init":
		values = c.sure(0, n-1)
	case "rest":
		values = c.sure(0, n)
		values = values[min(1, len(values)):]
	case "url", "file", "host":
		values = c.address(name)
	case ":into":
		return nil, n > 0 && isFolder(c.args[len(c.args)-1])
	case ":gathered":
		to, _ := c.valuesOf("-o")
		return nil, len(to) > 0 && isFolder(to[0])
	case ":octal":
		return nil, n > 0 && strings.Trim(c.args[c.taken], "01234567") == ""
	case ":local":
		host, _, _ := strings.Cut(strings.Join(c.address("host"), ""), ":")
		return nil, host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0"
	case ":vague":
		return nil, c.isVague()
	case ":minus":
		return nil, slices.ContainsFunc(c.args, func(arg string) bool { return len(arg) > 1 && strings.HasSuffix(arg, "-") })
	case ":signature":
		return nil, c.isSignature()
	default:
		if c.from != nil && len(name) > 1 && name[0] == '<' {
			return c.from.values(name[1:])
		}
		return c.valuesOf(name)
	}
	return values, len(values) > 0
}

// valuesOf are those of a flag, a variable or a redirection.
func (c *Command) valuesOf(name string) (values []string, there bool) {
	for _, f := range c.facts {
		switch given := c.given[f.from:f.end:f.end]; {
		case f.name != name:
		case !there:
			values, there = given, true
		default:
			values = append(values, given...)
		}
	}
	return values, there
}

// sure are the arguments from one index up to another; none where it is not
// sure which they are.
func (c *Command) sure(from, end int) []string {
	rest := c.args[c.taken:]
	if end > len(rest) || from >= end || c.doubtEnd > c.taken && end > c.doubt-c.taken {
		return nil
	}
	return rest[from:end]
}

// folders are those that every image has.
var folders = []string{"/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/lib", "/usr/local/lib", "/etc", "/opt", "/tmp", "/var"}

// isFolder reports whether a path is surely that of a folder.
func isFolder(name string) bool {
	return strings.HasSuffix(name, "/") || name == "." || name == ".." || slices.Contains(folders, name)
}

// address is a part of the first address among the arguments: the "url", its
// "host", or the last element of its path, the "file". One that begins with a
// variable has a file at most.
func (c *Command) address(part string) []string {
	for i, arg := range c.args {
		scheme, rest, found := strings.Cut(arg, "://")
		if i < c.taken || i >= c.doubt && i < c.doubtEnd || !found && !strings.HasPrefix(arg, "$") {
			continue
		}
		if !found {
			rest = scheme
		}
		_, computed, _ := strings.Cut(rest, "$(") // whose slashes and signs are not those of the address
		host, file, _ := strings.Cut(rest, "/")
		file, _, _ = strings.Cut(file, "#")
		switch file = base(file); {
		case part == "file" && file != "." && !strings.ContainsAny(computed, "/?#") && (found || file[0] != '$') && strings.Count(file, "{") == strings.Count(file, "}"):
			return []string{file}
		case part == "url" && found:
			return []string{arg}
		case part == "host" && found:
			return []string{host}
		}
		break
	}
	return nil
}

// vagueFiles are ends of addresses that say little of what is behind them.
var vagueFiles = []string{"master", "main", "head", "trunk", "develop", "latest", "stable", "current", "download", "raw", "file", "archive", "tarball", "zipball"}

// isVague reports whether the end of an address, a branch or a version, does not
// tell what is downloaded.
func (c *Command) isVague() bool {
	for _, file := range c.address("file") {
		return slices.Contains(vagueFiles, strings.ToLower(file)) || strings.Trim(strings.TrimPrefix(file, "v"), "0123456789.-") == ""
	}
	return false
}

// isSignature reports whether a download only proves another.
func (c *Command) isSignature() bool {
	output, _ := c.valuesOf("-o")
	document, _ := c.valuesOf("-O")
	return slices.ContainsFunc(slices.Concat(c.address("file"), output, document), func(name string) bool {
		return slices.Contains([]string{".asc", ".sig", ".sha256", ".sha512", ".md5"}, path.Ext(name))
	})
}
