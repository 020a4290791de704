package notes

import (
	"strings"
	"testing"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// TestColumns has tables, and wants what stands beside the code: the names of columns
// above the first note, then the cells of each row with the name in front, those that
// the lines show in brackets.
func TestColumns(t *testing.T) {
	const dashes = "\n|---|---|---|---|\n"
	for _, tt := range []struct{ header, rows, want string }{
		{"| Line | What it does |", "| `USER app` | not root |", "[USER app] not root"},
		{"| Directive in this file | Reason, agreed in May |", "| `EXPOSE 8080` | the port |\n| `USER app` | not root |",
			"Directive in this file/Reason, agreed in May: [EXPOSE 8080] the port; [USER app] not root"},
		{"| Line | Why (2024) |", "| `USER app` | not root |", "Line/Why (2024): [USER app] not root"},
		{"| 行 | セキュリティ部と合意した理由 |", "| `USER app` | not root |", "行/セキュリティ部と合意した理由: [USER app] not root"},
		{"| Line | Why |", "| `USER app` | Safe. |", "[USER app] Safe."},
		{"| Line | 説明 |", "| `USER app` | 非特権 |", "[USER app] 非特権"},
		{"| Line | Default |", "| `EXPOSE 8080` | `80` |", "[EXPOSE 8080] Default=80"},
		{"| Line | Value |", "| `EXPOSE 8080` | `a/b` |", "Line/Value: [EXPOSE 8080] a/b"},
		{"| Place | Where it listens |", "| The port | `EXPOSE 8080` |", "Place/Where it listens: The port EXPOSE 8080"},
		{"| # | Setting | Reason |", "| 1 | `USER app` | not root |\n| 2 | `EXPOSE 8080` | the port |", "[USER app] not root; [EXPOSE 8080] the port"},
		{"| № | Setting | Reason, as we know |", "| 1. | `EXPOSE 8080` | the port |\n| 2. | `USER app` | not root |", "Setting/Reason, as we know: [EXPOSE 8080] the port; [USER app] not root"},
		{"| # | Setting | Reason |", "| 7 | `USER app` | not root |\n| 2 | `EXPOSE 8080` | the port |", "7 Setting=[USER app] Reason=not root; 2 Setting=[EXPOSE 8080] Reason=the port"},
		{"| # | Setting | Reason |", "| 4 | `USER app` | not root |\n| 3 | `EXPOSE 8080` | the port |", "[4] Setting=[USER app] Reason=not root; [3] Setting=[EXPOSE 8080] Reason=the port"},
		{"| Line | Reason |", "| 2 | the index |\n| 3–4 | for all |", "Line=[2] the index; Line=3–4 for all"},
		{"| Step | Setting | Reason |", "| 1 | `USER app` | not root |\n| 2 | `EXPOSE 8080` | the port |", "Step=1 Setting=[USER app] Reason=not root; Step=2 Setting=[EXPOSE 8080] Reason=the port"},
		{"| # | Setting | Reason |", "| 4 | `USER app` | not root |\n| 2 | `EXPOSE 8080` | the port |", "4 Setting=[USER app] Reason=not root; 2 Setting=[EXPOSE 8080] Reason=the port"},
		{"| Setting | Times | Reason |", "| `USER app` | 4 | not root |", "[USER app] Times=4 Reason=not root"},
		{"| Setting | Lines of it | Reason |", "| `EXPOSE 8080` | 3 | the port |\n| `USER app` | 4 | not root |", "[EXPOSE 8080] Lines of it=[3] Reason=the port; [USER app] Lines of it=[4] Reason=not root"},
		{"| Layer | Setting | Times |", "| first | `RUN apt-get` | 2 |", "first Setting=[RUN apt-get] Times=2"},
		{"| Layer | Setting, as quoted | Times |", "| first | `RUN apt-get` | 2 |", "Layer/Setting, as quoted: first [RUN apt-get] Times=2"},
		{"| Layer | Setting | Times |", "| first | `RUN apt-get install` | 2 |", ""},
		{"| What | Why, in short |", "| `USER app` | not root |\n| `EXPOSE 8080` | the port |\n| `RUN apt-get update` | the index |\n| Size | small |", "[USER app] not root; [EXPOSE 8080] the port; What/Why, in short: [RUN apt-get update] the index"},
	} {
		doc := markdown.Parse(&site.Source{Name: "page.md", Text: []byte(file + tt.header + dashes[:len("\n")+4*strings.Count(tt.header[strings.LastIndex(tt.header, "\n")+2:], "|")] + "|\n" + tt.rows + "\n")})
		page := Read(doc)
		var rows []string
		for g := range page.Groups {
			for _, place := range page.Places[g] {
				var names, cells []string
				for _, n := range place.Names {
					names = append(names, doc.Text(n))
				}
				for _, c := range place.Cells {
					text := doc.Text(c.Node)
					if c.Shown {
						text = "[" + text + "]"
					}
					if c.Head != nil {
						text = doc.Text(c.Head) + "=" + text
					}
					cells = append(cells, text)
				}
				if text := strings.Join(cells, " "); names != nil {
					rows = append(rows, strings.Join(names, "/")+": "+text)
				} else if text != "" {
					rows = append(rows, text)
				}
			}
		}
		if got := strings.Join(rows, "; "); got != tt.want {
			t.Errorf("%s\n%s\ngot  %s\nwant %s", tt.header, tt.rows, got, tt.want)
		}
	}
}
