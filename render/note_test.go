package render

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"docsite/internal/lockfile"
	"docsite/internal/site"
)

// TestNoteStates has a note whose code has changed since the lock was written,
// one that names another version, and one that is as it was.
func TestNoteStates(t *testing.T) {
	hash := func(label, text string) string {
		sum := sha256.Sum256([]byte(label + "\x00" + text))
		return hex.EncodeToString(sum[:])
	}
	lock := site.Lock{Version: 1, Notes: map[string][]site.LockedNote{"a.md": {
		{Label: "RUN make", Lines: []string{"RUN make all"}, Words: hash("RUN make", "builds"), Rank: 1},
		{Label: "USER app", Lines: []string{"USER app"}, Words: hash("USER app", "not root"), Rank: 2},
	}}}
	html := mainOf(read(t, load(t, map[string]string{
		"docsite.yaml": "lang: de\n",
		"docsite.lock": string(lockfile.Encode(&lock)),
		"content/a.md": "# A\n\n```dockerfile\nFROM alpine:3.22\nRUN make install\nUSER app\n```\n\n- `FROM alpine:3.20`: small\n- `RUN make`: builds\n- `USER app`: not root\n",
	}), "a.html"))
	for _, want := range []string{
		`<code>FROM alpine:3.20</code>: small</p> <p class="state"><span title="Die Anmerkung nennt eine andere Version als der Code daneben">Andere Version</span></p>`,
		`builds</p> <p class="state"><span title="Diese Zeilen haben sich geändert, seit jemand die Anmerkung zuletzt angesehen hat">Noch einmal ansehen</span></p>`,
		`not root</p> </div>`,
	} {
		if !strings.Contains(strings.Join(strings.Fields(html), " "), want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
}

// TestRestOfNotes has items, terms and rows without lines: they stand with a note of their
// group, behind what is said of that, and no label of theirs is left out.
func TestRestOfNotes(t *testing.T) {
	const list = "- Small\n- `FROM alpine:3.20`: base\n- Fast\n\n  and light\n- `USER app`: not root\n- `RUN make`: builds\n- `EXPOSE 80`: port\n- `WORKDIR /a`: place\n- `CMD [\"a\"]`: start\n"
	const terms = "`FROM alpine:3.22`\n: base\n\nSize\n: small\n\n`USER app`\n: not root\n\n`RUN make`\n: builds\n"
	const table = "| Line | Why |\n|---|---|\n| `FROM alpine:3.22` | base |\n| `USER root` | never |\n| `USER app` | not root |\n| `RUN make` | builds |\n"
	for _, tt := range []struct{ text, want string }{
		{list, `data-n="1"><p>Small</p> <a class="key" href="#N-from-alpine-3-20" data-l="1" aria-label="note 1"></a><p><code>FROM alpine:3.20</code>: base</p> <p class="state"><span title="The note names another version than the code beside it">Another version</span></p> <p>Fast</p> <p>and light</p> </div>`},
		{terms, `</a><p>base</p> <p class="label">Size</p> <p>small</p> </div>`},
		{table, `<p>base</p> <p class="label"><code>USER root</code></p> <p>never</p> </div>`},
	} {
		html := mainOf(read(t, load(t, map[string]string{"content/a.md": "# A\n\n```dockerfile\nFROM alpine:3.22\nRUN make\nUSER app\nEXPOSE 80\nWORKDIR /a\nCMD [\"a\"]\n```\n\n" + tt.text + "\n## End\n\nText.\n"}), "a.html"))
		if html = strings.Join(strings.Fields(html), " "); !strings.Contains(html, tt.want) {
			t.Errorf("no %s in\n%s", tt.want, html)
		}
	}
}

// TestEditedLabel has a table's row that names another version: what it names
// is shown, though the cell of the other row is left out.
func TestEditedLabel(t *testing.T) {
	html := mainOf(read(t, load(t, map[string]string{
		"content/a.md": "# A\n\n```dockerfile\nFROM alpine:3.22\nUSER app\n```\n\n| Line | Why |\n| --- | --- |\n| `FROM alpine:3.20` | small |\n| `USER app` | not root |\n",
	}), "a.html"))
	if !strings.Contains(html, "<code>FROM alpine:3.20</code>") || strings.Contains(html, "<code>USER app</code>") {
		t.Error(html)
	}
}

// TestShownLabels: a label is left out only where the lines beside it have each of its words.
func TestShownLabels(t *testing.T) {
	const name, shown = `<code>kubectl get pods <span class="solid">-n</span> &lt;space&gt;</code></p>`, "`kubectl drain`"
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"| Command | Why |\n| --- | --- |\n| `kubectl get pods -n <space>` | room |\n| " + shown + " | what |\n", []string{`<p class="label">` + name, `</a><p>what</p>`}},
		{"`kubectl get pods -n <space>`\n: room\n: space\n\n" + shown + "\n: what\n", []string{`<p class="label">` + name, "<p>room</p>\n<p>space</p>", `</a><p>what</p>`}},
		{"### `kubectl get pods -n <space>`\n\nroom\n\n### " + shown + "\n\nwhat\n", []string{`<p class="label" id="kubectl-get-pods--n-space">` + name, `<p class="label sr" id="kubectl-drain"><code>kubectl drain</code></p>`}},
		{"| Command | Why |\n| --- | --- |\n| `kubectl get pods -n we` | room |\n| `kubectl drain ... --force` | what |\n", []string{`<code>kubectl get pods <span class="solid">-n</span> we</code>`, `</a><p>what</p>`}},
	} {
		html := mainOf(read(t, load(t, map[string]string{"content/a.md": "# A\n\n```sh\nkubectl get pods -n web\nkubectl drain one --force\n```\n\n" + tt.text}), "a.html"))
		for _, want := range tt.want {
			if !strings.Contains(html, want) {
				t.Errorf("%s\nno %s in\n%s", tt.text, want, html)
			}
		}
	}
}

