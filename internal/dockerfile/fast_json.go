package dockerfile

import "strings"

// PlainStrings gives the elements of a JSON array of strings that are ASCII and
// have no escapes, as most are; none for all else, of which the JSON parser has
// to judge.
func PlainStrings(text string) []string {
	if !strings.HasPrefix(text, "[") {
		return nil
	}
	all := make([]string, 0, 1+strings.Count(text, ","))
	for rest, last := text[1:], byte(','); last == ','; {
		rest = trimJSON(rest)
		if !strings.HasPrefix(rest, `"`) {
			return nil
		}
		end := 1
		for end < len(rest) && rest[end] >= ' ' && rest[end] <= '~' && rest[end] != '"' && rest[end] != '\\' {
			end++
		}
		if end == len(rest) || rest[end] != '"' {
			return nil
		}
		all = append(all, rest[1:end])
		if rest = trimJSON(rest[end+1:]); rest == "" {
			return nil
		}
		last, rest = rest[0], trimJSON(rest[1:])
		if last != ',' && (last != ']' || rest != "") {
			return nil
		}
	}
	return all
}

// trimJSON takes the blanks off the head of JSON.
func trimJSON(text string) string {
	for text != "" && (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r') {
		text = text[1:]
	}
	return text
}
