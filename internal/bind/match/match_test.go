package match

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"docsite/internal/code"
	"docsite/internal/site"
)

const image = `FROM python:3.14-slim AS build
RUN apt-get update && apt-get install -y gcc
COPY requirements.txt .
ENV PORT=8000
EXPOSE 8000
RUN adduser app && \
    rm -rf /tmp/x
`

// find gives the lines of the best matches of a code span.
func find(text, quoted string) (r *Matcher, best []Match) {
	r = new(Matcher)
	r.Read([]*code.Code{code.Read("dockerfile", []byte(text))})
	r.Reset(1)
	r.Begin()
	r.ReadFragment(&site.Fragment{Text: quoted, Code: true})
	for f := range r.Fragments {
		r.Find(f, []int32{0})
	}
	for _, m := range r.Matches {
		if m.Behind <= .02 {
			best = append(best, m)
		}
	}
	return r, best
}

func (r *Matcher) line(m *Match) int32 { return r.Terms[m.Used[0]].Line }

// TestFind finds what is quoted, and says how it agrees.
func TestFind(t *testing.T) {
	for quoted, want := range map[string]struct {
		line  int32
		agree func(m *Match) bool
	}{
		"COPY requirements.txt .": {3, func(m *Match) bool { return m.Exact && m.Agreement > .99 }},
		"copy requirements.txt":   {3, func(m *Match) bool { return m.Fold }},
		"apt-get install gcc":     {2, func(m *Match) bool { return !m.Exact && m.Missing == 0 && m.Spread < 1 }},
		"python:3.12-slim":        {1, func(m *Match) bool { return m.Edited == 1 }},
		"ENV PORT=9000":           {4, func(m *Match) bool { return m.Edited > 0 || m.Differs }},
		"RUN adduser && rm -rf":   {6, func(m *Match) bool { return m.Missing == 0 && m.Agreement > .99 }},
		"requirements":            {3, func(m *Match) bool { return m.Loose > 0 || m.Agreement < 1 }},
	} {
		r, best := find(image, quoted)
		if len(best) == 0 || r.line(&best[0]) != want.line || !want.agree(&best[0]) {
			t.Errorf("%q: %+v", quoted, best)
		}
	}
	for _, absent := range []string{"postgresql-client", "9000", "1.1.1"} {
		if _, best := find(image, absent); len(best) > 0 {
			t.Errorf("%q does not stand there: %+v", absent, best)
		}
	}
}

// TestSchemes: the scheme of an address is no word of the listing, nor what two addresses
// have in common.
func TestSchemes(t *testing.T) {
	const listing = "host: shop.local\nhttp:\n  paths: /\nprobe: http://db:81\n"
	if r, best := find(listing, "http://shop.local"); len(best) == 0 || r.line(&best[0]) != 1 {
		t.Errorf("%+v, want the host", best)
	}
	if _, best := find(listing, "http://localhost:80"); len(best) > 0 {
		t.Errorf("another address: %+v", best)
	}
}

// TestTasks finds the task that a command runs.
func TestTasks(t *testing.T) {
	const makefile = ".PHONY: up\nup:\n\tdocker compose up -d\n\ntest: up\n\tgo test ./...\n"
	for quoted, want := range map[string]int32{"make up": 2, "make test ARGS=-v": 5, "npm run test": 5, "make -j4": 0, "npm ci": 0} {
		r := new(Matcher)
		r.Read([]*code.Code{code.Read("makefile", []byte(makefile))})
		r.Reset(1)
		r.Begin()
		r.ReadFragment(&site.Fragment{Text: quoted, Code: true})
		r.Find(len(r.Fragments)-1, []int32{0})
		f := &r.Fragments[len(r.Fragments)-1]
		if at := slices.IndexFunc(r.Matches, func(m Match) bool { return f.Part == 1 && r.line(&m) == want }); (at >= 0) != (want > 0) {
			t.Errorf("%q: %+v", quoted, r.Matches)
		}
	}
}

