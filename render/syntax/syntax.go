// Package syntax has chroma's lexers and styles for the listings of pages: those
// that docsite uses, read when one is asked for. Chroma's own packages of them read
// all when the program starts, which was two thirds of the time that a start took.
//
// Start from [Lexer] and [Style]. The files are copies of chroma's, see COPYING; a
// test compares them with those of the chroma that go.mod names, and writes them
// anew with UPDATE=1. For another language, make an empty file of the name that it
// has in chroma's lexers/embedded first.
//
// The package colours nothing itself: which languages have colours, and what a page
// does with them, is for the callers to say.
package syntax

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

//go:embed lexers/*.xml styles/*.xml
var files embed.FS

// Lexer gives a lexer by its name or another one of its names, such as "nginx"; nil where there is none.
func Lexer(name string) chroma.Lexer { return registry().Get(name) }

// registry has all lexers by their names: some pass a part of their text on to
// another one. Their rules are read when a lexer has its first text.
var registry = sync.OnceValue(func() *chroma.LexerRegistry {
	all := chroma.NewLexerRegistry()
	for _, name := range names("lexers") {
		lexer := chroma.Lexer(chroma.MustNewXMLLexer(files, path.Join("lexers", name+".xml")))
		if lexer.Config().Name == templates { // read in strings of Go, where the rest is a string
			lexer = chroma.TypeRemappingLexer(lexer, chroma.TypeMapping{{From: chroma.Other, To: chroma.LiteralString}})
		}
		all.Register(lexer)
	}
	return all
})

// templates is the lexer that Go's passes strings to.
const templates = "Go Template"

// Style gives a style by its name, in any case of letters; nil where there is none.
func Style(name string) *chroma.Style {
	file, err := files.Open("styles/" + strings.ToLower(name) + ".xml")
	if err != nil {
		return nil
	}
	defer file.Close()
	style, err := chroma.NewXMLStyle(file)
	if err != nil {
		return nil
	}
	return style
}

// StyleFor gives a style by its name, or the style's counterpart where the counterpart
// suits light or dark pages and the style itself does not; nil where there is no
// style of that name.
func StyleFor(name string, mode chroma.Mode) *chroma.Style {
	style := Style(name)
	if style == nil || style.Mode() == mode || style.Counterpart == "" {
		return style
	}
	if other := Style(style.Counterpart); other != nil && other.Mode() == mode {
		return other
	}
	return style
}

// Styles are the names of all styles, sorted.
func Styles() []string { return names("styles") }

// names are those of a folder's files, without their endings.
func names(folder string) []string {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		panic(err) // the folder is part of the program
	}
	list := make([]string, len(entries))
	for i, entry := range entries {
		list[i] = strings.TrimSuffix(entry.Name(), ".xml")
	}
	slices.Sort(list) // "github-dark.xml" comes before "github.xml"
	return list
}
