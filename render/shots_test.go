package render

import (
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/shots"
	"docsite/internal/site"
)

// shotProject has a page with two screenshots: of another page's table, with a caption
// and without one, and of itself.
func shotProject(figure string) fstest.MapFS {
	return fstest.MapFS{
		"docsite.yaml":         {Data: []byte("shots:\n  content/table.png: {page: content/b.md, selector: table}\n  content/self.png: {page: index.html}\n  content/lost.png: {page: c.md}\n")},
		"content/index.md":     {Data: []byte("# A\n\n![T](table.png)\n\n_The table._\n\n![T](table.png)\n\nSee ![T](table.png) and ![S](self.png).\n")},
		"content/b.md":         {Data: []byte("# B\n\n| a |\n| - |\n| " + figure + " |\n")},
		"content/table.png":    {Data: []byte("table")},
		"content/self.png":     {Data: []byte("self")},
		"content/lost.png":     {Data: []byte("lost")},
		"content/unrelated.md": {Data: []byte("# C\n")},
	}
}

// open gives the site of a project with the screenshots in its lock that were taken
// of another one.
func openShots(t *testing.T, project, taken fstest.MapFS) *Site {
	t.Helper()
	before, ps := site.Load(taken, site.Options{})
	if before == nil {
		t.Fatal(ps)
	}
	locked := map[string]site.LockedShot{}
	for _, shot := range ForShots(before).Shots() {
		locked[shot.File] = shots.Taken(&shot, taken[shot.File].Data)
	}
	s, ps := site.Load(project, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	s.Lock.Shots = locked
	r, _ := New(s)
	return r
}

const outdated = `<span class="stale">out of date: what the picture shows has changed since</span>`

func TestShotsAreMarked(t *testing.T) {
	r := openShots(t, shotProject("1 MB"), shotProject("1 MB"))
	text, err := r.ReadFile("index.html")
	if err != nil || strings.Contains(string(text), outdated) {
		t.Errorf("nothing has changed: %s, %v", text, err)
	}
	r = openShots(t, shotProject("2 MB"), shotProject("1 MB"))
	text, err = r.ReadFile("index.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<figcaption>The table. " + outdated + "</figcaption>",
		"<figcaption> " + outdated + "</figcaption>",
		`> ` + outdated + ` and <img`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	// The picture of the page itself is stale as well, since it shows that of the table.
	if n := strings.Count(string(text), outdated); n != 4 {
		t.Errorf("%d marks", n)
	}
	var lines []string
	for _, p := range r.Problems() {
		lines = append(lines, p.String())
	}
	want := `docsite.yaml:2:22: warning: screenshot "content/table.png": what it shows has changed since it was taken (hint: docsite shots takes it again)
docsite.yaml:3:21: warning: screenshot "content/self.png": what it shows has changed since it was taken (hint: docsite shots takes it again)
docsite.yaml:4:28: warning: screenshot "content/lost.png": the site has no page "c.md" (hint: write its Markdown as docsite build lists it, or its address in the site)`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A page that shows a picture of itself is the same page whether that is there or
// stale: else no picture of it would ever be current.
func TestShotOfItself(t *testing.T) {
	project := shotProject("1 MB")
	before := openShots(t, project, project)
	project["content/self.png"] = &fstest.MapFile{Data: []byte("another")}
	project["content/table.png"] = &fstest.MapFile{Data: []byte("another")}
	after := openShots(t, project, shotProject("2 MB"))
	for i, shot := range ForShots(before.site).Shots() {
		if again := ForShots(after.site).Shots()[i]; shot.File == "content/self.png" && (shot.Shows == "" || shot.Shows != again.Shows) {
			t.Errorf("%+v, then %+v", shot, again)
		}
	}
}

// Only what is published is taken: with drafts in the list of pages nothing is said.
func TestShotsOfDrafts(t *testing.T) {
	project := shotProject("2 MB")
	project["content/draft.md"] = &fstest.MapFile{Data: []byte("---\ndraft: true\n---\n# D\n")}
	s, _ := site.Load(project, site.Options{Drafts: true})
	r, _ := New(s)
	if ps := r.shotProblems(); ps != nil {
		t.Error(ps)
	}
}
