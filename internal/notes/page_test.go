package notes

import (
	"slices"
	"testing"

	"docsite/internal/bind"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// TestGroupWithoutNotes has a heading above a list in which no item is a note.
func TestGroupWithoutNotes(t *testing.T) {
	page := Read(markdown.Parse(&site.Source{Name: "a.md", Text: []byte("### Practices\n+ 1. a-rest-api ([src](https://example.org/c)). Understanding how docker work. \n```bash\ndocker-compose up\n")}))
	for g := range page.Bindings {
		for i, b := range page.Bindings[g] {
			if !(b.Probability >= 0 && b.Probability <= 1) || hasLines(&b) {
				t.Errorf("%q: %+v", page.Groups[g].Notes[i].Label, b)
			}
		}
	}
}

// TestLineThatIsOff: a note on a line that a comment sign switches off explains that
// line, one on a comment for people what stands below it.
func TestLineThatIsOff(t *testing.T) {
	for _, tt := range []struct {
		listing, notes string
		want           []int
	}{
		{"nginx\nevents {\n  worker_connections 768;\n  # multi_accept on;\n}", "- `worker_connections`: how many\n- `multi_accept`: commented out\n", []int{2, 3}},
		{"dockerfile\nFROM a\n# Install what we need\nRUN apk add curl\n# USER app\nEXPOSE 80", "| x | y |\n|--|--|\n| `FROM a` | a |\n| `USER app` | off |\n| Install what we need | c |\n", []int{1, 4, 3}},
		{"ini\nport = 5432\n#listen_addresses = local\nshared_buffers = 128MB\n# work_mem = 4MB\nfsync = on", "- `port`: a\n- `listen_addresses`: only local\n- `work_mem`: for sorts\n", []int{1, 2, 4}},
		{"dockerfile\n#COPY Instruction\nCOPY /path/on/host/ /path/on/container/\n\n#ADD Instruction\nADD /path/on/host/ /path/on/container/", "- `COPY` copies a file or folder from the host system into the image.\n- `ADD` is an advanced form of it.\n", []int{2, 5}},
		{"bash\nset -e\n# apt-get install -y vim\napk add curl\n#export DEBUG=1\nexec \"$@\"", "- `set -e`: a\n- `apt-get install -y vim`: off\n- `export DEBUG=1`: to see more\n", []int{1, 2, 4}},
	} {
		page := Read(markdown.Parse(&site.Source{Name: "a.md", Text: []byte("```" + tt.listing + "\n```\n\n" + tt.notes)}))
		var got []int
		for _, b := range page.Bindings[0] {
			if hasLines(&b) {
				got = append(got, b.Targets[0].Lines[0])
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: lines %v, want %v", tt.listing, got, tt.want)
		}
	}
}

// TestExplanationIsOfTheBinding: what is printed of a note's choices says of the first how
// sure the note is of its lines.
func TestExplanationIsOfTheBinding(t *testing.T) {
	page := Read(markdown.Parse(&site.Source{Name: "a.md", Text: []byte(file + "- `USER`: not root\n- apt-get: the index, `apt-get update`\n- The port `8080` of `EXPOSE`\n")}))
	for i, b := range page.Bindings[0] {
		choices := bind.Explain(page.Codes, page.Groups, site.NoteRef{Note: i}, 1)
		if len(choices) != 1 || choices[0].Sure != b.Probability || !slices.Equal(choices[0].Target.Lines, b.Targets[0].Lines) {
			t.Errorf("%s: %+v, sure by %v", page.Groups[0].Notes[i].Label, b, choices)
		}
	}
}
