package draft

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/inventory"
)

// TestManyWords drafts instructions of very many words: the bytes that a draft
// allocates must not grow with the square of the words.
func TestManyWords(t *testing.T) {
	for _, tt := range [][2]string{{"RUN a", " \\\n b"}, {"RUN a", " !"}, {"RUN a", " {"}, {"RUN a", " if a; then"}, {"RUN a", " case x in x)"}, {"ENV b=2", " \\\n a=1"}} {
		small, large := allocated(tt[0], tt[1], 1<<12), allocated(tt[0], tt[1], 1<<15)
		if large > 16*small {
			t.Errorf("%q: %d bytes, and %d for eight times the text", tt, small, large)
		}
	}
}

func allocated(head, piece string, size int) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Explain("Dockerfile", []byte("FROM a\n"+head+strings.Repeat(piece, size/len(piece))))
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestManyInstructions(t *testing.T) {
	most := "FROM a\n" + strings.Repeat("CMD a\n", maxInstructions-1)
	if e, problems := Explain("Dockerfile", []byte(most)); e == nil {
		t.Error(problems)
	}
	e, problems := Explain("Dockerfile", []byte(most+"CMD a\n"))
	if want := "Dockerfile: it has 3001 instructions; at most 3000 are explained"; e != nil || len(problems) != 1 || problems[0].Error() != want {
		t.Errorf("explained: %v; %q, want %q", e != nil, problems, want)
	}
}

// TestManyStages drafts a page of more stages than a page may quote one by one.
func TestManyStages(t *testing.T) {
	var b strings.Builder
	for i := range 600 {
		fmt.Fprintf(&b, "FROM s%d AS s%d\nARG X%d=$X%d$X%d\nRUN echo $X%d\n", i, i+1, i+1, i, i, i+1)
	}
	files := fstest.MapFS{"Dockerfile": &fstest.MapFile{Data: []byte(b.String())}}
	plan, problems := New(load(t, files), inventory.Read(files, nil), Options{Name: "x"})
	if plan == nil || len(problems) == 0 || !strings.Contains(problems[0].Message, "it has 600 stages, too many for a listing each") {
		t.Fatal(problems)
	}
	if page := string(plan.Files[0].Text); strings.Contains(page, "stage=") || !strings.Contains(page, "Dockerfile\n") {
		t.Errorf("%.400s", page)
	}
}
