package render

import (
	"strings"
	"testing"
)

// TestEcho has instructions whose titles say no more than the code, and some
// whose titles do.
func TestEcho(t *testing.T) {
	for code, want := range map[string]bool{
		"WORKDIR /build":                          true,
		"EXPOSE 8000":                             true,
		"ENV PATH=\"/opt/venv/bin:${PATH}\"":      true,
		"COPY requirements.txt ./":                true,
		"COPY --from=builder /opt/venv /opt/venv": true,
		"RUN python -m venv \"${V}\"":             true,
		"# why\nUSER app":                         true,
		"CMD [\"gunicorn\", \\\n \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"3\", \"--timeout\", \"120\"]": true,
		"COPY . .": false, // the build context
		"RUN apt-get update && apt-get install --yes gcc": false, // install gcc
		"RUN chmod 0755 entrypoint.sh":                    false, // change the mode of entrypoint.sh
	} {
		text := "# A\n\n```dockerfile\nFROM a AS builder\n" + code + "\n```\n\n| Line | Why |\n| --- | --- |\n| `" +
			strings.ReplaceAll(code[strings.LastIndex(code, "\n")+1:], "|", "") + "` | x |\n"
		html := mainOf(read(t, load(t, map[string]string{"content/a.md": text}), "a.html"))
		row := html[strings.LastIndex(html, `<div class="row`):]
		if got := strings.Contains(row, `class="echo"`); got != want {
			t.Errorf("%q: %v, want %v in\n%s", code, got, want, html)
		}
	}
}
