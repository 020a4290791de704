package refresh

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const claimConfig = `images:
  single: {recorded: {usage: 800 MB, on: 2026-11-23}}
  inkwell: {ref: docker.io/team/inkwell:latest, recorded: {usage: 284 MB, download: 62.6 MB, on: 2026-11-23}}
  base: {recorded: {unpacked: 117 MB, disk: 134 MB, download: 49.8 MB, on: 2026-11-23}}
`

// claims gives the faults that check finds in a text, one a line.
func claims(t *testing.T, text string) string {
	t.Helper()
	p := newProject(t, map[string]string{"docsite.yaml": claimConfig, "content/a.md": text})
	report := p.run(Options{Check: true})
	var faults []string
	for _, i := range report.Items {
		faults = append(faults, i.Sentence(true))
	}
	for _, problem := range report.Problems {
		faults = append(faults, problem.String())
	}
	return strings.Join(faults, "\n")
}

// TestWrongClaims: each is found, and named with what the size really is.
func TestWrongClaims(t *testing.T) {
	for text, want := range map[string]string{
		"`inkwell` has an uncompressed size of 284 MB.":                                    `"284 MB" of inkwell is called "uncompressed size", and is Docker's disk usage`,
		"The image team/inkwell:latest is 284 MB after extraction.":                        `is called "after extraction"`,
		"`inkwell`: 284 MB compressed.":                                                    `is called "compressed", and is Docker's disk usage`,
		"inkwell needs a disk usage of 62.6 MB.":                                           `is called "disk usage", and is the download`,
		"Of inkwell, 62.6MB are unpacked.":                                                 `is called "unpacked", and is the download`,
		"inkwell downloads 62.6 MiB.":                                                      "is in MB, not in MiB",
		"inkwell downloads 59.7 MB.":                                                       "was counted in MiB: in MB it is 62.6 MB",
		"inkwell downloads about 80 MB.":                                                   "is not what inkwell has",
		"inkwell downloads 61 MB.":                                                         "is not what inkwell has",
		"inkwell downloads 60 MB.":                                                         "was counted in MiB",
		"inkwell downloads 70 MB.":                                                         "the download: the compressed config and layers is 62.6 MB",
		"About inkwell. Its compressed size is 70 MB.":                                     "is not what inkwell has",
		"inkwell has 62.6 MB for all platforms.":                                           "is of one platform of inkwell, not of all",
		"inkwell on Docker Hub: 284 MB disk usage, 62.6 MB compressed.":                    "is not what Docker Hub shows",
		"The size of inkwell is 284 MB.":                                                   "may be four things",
		"| Image | Uncompressed |\n|---|---|\n| inkwell | 284 MB |\n":                      `is called "Uncompressed"`,
		"| Image | Approx. size |\n|---|---|\n| inkwell | ~284 MB |\n":                     "may be four things",
		"| Image | Download |\n|---|---|\n| inkwell | 70 MB |\n| base | 49.8 MB |":         "is not what inkwell has",
		"The uncompressed size of inkwell is <!-- ds:inkwell.usage -->284 MB<!-- /ds -->.": `is called "uncompressed size"`,
		"inkwell:latest, 284 MB uncompressed, of docker.io/team/inkwell:latest.":           `is called "uncompressed"`,
		"inkwell 62.7 MB uncompressed.":                                                    `is called "uncompressed"`,
		"base downloads 111.6 MB.":                                                         "the download: the compressed config and layers is 49.8 MB",
		"| | inkwell | base |\n|---|---|---|\n| Download | 62.6 MB | 60 MB |\n":            "is not what base has",
		"| Size | inkwell |\n|---|---|\n| Uncompressed | 284 MB |\n| Layers | 12 |\n":      `is called "Uncompressed"`,
		"A 70 MB download, inkwell is small.":                                              "is not what inkwell has",
		"inkwell has one layer, 70 MB compressed.":                                         "is not what inkwell has",
		"inkwell is 70 MB compressed per default.":                                         "is not what inkwell has",
		"> inkwell is 284 MB\n> uncompressed.":                                             `is called "uncompressed"`,
	} {
		if got := claims(t, text); strings.Count(got, "\n") > 0 || !strings.Contains(got, want) {
			t.Errorf("%q: %q, want one fault with %q", text, got, want)
		}
	}
}

