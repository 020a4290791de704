package drift

import (
	"slices"
	"strings"
	"unicode/utf8"

	"docsite/internal/bind/index"
	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/version"
)

// sameWords compares code by its words. What parts commands and lines does not count, nor
// do the RUN in front of a command and small letters of an instruction. With masked neither
// do versions, nor the digest behind a tag, also where one of the two has none.
func sameWords(a, b []string, masked bool) bool {
	return slices.Equal(codeWords(a, masked), codeWords(b, masked))
}

// maxSetting is how many words one setting may have: a value has commas and colons.
const maxSetting = 16

// sameSetting reports whether a note is known by one setting, NAME=value or a flag, which
// stands in both pieces of code beside others: what becomes of those is not its matter. The
// word behind a flag may be its value.
func sameSetting(label string, was, now []string) bool {
	setting, old, words := linesWords([]string{label}), linesWords(was), linesWords(now)
	if strings.ContainsAny(label, " \t") || len(setting) == 0 || len(setting) > maxSetting || len(old) == 0 || len(words) == 0 || old[0] != words[0] {
		return false
	}
	if strings.Index(label, "=") > 0 {
		return hasRun(old, setting) && hasRun(words, setting)
	}
	flag := valueOf(old, label)
	return strings.HasPrefix(label, "-") && flag != nil && slices.Equal(flag, valueOf(words, label))
}

// valueOf gives a word of others and the word behind it; nil where it is not there once.
func valueOf(words []string, word string) []string {
	i := slices.Index(words, word)
	if i < 0 || slices.Contains(words[i+1:], word) {
		return nil
	}
	return words[i:min(i+2, len(words))]
}

// hasRun reports whether words stand in others one behind the other.
func hasRun(words, run []string) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if slices.Equal(words[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

func codeWords(lines []string, masked bool) []string {
	words := linesWords(lines)
	if !masked {
		return words
	}
	value, amount := false, false // the word before is a name such as PG_VERSION, or cpus
	for i, text := range words {
		word := text
		if tag := withoutDigest(word); strings.Contains(tag[strings.LastIndexByte(tag, '/')+1:], ":") {
			word = tag
		}
		if amount {
			amount = false
			continue
		}
		if value && strings.ContainsAny(word, "0123456789") {
			word = "#"
		} else {
			word = version.Mask(word)
		}
		value, amount = version.IsName(text), version.IsAmount(text)
		words[i] = word
	}
	return words
}

// linesWords are the words of code, without those that only hold it together, and without
// the prompt of a shell. Those of a line that is a comment have a sign: code that somebody has
// switched off is other code. Of the branches of a tree of folders, which the entries around
// change, counts how deep they lead.
func linesWords(lines []string) (all []string) {
	for _, line := range lines {
		if n := code.Branches(line); n > 0 {
			all = append(all, strings.Repeat("│", utf8.RuneCountInString(line[:n])))
			line = line[n:]
		}
		line = strings.TrimPrefix(strings.TrimLeft(line, " \t"), "$ ")
		words := index.Words(capitals(line))
		if isComment(line) {
			for i := range words {
				words[i] = "#" + words[i]
			}
		}
		all = append(all, words...)
	}
	return slices.DeleteFunc(all, func(w string) bool { return w == "RUN" || w == "<<" || w == "EOF" })
}

// isComment reports whether a line is a comment in Dockerfiles, scripts and YAML, in files
// of settings, or in languages like C.
func isComment(line string) bool {
	line = strings.TrimLeft(line, " \t")
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//") || len(line) > 1 && line[0] == ';' && strings.IndexByte(" \t;", line[1]) < 0
}

// capitals writes the keyword that opens a line as Dockerfiles mostly have it, and the AS
// of a FROM.
func capitals(line string) string {
	rest := strings.TrimLeft(line, " \t")
	word, behind, _ := strings.Cut(rest, " ")
	if len(word) > len("HEALTHCHECK") {
		return line
	}
	keyword := strings.ToUpper(word)
	if !dockerfile.IsKeyword(keyword) {
		return line
	}
	if keyword == "FROM" {
		behind = strings.Replace(behind, " as ", " AS ", 1)
	}
	return keyword + " " + behind
}
