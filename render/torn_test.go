package render

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// explained are the lines that the notes of a generated page quote; the last is
// in no listing.
var explained = []string{"FROM alpine:3.22", "apk add --no-cache curl", "COPY app /srv/app", "USER app", "EXPOSE 8080", "VOLUME /data"}

const explainedFile = "```dockerfile\nFROM alpine:3.22\nRUN apk add --no-cache curl\nWORKDIR /srv\nCOPY app /srv/app\nUSER app\nEXPOSE 8080\nCMD [\"/srv/app\"]\n```\n"

// saidOf is a sentence of seven words, of which the last four are in no other.
func saidOf(n int) string {
	return fmt.Sprintf("This is good for number%d word%d thing%d end%d.", n, n, n, n)
}

// bodies are the forms of notes on some lines.
var bodies = []func(lines []string) string{
	func(lines []string) string { return eachLine(lines, "- `%s`: %s\n", "") },
	func(lines []string) string { return eachLine(lines, "1. `%s`: %s\n", "") },
	func(lines []string) string { return eachLine(lines, "| `%s` | %s |\n", "| Line | Why |\n|---|---|\n") },
	func(lines []string) string {
		return eachLine(lines, "| `%s` | %[2]s | and %[2]s |\n", "| Line | Why | More |\n|---|---|---|\n")
	},
	func(lines []string) string {
		return eachLine(lines, "| `%s` | %s |\n", "| Directive of the file | Reason, as it was agreed by all |\n|---|---|\n")
	},
	func(lines []string) string {
		var b strings.Builder
		for i, line := range lines {
			fmt.Fprintf(&b, "| %d | `%s` | %s |\n", i+1, line, saidOf(i+10*len(line)))
		}
		return "| # | Setting, that is what we set it to | Reason |\n|---|---|---|\n" + b.String()
	},
	func(lines []string) string { return eachLine(lines, "#### `%s`\n\n%s\n\n", "") },
	func(lines []string) string { return eachLine(lines, "`%s`\n: %s\n\n", "") },
	func(lines []string) string { return eachLine(lines, "- [x] `%s`: %s\n", "") },
	func(lines []string) string { return eachLine(lines, "**`%s`** %s\n\n", "") },
	func(lines []string) string { return eachLine(lines, "- `%s`: %[2]s\n  - Below it, %[2]s\n", "") },
	func(lines []string) string {
		return eachLine(lines, "- `%s`: what there is to say in a few words:\n\n  1. First, %[2]s\n  2. Then, %[2]s\n", "")
	},
	func(lines []string) string {
		return eachLine(lines, "- `%s`: what there is to say in a few words:\n\n  | In | Out |\n  |---|---|\n  | some | %[2]s |\n", "")
	},
	func(lines []string) string {
		return eachLine(lines[:2], "- `%s`: %s\n", "") + "\n" + eachLine(lines[2:], "| `%s` | %s |\n", "| Line | Why |\n|---|---|\n")
	},
}

func eachLine(lines []string, form, head string) string {
	var b strings.Builder
	b.WriteString(head)
	for i, line := range lines {
		fmt.Fprintf(&b, form, line, saidOf(i+10*len(line)))
	}
	return b.String()
}

// wraps put a text into another block.
var wraps = []func(text string) string{
	func(text string) string { return prefixed(text, "> ", "> ") },
	func(text string) string { return "> [!NOTE]\n" + prefixed(text, "> ", "> ") },
	func(text string) string {
		return "<details>\n<summary>What is unfolded</summary>\n\n" + text + "\n</details>\n"
	},
	func(text string) string {
		return prefixed("#### Quoted words\n\nOf which there are some:\n\n"+text, "> ", "> ")
	},
	func(text string) string {
		return "- Of this file there are a few things worth knowing:\n\n" + prefixed(text, "  ", "  ")
	},
	func(text string) string {
		return "1. Write the file down just as it stands above.\n2. Then look at what each of its lines does:\n\n" + prefixed(text, "   ", "   ") + "3. Build the image of it and be happy forever.\n"
	},
}

func prefixed(text, first, rest string) string {
	lines := strings.SplitAfter(strings.TrimRight(text, "\n"), "\n")
	return first + strings.Join(lines, rest) + "\n"
}

