package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// lures are what a page, a name, a label or a registry may hold.
func lures() []string {
	var all []string
	for _, command := range []string{"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands", "set-output", "save-state"} {
		for _, form := range []string{
			"::%s::x", "\n::%s file=a.md,line=1::x", "\r::%s::x", "x\n \t::%s::x", "##[%s]x", "a ##[%s file=b]x", "\u2028::%s::x",
			"\x85::%s::x", "\x1b[1A\x1b[2K::%s::x", "\v::%s::x", "\f##[%s]", "\u202e##[%s]\u202c", "\xff::%s::x", "\n\n##[%s]\n", "#\x00#[%s]", "::%s::x\n::%[1]s::y",
		} {
			all = append(all, fmt.Sprintf(form, command))
		}
	}
	return all
}

// TestLures prints lures in all the ways in which text is printed, whole and
// byte by byte: no line of the output is a command, and nothing in it drives a
// terminal.
func TestLures(t *testing.T) {
	count := 0
	for _, lure := range lures() {
		quoted, err := json.Marshal(map[string]string{"name": lure})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{lure, lure + "\n", "content/" + lure + ".md:1:1: warning: x\n", fmt.Sprintf("a.md:1:1: %q\n", lure), string(quoted) + "\n", "| " + lure + " | 3 MB |\n", Line(lure) + ": x\n"} {
			for _, size := range []int{len(text), 1, 3} {
				count++
				var out bytes.Buffer
				c := New(&out)
				for rest := text; rest != ""; {
					n := min(size, len(rest))
					if _, err := c.Write([]byte(rest[:n])); err != nil {
						t.Fatal(err)
					}
					rest = rest[n:]
				}
				if err := c.Flush(); err != nil {
					t.Fatal(err)
				}
				checkPrinted(t, text, out.String())
			}
		}
	}
	if count < 1000 {
		t.Errorf("only %d lures", count)
	}
}

func checkPrinted(t *testing.T, text, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("%q is printed as the command %q", text, line)
		}
	}
	if strings.ContainsFunc(out, isHostile) {
		t.Errorf("%q is printed with control characters: %q", text, out)
	}
}

// TestWriterKeepsText passes ordinary text on as it is, and JSON as what it says.
func TestWriterKeepsText(t *testing.T) {
	for _, text := range []string{"", "a\n", "a::b\n\tc: ## [d]\n", "3 MB → 4 MB\n", "ж 説 é\n", strings.Repeat("x", maxLine+9) + "é\n"} {
		var out bytes.Buffer
		c := New(&out)
		fmt.Fprint(c, text)
		if err := c.Flush(); err != nil || out.String() != text {
			t.Errorf("%.40q became %.40q, %v", text, out.String(), err)
		}
	}
	want := "::x ##[y]\n\x1b\u202e"
	var out bytes.Buffer
	if err := json.NewEncoder(New(&out)).Encode(want); err != nil {
		t.Fatal(err)
	}
	var got string
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || got != want {
		t.Errorf("JSON says %q, %v", got, err)
	}
}

// TestCommand lets one line be a command, whose text holds no other.
func TestCommand(t *testing.T) {
	var out bytes.Buffer
	c := New(&out)
	if err := c.Command("::error file=a.md::b ##[c]\n::d"); err != nil {
		t.Fatal(err)
	}
	if want := "::error file=a.md::b \\u0023#[c]\\n::d\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func FuzzWriter(f *testing.F) {
	for _, lure := range lures() {
		f.Add([]byte(lure), []byte(lure))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		var out bytes.Buffer
		c := New(&out)
		for _, p := range [][]byte{a, b} {
			if _, err := c.Write(p); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		checkPrinted(t, string(a)+string(b), out.String())
	})
}
