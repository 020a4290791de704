package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

// perSection is how many pages one folder holds, and its navigation shows.
const perSection = 50

// writer of pages: the same seed gives the same pages on every machine.
type author struct {
	*rand.Rand
}

// writePages makes n pages in dir/content, each explaining an image of two
// stages and its entrypoint: three listings, 22 notes, about 8 kB. place is behind the
// link to the next page.
func writePages(dir string, n int, place string) error {
	a := author{rand.New(rand.NewPCG(2026, uint64(n)))}
	for i := range n {
		file := filepath.Join(dir, "content", pagePath(i))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(file, a.page(i, "../"+pagePath((i+1)%n)+place), 0o666); err != nil {
			return err
		}
	}
	return nil
}

func pagePath(i int) string { return fmt.Sprintf("part%03d/image%05d.md", i/perSection, i) }

var vocabulary = strings.Fields(`anvil basin cargo dock engine ferry gantry harbour island
jetty keel ladder mast net oar pier quay rope sail tide udder vessel wharf yard zone buoy crane
hull lock rudder`)

var (
	buildPackages = strings.Fields("g++ gcc git libffi-dev libpq-dev libssl-dev libyaml-dev make nodejs pkg-config")
	runPackages   = strings.Fields("curl libffi8 libjemalloc2 libpq5 libyaml-0-2 postgresql-client tini")
)

// Words is prose: n words and no sense.
func (a author) Words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = vocabulary[a.IntN(len(vocabulary))]
	}
	return strings.Join(list, " ")
}

// some picks n different ones.
func (a author) some(from []string, n int) string {
	list := make([]string, n)
	for i, at := range a.Perm(len(from))[:n] {
		list[i] = from[at]
	}
	return strings.Join(list, " ")
}

// Note is what a row of notes says.
func (a author) Note() string { return a.Words(8 + a.IntN(8)) }

// page is a page about an image, whose names differ from page to page.
type page struct {
	author
	Number                                                                   int
	Next, App, APP, Version, Port, User, Threads, Tools, Libraries, One, Two string
}

//go:embed page.md
var pageText string

var pageTemplate = template.Must(template.New("page").Delims("«", "»").Parse(pageText))

func (a author) page(i int, next string) []byte {
	p := page{author: a, Number: i + 1, Next: next, App: fmt.Sprintf("%s%d", vocabulary[a.IntN(len(vocabulary))], i)}
	p.APP, p.Version = strings.ToUpper(p.App), fmt.Sprintf("3.%d", 1+a.IntN(4))
	p.Port, p.User, p.Threads = fmt.Sprint(3000+a.IntN(6000)), fmt.Sprint(1000+a.IntN(9000)), fmt.Sprint(1+a.IntN(16))
	p.Tools, p.Libraries = a.some(buildPackages, 3), a.some(runPackages, 2)
	p.One, p.Two = fmt.Sprint(500+a.IntN(400)), fmt.Sprint(100+a.IntN(200))
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		panic(err)
	}
	return b.Bytes()
}
