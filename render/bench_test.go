package render

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// manyPages makes pages that explain an image in two stages and its
// entrypoint, three listings and 22 notes each, in folders of fifty.
func manyPages(n int) fstest.MapFS {
	rnd := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("amber birch cedar delta ember fjord grove haven iris jade kelp lumen maple north ocean pine quartz river")
	some := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = words[rnd.IntN(len(words))]
		}
		return strings.Join(list, " ")
	}
	fsys := fstest.MapFS{}
	for i := range n {
		app := fmt.Sprintf("%s%d", some(1), i)
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: %q\nweight: %d\n---\n\nThe image of %s. %s.\n\n## Why\n\n%s.\n\n", app+" image", i+1, app, some(40), some(60))
		listing := func(language, code string, labels ...string) {
			fmt.Fprintf(&b, "## %s\n\n```%s\n%s```\n\n| Line | What it does |\n|---|---|\n", some(2), language, strings.ReplaceAll(code, "APP", app))
			for _, label := range labels {
				fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(label, "APP", app), some(12))
			}
			b.WriteString("\n")
		}
		listing("dockerfile", "FROM python:3.12-slim AS builder\n\nWORKDIR /build/APP\n\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends gcc make git \\\n    && rm -rf /var/lib/apt/lists/*\n\nRUN python -m venv /opt/APP\nENV PATH=\"/opt/APP/bin:$PATH\"\n\nCOPY requirements.txt .\nRUN pip install --no-cache-dir --upgrade pip \\\n    && pip install --no-cache-dir -r requirements.txt\n",
			"FROM python:3.12-slim AS builder", "apt-get install gcc make git", "rm -rf /var/lib/apt/lists/*", "python -m venv /opt/APP", `ENV PATH="/opt/APP/bin:$PATH"`, "pip install -r requirements.txt")
		listing("dockerfile", "FROM python:3.12-slim AS runtime\n\nENV PYTHONUNBUFFERED=1 \\\n    PYTHONDONTWRITEBYTECODE=1 \\\n    PATH=\"/opt/APP/bin:$PATH\"\n\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends libpq5 tini \\\n    && rm -rf /var/lib/apt/lists/*\n\nRUN groupadd --gid 1001 appgroup \\\n    && useradd --uid 1001 --gid appgroup --shell /bin/sh APP\n\nCOPY --from=builder /opt/APP /opt/APP\n\nWORKDIR /app\nCOPY --chown=APP:appgroup . .\n\nUSER APP\n\nEXPOSE 8000\n\nENTRYPOINT [\"/app/entrypoint.sh\"]\nCMD [\"gunicorn\", \\\n     \"--bind\", \"0.0.0.0:8000\", \\\n     \"APP.wsgi:application\"]\n",
			"FROM python:3.12-slim AS runtime", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1", "apt-get install libpq5 tini", "groupadd / useradd", "COPY --from=builder /opt/APP /opt/APP", "COPY --chown=APP:appgroup . .", "USER APP", "EXPOSE 8000", "ENTRYPOINT", `CMD ["gunicorn", ...]`)
		listing("sh", "#!/bin/sh\nset -e\n\necho \"[APP] migrating\"\npython manage.py migrate --noinput\n\nif [ -n \"${SEED:-}\" ]; then\n    python manage.py loaddata \"${SEED}\"\nfi\n\nexec \"$@\"\n", "set -e", "migrate --noinput", `exec "$@"`)
		fsys[fmt.Sprintf("content/s%03d/p%05d.md", i/50, i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

// BenchmarkSite renders a whole site, its search included, and says how much
// longer that takes than goldmark alone takes for the same text.
func BenchmarkSite(b *testing.B) {
	const n = 500
	fsys := manyPages(n)
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	start := time.Now()
	for range b.N {
		for _, f := range fsys {
			if err := md.Convert(f.Data, io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
	bare := time.Since(start)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		s := loadFS(b, fsys)
		for _, name := range s.Files() {
			if _, err := s.ReadFile(name); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(n*b.N), "µs/page")
	b.ReportMetric(float64(b.Elapsed())/float64(bare), "×goldmark")
}