// TestClaimsOfOtherLanguages: sizes are compared in the notation and the words of several.
func TestClaimsOfOtherLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"inkwell: 62,6 MB komprimiert, 284 MB disk usage.":                          "",
		"Der Download von inkwell hat 62,6 MB.":                                     "",
		"Von inkwell werden 70,2 MB heruntergeladen.":                               `"70,2 MB" is not what inkwell has`,
		"inkwell ist unkomprimiert 284 MB groß.":                                    `is called "unkomprimiert"`,
		"Die Größe von inkwell ist 284 MB.":                                         "may be four things",
		"Von inkwell werden weniger als 70 MB heruntergeladen, früher war es mehr.": "",
		"Der Download von inkwell sank von 70 MB auf 62,6 MB.":                      "",
		"Le téléchargement d'inkwell fait 62,6 Mo.":                                 "",
		"Le téléchargement d'inkwell fait 70,2 Mo.":                                 `"70,2 Mo" is not what inkwell has`,
		"Le téléchargement d'inkwell fait moins de 70 Mo, au lieu de 80 Mo.":        "",
		"L'image inkwell fait 284 Mo décompressée.":                                 `is called "décompressée"`,
		"L'image inkwell fait 62,6 Mo non compressée.":                              `is called "non compressée"`,
		"L'image inkwell fait 62,6 Mio compressée.":                                 "is in MB, not in MiB",
		"La descarga de inkwell ocupa 62,6 MB.":                                     "",
		"La descarga de inkwell ocupa 75,2 MB.":                                     "is not what inkwell has",
		"La descarga de inkwell ocupa hasta 75,2 MB.":                               "",
		"| Imagem | Descompactado |\n|---|---|\n| inkwell | 284 MB |\n":             `is called "Descompact`,
		"inkwell: da scaricare 62,6 MB, decompresso 284 MB.":                        `is called "decompress`,
		"Образ inkwell: скачать 62,6 МБ.":                                           "",
		"Образ inkwell: скачать 70,2 МБ.":                                           `"70,2 МБ" is not what inkwell has`,
		"Образ inkwell: скачать около 60 МБ.":                                       "",
		"inkwell 压缩后约 63 MB。":                                                       "",
		"inkwell 压缩后大小为 75 MB。":                                                     "is not what inkwell has",
		"inkwell 解压后 284 MB。":                                                       `is called "解压`,
		"inkwell のダウンロードは 70 MB 以下。":                                                "",
		"inkwell のダウンロードは 75 MB。":                                                   "is not what inkwell has",
		"inkwell downloads 20 MB less than it did, 20 MB smaller.":                  "",
		"inkwell downloads 1,284.5 MB.":                                             "",
	} {
		if got := claims(t, text); want == "" && got != "" || strings.Count(got, "\n") > 0 || !strings.Contains(got, want) {
			t.Errorf("%q: %q, want one fault with %q", text, got, want)
		}
	}
}

