package notes

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

const file = "```dockerfile\nFROM debian:12 AS base\nRUN apt-get update\nEXPOSE 8080\nUSER app\n```\n\n"

// TestPlaces reads pages and wants of each note with lines where it stands, one
// group after the other. All are read into one scratch.
func TestPlaces(t *testing.T) {
	var scratch Scratch
	table := "| Line | Why |\n| --- | --- |\n| `FROM debian:12 AS base` | base |\n| `USER app` | not root |\n| `EXPOSE 8080` | the port |\n"
	const list = "- `USER app`: not root\n- `EXPOSE 8080`: the port\n"
	for _, test := range []struct {
		name, text string
		want       []string // the label of each note with lines, and why it stays in the text
	}{
		{"half of a list", file + "- `USER app`: not root\n- The image is small\n", []string{"USER app: " + whyFew}},
		{"three in four of a list", file + "- `USER app`: not root\n- `EXPOSE 8080`: the port\n- `RUN apt-get update`: the index\n- Small\n",
			[]string{"USER app", "EXPOSE 8080", "RUN apt-get update"}},
		{"three in four of a table", file + table + "| Size | small |\n", []string{"FROM debian:12 AS base", "USER app", "EXPOSE 8080"}},
		{"three in five of a table", file + table + "| Size | small |\n| Layers | few |\n",
			[]string{"FROM debian:12 AS base: " + whyFew, "USER app: " + whyFew, "EXPOSE 8080: " + whyFew}},
		{"a table below another heading", file + "## Summary\n\n" + table, []string{"FROM debian:12 AS base", "USER app", "EXPOSE 8080"}},
		{"a table of another section", "## Image\n\n" + file + "## Ports\n\n| Line | Why |\n| --- | --- |\n| `EXPOSE 8080` | the port |\n", []string{"EXPOSE 8080: " + whySection}},
		{"a table below another heading with a listing of its own", file + "## Ports\n\n```sh\nls\n```\n\n" + table,
			[]string{"FROM debian:12 AS base", "USER app", "EXPOSE 8080"}},
		{"lists below another heading, of which one has an item about something else", "## Image\n\n" + file + "## Size\n\n### Now\n\n**Megabytes:**\n- `FROM debian:12 AS base`: 80\n- `RUN apt-get update`: 20\n- `EXPOSE 8080`: 0\n- Total: 100\n\n**Layers:**\n- `RUN apt-get update`: 1\n- `USER app`: 0\n",
			[]string{"FROM debian:12 AS base: " + whySection, "RUN apt-get update: " + whySection, "EXPOSE 8080: " + whySection, "RUN apt-get update: " + whySection, "USER app: " + whySection}},
		{"a numbered list that names its lines", file + "1. `USER app`: not root\n2. `EXPOSE 8080`: the port\n", []string{"USER app", "EXPOSE 8080"}},
		{"a numbered list of sentences", file + "1. The `USER app` line comes late.\n2. The `EXPOSE 8080` line tells the port.\n",
			[]string{"The: " + whySequence, "The: " + whySequence}},
		{"a numbered list that names some lines", file + "1. `USER app`: not root\n2. `EXPOSE 8080`: the port\n3. `RUN apt-get update`: the index\n4. Done\n",
			[]string{"USER app: " + whySequence, "EXPOSE 8080: " + whySequence, "RUN apt-get update: " + whySequence}},
		{"numbered lists with a listing between", "1. Write it:\n\n```dockerfile\nFROM a\n```\n\n2. `USER app`: not root\n\n```dockerfile\nUSER app\n```\n\n3. Build it\n", []string{"USER app: " + whySteps}},
		{"the first of two numbered lists", file + "1. `USER app`: not root\n\n```sh\nid\n```\n\n2. Build it\n", []string{"USER app: " + whySteps}},
		{"lists with numbers in their items", file + "- 1.`USER app`: not root\n\n```sh\nid\n```\n\n- 2、`EXPOSE 8080`: the port\n- 3、`RUN apt-get update`: index\n", []string{"USER app: " + whySteps, "2、EXPOSE 8080: " + whySteps, "3、RUN apt-get update: " + whySteps}},
		{"lists with numbers in their items that begin anew", file + "- 2.`USER app`: not root\n\nBuild it:\n\n- 1.Wait\n", []string{"USER app"}},
		{"numbered lists that begin anew", file + "1. `USER app`: not root\n\nBuild it:\n\n1. Wait\n", []string{"USER app"}},
		{"a numbered list from 3 on", file + "3. `USER app`: not root\n4. `EXPOSE 8080`: the port\n", []string{"USER app: " + whySteps, "EXPOSE 8080: " + whySteps}},
		{"code without a fence", "```hcl\nresource \"a\" \"b\" {\n  name = \"x\"\n  size = 2\n}\n```\n\nThe whole:\n\nresource \"a\" \"b\" {\n  name = \"x\" # its name\n  size = 2   # its size\n}\n", nil},
		{"code without a fence in two paragraphs", "```hcl\nlocals {\n  name = \"x\"\n\n  size = 2\n}\n```\n\nlocals {\n  name = \"x\" # its name\n\n  size = 2 # its size\n}\n", nil},
		{"other code without a fence", file + "FROM debian:11\nEXPOSE 8081\nUSER 1000:0\n", []string{"FROM debian:11: " + whyCode, "EXPOSE 8081: " + whyCode, "USER 1000:0: " + whyCode}},
		{"lines in another script", file + "FROM 基础镜像\nEXPOSE 端口\nUSER не root\n", []string{"FROM 基础镜像", "EXPOSE 端口", "USER не root"}},
		{"an item that leads in a listing", file + "- `EXPOSE 8080`: the port\n- `USER app`, so this fails:\n\n```sh\nid\n```\n", []string{"EXPOSE 8080: " + whyLead, "USER app: " + whyLead}},
		{"an item above a listing", file + "- `USER app`\n\n```sh\nid\n```\n", []string{"USER app"}},
		{"items above a listing", file + "- `USER app`: not root\n- `EXPOSE 8080`: the port\n\n```sh\nid\n```\n", []string{"USER app", "EXPOSE 8080"}},
		{"a listing inside an item", file + "- `EXPOSE 8080`: try it:\n\n  ```sh\n  curl localhost\n  ```\n- `USER app`: not root\n",
			[]string{"EXPOSE 8080: " + whyContent, "USER app: " + whyContent}},
		{"a part of the item around it", file + "- `RUN apt-get update`: the index.\n  - `apt-get`: the tool\n- `USER app`: not root\n",
			[]string{"RUN apt-get update", "USER app", "apt-get: " + whyItem}},
		{"a list in a quotation", file + "> - `USER app`: not root\n> - `EXPOSE 8080`: the port\n", []string{"USER app: " + whyQuotation, "EXPOSE 8080: " + whyQuotation}},
		{"a list in a step", "1. Write it:\n\n   ```dockerfile\n   FROM a\n   USER app\n   ```\n   - `USER app`: not root\n2. Build it\n", []string{"USER app: " + whyStep}},
		{"a list in a fold", file + "<details>\n<summary>Old</summary>\n\n- `USER app`: not root\n- `EXPOSE 8080`: the port\n\n</details>\n", []string{"USER app: " + whyFold, "EXPOSE 8080: " + whyFold}},
		{"a paragraph in a fold below another", file + "It is small.\n\n<details>\n<summary>Why?</summary>\n\n`USER app` is not root.\n\n</details>\n", []string{"USER app: " + whyFold}},
		{"a paragraph in a cell", file + "<table><tr><td>\n\n`USER app` is not root.\n\n</td></tr></table>\n", []string{"USER app: " + whyFold}},
		{"a list below one of some headings", file + "## `FROM debian:12 AS base`\n\nThe base.\n\n## `EXPOSE 8080`\n\nThe port.\n\n- `USER app`: not root, allowed without it\n",
			[]string{"FROM debian:12 AS base", "EXPOSE 8080", "USER app: " + whySections}},
		{"a table below a heading, which explains more", file + "## `FROM debian:12 AS base`\n\nThe base.\n\n" + table,
			[]string{"FROM debian:12 AS base: " + whyContent, "FROM debian:12 AS base", "USER app", "EXPOSE 8080"}},
		{"lists below headings, one above a listing", file + "## `FROM debian:12 AS base`\n\n```sh\nid\n```\n\n## `USER app`\n\nNot root.\n\n- `RUN apt-get update`: the index\n- `USER app`: behind it\n",
			[]string{"FROM debian:12 AS base: " + whyContent, "USER app: " + whyContent, "RUN apt-get update", "USER app"}},
		{"headings, one in a quotation", file + "## `USER app`\n\nNot root.\n\n> ## `EXPOSE 8080`\n>\n> The port.\n", []string{"USER app: " + whyQuotation, "EXPOSE 8080: " + whyQuotation}},
		{"a heading in a fold", file + "<details>\n<summary>Why?</summary>\n\n## `USER app`\n\nNot root.\n\n</details>\n", []string{"USER app: " + whyFold}},
		{"a heading in the fold of its listing", "<details>\n<summary>All</summary>\n\n" + file + "## `USER app`\n\nNot root.\n\n</details>\n", []string{"USER app: " + whyTags}},
		{"a heading with a fold below it", file + "## `USER app`\n\nNot root.\n\n<details>\n<summary>Why?</summary>\n\nSafe.\n\n</details>\n", []string{"USER app"}},
		{"headings with tags of the author between", file + "## `USER app`\n\nNot root.\n\n<div align=\"center\"><!-- all -->\n\n## `EXPOSE 8080`\n\nThe port.\n\n</DIV>\n", []string{"USER app: " + whyTags, "EXPOSE 8080: " + whyTags}},
		{"a heading with tags that end", file + "## `USER app`\n\n<p align=\"center\">Not<br/> root.\n\n<img src=\"a.png\">\n\n<div/>\n", []string{"USER app"}},
		{"a table whose first row has code", file + "| `USER app` | not root |\n| --- | --- |\n| `EXPOSE 8080` | the port |\n", []string{"EXPOSE 8080: " + whyColumns}},
		{"a table whose first row is a sentence", file + "| What each of these lines does to the image | Why |\n| --- | --- |\n| `EXPOSE 8080` | the port |\n", []string{"EXPOSE 8080: " + whyColumns}},
		{"lines of a paragraph", file + "`USER app`: not root\n`EXPOSE 8080`: the port\n", []string{"USER app", "EXPOSE 8080"}},
		{"lines of a paragraph that opens a section which goes on", "## Image\n\n" + file + "### Lines\n\n`USER app`: not root\n`EXPOSE 8080`: the port\n\nBuild it.\n", []string{"USER app: " + whyHeads, "EXPOSE 8080: " + whyHeads}},
		{"a list alone below its heading", "## Image\n\n" + file + "### Lines\n\n" + list + "\n[a]: https://example.org/\n", []string{"USER app", "EXPOSE 8080"}},
		{"a list that opens a section which goes on", "## Image\n\n" + file + "### Lines\n\n" + list + "\nBuild it.\n", []string{"USER app: " + whyHeads, "EXPOSE 8080: " + whyHeads}},
		{"a list with its lead that opens a section which goes on", "## Image\n\n" + file + "### Lines\n\nEach:\n\n" + list + "\n#### Build it\n\nNow.\n", []string{"USER app: " + whyHeads, "EXPOSE 8080: " + whyHeads}},
		{"a list below text of its heading", "## Image\n\n" + file + "### Lines\n\nThese are all.\n\n" + list + "\nBuild it.\n", []string{"USER app", "EXPOSE 8080"}},
		{"lists of a section which goes on", "## Image\n\n" + file + "### Lines\n\nFirst:\n\n" + list + "\nThen:\n\n- `FROM debian:12 AS base`: base\n\nBuild it.\n",
			[]string{"USER app: " + whyHeads, "EXPOSE 8080: " + whyHeads, "FROM debian:12 AS base: " + whyHeads}},
		{"lists with quotations between", file + "- `USER app`: not root\n\n> It may be left out.\n\n- `EXPOSE 8080`: the port\n\n> It is free.\n\n- `RUN apt-get update`: the index\n",
			[]string{"USER app: " + whyBetween, "EXPOSE 8080: " + whyBetween, "RUN apt-get update: " + whyBetween}},
		{"a list and a table with a text between", file + list + "\nThis is all, or so it seems.\n\n" + table, []string{"USER app", "EXPOSE 8080", "FROM debian:12 AS base", "USER app", "EXPOSE 8080"}},
		{"lists with a listing between", file + list + "\nThis is all, or so it seems.\n\n" + file + "- `RUN apt-get update`: the index\n", []string{"USER app", "EXPOSE 8080", "RUN apt-get update"}},
		{"a list above a text", file + list + "\nThis is all, or so it seems.\n", []string{"USER app", "EXPOSE 8080"}},
		{"a list above its listing", "## Image\n\n" + list + "\n" + file + "Build it.\n", []string{"USER app", "EXPOSE 8080"}},
		{"headings that open a section which goes on", "## Image\n\n" + file + "### Lines\n\n#### `USER app`\n\nNot root.\n\n#### `EXPOSE 8080`\n\nThe port.\n\n#### Size\n\nSmall.\n", []string{"USER app: " + whyHeads, "EXPOSE 8080: " + whyHeads}},
		{"a list below a heading of HTML", "## Image\n\n" + file + "<h4 align=center>Lines</h4>\n\n" + list, []string{"USER app", "EXPOSE 8080"}},
		{"a list below a heading of HTML that goes on", "## Image\n\n" + file + "<h4>Lines</h4>\n\n" + list + "\nBuild it.\n", []string{"USER app: " + whyHeads, "EXPOSE 8080: " + whyHeads}},
		{"a list below two headings of HTML in one", "## Image\n\n" + file + "<h3>File</h3>\n<h4>Lines</h4>\n\n" + list, []string{"USER app: " + whyHeads, "EXPOSE 8080: " + whyHeads}},
		{"a list below a heading of HTML with text", "## Image\n\n" + file + "<h4>Lines</h4>\n<p>All of them</p>\n\n" + list, []string{"USER app", "EXPOSE 8080"}},
		{"a list below another heading of HTML", "<h2>Image</h2>\n\n" + file + "<h2>Ports</h2>\n\n- `EXPOSE 8080`: the port\n", []string{"EXPOSE 8080: " + whySection}},
		{"a heading above a heading", file + "## `USER app`\n\n### Why\n\nNot root.\n", []string{"USER app: " + whyContent}},
		{"headings", file + "## `USER app`\n\nNot root.\n\n## `EXPOSE 8080`\n\nThe port.\n", []string{"USER app", "EXPOSE 8080"}},
		{"a paragraph alone below one of two headings", file + "## `EXPOSE 8080`\n\n`EXPOSE 8080` tells the port.\n\n## `USER app`\n\nNot root.\n\n```sh\nid\n```\n",
			[]string{"EXPOSE 8080: " + whyContent, "USER app: " + whyContent, "EXPOSE 8080: " + whyHeadings}},
		{"headings in code, some of which are not in the listing", file + "## `USER app`\n\nNot root.\n\n## `EXPOSE 8080`\n\nThe port.\n\n## `STOPSIGNAL`\n\nNone.\n\n## Thanks\n\nAll.\n", []string{"USER app: " + whyFew, "EXPOSE 8080: " + whyFew}},
		{"headings, then others", file + "## `USER app`\n\nNot root.\n\n## `EXPOSE 8080`\n\nThe port.\n\n## Thanks\n\nAll.\n", []string{"USER app", "EXPOSE 8080"}},
		{"headings among others", file + "## `USER app`\n\nNot root.\n\n## Thanks\n\nAll.\n\n## Size\n\nSmall.\n\n## `EXPOSE 8080`\n\nThe port.\n", []string{"USER app: " + whyFew, "EXPOSE 8080: " + whyFew}},
		{"paragraphs", file + "`USER app` is not root.\n\n`EXPOSE 8080` tells the port.\n", []string{"USER app", "EXPOSE 8080"}},
		{"paragraphs with others between", file + "`USER app` is not root.\n\nThis is safe.\n\n`EXPOSE 8080` tells the port.\n", []string{"USER app: " + whyBetween, "EXPOSE 8080: " + whyBetween}},
		{"paragraphs, one in a quotation", file + "`USER app` is not root.\n\n> `EXPOSE 8080` tells the port.\n", []string{"USER app: " + whyQuotation, "EXPOSE 8080: " + whyQuotation}},
		{"words to another tool", file + "{{% run cmd=\"USER app\" %}}\n\n(USER app)=\n\n{% raw EXPOSE 8080 %}\n", nil},
		{"a paragraph below another", file + "This is all.\n\n`USER app` is not root.\n", []string{"USER app"}},
		{"a paragraph below two others", file + "This is all.\n\nIt is short.\n\n`USER app` is not root.\n", []string{"USER app: " + whyFar}},
		{"paragraphs below others, each below one", file + "This is all.\n\n`USER app` is not root.\n\nIt is short.\n\n`EXPOSE 8080` tells the port.\n\nBuild it:\n\n```sh\nmake\n```\n",
			[]string{"USER app: " + whyBetween, "EXPOSE 8080: " + whyBetween}},
		{"paragraphs of sections", file + "`RUN apt-get update` is the index.\n\n## B\n\n`EXPOSE 8080` tells the port.\n\n## C\n\nIt is short.\n\n`USER app` is not root.\n", []string{"RUN apt-get update", "EXPOSE 8080", "USER app: " + whyFar}},
		{"lines of a paragraph below two others", file + "This is all.\n\nIt is short.\n\n`USER app`: not root\n`EXPOSE 8080`: the port\n", []string{"USER app", "EXPOSE 8080"}},
		{"a paragraph below its heading and a line", file + "---\n\n## Why\n\n`USER app` is not root.\n", []string{"USER app"}},
		{"a paragraph below another listing", file + "```sh\nid\n```\n\n`USER app` is not root.\n", []string{"USER app: " + whyFar}},
		{"a paragraph below a picture", file + "![A box](a.png)\n\n`USER app` is not root.\n", []string{"USER app: " + whyFar}},
		{"a paragraph below a list that stays", file + "- One\n- Two\n\n`USER app` is not root.\n", []string{"USER app: " + whyFar}},
		{"a paragraph below a list that goes", file + "Each:\n\n" + list + "\nThis is all.\n\n`RUN apt-get update` is the index.\n", []string{"RUN apt-get update", "USER app", "EXPOSE 8080"}},
		{"paragraphs below their lead", file + "This is all.\n\nEach:\n\n`USER app` is not root.\n\n`EXPOSE 8080` tells the port.\n", []string{"USER app", "EXPOSE 8080"}},
		{"a paragraph that goes on with a sentence", "Here:\n\n" + file + "tells `USER app` who runs it.\n", []string{"tells: " + whyGoesOn}},
		{"a paragraph that opens with a name in small letters", file + "apt-get update: it reads the index.\n", []string{"apt-get update"}},
		{"a sentence in two paragraphs", file + "The line `EXPOSE 8080` tells\n\nwhat `USER app` listens on.\n", []string{"The line: " + whyGoesOn, "what: " + whyGoesOn}},
		{"a label whose text leads in a listing", file + "`USER app`\n\nThis fails.\n\n```sh\nid\n```\n", []string{"USER app: " + whyLead}},
		{"a lead of a list that leads in a listing", file + "`USER app` makes two files:\n\n- a.html:\n\n```sh\nid\n```\n", []string{"USER app: " + whyLead}},
		{"items that lead in their listings", "- `USER app`, not root\n\n" + file + "- Build it\n\n```sh\nmake\n```\n", []string{"USER app: " + whyLead}},
		{"a description that leads in a paragraph", file + "`EXPOSE 8080`\n: The port\n\n`USER app`\n: Not root, so:\n\nBuild it.\n", []string{"EXPOSE 8080: " + whyLead, "USER app: " + whyLead}},
		{"a paragraph above a picture", file + "`USER app` is not root.\n\n![A box](a.png)\n", []string{"USER app: " + whyLead}},
		{"code without a fence", file + "FROM debian:12 AS base\nRUN apt-get update\nEXPOSE 8080\n", []string{"FROM debian:12 AS base: " + whyCode, "RUN apt-get update: " + whyCode, "EXPOSE 8080: " + whyCode}},
		{"lines below the name of their section", "```ini\n[Unit]\nAfter=network.target\n[Install]\nWantedBy=multi-user.target\n```\n\n**\\[Install]**\nWantedBy: what starts it\n", []string{"[Install]", "WantedBy"}},
		{"a command without a fence", file + "`RUN apt-get update`\n", []string{"RUN apt-get update: " + whyLead}},
		{"a command in plain words", "```sh\nls\ncurl -sSL get.example.org | sh -s -- --all\n```\n\ncurl -sSL get.example.org | sh -s -- --all\n", []string{"curl -sSL get.example.org | sh -s: " + whyCode}},
		{"a paragraph above an indented listing", file + "`USER app` is not root.\n\n    id\n", []string{"USER app: " + whyLead}},
		{"a list above text and its listing", list + "\nWhen used together:\n\n" + file, []string{"USER app: " + whyFar, "EXPOSE 8080: " + whyFar}},
		{"a part of a table above its listing", table + "| `RUN make` | build |\n\n" + file, []string{"FROM debian:12 AS base: " + whyFew, "USER app: " + whyFew, "EXPOSE 8080: " + whyFew}},
		{"a list whose rest holds a listing", file + list + "- `RUN apt-get update`: the index\n- Try it\n\n  ```sh\n  id\n  ```\n",
			[]string{"USER app: " + whyContent, "EXPOSE 8080: " + whyContent, "RUN apt-get update: " + whyContent}},
		{"a name and its text, which leads in a paragraph", file + "See:\n\n`USER app`\n\nThen check it:\n\n`make`\n\nEnd.\n", []string{"USER app: " + whyLead}},
		{"a name and its text at the end of a section", file + "`USER app`\n\nThen check it:\n\n## End\n", []string{"USER app"}},
		{"a list whose last item is a name with its text below", file + list + "- `RUN apt-get update`\n\nIt reads the index.\n", []string{"USER app: " + whyLead, "EXPOSE 8080: " + whyLead, "RUN apt-get update: " + whyLead}},
		{"a list whose last item is a name of plain words with its text below", file + list + "- EXPOSE\n\nIt tells the port.\n", []string{"USER app: " + whyLead, "EXPOSE 8080: " + whyLead, "EXPOSE: " + whyLead}},
		{"a list whose last item is a name", file + list + "- `RUN apt-get update`\n\nTo build it:\n\n```sh\nmake\n```\n", []string{"USER app", "EXPOSE 8080", "RUN apt-get update"}},
		{"a table below the item that leads it in", file + "- Lines:\n\n" + table, []string{"FROM debian:12 AS base: " + whyLed, "USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a table below an item of an item that leads its lead in", file + "- All\n  - Lines:\n\nThese are:\n\n" + table, []string{"FROM debian:12 AS base: " + whyLed, "USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a list below a quotation that leads it in", file + "> Lines:\n\n" + list, []string{"USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a list below a title that a quotation leads in", file + "> Lines:\n\n**All**\n\n" + list, []string{"USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a table below a fold that leads it in", file + "<details>\n<summary>All</summary>\n\nLines:\n\n</details>\n\n" + table, []string{"FROM debian:12 AS base: " + whyLed, "USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a list below a fold of HTML that leads it in", file + "<details>\n<summary>All</summary>\n<p>Lines:</p>\n</details>\n\n" + list, []string{"USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a list below a fold", file + "<details>\n<summary>All:</summary>\n\nLines.\n\n</details>\n\n" + list, []string{"USER app", "EXPOSE 8080"}},
		{"a list below a quotation", file + "> Lines.\n\n" + list, []string{"USER app", "EXPOSE 8080"}},
		{"a paragraph below a title in bold letters", file + "**Who runs it?**\n\n`USER app` is not root.\n", []string{"USER app: " + whyFar}},
		{"a paragraph below a text with a title in bold letters", file + "**Who runs it?**\n\nNot root.\n\n`USER app` is all.\n", []string{"USER app: " + whyFar}},
		{"lines of which the last leads in a paragraph", file + "`USER app`: not root\n`EXPOSE 8080`: the port, so:\n\nBuild it.\n", []string{"USER app: " + whyLead, "EXPOSE 8080: " + whyLead}},
		{"a list between a picture and a text in italics", file + "![A box](a.png)\n\n" + list + "\n*All of it*\n", []string{"USER app: " + whyCaption, "EXPOSE 8080: " + whyCaption}},
		{"a list between a picture and a text", file + "![A box](a.png)\n\n" + list + "\nAll of it\n", []string{"USER app", "EXPOSE 8080"}},
		{"a list below a title in bold letters", file + "**Lines**\n\n" + list, []string{"USER app", "EXPOSE 8080"}},
		{"a list below a sentence that breaks off", file + "There you set...\n\n" + list + "\n...and build it.\n", []string{"USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a paragraph in parentheses below another", file + "It may be root.\n\n(`USER app` is not.)\n", []string{"USER app: " + whyLed}},
		{"a paragraph in parentheses", file + "(`USER app` is not root.)\n", []string{"USER app"}},
		{"lines below one that stays with its lead", file + "Each:\n\nNever in production.\n`USER app`: not root\n`EXPOSE 8080`: the port\n", []string{"USER app: " + whyLed, "EXPOSE 8080: " + whyLed}},
		{"a paragraph above a listing", file + "`USER app` is not root:\n\n```sh\nid\n```\n", []string{"USER app: " + whyContent}},
	} {
		doc := markdown.Parse(&site.Source{Name: "page.md", Text: []byte(test.text)})
		page := Put(doc, codesOf(doc), &scratch)
		var got []string
		for g := range page.Groups {
			for n, place := range page.Places[g] {
				switch label := page.Groups[g].Notes[n].Label; {
				case !hasLines(&page.Bindings[g][n]):
				case place.Where == Text:
					got = append(got, label+": "+place.Why)
				default:
					got = append(got, label)
				}
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// TestLinesAboveNotesStay keeps the lines of a paragraph that stand above its
// first note in the text.
func TestLinesAboveNotesStay(t *testing.T) {
	doc := markdown.Parse(&site.Source{Name: "page.md", Text: []byte(file + "Never in production.\n`USER app`: not root\n`EXPOSE 8080`: the port\n")})
	page := Read(doc)
	if left := doc.Text(doc.Root.LastChild()); left != "Never in production." {
		t.Errorf("%q is left", left)
	}
	for _, place := range page.Places[0] {
		if place.Where != Beside {
			t.Errorf("a line stays: %s", place.Why)
		}
	}
}

// TestRest: what has no lines of a group that moves stands with a note of it, in the
// author's order.
func TestRest(t *testing.T) {
	const list = "- `USER app`: not root\n- `EXPOSE 8080`: the port\n- `RUN apt-get update`: the index\n"
	const table = "| Line | Why |\n| --- | --- |\n| `USER app` | not root |\n| `RUN make` | build |\n| `EXPOSE 8080` | the port |\n| `RUN apt-get update` | the index |\n"
	for _, tt := range []struct{ text, want string }{
		{list + "- Small\n", "USER app, EXPOSE 8080, RUN apt-get update < Small, along"},
		{"- Small\n" + list, "along, Small > USER app, EXPOSE 8080, RUN apt-get update"},
		{"- ![A](a.png)\n- Fast\n" + list + list, "along, A > Fast > USER app, EXPOSE 8080, RUN apt-get update, USER app, EXPOSE 8080, RUN apt-get update"},
		{table, "USER app < RUN make build, along, EXPOSE 8080, RUN apt-get update"},
		{"`USER app`\n: Not root\n\n`EXPOSE 8080`\n: The port\n\n`RUN apt-get update`\n: The index\n\nSize\n: Small\n", "USER app, EXPOSE 8080, RUN apt-get update < Size Small, along"},
	} {
		doc := markdown.Parse(&site.Source{Name: "page.md", Text: []byte(file + tt.text)})
		page := Read(doc)
		var all []string
		for i, place := range page.Places[0] {
			said := page.Groups[0].Notes[i].Label
			for _, r := range slices.Backward(place.Above) {
				said = texts(doc, r) + " > " + said
			}
			for _, r := range place.Below {
				said += " < " + texts(doc, r)
			}
			if place.Where == Along {
				said = "along"
			}
			all = append(all, said)
		}
		if got := strings.Join(all, ", "); got != tt.want {
			t.Errorf("%q\ngives %s\nwant  %s", tt.text, got, tt.want)
		}
		if left := doc.Root.LastChild(); left != doc.Root.FirstChild() {
			t.Errorf("%q leaves %s", tt.text, doc.Text(left))
		}
	}
}

// texts is the text of what goes along with a note.
func texts(doc *markdown.Document, r Rest) string {
	var all []string
	for _, c := range r.Cells {
		if c.Shown {
			return "a cell is shown by the line"
		}
		all = append(all, doc.Text(c.Node))
	}
	for _, n := range r.Nodes[:max(len(r.Nodes)-len(r.Cells), 0)] {
		all = append(all, doc.Text(n))
	}
	return strings.Join(all, " ")
}

// TestBlocksLeft moves notes away and wants what is left: no line between blocks that
// parts nothing, no heading and no lead of what has moved.
func TestBlocksLeft(t *testing.T) {
	const list = "- `USER app`: not root\n- `EXPOSE 8080`: the port\n\n"
	for _, tt := range []struct{ text, want string }{
		{file + "---\n\n## `USER app`\n\nNot root.\n\n---\n\n## `EXPOSE 8080`\n\nThe port.\n\n---\n\n## Size\n\nSmall.\n", "code --- # text"},
		{file + "---\n\n" + list + "---\n\nText\n\n---\n", "code --- text ---"},
		{file + "---\n\n" + list, "code"},
		{file + "Each:\n\n- Small\n" + list + "- `RUN apt-get update`: the index\n", "code"},
		{file + "---\n\n---\n\n" + list, "code ---"},
		{list + "---\n\n" + file, "code"},
		{"# A\n\n" + list + "---\n\n" + file, "# code"},
		{"# A\n\n---\n\n" + file + list + "---\n", "# --- code ---"},
		{file + "---\n\n<!-- a -->\n\n## Lines\n\nEach:\n\n<!-- b -->\n\n" + list + "---\n\n## End\n\nText[^1]\n\n[^1]: Foot\n", "code --- <> <> # text foot"},
		{file + "---\n\n<h2>Lines</h2>\n\n<p>Each:</p>\n\n" + list + "[a]: https://example.org/\n", "code []"},
		{file + "Each:\n\n`USER app` is not root.\n\n`EXPOSE 8080` tells the port.\n", "code"},
		{file + "Look at the manual of `STOPSIGNAL`.\n\nEach:\n\n`USER app` is not root.\n", "code text"},
		{file + "**Lines**\n\n" + list, "code"},
		{file + "Here,\n\n" + list, "code"},
		{file + "其中，\n\n" + list + "Build it.\n", "code text"},
		{file + "## What each does\n\n## `USER app`\n\nNot root.\n\n## `EXPOSE 8080`\n\nThe port.\n\n## Size\n\nSmall.\n", "code # text"},
		{file + "## Size\n\n## `USER app`\n\nNot root.\n\n```sh\nid\n```\n", "code # # text code"},
		{file + "<a name=\"l\"></a>\n\n## Lines\n\n<a id='e'></a>\n\nEach:\n\n<div id=b></div>\n\n" + list + "<a id=\"t\"></a>\n\n## End\n\nText.\n", "code text # text"},
		{file + "<a id=\"u\"></a>\n\n## `USER app`\n\nNot root.\n\n<a id=\"p\"></a><a id=\"q\"></a>\n\n## `EXPOSE 8080`\n\nThe port.\n\n<a id=\"t\"></a>\n\n## End\n\nText.\n", "code text # text"},
		{file + "<a href=\"#u\"></a>\n\n" + list, "code text"},
		{file + "**Lines**\n\n`USER app`: not root\n`EXPOSE 8080`: the port\n", "code"},
		{file + "> **Lines**\n\n" + list, "code"},
		{file + "What each does\n\n" + list, "code"},
		{file + "What each does.\n\n" + list, "code text"},
		{file + "What each of these lines does and why\n\n" + list, "code text"},
		{file + "It is small.\n\nWhat each does\n\n" + list, "code text"},
		{file + "It is small.\n\nWhat each does\n\n" + list + "Build it.\n", "code text text text"},
		{file + "It is small.\n\nWhat each does\n\n" + list + "---\n\nBuild it.\n", "code text --- text"},
		{file + "It is small.\n\nWhat each does\n\n" + list + "## End\n\nText\n", "code text # text"},
		{file + "It is small.\n\n*All **lines***\n\n" + list, "code text"},
		{file + "![A box](a.png)\n\n*Lines*\n\n" + list, "code text text"},
		{file + "Ports\n\n- `EXPOSE 8080`: the port\n\nUsers\n\n- `USER app`: not root\n\nBuild it.\n", "code text"},
		{file + "Each:\n\n## `USER app`\n\nNot root.\n", "code"},
		{"Lines:\n\n" + list + file + "<p>Then:</p>\n\n`RUN apt-get update`\n\nIt reads the index.\n", "code"},
		{"Text[^1]\n\n" + file + "## Lines\n\n" + list + "[^1]: Foot\n", "text code foot"},
		{"## Image\n\n" + file + "## Lines\n\nA `RUN` line reads the index. It has:\n\n- `apt-get update`: the index\n\nA `RUN` line may also install. Then:\n\n" + list, "# code"},
		{"# A\n\nText\n\n# Image\n\n" + file + "# Lines\n\n- `FROM debian:12 AS base`: base\n" + list + "# End\n\nText\n", "# text # code # text"},
	} {
		doc := markdown.Parse(&site.Source{Name: "page.md", Text: []byte(tt.text)})
		Read(doc)
		names := map[ast.NodeKind]string{ast.KindThematicBreak: "---", ast.KindHeading: "#", ast.KindFencedCodeBlock: "code", ast.KindParagraph: "text", ast.KindHTMLBlock: "<>", extast.KindFootnoteList: "foot", ast.KindLinkReferenceDefinition: "[]"}
		var got []string
		for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
			got = append(got, cmp.Or(names[n.Kind()], n.Kind().String()))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q\nleaves %s, want %s", tt.text, s, tt.want)
		}
	}
}

// TestApart: whether a group whose notes find no lines is a fault, or text about no
// listing.
func TestApart(t *testing.T) {
	const compose = "```yaml\nservices:\n  web:\n    volumes:\n      - /path/to/data:/config\n    ports:\n      - 80:80\n```\n\n"
	const cli = "```bash\ndocker run -d \\\n  -p 80:80 \\\n  -v /path/to/data:/config \\\n  example/web\n```\n\n"
	const table = "| Parameter | Function |\n| :----: | --- |\n| `-v /path/to/data:/config` | Persistent files |\n| `-p 8080:80` | Port |\n| `docker run -d` | In the background |\n"
	const run = "```dockerfile\nFROM alpine\nRUN apk add curl\nUSER app\n```\n\n| Line | Why |\n| --- | --- |\n| `FROM alpine` | a |\n| `apk add wget` | b |\n"
	const file = "# Image\n\n```dockerfile\nFROM alpine\nENV PORT=80\nENV LEVEL=info\nENV HOST_NAME=a\n```\n\n"
	const head = "| Variable | Default | Meaning |\n| --- | --- | --- |\n| `PORT` | `80` | a |\n"
	const two, three = head + "| `LEVEL` | `info` | b |\n", head + "| `LEVEL` | `info` | b |\n| `HOST_NAME` | | c |\n"
	const rest, own = "| `DB_NAME` | | d |\n| `DB_USER` | | e |\n", "## Variables\n\n"
	for _, tt := range []struct {
		name, page string
		want       bool
	}{
		{"a table of values", file + own + two + rest, true},
		{"a table of values, most in the listing", file + own + three + rest, true},
		{"the same right below the listing", file + three + rest, false},
		{"few of them in the listing", file + head + rest, true},
		{"a table of the listing, one row of which has gone", file + own + three + "| `DB_NAME` | | d |\n", false},
		{"a short one", file + own + two + "| `DB_NAME` | | d |\n", false},
		{"a table of instructions", file + own + three + "| `STOPSIGNAL` | | c |\n| `DB_NAME` | | d |\n", false},
		{"a table of code", file + own + three + "| `apk add curl` | | c |\n| `DB_NAME` | | d |\n", false},
		{"below its listing", run, false},
		{"two headings down", "## Usage\n\n### compose\n\n" + compose + "### cli\n\n" + cli + "## Parameters\n\n### Volumes (`-v`)\n\n" + table, true},
		{"in a section below the listing's heading", "## Usage\n\n" + compose + cli + "### Parameters\n\n" + table, false},
	} {
		page := Read(markdown.Parse(&site.Source{Name: "a.md", Text: []byte(tt.page)}))
		open, apart := 0, 0
		for g := range page.Groups {
			for i := range page.Groups[g].Notes {
				if isOpen(page.Bindings[g][i]) {
					open++
					if page.Places[g][i].Apart {
						apart++
					}
				}
			}
		}
		if open == 0 || apart > 0 != tt.want {
			t.Errorf("%s: %d of %d notes are apart", tt.name, apart, open)
		}
	}
}

// TestPartsOfLed has a list of options with a sentence above it: where they are those of
// two commands, the sentence would stand above the options of one.
func TestPartsOfLed(t *testing.T) {
	const one, two = "```sh\nkiln --fire hot\n```\n\n", "```sh\nkiln --glaze blue\n```\n\n"
	const list = "- `--fire`: how hot\n- `--glaze`: which colour\n"
	for _, tt := range []struct {
		text string
		want Where
	}{
		{one + "And:\n\n" + two + "How they differ:\n\n" + list, Text},
		{one + "And:\n\n" + two + list, Beside},
		{"```sh\nkiln --fire hot --glaze blue\n```\n\nHow they differ:\n\n" + list, Beside},
	} {
		page := Read(markdown.Parse(&site.Source{Name: "a.md", Text: []byte(tt.text)}))
		places := page.Places[len(page.Places)-1]
		if len(places) != 2 || places[0].Where != tt.want || places[1].Where != tt.want {
			t.Errorf("%q: got %+v", tt.text, places)
		}
	}
}

// TestNumbers wants the numbers of a list that stands beside code: those of its items, if
// they are not those of the lines.
func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"1. `USER app`: not root\n2. `EXPOSE 8080`: the port\n", "1 2"},
		{"1) `FROM debian:12 AS base`: base\n2) `EXPOSE 8080`: the port\n", "1 2"},
		{"0. `USER app`: not root\n1. `EXPOSE 8080`: the port\n", "0 1"},
		{"1. `FROM debian:12 AS base`: base\n2. `RUN apt-get update`: the index\n", " "},
		{"- `USER app`: not root\n- `EXPOSE 8080`: the port\n", " "},
	} {
		places := Read(markdown.Parse(&site.Source{Name: "a.md", Text: []byte(file + tt.text)})).Places[0]
		if got := places[0].Number + " " + places[1].Number; got != tt.want || places[0].Where != Beside {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
