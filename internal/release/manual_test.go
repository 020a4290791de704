package release

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestManualPages finds every flag on a page, and nothing that roff does not know.
func TestManualPages(t *testing.T) {
	dir := t.TempDir()
	root := program()
	root.SetArgs([]string{"man", dir})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	pages, _ := filepath.Glob(filepath.Join(dir, "*.1"))
	if len(pages) != 2 {
		t.Errorf("pages are %q", pages)
	}
	text, err := os.ReadFile(filepath.Join(dir, "docsite-refresh.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`.TH DOCSITE\-REFRESH 1`, `\fB\-c, \-\-check\fR`, ".SH EXAMPLES\n.nf\n  docsite refresh", "\\fBdocsite\\fR(1)"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("docsite-refresh.1 has no %q", want)
		}
	}
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("groff is not installed")
	}
	for _, page := range pages {
		if out, err := exec.Command(groff, "-man", "-Tutf8", "-ww", "-z", page).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", filepath.Base(page), err, out)
		}
	}
}

// program has one command, with what is hard to print: a dot and an apostrophe at the
// beginning of a line, a letter beyond ASCII.
func program() *cobra.Command {
	root := &cobra.Command{Use: "docsite", Short: "Explain", Long: "A program.\n\n.\n'tis", Version: "1"}
	refresh := &cobra.Command{Use: "refresh [DIR]", Short: "Bring up to date", Long: "Refresh … writes.", Example: "  docsite refresh --check", Run: func(*cobra.Command, []string) {}}
	refresh.Flags().BoolP("check", "c", false, "fail; \\ `what` é")
	root.AddCommand(refresh, Manual())
	return root
}

func TestRoff(t *testing.T) {
	if got, want := roff(".a\n.b\n'c \\d -é"), "\\&.a\n\\&.b\n\\&'c \\ed \\-\\[u00E9]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
