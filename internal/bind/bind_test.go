package bind

import (
	"slices"
	"strings"
	"testing"

	"docsite/internal/code"
	"docsite/internal/site"
)

// check fails a test when a binding is not one of its listings.
func check(t *testing.T, codes []*code.Code, groups []site.NoteGroup, all [][]site.Binding) {
	t.Helper()
	if len(all) != len(groups) {
		t.Fatalf("%d groups of bindings for %d", len(all), len(groups))
	}
	for g := range groups {
		if len(all[g]) != len(groups[g].Notes) {
			t.Fatalf("%d bindings for %d notes", len(all[g]), len(groups[g].Notes))
		}
		for _, b := range all[g] {
			if (b.State == site.Matched || b.State == site.Edited) != (len(b.Targets) > 0) {
				t.Fatalf("%s with %d targets", b.State, len(b.Targets))
			}
			targets := b.Targets
			if b.Nearest != nil {
				targets = append(slices.Clone(targets), *b.Nearest)
			}
			for _, target := range targets {
				if target.Block < 0 || target.Block >= len(codes) || codes[target.Block] == nil {
					t.Fatalf("listing %d of %d", target.Block, len(codes))
				}
				text := codes[target.Block].Text
				lines := strings.Count(string(text), "\n") + 1
				if len(target.Lines) == 0 || !slices.IsSorted(target.Lines) || target.Lines[0] < 1 || target.Lines[len(target.Lines)-1] > lines {
					t.Fatalf("lines %v of %d", target.Lines, lines)
				}
				end := 0
				for _, s := range target.Spans {
					if s.Start < end || s.End < s.Start || s.End > len(text) {
						t.Fatalf("spans %v of %d bytes", target.Spans, len(text))
					}
					end = s.End
				}
			}
		}
	}
}

func noteOf(fragments ...string) site.Note {
	n := site.Note{Kind: site.BulletNote, Above: 1, Label: strings.Join(fragments, " ")}
	for _, f := range fragments {
		n.Fragments = append(n.Fragments, site.Fragment{Text: f, Code: true})
	}
	return n
}

// TestHeadsSeveral asks nobody which of several lines a heading means that stands above all of
// them.
func TestHeadsSeveral(t *testing.T) {
	group, codes := site.NoteGroup{Blocks: []int{0, 1, 2, 3}}, []*code.Code(nil)
	for i, name := range [...]string{"tar", "mkfs", "crontab", "alias"} {
		n := noteOf(name)
		n.Kind, n.Above, n.Own = site.HeadingNote, i, []int{i}
		group.Notes = append(group.Notes, n)
		text := "# List " + name + " files\n" + name + " -t a.tar\n\n# Read them\n" + name + " -x b.tar\n"
		if i < 2 {
			text = name + " a\n"
		}
		codes = append(codes, code.Read("bash", []byte(text)))
	}
	for i, b := range Bind(codes, []site.NoteGroup{group})[0] {
		if b.State == site.Ambiguous || b.State == site.Unmatched {
			t.Errorf("%q: %+v", group.Notes[i].Label, b)
		}
	}
}

// TestPartOfWord says of a note without lines that its word is a part of another.
func TestPartOfWord(t *testing.T) {
	group := site.NoteGroup{Above: 1, Blocks: []int{0}, Notes: []site.Note{noteOf("scrape_interval"), noteOf("metrics_path"), noteOf("static_config"), noteOf("relabel")}}
	text := "scrape_interval: 10s\nmetrics_path: /metrics\nstatic_configs:\n  - targets: [web]\n"
	got := Bind([]*code.Code{code.Read("yaml", []byte(text))}, []site.NoteGroup{group})[0]
	for i, want := range map[int]string{2: `"static_config" stands in the listing as a part of another word`, 3: `"relabel" is not in the listing`} {
		if got[i].Reason != want {
			t.Errorf("%+v, want %s", got[i], want)
		}
	}
}

// TestBelowLongComment binds a note to a script below thousands of lines of comment.
func TestBelowLongComment(t *testing.T) {
	text := strings.Repeat("# a line of a long licence\n", 5000) + "mkdir -p \"$DATA\"\nchmod 700 \"$DATA\"\n"
	groups := []site.NoteGroup{{Above: 1, Blocks: []int{0}, Notes: []site.Note{noteOf(`mkdir -p "$DATA"`), noteOf("chmod 700")}}}
	got := Bind([]*code.Code{code.Read("bash", []byte(text))}, groups)[0]
	for i := range got {
		if len(got[i].Targets) != 1 || !slices.Equal(got[i].Targets[0].Lines, []int{5001 + i}) {
			t.Errorf("note %d: %+v", i, got[i])
		}
	}
}

