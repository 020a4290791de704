package inline

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
)

// signParser reads pictures that are written as their names: emoji as GitHub has them,
// :rocket:, and icons of Material for MkDocs, :material-check:. There is no set of icons:
// one that says something is a sign, or its name. A name stands apart from words:
// 10:30:45 and std::x::y are code.
type signParser struct{}

// Trigger implements goldmark's parser.InlineParser.
func (signParser) Trigger() []byte { return []byte{':'} }

const icon = `:(material|octicons|fontawesome(?:-(?:solid|regular|brands))?|simple)-([a-z0-9][a-z0-9-]*?)(?:-(?:12|16|24))?:`

var (
	isIcon = lazy.Pattern(`^` + icon)
	icons  = lazy.Pattern(icon + `(?:\{[^{}\n]*\})?`)
)

const slugAttribute = "slug"

// Parse implements goldmark's parser.InlineParser.
func (signParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	if isWord(before) || before == ':' {
		return nil
	}
	name := nameAt(line)
	if name == "" {
		return nil
	}
	behind := len(name) + 2
	if next := after(line, behind); isWord(next) || next == ':' {
		return nil
	}
	shown, slug := "", ""
	if of := isIcon().FindSubmatch(line); of != nil {
		set, drawn := string(of[1]), string(of[2])
		if shown = signOf(drawn); shown == "" || set == "simple" || strings.HasSuffix(set, "brands") {
			shown = iconText(drawn, lineBefore(parent, segment, block.Source()), line[behind:])
		}
	} else if e := emoji(name); e != "" && before != '/' {
		shown, slug = e, name
	} else {
		return nil
	}
	block.Advance(behind)
	s := ast.NewString([]byte(shown))
	s.SetAttributeString(slugAttribute, slug)
	return s
}

// maxName is how many bytes a name between colons has.
const maxName = 60

// nameAt is the name between the colon with which a text begins and the next one; empty
// where it is none.
func nameAt(text []byte) string {
	for i := 1; i < min(len(text), maxName+2); i++ {
		switch c := text[i]; {
		case c == ':':
			return string(text[1:i])
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '+' || c == '-':
		default:
			return ""
		}
	}
	return ""
}

// emoji is an emoji by its name on GitHub, or by that of Material for MkDocs, which has
// man_raising_hand for raising_hand_man; empty for none.
func emoji(name string) string {
	names := []string{name}
	for _, who := range []string{"man", "woman"} {
		if rest, ok := strings.CutPrefix(name, who+"_"); ok {
			names = append(names, rest+"_"+who)
		}
	}
	for _, name := range names {
		if e, ok := definition.Github().Get(name); ok && e.IsUnicode() {
			return string(e.Unicode)
		}
	}
	return ""
}

// Slug is what stands for a sign in the id of a heading: GitHub has the name of an emoji
// there, Python-Markdown has nothing of an icon.
func Slug(s *ast.String) (slug string, isSign bool) {
	value, _ := s.AttributeString(slugAttribute)
	slug, isSign = value.(string)
	return slug, isSign
}

// maxLine is how many bytes of a line are looked at for what stands around an icon.
const maxLine = 100

// lineBefore is what stands in a block before a place, on its line.
func lineBefore(block ast.Node, at text.Segment, source []byte) []byte {
	start := max(at.Start-maxLine, 0)
	if block.Lines().Len() > 0 {
		start = max(start, block.Lines().At(0).Start)
	}
	before := source[min(start, at.Start):at.Start]
	return before[bytes.LastIndexByte(before, '\n')+1:]
}

// signs are what icons say, by the first word or two of their names.
var signs = map[string]string{
	"check": "✓", "checkbox-marked": "☑", "checkbox-blank": "☐", "close": "✗", "x": "✗", "xmark": "✗", "times": "✗", "cancel": "✗",
	"plus": "+", "minus": "−", "alert": "⚠", "warning": "⚠", "exclamation": "⚠", "triangle-exclamation": "⚠", "help": "?", "question": "?",
	"arrow-right": "→", "arrow-left": "←", "arrow-up": "↑", "arrow-down": "↓", "chevron-right": "→", "chevron-left": "←",
	"star": "★", "heart": "♥",
}

// signOf is the sign that says the same as an icon; empty for none.
func signOf(name string) string {
	for _, shape := range []string{"circle-", "square-"} {
		name = strings.TrimPrefix(name, shape)
	}
	first, rest, _ := strings.Cut(name, "-")
	second, _, _ := strings.Cut(rest, "-")
	return cmp.Or(signs[first+"-"+second], signs[first])
}

// iconText is what is read in the place of another icon. At the beginning of its line, and
// at an end of the words of a link, it is their ornament; else it stands for a word: its name.
func iconText(name string, before, behind []byte) string {
	opens, closes := isBare(before, "["), isBare(behind[:min(len(behind), maxLine)], "]")
	if opens && !closes || closes && !opens && bytes.HasPrefix(behind, []byte("]")) {
		return ""
	}
	return strings.ReplaceAll(name, "-", " ")
}

// isBare reports whether nothing is read of the text on one side of an icon, up to the
// bracket of a link around it.
func isBare(text []byte, bracket string) bool {
	if bracket == "[" {
		text = text[bytes.LastIndexByte(text, '[')+1:]
	} else if at := bytes.IndexByte(text, ']'); at >= 0 {
		text = text[:at]
	}
	if bytes.IndexByte(text, ':') >= 0 || bytes.IndexByte(text, '{') >= 0 {
		text = attributes().ReplaceAll(icons().ReplaceAll(text, nil), nil)
	}
	return len(bytes.Trim(text, " \t\r\n*_|>")) == 0
}

var attributes = lazy.Pattern(`^\{[^{}\n]*\}`)
