package draft

import (
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/phrases"
)

const (
	maxWhole = 40 // characters up to which a piece of code is its own name
	maxLabel = 64 // characters of a name
)

// instructionLabels are the ways to name an instruction.
func (l *listing) instructionLabels(at int) []string {
	p := &l.code.Parts[at]
	raw, whole := firstLine(p.Words)
	if len(l.children(at, code.ElementPart)) > 0 {
		return arrayLabels(p, raw)
	}
	var labels []string
	if whole {
		labels = append(labels, short(p.Name+" "+strings.Join(raw, " "))...)
	}
	flags := min(len(p.Words)-len(code.AfterFlags(p.Words)), len(raw))
	labels = append(labels, elided(p.Name+" ", raw, flags)...)
	labels = append(labels, short(p.Name+" "+strings.Join(clipped(raw), " "))...)
	if flags > 0 {
		labels = append(labels, short(p.Name+" "+strings.Join(raw[flags:], " "))...)
		labels = append(labels, elided(p.Name+" ", raw[flags:], 0)...)
	}
	for _, i := range l.children(at, code.AssignmentPart) {
		labels = append(labels, short(p.Name+" "+l.code.Parts[i].Name)...)
		break
	}
	if n := len(raw); whole && n > 1 {
		labels = append(labels, short(p.Name+" ... "+raw[n-1])...)
	}
	return append(labels, p.Name)
}

// firstLine gives words up to the first with a line break in it, and reports whether
// these are all.
func firstLine(words []code.Word) (raw []string, whole bool) {
	raw = rawWords(words)
	if i := slices.IndexFunc(raw, func(w string) bool { return strings.Contains(w, "\n") }); i >= 0 {
		return raw[:i], false
	}
	return raw, true
}

// arrayLabels name an instruction in JSON form: with all elements, with the
// first ones, with none, with one alone, by its name.
func arrayLabels(p *code.Part, raw []string) []string {
	lead, all := p.Name+" ", raw
	for len(raw) > 0 && !strings.HasPrefix(raw[0], `"`) {
		lead += raw[0] + " "
		raw = raw[1:]
	}
	labels := short(lead + "[" + strings.Join(raw, ", ") + "]")
	for n := min(len(raw)-1, 3); n > 0; n-- {
		labels = append(labels, short(lead+"["+strings.Join(raw[:n], ", ")+", ...]")...)
	}
	labels = append(labels, elided(p.Name+" ", all[:len(all)-len(raw)], 0)...)
	for _, element := range slices.Backward(raw) {
		labels = append(labels, short(p.Name+" ... "+element)...)
	}
	return append(labels, p.Name)
}

// commandLabels are the ways to name a command: whole when it is short, else
// without its flags, else by its first words.
func commandLabels(p *code.Part, c *phrases.Command) []string {
	raw, whole := firstLine(p.Words)
	var labels []string
	if text := strings.Join(raw, " "); whole && len(text) <= maxWhole {
		labels = append(labels, text)
	}
	if c != nil && len(c.Plain()) > 0 {
		labels = append(labels, short(strings.Join(c.Plain(), " "))...)
		labels = append(labels, elided("", c.Plain(), 1)...)
	}
	if whole {
		labels = append(labels, short(strings.Join(raw, " "))...)
		labels = append(labels, short(strings.Join(clipped(raw), " "))...)
	}
	labels = append(labels, elided("", raw, 1)...)
	labels = append(labels, elided("", clipped(raw), 1)...)
	if n := len(raw); whole && n > 2 {
		labels = append(labels, short(raw[0]+" ... "+raw[n-1])...)
	}
	return append(labels, short(p.Name)...)
}

// ensureLabels name a ":" by the variable that it gives a value.
func ensureLabels(p *code.Part) []string {
	labels := commandLabels(p, nil)
	if m := ensured().FindStringSubmatch(strings.Join(rawWords(p.Words), " ")); m != nil {
		labels = slices.Insert(labels, len(labels)-1, short(": ${"+m[1])...)
	}
	return labels
}

// elided are the beginnings of a row of words, the longest first, of more than a
// number of words. More words than a label has room for are not tried.
func elided(lead string, words []string, than int) (labels []string) {
	most := 0
	for room := maxLabel; most < min(len(words)-1, maxLabel) && room > 0; most++ {
		room -= len(strings.TrimSpace(words[most]))
	}
	for n := most; n > than; n-- {
		labels = append(labels, short(lead+strings.Join(words[:n], " ")+" ...")...)
	}
	return labels
}

// clipped are words of which the long ones have only their beginning, to the
// end of a folder where there is one.
func clipped(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		if all[i] = w; len(w) <= maxWhole || strings.ContainsAny(w, "$\"'`(){} ") {
			continue
		}
		all[i] = w[:maxWhole*3/4]
		if at := strings.LastIndexByte(all[i], '/'); at > 8 {
			all[i] = all[i][:at+1]
		}
		all[i] += "..."
	}
	return all
}

// assignmentLabels name a variable where it is set, by the instruction too
// when that sets no other.
func assignmentLabels(p *code.Part, keyword string) []string {
	text := p.Words[0].Raw
	var labels []string
	if keyword != "" {
		labels = append(labels, short(keyword+" "+text)...)
		labels = append(labels, short(keyword+" "+p.Name)...)
	}
	labels = append(labels, short(text)...)
	return append(labels, p.Name)
}

// dropVague takes away shortened names that fit several pieces of the listing, which
// differ: "COPY --from=build ..." of one of three such lines.
func dropVague(rows []*row) {
	pieces, vague := map[string]string{}, map[string]bool{}
	for _, r := range rows {
		for _, label := range r.labels {
			if first, named := pieces[label]; named && first != r.words {
				vague[label] = strings.Contains(label, "...") || !strings.Contains(label, " ")
			}
			pieces[label] = r.words
		}
	}
	for _, r := range rows {
		r.labels = slices.DeleteFunc(r.labels, func(label string) bool { return vague[label] && label != r.words })
	}
}

// short is a name that is one line and not too long; none otherwise.
func short(label string) []string {
	label = strings.TrimSpace(label)
	if len(label) > maxLabel || strings.ContainsAny(label, "\n\t") {
		return nil
	}
	return []string{label}
}