// TestLater puts fields that are described before the file that has them beside its lines,
// and not a single one of them.
func TestLater(t *testing.T) {
	codes := []*code.Code{code.Read("sh", []byte("make up\n")), code.Read("sh", []byte("make down\n")), code.Read("yaml", []byte("broker_url: amqp://mq\nresult_backend: redis://kv\ntask_queues: 4\n"))}
	groups := []site.NoteGroup{{Above: 1, Blocks: []int{0}}}
	for _, label := range []string{"broker_url", "result_backend", "task_queues"} {
		groups[0].Notes = append(groups[0].Notes, site.Note{Kind: site.TableNote, Above: 1, Label: label, Text: "what it is for", Fragments: []site.Fragment{{Text: label, Code: true}}})
	}
	far := func() (n int) {
		p := new(page)
		p.read(codes, groups)
		for i := range p.cands {
			if p.cands[i].block == 2 {
				n++
			}
		}
		return n
	}
	if far() == 0 {
		t.Error("the listing that has all labels is out of reach")
	}
	groups[0].Notes = groups[0].Notes[:2]
	if far() > 0 {
		t.Error("two labels reach a listing far below")
	}
}

// TestCounted reads the numbers of lines, and no shares, addresses or versions.
func TestCounted(t *testing.T) {
	for text, want := range map[string][]site.Lines{
		"Line 7":          {{First: 7, Last: 7}},
		"L7–9, 12":        {{First: 7, Last: 9}, {First: 12, Last: 12}},
		"第 3 行":           {{First: 3, Last: 3}},
		"(2/3 replicas)":  nil,
		"at 80% of 4 CPU": {{First: 4, Last: 4}},
		"1.25":            nil,
		"8080:80":         nil,
	} {
		if got, _ := readCount(text, nil); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestStray takes its lines from an item that is alone in another listing than all others,
// unless that listing is its own.
func TestStray(t *testing.T) {
	at := func(block int) site.Binding {
		return site.Binding{State: site.Matched, Targets: []site.Target{{Block: block, Lines: []int{1}}}}
	}
	for _, tt := range []struct {
		kind site.NoteKind
		own  []int
		list []int
		want int
	}{
		{site.BulletNote, nil, []int{1, 1, 1, 0}, 1},
		{site.BulletNote, []int{0}, []int{1, 1, 1, 0}, 0},
		{site.BulletNote, nil, []int{1, 1, 0}, 0},
		{site.BulletNote, nil, []int{1, 1, 1, 0, 0}, 0},
		{site.BulletNote, nil, []int{2, 1, 1, 0}, 0},
		{site.HeadingNote, nil, []int{1, 1, 1, 0}, 0},
	} {
		var notes []note
		var group []site.Binding
		for _, block := range tt.list {
			notes, group = append(notes, note{Note: &site.Note{Kind: tt.kind, Own: tt.own}}), append(group, at(block))
		}
		if got := dropStray(notes, group, len(group)); got != tt.want || len(group[3%len(group)].Targets) != 1-got {
			t.Errorf("%+v: %d, %+v", tt, got, group)
		}
	}
}

// TestPartedWords: a note that quotes another name than the code has explains nothing,
// whatever else of it stands there.
func TestPartedWords(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte("FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl\nCOPY server.conf /etc/server/\nUSER 1000\n"))}
	groups := []site.NoteGroup{{Above: 1, Blocks: []int{0}}}
	for _, label := range []string{"FROM debian:13-slim", "apt-get install wget", "COPY client.json /etc/client/", "USER 1000"} {
		groups[0].Notes = append(groups[0].Notes, site.Note{Kind: site.TableNote, Above: 1, Label: label, Text: "what it is for", Fragments: []site.Fragment{{Text: label, Code: true}}})
	}
	got := Bind(codes, groups)
	check(t, codes, groups, got)
	for i, want := range []site.State{site.Matched, site.Unmatched, site.Unmatched, site.Matched} {
		if got[0][i].State != want {
			t.Errorf("%s: %s, want %s", groups[0].Notes[i].Label, got[0][i].State, want)
		}
	}
}

// TestExpansions binds what a shell has inside of braces, also where the note leaves these
// out.
func TestExpansions(t *testing.T) {
	codes := []*code.Code{code.Read("bash", []byte("set -e\n: \"${DB_HOST:=db}\"\n: \"${DB_PORT:=5432}\"\ncd \"${1:?no dir}\"\necho \"${NAME##*/}\"\n"))}
	groups := []site.NoteGroup{{Above: 1, Blocks: []int{0}, Notes: []site.Note{noteOf("DB_HOST:=db"), noteOf("${DB_PORT:=5432}"), noteOf("1:?no dir"), noteOf("NAME##*/")}}}
	got := Bind(codes, groups)
	check(t, codes, groups, got)
	for i, b := range got[0] {
		if len(b.Targets) != 1 || !slices.Equal(b.Targets[0].Lines, []int{2 + i}) {
			t.Errorf("%s: %+v", groups[0].Notes[i].Label, b)
		}
	}
}