// TestPlacesOfHeadings: links lead to a heading beside code by all of its names.
func TestPlacesOfHeadings(t *testing.T) {
	const text = "# A\n\n[A](#every), [b](#base) and [c](#user).\n\n## File\n\n```dockerfile\nFROM a\nUSER app\n```\n\n(every)=\n### All\n\n(base)=\n#### `FROM a`\n\nBase.\n\n<a id=\"user\"></a>\n\n#### `USER app`\n\nNot root.\n\n<a id=\"last\"></a>\n\n## End\n\nText.\n"
	html := mainOf(read(t, load(t, map[string]string{"content/a.md": text}), "a.html"))
	for _, want := range []string{
		`<p class="lead" id="all"><span id="every"></span>All</p>`,
		`<p class="label sr" id="from-a"><span id="base"></span><code>FROM a</code></p>`,
		`id="user-app"><code>USER app</code></p>` + "\n" + `<p><a id="user"></a></p>` + "\n<p>Not root.</p>",
		`<p><a id="last"></a></p>` + "\n" + `<div class="titled"><h2 id="end">`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
}

// TestHeadingOfHTML has notes that are led in by a heading and a paragraph of HTML.
func TestHeadingOfHTML(t *testing.T) {
	const text = "# A\n\n## File\n\n```dockerfile\nFROM a\nUSER app\n```\n\n<h4 align=\"center\">What <i>each</i> does</h4>\n\n<p>In order:</p>\n\n- `USER app`: not root\n- `FROM a`: base\n\n## End\n\n[It](#what-each-does) ends.\n"
	html := mainOf(read(t, load(t, map[string]string{"content/a.md": text}), "a.html"))
	if want := "<p class=\"lead\" id=\"what-each-does\" align=\"center\">What <i>each</i> does</p>\n<p>In order:</p>\n<a class=\"key\" href=\"#N-from-a\" data-l=\"1\" aria-label=\"note 1\"></a><p><code>FROM a</code>: base</p>"; !strings.Contains(html, want) {
		t.Errorf("no %s in\n%s", want, html)
	}
	if strings.Contains(html, "<h4") || strings.Count(html, "In order:") != 1 {
		t.Error(html)
	}
}

// TestRowsBesideCode has tables whose columns say more than their names, count their rows,
// or repeat the code: beside the code each word stands once, and no line's code again.
func TestRowsBesideCode(t *testing.T) {
	const file = "# A\n\n```dockerfile\nFROM a\nUSER app\n```\n\n"
	for _, tt := range []struct{ table, want string }{
		{"| Directive of it | Reason, as *agreed* in May |\n|---|---|\n| `USER app` | not root |\n| `FROM a` | base |\n", "<p class=\"head\">Directive of it · Reason, as <em>agreed</em> in May</p>\n<a class=\"key\" href=\"#N-from-a\" data-l=\"1\" aria-label=\"note 1\"></a><p>base</p>\n</div>"},
		{"| # | Setting | Reason |\n|---|---|---|\n| 1 | `USER app` | not root |\n| 2 | `FROM a` | base |\n", "</a><p>base</p>\n</div>"},
		{"| Step | Setting | Reason |\n|---|---|---|\n| 1 | `USER app` | not root |\n| 2 | `FROM a` | base |\n", "</a><p class=\"label\"><span class=\"head\">Step</span> 2</p>\n<p><span class=\"head\">Reason</span> base</p>\n</div>"},
	} {
		html := mainOf(read(t, load(t, map[string]string{"content/a.md": file + tt.table}), "a.html"))
		if !strings.Contains(html, tt.want) {
			t.Errorf("%s\nno %s in\n%s", tt.table, tt.want, html)
		}
	}
}

// TestShortCells has a table of keys: the cells of columns that say a word each share a line, and the
// note about all of an object has no link at each of its lines.
func TestShortCells(t *testing.T) {
	html := mainOf(read(t, load(t, map[string]string{"content/a.md": "# A\n\n```json\n{\n  \"host\": \"kiln\",\n  \"store\": {\n    \"path\": \"/clay\"\n  },\n  \"port\": 80\n}\n```\n\n" +
		"| Key | Type | Default | What it is |\n|---|---|---|---|\n| `host` | text | none | Where the oven listens, by its name |\n| `store` | object | <br> | What is kept of pots that were fired |\n| `port` | number | 80 | Its door |\n"}), "a.html"))
	for _, want := range []string{
		`<p><span class="head">Type</span> text · <span class="head">Default</span> none</p>` + "\n" + `<p><span class="head">What it is</span> Where`,
		`<p><span class="head">Type</span> object</p>`,
		`<p><span class="head">Type</span> number · <span class="head">Default</span> 80</p>` + "\n" + `<p><span class="head">What it is</span> Its door`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
	if strings.Contains(html, ">See ") {
		t.Errorf("a link back from lines that go on in\n%s", html)
	}
}