var (
	tornHeads = []string{"", "### Explained\n\n", "### Explained\n\nA word before it that belongs to nobody at all.\n\n", "<h3 align=\"center\">Explained</h3>\n\n"}
	tornLeads = []string{"", "<p>The lines of it:</p>\n\n<!-- one by one -->\n\n", "The lines do this, one after the other:\n\n", "**Line by line:**\n\n", "各行の説明は次のとおりです：\n\n", "Here is what each of the lines does for us.\n\n"}
	tornTails = []string{"", "\nThat is all there is to say of these lines.\n", "\n---\n"}
	// What stands between two groups of notes.
	tornBetween = []string{"\n", "\nThe others do something else:\n\n", "\n> A word of somebody about all of this here.\n\n", "\n> [!TIP]\n> A hint that is good for all of them.\n\n", "\n#### The others\n\n", "\n---\n\n"}
	tornLines   = [][]string{explained[:5], {explained[0], explained[5], explained[2], explained[3], explained[4]}, {explained[0], "VOLUME /a", "VOLUME /b", "VOLUME /c", explained[4]}}
)

// generated are pages with every nesting of a heading, a lead, a list, a table, a
// quotation and an alert around notes, of which all, most or few have lines.
func generated() (pages []string) {
	page := func(head, lead, body, tail string, around ...func(string) string) {
		text := lead + body + tail
		for _, wrap := range around {
			text = wrap(text)
		}
		pages = append(pages, "# Image\n\n## The file\n\nIt is short, as one can see.\n\n"+explainedFile+"\n"+head+text+"\n## After it\n\nMore.\n")
	}
	n := 0
	for _, head := range tornHeads {
		for _, lead := range tornLeads {
			for _, body := range bodies {
				for _, lines := range tornLines {
					for _, tail := range tornTails {
						page(head, lead, body(lines), tail)
						for _, wrap := range wraps {
							page(head, lead, body(lines), tail, wrap)
						}
					}
				}
				for _, second := range bodies {
					n++
					page(head, lead, body(explained[:3])+tornBetween[n%len(tornBetween)]+second(explained[2:5]), tornTails[n%len(tornTails)])
				}
				for _, inner := range wraps {
					for _, outer := range wraps {
						n++
						page(head, lead, body(tornLines[n%3]), tornTails[n%len(tornTails)], inner, outer)
					}
				}
			}
		}
	}
	return pages
}

// TestNothingIsTorn compares each page with itself as its author ordered it.
func TestNothingIsTorn(t *testing.T) {
	t.Parallel()
	step := 23 // shares no divisor with the counts of shapes, so each meets each
	if os.Getenv("ALL_PAGES") != "" {
		step = 1
	}
	files := map[string]string{}
	pages := generated()
	for i := 0; i < len(pages); i += step {
		files[fmt.Sprintf("content/moved%d.md", i)] = pages[i]
		files[fmt.Sprintf("content/kept%d.md", i)] = "---\nannotate: false\n---\n" + pages[i]
	}
	s := load(t, files)
	moved, faults := 0, 0
	for i := 0; i < len(pages) && faults < 10; i += step {
		text := read(t, s, fmt.Sprintf("moved%d.html", i))
		if strings.Contains(text, `class="note"`) {
			moved++
		}
		for _, fault := range tornIn(t, text, read(t, s, fmt.Sprintf("kept%d.html", i))) {
			t.Errorf("page %d: %s\n%s", i, fault, pages[i])
			faults++
		}
	}
	t.Logf("%d of %d pages have notes beside lines", moved, (len(pages)+step-1)/step)
	if moved*10 < len(pages)/step {
		t.Errorf("only %d of %d pages have notes beside lines", moved, len(pages)/step)
	}
}

// torn is what is compared of a page.
type torn struct {
	headings []string          // with nothing below them
	below    map[string]string // headings → the first block below each: its tag, and of a paragraph or a heading the text
	rules    int               // lines that part nothing
	leads    map[string]bool   // paragraphs that end in a colon → whether what they introduce follows
	empty    map[string]int    // by tag
	lists    [][]string        // numbered ones: their items, with the numbers; the notes are the first
	ends     []string          // the last words of paragraphs, items and cells
	text     string
}

// tornIn lists what is torn on a page, compared with the same page kept in order.
func tornIn(t *testing.T, moved, kept string) (faults []string) {
	x, y := tornOf(t, moved), tornOf(t, kept)
	for _, h := range x.headings {
		if !slices.Contains(y.headings, h) {
			faults = append(faults, "a heading above nothing: "+h)
		}
	}
	for h, below := range x.below {
		if y.below[h] != below && below != "div" {
			faults = append(faults, fmt.Sprintf("%s is above %s, which had %s below it", h, below, y.below[h]))
		}
	}
	if x.rules > y.rules {
		faults = append(faults, "a line that parts nothing")
	}
	for lead, follows := range x.leads {
		if !follows && y.leads[lead] {
			faults = append(faults, "a sentence that introduces nothing: "+lead)
		}
	}
	for tag, n := range x.empty {
		if n > y.empty[tag] {
			faults = append(faults, "an empty "+tag)
		}
	}
	for _, list := range y.lists {
		left := 0
		for _, here := range x.lists {
			n := 0
			for _, item := range list {
				if slices.Contains(here, item) {
					n++
				}
			}
			left = max(left, n)
		}
		if left > 0 && left < len(list) {
			faults = append(faults, fmt.Sprintf("%d of %d items are left: %s", left, len(list), list[0]))
		}
	}
	for _, end := range y.ends {
		if !strings.Contains(x.text, end) {
			faults = append(faults, "words that are gone: "+end)
		}
	}
	return faults
}

