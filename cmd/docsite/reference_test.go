package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"docsite/internal/console"
	"docsite/internal/golden"
	"docsite/internal/release"
)

const referencePage = "../../content/reference/commands.md"

// TestReferenceIsHelp keeps the reference of commands equal to what --help
// prints. UPDATE=1 writes it.
func TestReferenceIsHelp(t *testing.T) {
	var stdout bytes.Buffer
	golden.Compare(t, referencePage, []byte(reference(newRoot(&program{stdout: console.New(&stdout), stderr: console.New(&stdout)}))))
}

// reference is the page of commands, made of the commands themselves.
func reference(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("---\ntitle: Commands\ndescription: Every verb with its flags.\nweight: 10\n---\n\n# Commands\n\n")
	fmt.Fprintf(&b, "%s\n", root.Long)
	for _, cmd := range release.Documented(root) {
		fmt.Fprintf(&b, "\n## docsite %s\n\n%s.\n\n", cmd.Name(), cmd.Short)
		fmt.Fprintf(&b, "```text\n%s\n\n%s```\n", cmd.Long, cmd.UsageString())
	}
	return b.String()
}