// TestMarkers follows the markers in the comments of a listing.
func TestMarkers(t *testing.T) {
	codes := []*code.Code{code.Read("yaml", []byte("web: # (1)!\n  image: x\n# (2)!\ndb:\n  image: y\n"))}
	groups := []site.NoteGroup{{Blocks: []int{0}, Above: 1, Notes: []site.Note{
		{Kind: site.NumberedNote, Number: 1, Above: 1, Label: "the site"},
		{Kind: site.NumberedNote, Number: 2, Above: 1, Label: "the data"},
		{Kind: site.NumberedNote, Number: 3, Above: 1, Label: "more"},
	}}}
	all := Bind(codes, groups)
	check(t, codes, groups, all)
	for i, want := range [][]int{{1}, {4, 5}, nil} {
		var got []int
		for _, target := range all[0][i].Targets {
			got = append(got, target.Lines...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("marker %d: lines %v, want %v", i+1, got, want)
		}
	}
}

// TestSame binds in memory that another page was bound in.
func TestSame(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte(benchDockerfile))}
	groups := []site.NoteGroup{{Blocks: []int{0}, Above: 1, Notes: []site.Note{noteOf("EXPOSE 8000"), noteOf("USER app"), noteOf("rm -rf /var/lib/apt/lists/*")}}}
	want := Bind(codes, groups)
	check(t, codes, groups, want)
	var scratch Scratch
	for range 3 {
		got := scratch.Bind(codes, groups)
		for i := range got[0] {
			if got[0][i].State != site.Matched || !slices.Equal(got[0][i].Targets[0].Lines, want[0][i].Targets[0].Lines) || got[0][i].Probability != want[0][i].Probability {
				t.Errorf("%s: %+v, want %+v", groups[0].Notes[i].Label, got[0][i], want[0][i])
			}
		}
		scratch.Bind([]*code.Code{code.Read("sh", []byte("echo a\n"))}, []site.NoteGroup{{Notes: []site.Note{noteOf("echo")}}})
	}
}

// TestEvidenceIsNamed keeps the names of features apart, and those of the weights.
func TestEvidenceIsNamed(t *testing.T) {
	names := Names()
	if len(weights) != len(names) {
		t.Fatalf("%d weights for %d features: run make fit", len(weights), len(names))
	}
	if slices.ContainsFunc(weights[firstWidth:], func(w weight) bool { return w.first != 0 }) {
		t.Fatal("a feature of the second pass has a weight in the first: run make fit")
	}
	if len(contextual.features) > len(zeros) {
		t.Fatalf("%d features of the second pass, zeros for %d", len(contextual.features), len(zeros))
	}
	seen := map[string]bool{}
	for i, name := range names {
		if seen[name] && i < firstWidth {
			t.Errorf("two features are called %q", name)
		}
		seen[name] = true
	}
	for name := range against {
		if !seen[name] {
			t.Errorf("there are words against %q, which is no feature", name)
		}
	}
}

// TestHostile binds pages that are made to take long: their work is bounded.
func TestHostile(t *testing.T) {
	many := strings.Repeat("a b a b a b a b a b ", 200) + "\n"
	nested := ""
	for i := range 90 {
		nested += strings.Repeat(" ", i) + "a:\n"
	}
	for name, text := range map[string]string{"words": strings.Repeat(many, 20), "nested": nested, "lines": strings.Repeat("a\n", 20_000), "stars": strings.Repeat("*a* ", 5000)} {
		codes := []*code.Code{code.Read("yaml", []byte(text)), code.Read("", []byte(text))}
		g := site.NoteGroup{Blocks: []int{1, 0}, Above: 2}
		for range 300 {
			n := noteOf("a b a b a b a b", "a", "*a*", "a...")
			n.Above, n.Text = 2, strings.Repeat("a b ", 100)
			g.Notes = append(g.Notes, n)
		}
		groups := []site.NoteGroup{g}
		var p page
		p.read(codes, groups)
		if p.Work < -2_000_000 {
			t.Errorf("%s: %d steps more than there may be", name, -p.Work)
		}
		check(t, codes, groups, Bind(codes, groups))
	}
}

// FuzzBind binds notes to listings that have little to do with them.
func FuzzBind(f *testing.F) {
	f.Add("dockerfile", "FROM a AS b\nRUN c && \\\n d\n", "RUN c", "line 2", "b")
	f.Add("yaml", "a:\n  - b: c\n", "a.b", "`", "L1-2")
	f.Add("sh", "f() {\n x\n}\r\nf | y > z\n", "f()", "x...", "*y*")
	f.Add("", "1  a\n2  b\n", "2", "é/…", "a / b")
	f.Fuzz(func(t *testing.T, language, text, one, two, three string) {
		if len(text)+len(one)+len(two)+len(three) > 1<<13 {
			return
		}
		codes := []*code.Code{code.Read(language, []byte(text)), nil, code.Read("", []byte(three))}
		plain := noteOf(one)
		plain.Fragments[0].Code = false
		plain.Fragments[0].Open = true
		groups := []site.NoteGroup{
			{Blocks: []int{0}, Above: 1, Stage: two, Notes: []site.Note{noteOf(one, two), noteOf(three), plain}},
			{Blocks: []int{2, 0}, Above: 2, Under: &site.NoteRef{}, Notes: []site.Note{noteOf(two), {Kind: site.HeadingNote, Label: three, Own: []int{2}, Fragments: []site.Fragment{{Text: three}}}}},
		}
		check(t, codes, groups, Bind(codes, groups))
		Explain(codes, groups, site.NoteRef{Group: 1}, 2)
	})
}
