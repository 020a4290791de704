package comments

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/lazy"
)

// toPrograms matches what programs read in comments.
var toPrograms = lazy.Pattern(`(?i)^(docsite:|shellcheck |hadolint |syntax=|escape=|check=|vim?:|-\*-|!|nolint|renovate:|https?://\S+$)`)

// flag matches a line that begins with a flag, as no drawn line does.
var flag = lazy.Pattern(`^--[A-Za-z]`)

// read is what a comment says, without its signs and the lines that only draw
// something, as it stands and as Markdown; empty for one that is no note. inside tells
// that the comment stands inside an instruction, where people put a backslash behind
// comments too.
func read(comment []byte, inside bool) (plain, markdown string) {
	var lines []string
	least := len(comment)
	for line := range bytes.Lines(comment) {
		whole := strings.TrimSpace(string(line))
		text := strings.TrimLeft(whole, whole[:min(1, len(whole))])
		if inside {
			text = strings.TrimSuffix(text, " \\")
		}
		text = strings.ReplaceAll(strings.TrimRight(text, " \t"), "\t", "    ")
		bare := strings.TrimRight(text, "#")
		framed := strings.HasSuffix(bare, " ") && bare != text
		if framed {
			text = strings.TrimRight(bare, " ")
		}
		switch trimmed := strings.TrimSpace(text); {
		case toPrograms().MatchString(trimmed), strings.Contains(text, "```"), strings.Contains(text, "~~~"):
			return "", ""
		case trimmed == "" && len(whole) > 3 && !framed, trimmed != "" && strings.Trim(trimmed, "-=*~_+.<>|# ") == "":
			return "", "" // a line that is drawn
		case strings.HasPrefix(trimmed, "--") && !flag().MatchString(trimmed), strings.HasPrefix(trimmed, "=="), framed && strings.HasPrefix(whole, "##"):
			return "", "" // the title of a part
		case trimmed != "":
			least = min(least, len(text)-len(strings.TrimLeft(text, " ")))
		}
		lines = append(lines, text)
	}
	for i := range lines {
		lines[i] = lines[i][min(least, len(lines[i])):]
	}
	plain = strings.TrimSpace(strings.Join(lines, "\n"))
	return plain, strings.TrimSpace(joined(lines))
}

// joined puts the lines of a comment together as Markdown. A line ends where its author
// ended it: one that had room for the word that follows was not broken because it was
// full, nor was one of which each line is a sentence. Lines that stand far in below an empty line are code.
func joined(lines []string) string {
	var b strings.Builder
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	isCode, isList, sentences := false, false, areSentences(lines)
	for i, line := range lines {
		text := strings.TrimLeft(line, " ")
		isList = isList || marker().MatchString(text)
		if text != "" {
			isCode = len(line)-len(text) >= 4 && (isCode || !isList && i > 0 && lines[i-1] == "")
		}
		switch {
		case isCode:
			b.WriteString(line)
		case len(line)-len(text) >= 4 && i > 0 && lines[i-1] == "":
			b.WriteString("   " + escaped(text))
		default:
			b.WriteString(line[:len(line)-len(text)] + escaped(text))
		}
		if i+1 < len(lines) && text != "" && !isCode {
			word, _, _ := strings.Cut(strings.TrimLeft(lines[i+1], " "), " ")
			if word != "" && (sentences || utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width-slack) {
				b.WriteString("  ") // of Markdown
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// areSentences reports whether each line begins as a sentence does while those before the
// last have no stop, comma or word that wants another behind it: a thought a line.
func areSentences(lines []string) bool {
	for i, line := range lines {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, " "))
		last := line[strings.LastIndexByte(line, ' ')+1:]
		if line != "" && (!unicode.IsUpper(first) || i+1 < len(lines) && (len(last) < 4 || strings.ContainsAny(last[len(last)-1:], ".,:;!?(-"))) {
			return false
		}
	}
	return true
}

// slack is the room, in columns, that people leave at the end of a full line.
const slack = 8

// marker matches what opens an item of a list.
var marker = lazy.Pattern(`^(?:[-*+]|[0-9]{1,9}[.)])(?: +|$)`)

// escaped is a line without blanks before it as Markdown of which the reader sees all
// signs. Code spans, links, addresses and the markers of lists stay Markdown.
func escaped(line string) string {
	var b strings.Builder
	at := len(marker().FindString(line))
	b.WriteString(line[:at])
	if at < len(line) && strings.IndexByte("#>:=+-", line[at]) >= 0 {
		b.WriteByte('\\')
		b.WriteByte(line[at])
		at++
	}
	for at < len(line) {
		if n := verbatim(line[at:]); n > 0 {
			b.WriteString(line[at : at+n])
			at += n
			continue
		}
		if strings.IndexByte("\\`*_~[&", line[at]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(line[at])
		at++
	}
	return b.String()
}

// verbatim is the length of a code span, a link or an address that a text begins with;
// 0 where it begins with none.
func verbatim(text string) int {
	switch text[0] {
	case '`':
		n := len(text) - len(strings.TrimLeft(text, "`"))
		if end := strings.Index(text[n:], text[:n]); end > 0 {
			return end + 2*n
		}
	case '[':
		return len(link().FindString(text))
	case 'h':
		return len(address().FindString(text))
	}
	return 0
}

var (
	// Of the brackets inside of a link's text it passes those of an image alone, so that
	// a line of brackets is not read to its end from each of them.
	link    = lazy.Pattern("^\\[(?:[^][\\\\`*_]*!\\[)?[^][\\\\`*_]+\\]\\([^()\\s]+\\)")
	address = lazy.Pattern("^https?://[^\\s<>*`]+")
)
