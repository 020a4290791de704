package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"docsite/internal/console"
	"docsite/internal/coverage"
	"docsite/internal/golden"
	"docsite/internal/release"
	"docsite/internal/site"
)

const referencePage = "../../content/reference/commands.md"

// TestReferenceIsHelp keeps the reference of commands equal to what --help
// prints. UPDATE=1 writes it.
func TestReferenceIsHelp(t *testing.T) {
	var stdout bytes.Buffer
	golden.Compare(t, referencePage, []byte(reference(newRoot(&program{stdout: console.New(&stdout), stderr: console.New(&stdout)}))))
}

// reference is the page of commands, made of the commands themselves: what --help
// says, with the flags as a table whose rows can be linked to.
func reference(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("---\ntitle: Commands\ndescription: Every command with its flags.\nweight: 10\nannotate: false\n---\n\n# Commands\n\n")
	fmt.Fprintf(&b, "%s\n", inCode(root.Long))
	b.WriteString("\n`docsite completion bash` prints what makes bash complete commands and flags; it knows\n`zsh`, `fish` and `powershell` too, and `docsite completion bash --help` says where it goes.\n")
	b.WriteString("`docsite --version` prints version, commit and Go.\n")
	for _, cmd := range release.Documented(root) {
		fmt.Fprintf(&b, "\n## docsite %s\n\n%s.\n\n", cmd.Name(), cmd.Short)
		fmt.Fprintf(&b, "```text\n%s\n```\n\n%s\n\n", cmd.UseLine(), inCode(cmd.Long))
		b.WriteString("| Flag | What it does |\n| --- | --- |\n")
		cmd.Flags().VisitAll(func(f *pflag.Flag) { b.WriteString(flagRow(cmd.Name(), f)) })
		fmt.Fprintf(&b, "\n```sh\n%s\n```\n", strings.ReplaceAll("\n"+cmd.Example, "\n  ", "\n")[1:])
	}
	return b.String()
}

// flagRow is a flag's row, with a place to link to: #build-strict.
func flagRow(verb string, f *pflag.Flag) string {
	if f.Name == "help" {
		return ""
	}
	argument, usage := pflag.UnquoteUsage(f)
	written := "--" + f.Name
	if f.Shorthand != "" {
		written = "-" + f.Shorthand + ", " + written
	}
	switch {
	case argument == "":
	case f.NoOptDefVal != "":
		written += "[=" + argument + "]"
	default:
		written += " " + argument
	}
	usage, value, found := strings.Cut(usage, " (default: ")
	switch {
	case found:
		value = strings.TrimSuffix(value, ")")
	case f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0":
		value = "`" + f.DefValue + "`"
	}
	if value != "" {
		value = ". Default: " + inCode(value)
	}
	return fmt.Sprintf("| <a id=\"%s-%s\"></a>`%s` | %s%s |\n", verb, f.Name, written, inCode(usage), value)
}

// inCode puts flags and files of a help text into backticks.
func inCode(text string) string {
	return regexp.MustCompile(`(^|[\s(])(--[a-z][a-z-]*[a-z](?:=[0-9A-Z]+)?|docsite\.(?:yaml|lock|css)|README\.md|content/[a-z]+\.md|public/|(?:url|files|output|tolerance|shots|images): )`).ReplaceAllStringFunc(text, func(word string) string {
		core := strings.TrimSpace(strings.TrimLeft(word, " \n("))
		at := strings.Index(word, core)
		return word[:at] + "`" + core + "`" + word[at+len(core):]
	})
}

// TestGuideCommands parses every command of docsite that the guide and the README
// show: its verb, its flags, and how many arguments it takes.
func TestGuideCommands(t *testing.T) {
	pages, _ := filepath.Glob("../../content/*.md")
	more, _ := filepath.Glob("../../content/*/*.md")
	var verbs []string
	for _, cmd := range release.Documented(newRoot(&program{})) {
		verbs = append(verbs, cmd.Name())
	}
	command := regexp.MustCompile(`\bdocsite"? ((?:` + strings.Join(verbs, "|") + `)\b[^#&|\n]*)`)
	seen := 0
	for _, page := range append(append(pages, more...), "../../README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range command.FindAllStringSubmatch(blocksOf(string(text)), -1) {
			line := strings.TrimSpace(m[1])
			words, err := shellWords(line)
			if err != nil {
				t.Errorf("%s: %q: %v", filepath.Base(page), line, err)
				continue
			}
			seen++
			root := newRoot(&program{})
			root.InitDefaultCompletionCmd()
			root.InitDefaultVersionFlag()
			cmd, args, err := root.Find(words)
			if err == nil {
				err = cmd.ParseFlags(args)
			}
			if err == nil {
				err = cmd.ValidateArgs(cmd.Flags().Args())
			}
			if err != nil {
				t.Errorf("%s: docsite %s: %v", filepath.Base(page), line, err)
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d commands were found", seen)
	}
}

// blocksOf are the blocks of code of a page.
func blocksOf(page string) string {
	var b strings.Builder
	for _, m := range regexp.MustCompile("(?ms)^```(?:sh|yaml|console)[^\n]*\n(.*?)^```$").FindAllStringSubmatch(page, -1) {
		b.WriteString(m[1])
	}
	return b.String()
}

// shellWords cuts a command that has no other signs of the shell than quotes.
func shellWords(line string) (words []string, err error) {
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(line, -1) {
		words = append(words, m[1]+m[2]+m[3])
	}
	if strings.Count(line, `"`)%2 != 0 {
		err = errors.New("a quote is open")
	}
	return words, err
}

// TestDataIsDocumented finds keys of the lock, of images and of notes that the page about
// data leaves out.
func TestDataIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../../content/reference/data.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(of reflect.Type) {
		switch of.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Array:
			look(of.Elem())
		case reflect.Struct:
			if seen[of] {
				return
			}
			seen[of] = true
			for i := range of.NumField() {
				key, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
				if key != "" && key != "-" && !regexp.MustCompile("`"+key+"`|(?m)^\\| ([a-z0-9]+, )*"+key+"(, [a-z0-9]+)* \\|").Match(text) {
					t.Errorf("%s has the key %q, and data.md does not", of, key)
				}
				look(of.Field(i).Type)
			}
		}
	}
	look(reflect.TypeFor[site.Lock]())
	look(reflect.TypeFor[coverage.Page]())
	if len(seen) < 8 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}