func tornOf(t *testing.T, page string) *torn {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<main>" + mainOf(page) + "</main>"))
	if err != nil {
		t.Fatal(err)
	}
	f := &torn{below: map[string]string{}, leads: map[string]bool{}, empty: map[string]int{}, lists: make([][]string, 1)}
	for n := range root.Descendants() {
		if n.DataAtom != atom.Main {
			continue
		}
		f.blocks(tornBlocks(n, nil))
		f.inside(n)
		f.text = strings.Join(tornWords(n, "code", "pre", "button"), " ")
	}
	return f
}

var (
	isBlock      = regexp.MustCompile(`^(h[1-6]|p|ul|ol|dl|table|blockquote|pre|figure|hr|details)$`)
	isItem       = regexp.MustCompile(`^\d+\. `) // of a numbered list, as a note
	isHeadingTag = regexp.MustCompile(`^h[1-6]$`)
	isListed     = regexp.MustCompile(`^(ul|ol|dl|table|pre|div|figure|blockquote|details)$`)
)

// tornBlocks are the blocks of a page in order.
func tornBlocks(n *html.Node, list []*html.Node) []*html.Node {
	for c := range n.ChildNodes() {
		switch {
		case c.Type != html.ElementNode || c.DataAtom == atom.Nav:
		case isBlock.MatchString(c.Data) || strings.Contains(attrOf(c, "class"), "annotated"):
			list = append(list, c)
		default:
			list = tornBlocks(c, list)
		}
	}
	return list
}

func (f *torn) blocks(list []*html.Node) {
	for i, n := range list {
		next := &html.Node{Data: "end"}
		if i+1 < len(list) {
			next = list[i+1]
		}
		switch text := tornText(n); {
		case isHeadingTag.MatchString(n.Data):
			f.below[text] = next.Data
			if next.DataAtom == atom.P || isHeadingTag.MatchString(next.Data) {
				f.below[text] += " " + tornText(next)
			}
			if next.Data == "end" || isHeadingTag.MatchString(next.Data) && next.Data <= n.Data {
				f.headings = append(f.headings, text)
			}
		case n.DataAtom == atom.Hr && (next.Data == "end" || next.DataAtom == atom.Hr):
			f.rules++
		case n.DataAtom == atom.P && strings.HasSuffix(text, ":"):
			f.leads[text] = isListed.MatchString(next.Data)
		}
	}
}

// inside reads what stands at any depth.
func (f *torn) inside(main *html.Node) {
	for n := range main.Descendants() {
		switch n.Data {
		case "ul", "ol", "dl", "blockquote", "li":
			if tornText(n) == "" {
				f.empty[n.Data]++
			}
		case "table":
			if !strings.Contains(rendered(n), "<td") {
				f.empty["table"]++
			}
		}
		switch n.Data {
		case "ol":
			var items []string
			number, err := strconv.Atoi(attrOf(n, "start"))
			if err != nil {
				number = 1
			}
			for c := range n.ChildNodes() {
				if c.DataAtom == atom.Li {
					items = append(items, strconv.Itoa(number)+" "+strings.Join(tornWords(c, "ol", "ul", "pre"), " "))
					number++
				}
			}
			f.lists = append(f.lists, items)
		case "div":
			var words []string
			for c := range n.ChildNodes() {
				if words != nil || isItem.MatchString(tornText(c)) {
					words = append(words, tornWords(c, "ol", "ul", "pre")...)
				}
			}
			f.lists[0] = append(f.lists[0], strings.Join(words, " "))
		case "p", "li", "td", "th":
			if words := tornWords(n, "code", "pre", "nav", "button", "ul", "ol", "table"); len(words) >= 6 {
				f.ends = append(f.ends, strings.Join(words[len(words)-4:], " "))
			}
		}
	}
}

var tornWord = regexp.MustCompile(`\w+`)

// tornWords are the words of a node but for those in some tags.
func tornWords(n *html.Node, but ...string) []string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type == html.ElementNode && !slices.Contains(but, c.Data):
				walk(c)
			}
		}
	}
	walk(n)
	return tornWord.FindAllString(strings.ToLower(b.String()), -1)
}

func tornText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func rendered(n *html.Node) string {
	var b strings.Builder
	_ = html.Render(&b, n)
	return b.String()
}

func attrOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