// TestNotationStays: a figure between markers is written as the one before it.
func TestNotationStays(t *testing.T) {
	p := newProject(t, map[string]string{"docsite.yaml": claimConfig, "content/a.md": "inkwell : <!-- ds:inkwell.download -->61,2 Mo<!-- /ds --> à télécharger, soit environ <!-- ds:inkwell.download digits=1 -->70 Mo<!-- /ds -->, ou <!-- ds:inkwell.usage -->283&nbsp;Mo<!-- /ds -->.\n\nOu 62,6 Mo.\n"})
	p.expect(Fine, Options{Offline: true})
	want := "inkwell : <!-- ds:inkwell.download -->62,6 Mo<!-- /ds --> à télécharger, soit environ <!-- ds:inkwell.download digits=1 -->60 Mo<!-- /ds -->, ou <!-- ds:inkwell.usage -->284\u00a0Mo<!-- /ds -->.\n\nOu 62,6 Mo.\n"
	if got := p.read("content/a.md"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	p.expect(Fine, Options{Check: true})
	p.expect(Fine, Options{Mark: &Place{"a.md", 3}})
	want = strings.Replace(want, "Ou 62,6 Mo", "Ou <!-- ds:inkwell.download -->62,6 Mo<!-- /ds -->", 1)
	if got := p.read("content/a.md"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

// TestRightClaims: nothing is said of what is right, nor of what is about
// something else.
func TestRightClaims(t *testing.T) {
	for _, text := range []string{
		"A pull of inkwell transfers 60\u202fMB\u202fto\u202f65\u202fMB.",
		"A pull of inkwell transfers 62.6 MB over the network. The disk usage is 284 MB.",
		"inkwell: 284 MB disk usage, 62.6 MB compressed content size.",
		"inkwell has a disk usage of 284 MB, the compressed layers and the unpacked files together.",
		"The unpacked files of inkwell are about 221 MB.",
		"base is 117 MB unpacked, on disk 134 MB, and 49.8 MB to download.",
		"The builder of inkwell downloads 30.5 kB of lists and 512 MB of headers.",
		"About inkwell.\n\n## Elsewhere\n\nThe uncompressed size is 284 MB.",
		"webinkwell has an uncompressed size of 284 MB.",
		"`inkwell`\n\n```\n284 MB uncompressed\n```\n",
		"| | inkwell | inkwell:1.0 | somebody/inkwell |\n|---|---|---|---|\n| Download | 62.6 MB | 70 MB | 60 MB |\n",
		"| | base |\n|---|---|\n| Startup | 60 MB |\n",
		"| Image | Docker disk usage | Download |\n|---|---|---|\n| single | 800 MB | – |\n| inkwell | 284 MB | 62.6 MB |\n",
		"inkwell 1.284 MB-thing, python 3.12.62.6 MB",
		"inkwell downloads about 60 MB, and has a disk usage of around 280 MB.",
		"A pull of inkwell is roughly 65 MB.",
		"inkwell downloads less than 70 MB, and has a disk usage under 300 MB.",
		"inkwell downloads about <!-- ds:inkwell.download digits=1 -->60 MB<!-- /ds -->.",
		"inkwell:1.0 downloads 70 MB.",
		"team/inkwell:1.0 downloads 70 MB, and inkwell@sha256:0123 70 MB.",
		"inkwell 1.0 downloads 70 MB, inkwell v2 even 75 MB.",
		"| Tag | Compressed size |\n|---|---|\n| `inkwell:latest` | 62.6 MB |\n| `inkwell:1.0` | 70 MB |\n",
		"inkwell/slim downloads 70 MB, other/inkwell 75 MB.",
		"inkwell grew from 60 MB to 62.6 MB of download; it was 55 MB.",
		"The download of inkwell was 70 MB.",
		"The COPY adds 55 MB to what inkwell downloads: +55 MB.",
		"inkwell: 62 800 kB, 62'700 kB, 62\u202f600 kB to download.",
		"inkwell downloads 60–70 MB, or 60 to 70 MB, or 60 MB - 70 MB.",
		"inkwell downloads 63 MB.",
		"inkwell limits uploads to 5 MB and memory to 512 MiB.",
		"A 100 MB/s line pulls inkwell at once, one with 80 MB per second as well.",
		"The inkwell image downloads a 90 MB model at start, and another 70 MB archive.",
		"With glibc the compressed inkwell would be 90 MB. Der Download von inkwell wäre 90 MB groß.",
		"Do not let the compressed inkwell exceed 70 MB. Le téléchargement d'inkwell ne doit pas dépasser 70 Mo.",
		"40 MB of the inkwell download are Python. Half of the inkwell download (31.3 MB) is Java. 31 MB des Downloads von inkwell sind Go.",
		"One layer of the inkwell download has 40 MB. The Alpine variant of inkwell has 30 MB compressed.",
		"inkwell used to be a 90 MB download.",
		"| Image | Compressed before | Max compressed size |\n|---|---|---|\n| inkwell | 70 MB | 80 MB |\n",
		"| | inkwell | base |\n|---|---|---|\n| Budget (compressed) | 70 MB | 60 MB |\n| Compressed, 2023 | 55 MB | 40 MB |\n",
		"| Version | Compressed size of inkwell |\n|---|---|\n| 1.2 | 62.6 MB |\n| 1.1 | 60 MB |\n",
		"In version 1.0, inkwell has 70 MB compressed. inkwell (1.1) has 75 MB compressed.",
		"inkwell before this change: 70 MB compressed. inkwell without docs: 50 MB compressed.",
		"On arm64 the inkwell download is 58 MB.\n\n| | Download (aarch64) |\n|---|---|\n| inkwell | 58 MB |\n",
	} {
		if got := claims(t, text); got != "" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// An image that has its name from docsite.yaml is meant by it where others have it from their
// repository alone: its tags, or another platform of it.
func TestClaimsOfOneRepository(t *testing.T) {
	config := `images:
  web: {ref: r.invalid/web, recorded: {download: 50 MB, on: 2026-11-23}}
  tags: {ref: r.invalid/web, recorded: {download: 50 MB, on: 2026-11-23}}
  arm: {ref: r.invalid/web, recorded: {download: 54 MB, on: 2026-11-23}}
  pi: {ref: r.invalid/pi, platform: linux/arm64, recorded: {download: 54 MB, on: 2026-11-23}}
  oci: {ref: "r.invalid/x:2", recorded: {usage: 7 MB, on: 2026-11-23}}
  file: {ref: "oci:out", recorded: {usage: 70 MB, on: 2026-11-23}}
`
	for text, want := range map[string]string{
		"web downloads 60 MB.":                    "is not what web has",
		"web is 50 MB uncompressed.":              `of web is called "uncompressed"`,
		"web downloads 54 MB for ARM.":            "",
		"web downloads 60 MB, arm 80 MB.":         "",
		"On aarch64 pi downloads 60 MB.":          "is not what pi has",
		"On ARM v7 pi downloads 60 MB.":           "",
		"x 2 needs 9 MB, as x 2 has it.":          "",
		"The OCI archive needs 80 MB disk usage.": "",
	} {
		p := newProject(t, map[string]string{"docsite.yaml": config, "content/a.md": text})
		got := fmt.Sprint(p.run(Options{Check: true}).Problems)
		for _, i := range p.run(Options{Check: true}).Items {
			got += i.Sentence(true)
		}
		if want == "" && got != "[]" || !strings.Contains(got, want) {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// TestClaimsWithoutEnd reads what no person writes: a sentence of thousands of sizes, of which
// none is compared, tens of thousands of sentences in a paragraph, and a table below a
// column's name of many words. Each took time with the square of its length.
func TestClaimsWithoutEnd(t *testing.T) {
	p := newProject(t, map[string]string{
		"docsite.yaml":  claimConfig,
		"content/a.md":  "inkwell " + strings.Repeat("70 MB download, ", 2000) + "\n",
		"content/b.md":  "inkwell " + strings.Repeat("A b.\nC d. ", 15000) + "\n",
		"content/c.md":  "| " + strings.Repeat("inkwell ", 5000) + "| b |\n| --- | --- |\n" + strings.Repeat("| inkwell | 70 MB |\n", 500),
		"content/ok.md": "inkwell downloads 70 MB.\n",
	})
	report := p.expect(Drift, Options{Check: true})
	if text := report.Text(); strings.Count(text, "content/") != 1 || !strings.Contains(text, "content/ok.md:1:19: ") {
		t.Errorf("%.2000s", text)
	}
}

// TestSeedClaims takes the document that was written by hand: of its sizes,
// the last sentence, the heading of the table and the words above the picture
// are wrong, and nothing else is.
func TestSeedClaims(t *testing.T) {
	shared := os.Getenv("DOCSITE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(shared, "seed", "dockerfile.md"))
	if err != nil {
		t.Skipf("the shared material is not here: %v", err)
	}
	p := newProject(t, map[string]string{"docsite.yaml": strings.Replace(claimConfig, "team/", "hardcorebobur666/", 1), "content/dockerfile.md": string(text)})
	report := p.expect(Drift, Options{Check: true})
	lines := map[int]bool{}
	for _, i := range report.Items {
		lines[i.Line] = true
	}
	for _, problem := range report.Problems {
		lines[problem.Line] = true
	}
	if len(report.Items)+len(report.Problems) != 3 || !lines[141] || !lines[143] || !lines[147] {
		t.Errorf("%v\n%v", report.Text(), report.Problems)
	}
}

// TestMark puts markers in, once, and where GitHub understands them.
func TestMark(t *testing.T) {
	p := newProject(t, map[string]string{"docsite.yaml": claimConfig,
		"content/a.md": "# inkwell\n\nIt has **284 MB disk usage**, ~62.7 MB to download.\n284 MB too.\n\n- 284 MB\n"})
	p.expect(Fine, Options{Mark: &Place{"a.md", 3}})
	want := "# inkwell\n\nIt has **<!-- ds:inkwell.usage -->284 MB<!-- /ds --> disk usage**, ~<!-- ds:inkwell.download -->62.6 MB<!-- /ds --> to download.\n284 MB too.\n\n- 284 MB\n"
	if got := p.read("content/a.md"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	for _, at := range []Place{{"a.md", 3}, {"content/a.md", 4}, {"a.md", 6}, {"a.md", 1}, {"a.md", 99}, {"b.md", 1}} {
		if p.expect(Wrong, Options{Mark: &at}); p.read("content/a.md") != want {
			t.Errorf("%v changed something", at)
		}
	}
	p.expect(Fine, Options{Check: true})

	p.write("content/d.md", "A&amp;B, \\*C\\*: inkwell has 62.6&nbsp;MB to download &mdash; d\\_e &lt; f 284 MB disk usage.\n")
	p.expect(Fine, Options{Mark: &Place{"d.md", 1}})
	want = "A&amp;B, \\*C\\*: inkwell has <!-- ds:inkwell.download -->62.6\u00a0MB<!-- /ds --> to download &mdash; d\\_e &lt; f <!-- ds:inkwell.usage -->284 MB<!-- /ds --> disk usage.\n"
	if got := p.read("content/d.md"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	p.expect(Fine, Options{Check: true})
	p.write("content/d.md", "# D\n")

	p.write("content/c.md", "inkwell downloads about 60 MB, nearly 65 MB.\n")
	p.expect(Fine, Options{Mark: &Place{"c.md", 1}})
	want = "inkwell downloads about <!-- ds:inkwell.download digits=1 -->60 MB<!-- /ds -->, nearly <!-- ds:inkwell.download digits=2 -->63 MB<!-- /ds -->.\n"
	if got := p.read("content/c.md"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

// TestMarkOfWhatIsNamed: a person who names a line says that its sizes are figures, though its section
// names no image; what the words call a size goes before what is as near.
func TestMarkOfWhatIsNamed(t *testing.T) {
	p := newProject(t, map[string]string{"docsite.yaml": "images:\n  web: {recorded: {unpacked: 8.00 MB, download: 8.01 MB, on: 2026-11-23}}\n  db: {recorded: {download: 44 MB, unpacked: 90 MB, on: 2026-11-23}}\n  dc: {recorded: {unpacked: 90 MB, on: 2026-11-23}}\n",
		"content/a.md": "# Size\n\nA pull transfers 8.0 MB.\n44 MB of memory\nIt takes 90 MB.\n\n# web\n\nA pull of web transfers 8.0 MB, unpacked it is 8.0 MB.\n"})
	p.expect(Fine, Options{Mark: &Place{"a.md", 3}})
	p.expect(Fine, Options{Mark: &Place{"a.md", 9}})
	p.expect(Wrong, Options{Mark: &Place{"a.md", 5}}) // a figure of two images
	want := "# Size\n\nA pull transfers <!-- ds:web.download -->8.01 MB<!-- /ds -->.\n44 MB of memory\nIt takes 90 MB.\n\n# web\n\nA pull of web transfers <!-- ds:web.download -->8.01 MB<!-- /ds -->, unpacked it is <!-- ds:web.unpacked -->8 MB<!-- /ds -->.\n"
	if got := p.read("content/a.md"); got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	p.expect(Fine, Options{Check: true})
}

// TestDigits: a figure is written and compared with the digits that its marker
// asks for, and stays while it is near the middle of two round ones.
func TestDigits(t *testing.T) {
	const config = "images: {a: {ref: x.invalid/a}}\n"
	lock := func(bytes int) string {
		return fmt.Sprintf(`{"version": 1, "images": {"a": {"ref": "x.invalid/a", "digest": "sha256:1", "since": "2026-01-01", "download": %d}}}`, bytes)
	}
	p := newProject(t, map[string]string{"docsite.yaml": config, "content/a.md": "about <!-- ds:a.download digits=1 -->5.03 MB<!-- /ds --> here\n"})
	for _, c := range []struct {
		bytes int
		want  string
	}{
		{5_030_000, "5 MB"}, {5_490_000, "5 MB"}, {5_510_000, "5 MB"}, {5_700_000, "6 MB"}, {5_480_000, "6 MB"}, {5_300_000, "5 MB"},
	} {
		p.write("docsite.lock", lock(c.bytes))
		p.expect(Fine, Options{Offline: true})
		if got := p.read("content/a.md"); got != "about <!-- ds:a.download digits=1 -->"+c.want+"<!-- /ds --> here\n" {
			t.Errorf("%d: %q", c.bytes, got)
		}
		p.expect(Fine, Options{Check: true})
	}
	const spaced = "about <!-- ds:a.download digits=1 -->6&nbsp;MB<!-- /ds --> here\n"
	p.write("docsite.lock", lock(5_480_000))
	p.write("content/a.md", spaced)
	p.expect(Fine, Options{Offline: true})
	if got := p.read("content/a.md"); got != spaced {
		t.Errorf("an entity between number and unit: %q", got)
	}
	p.write("content/a.md", "x <!-- ds:a.digest digits=1 -->y<!-- /ds -->\n")
	if report := p.expect(Wrong, Options{Check: true}); !strings.Contains(fmt.Sprint(report.Problems), `"a.digest" is no size, and digits= is for sizes`) {
		t.Error(report.Problems)
	}
}
