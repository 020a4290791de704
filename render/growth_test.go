//go:build unix

package render

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"
)

// growing are projects of a size. Each was quadratic in one version or another. What
// goldmark itself takes quadratic time for, within the limits of a page, is not here.
var growing = []struct {
	name  string
	size  int // of the smaller one; the larger one is four times as large
	files func(n int) map[string]string
}{
	{"quotes in quotes", 25, onePage(func(n int) string { return strings.Repeat(strings.Repeat("> ", n)+"a\n\n", 200) })},
	{"lists in lists", 20, onePage(func(n int) string { return strings.Repeat(strings.Repeat("- ", n)+"a\n\n", 200) })},
	{"items of a list", 5000, onePage(func(n int) string { return strings.Repeat("- `a` is it\n", n) })},
	{"links in links", 250, onePage(func(n int) string { return strings.Repeat("[a [b](c) ](d) ", n) })},
	{"rows of a table", 2000, onePage(func(n int) string { return "| a | b |\n|---|---|\n" + strings.Repeat("| a | b |\n", n) })},
	{"headings", 2000, onePage(func(n int) string { return strings.Repeat("## The same\n\n", n) })},
	{"definitions of links", 400, onePage(func(n int) string {
		return numbered(n, "[a%d]: b\n") + "\n" + numbered(n, "[a%d] ")
	})},
	{"footnotes", 100, onePage(func(n int) string { return numbered(n, "[^%d] ") + "\n\n" + numbered(n, "[^%d]: a\n\n") })},
	{"markers of figures", 500, onePage(func(n int) string { return strings.Repeat("<!-- ds:a.b --> 1 MB <!-- /ds --> ", n) })},
	{"what looks like markers in code", 10000, onePage(func(n int) string { return "> ```\n" + strings.Repeat("> <!--ds:\n>\n", n) + "> ```\n" })},
	{"markers in titles", 1000, onePage(func(n int) string { return numbered(n, "[a](b \"<!-- ds:a%d -->\")\n\n") })},
	{"a run of signs", 10000, onePage(func(n int) string { return "a" + strings.Repeat("==", n) + "\n\na" + strings.Repeat("^", n) })},
	{"open tags", 1000, onePage(func(n int) string { return strings.Repeat("<b>a ", n) })},
	{"addresses", 5000, onePage(func(n int) string { return strings.Repeat("https://a.b ", n) })},
	{"listings with notes", 600, onePage(func(n int) string {
		return numbered(n, "## Part %d\n\n```dockerfile\nFROM a\nRUN b c d\n```\n\n- `FROM a` is it\n- `RUN b` too\n\n")
	})},
	{"lines of a Dockerfile with notes", 1250, onePage(func(n int) string {
		return "```dockerfile\nFROM a\n" + numbered(n, "RUN make part-%[1]d && install part-%[1]d\n") + "```\n\n" + numbered(n*3/5, "- `make part-%[1]d` is it\n")
	})},
	{"notes on words of a long comment", 1000, onePage(func(n int) string {
		return "```dockerfile\n# a " + numbered(n, "w%dx ") + "\nFROM a\n```\n\n" + numbered(n, "- `w%dx` is it\n")
	})},
	{"a comment of brackets", 500, func(n int) map[string]string {
		listing := "# a " + strings.Repeat("[more words ", n) + "\nFROM a\n"
		return map[string]string{"Dockerfile": listing, "content/page.md": "# A\n\n```dockerfile file=../Dockerfile comments=notes\n" + listing + "```\n"}
	}},
	{"comments inside of an instruction", 5000, func(n int) map[string]string {
		listing := "FROM a\nRUN a \\\n" + strings.Repeat("# c\n && b \\\n", n) + "c\n"
		return map[string]string{"Dockerfile": listing, "content/page.md": "# A\n\n```dockerfile file=../Dockerfile comments=notes\n" + listing + "```\n"}
	}},
	{"lines of a script", 2000, onePage(func(n int) string { return "```sh\n" + numbered(n, "if a; then b --c=%d; fi\n") + "```\n" })},
	{"rules of a style sheet", 10000, func(n int) map[string]string {
		return map[string]string{"content/page.md": "# A\n", "theme/extra.css": strings.Repeat("a{b:url(c.png)}", n)}
	}},
	{"images of docsite.yaml", 1000, func(n int) map[string]string {
		return map[string]string{"content/page.md": "# A\n", "docsite.yaml": "images:\n" + numbered(n, "  i%[1]d:\n    ref: example.org/a:%[1]d\n")}
	}},
	{"folders", 1000, func(n int) map[string]string {
		files := map[string]string{"content/page.md": "# A\n"}
		for i := range n {
			files[fmt.Sprintf("content/f%d/index.md", i)] = "# A\n"
		}
		return files
	}},
}

func onePage(page func(n int) string) func(n int) map[string]string {
	return func(n int) map[string]string { return map[string]string{"content/page.md": "# A\n\n" + page(n)} }
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestNothingIsQuadratic prints the time of the processor for a page of a size, and
// for one four times as large, which for quadratic work is sixteen times that. Both
// are measured in one run, several times; a busy machine slows down both.
func TestNothingIsQuadratic(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	const most = 11.0 // between 4 for linear work and 16
	for _, g := range growing {
		ratio := 0.0
		small, large := time.Hour, time.Hour
		for range 8 {
			small, large = min(small, cost(t, g.files(g.size))), min(large, cost(t, g.files(4*g.size)))
			if ratio = float64(large) / float64(max(small, time.Millisecond)); ratio <= most {
				break
			}
		}
		t.Logf("%-34s %6d %8.1f ms %6d %8.1f ms  × %.1f", g.name, g.size, ms(small), 4*g.size, ms(large), ratio)
		if ratio > most {
			t.Errorf("%s: four times the size takes %.1f times as long", g.name, ratio)
		}
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// cost is the time of the processor that a page of a project takes.
func cost(t *testing.T, files map[string]string) time.Duration {
	before := processor()
	s := load(t, files)
	for _, p := range s.site.Pages {
		_, _ = s.AppendFile(nil, p.Output)
	}
	spent := processor() - before
	for _, p := range s.Problems() {
		if strings.Contains(p.Message, "shown as text") {
			t.Errorf("the page is not looked at: %v", p)
		}
	}
	return spent
}

// processor is the time of the processor that the tests have had so far.
func processor() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