// TestCounted finds what is counted by its own number: that of a version may be another.
func TestCounted(t *testing.T) {
	const stages = "# Stage 1: build\nFROM node:20 AS build\nEXPOSE 80\n\n# Stage 2.\nFROM node:20\nEXPOSE 90\nCMD sleep 30\n"
	for quoted, want := range map[string][]int32{
		"Stage 1":   {1},
		"Stage 2":   {5},
		"Stage 3":   nil,
		"node:22":   {2, 6},
		"EXPOSE 90": {7},
		"EXPOSE 91": {3, 7},
		"sleep 60":  {8},
	} {
		r, _ := find(stages, quoted)
		var got []int32
		for i := range r.Matches {
			got = append(got, r.line(&r.Matches[i]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: lines %v, want %v", quoted, got, want)
		}
	}
}

// TestPlaces counts the places that agree as well.
func TestPlaces(t *testing.T) {
	r, best := find(image, "8000")
	if len(best) != 2 || best[0].Places != 2 || r.line(&best[0]) != 4 || r.line(&best[1]) != 5 {
		t.Errorf("%+v", best)
	}
}

// TestPieces reads what names several pieces as each of them, too.
func TestPieces(t *testing.T) {
	for text, want := range map[string][]float64{
		"COPY / ENV":      {0, .5, .5},
		"COPY и ENV vs.":  {0, .5, .5},
		"CMD in the RUNs": {0},
		"spec.template":   {0, 1},
		"a":               {0},
		"→":               {0},
		"":                nil,
	} {
		var r Matcher
		r.ReadFragment(&site.Fragment{Text: text, Code: true})
		var got []float64
		for i := range r.Fragments {
			got = append(got, r.Fragments[i].Part)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: parts %v, want %v", text, got, want)
		}
	}
}

// TestEcho finds words of code in prose.
func TestEcho(t *testing.T) {
	r, _ := find(image, "x")
	var got []string
	for _, i := range r.Echo("Copies requirements.txt; the PORT is documented by Expose.") {
		got = append(got, r.Terms[i].Text)
	}
	if want := []string{"requirements.txt", "PORT", "EXPOSE"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestBestIsKept keeps the line that agrees best of more than there is room for.
func TestBestIsKept(t *testing.T) {
	text := "FROM debian\n" + strings.Repeat("RUN apt-get install gcc\n", 2*maxMatches) + "RUN apt-get install -y make gcc\n"
	r, best := find(text, "apt-get install -y gcc")
	if len(r.Matches) != maxMatches || len(best) != 1 || r.line(&best[0]) != 2*maxMatches+2 {
		t.Fatalf("%d matches, the best %+v", len(r.Matches), best)
	}
}

// TestWordOfManyLines finds a line whose words stand in hundreds of others, too.
func TestWordOfManyLines(t *testing.T) {
	var text strings.Builder
	text.WriteString("FROM debian\n")
	for i := range 300 {
		fmt.Fprintf(&text, "COPY conf-%d-anvil.conf /etc/anvil-%d/\n", i%20, i/20)
	}
	for _, line := range []int{2, 200, 301} {
		quoted := fmt.Sprintf("COPY conf-%d-anvil.conf /etc/anvil-%d/", (line-2)%20, (line-2)/20)
		r, best := find(text.String(), quoted)
		if len(best) != 1 || best[0].Missing != 0 || int(r.line(&best[0])) != line {
			t.Errorf("%s: %+v", quoted, best)
		}
	}
}

// TestAgree finds the same units in the same order as a fragment that is laid over each
// line and each node with a word of it.
func TestAgree(t *testing.T) {
	names := strings.Fields("anvil basin cargo dock engine ferry gantry harbour island jetty keel")
	rnd := rand.New(rand.NewPCG(1, 2))
	word := func() string { return names[rnd.IntN(len(names))] }
	var text strings.Builder
	text.WriteString("FROM debian\n")
	for i := range 200 {
		switch rnd.IntN(4) {
		case 0:
			fmt.Fprintf(&text, "COPY %s-%d.conf /etc/%s/\n", word(), i, word())
		case 1:
			fmt.Fprintf(&text, "RUN apt-get install -y %s-%d \\\n    && rm -rf /var/lib/%s\n", word(), i, word())
		case 2:
			fmt.Fprintf(&text, "RUN make %s\n", word())
		default:
			fmt.Fprintf(&text, "FROM debian:%d AS %s%d\n", i, word(), i)
		}
	}
	lines := strings.Split(text.String(), "\n")
	found := 0
	for range 300 {
		quoted := strings.Fields(lines[rnd.IntN(len(lines))])
		for range rnd.IntN(3) {
			quoted = append(quoted, word())
		}
		r, _ := find(text.String(), strings.Join(quoted, " "))
		for fi := range r.Fragments {
			f, l := &r.Fragments[fi], &r.Listings[0]
			for _, least := range []float64{.3, .45} {
				r.look(f)
				r.locate(f, l)
				kept, top := r.agree(f, l, least, .35)
				got := slices.Clone(kept)
				r.heaviest(l)
				want, best := r.touched(f, l, 0), 0.0
				for i := range want {
					want[i].agreement = r.align(f, &want[i]).agreement
					best = max(best, want[i].agreement)
				}
				want = agreeing(want, max(best-.35, least))
				found += len(want)
				if len(want) > 0 && top != best || !slices.EqualFunc(got, want, func(a, b unit) bool { return a.from == b.from && a.to == b.to && a.agreement == b.agreement }) {
					t.Fatalf("%q: %v, %+v, want %v, %+v", quoted, top, got, best, want)
				}
			}
		}
	}
	if found < 1000 {
		t.Errorf("%d were found", found)
	}
}

// TestCommonWord finds what a common word finds again as it was.
func TestCommonWord(t *testing.T) {
	r, _ := find(strings.Repeat("RUN apt-get install gcc\n", 2*fewHits), "x")
	f := &Fragment{Fragment: &site.Fragment{Code: true}}
	f.Terms, _ = r.words("RUN install-gcc apt")
	r.look(f)
	first, from, work := slices.Clone(r.hits), slices.Clone(r.from), r.Work
	common := len(r.common)
	r.look(f)
	if !slices.Equal(r.hits, first) || !slices.Equal(r.from, from) || common == 0 || len(r.common) != common {
		t.Errorf("%d hits, then %d; %d are kept", len(first), len(r.hits), len(r.common))
	}
	if spent := work - r.Work; spent < len(first) {
		t.Errorf("%d steps for %d hits", spent, len(first))
	}
}

// TestFindAmongNumbered finds the line that is quoted among many that have other numbers.
func TestFindAmongNumbered(t *testing.T) {
	var text strings.Builder
	for i := range 480 {
		fmt.Fprintf(&text, "RUN echo step %d && touch /file-%d\n", i, i)
	}
	for _, i := range []int{1, 22, 128, 479} {
		r, best := find(text.String(), fmt.Sprintf("RUN echo step %d && touch /file-%d", i, i))
		if len(best) != 1 || r.line(&best[0]) != int32(i+1) || !best[0].Exact || best[0].Places != 1 {
			t.Errorf("step %d stands at %d places: %+v", i, len(best), best)
		}
	}
	if _, best := find(text.String(), "RUN echo step 500 && touch /file-500"); len(best) < 2 {
		t.Errorf("a line that is not there is like %d others", len(best))
	}
}

// TestForeignSentence finds a sentence in letters that no code has where all of it stands,
// not where a comment opens with its words, and one that opens with code by that code.
func TestForeignSentence(t *testing.T) {
	const text = "# 컨피그 객체의 값을 확인한다\nRUN ls\nCOPY a b\n"
	for quoted, want := range map[string]bool{
		"컨피그 객체의 용도는 따로 있다": false, "컨피그 객체의 값을 확인한다": true, "COPY 명령은 파일을 복사한다": true,
	} {
		r := new(Matcher)
		r.Read([]*code.Code{code.Read("dockerfile", []byte(text))})
		r.Reset(1)
		r.Begin()
		r.ReadFragment(&site.Fragment{Text: quoted, Open: true})
		r.Find(0, []int32{0})
		if got := len(r.Matches) > 0; got != want {
			t.Errorf("%q: %+v", quoted, r.Matches)
		}
	}
}
