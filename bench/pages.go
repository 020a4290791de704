package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// perSection is how many pages one folder holds, and its navigation shows.
const perSection = 50

// writer of pages: the same seed gives the same pages on every machine.
type author struct {
	*rand.Rand
}

// writePages makes n pages in dir/content, each explaining an image of two
// stages and its entrypoint: three listings, 22 notes, about 8 kB.
func writePages(dir string, n int) error {
	a := author{rand.New(rand.NewPCG(2026, uint64(n)))}
	for i := range n {
		file := filepath.Join(dir, "content", pagePath(i))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		next := pagePath((i + 1) % n)
		if err := os.WriteFile(file, []byte(a.page(i, "../"+next)), 0o666); err != nil {
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

// words is prose: n words and no sense.
func (a author) words(n int) string {
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

// table writes notes: each row a piece of code and words about it.
func (a author) table(head string, code ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n| --- | --- |\n", head)
	for _, c := range code {
		fmt.Fprintf(&b, "| `%s` | %s |\n", c, a.words(8+a.IntN(8)))
	}
	return b.String()
}

func (a author) page(i int, next string) string {
	app := fmt.Sprintf("%s%d", vocabulary[a.IntN(len(vocabulary))], i)
	version := fmt.Sprintf("3.%d", 1+a.IntN(4))
	port, user, threads := fmt.Sprint(3000+a.IntN(6000)), fmt.Sprint(1000+a.IntN(9000)), fmt.Sprint(1+a.IntN(16))
	tools, libraries := a.some(buildPackages, 3), a.some(runPackages, 2)
	fill := strings.NewReplacer("{app}", app, "{version}", version, "{port}", port, "{user}", user,
		"{threads}", threads, "{tools}", tools, "{libraries}", libraries, "{next}", next, "{i}", fmt.Sprint(i+1),
		"{APP}", strings.ToUpper(app), "{one}", fmt.Sprint(500+a.IntN(400)), "{two}", fmt.Sprint(100+a.IntN(200)))
	parts := []string{
		opening, a.words(45), ".\n\n## Two stages\n\n", a.words(60), ". The [next image]({next}) shows ", a.words(9),
		".\n\n- ", a.words(8), "\n- ", a.words(9), "\n\n## The build stage\n\n```dockerfile\n", buildStage, "```\n\n",
		a.table("Code | What it does", buildNotes...),
		"\n## The final stage\n\n```dockerfile\n", finalStage, "```\n\n", a.table("Code | What it does", finalNotes...),
		"\n## The entrypoint\n\n```sh\n", entrypoint, "```\n\n", a.table("Command | Why", entrypointNotes...),
		sizes, a.words(50), ".\n",
	}
	return fill.Replace(strings.Join(parts, ""))
}
