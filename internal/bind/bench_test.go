package bind

import (
	"testing"
	"time"

	"docsite/internal/code"
	"docsite/internal/site"
)

const benchDockerfile = `FROM python:3.14-slim AS builder

WORKDIR /build

RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libpq-dev g++ \
    && rm -rf /var/lib/apt/lists/*

RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"

COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade pip \
    && pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim AS runtime
COPY --from=builder --chown=app:app /opt/venv /opt/venv
EXPOSE 8000
USER app
ENTRYPOINT ["/app/entrypoint.sh"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", \
     "--workers", "3", \
     "site.wsgi:application"]
`

// BenchmarkBind puts a table of notes beside a Dockerfile; "×read" is how many
// times as long it takes as reading the Dockerfile, in the same run.
func BenchmarkBind(b *testing.B) {
	text := []byte(benchDockerfile)
	codes := []*code.Code{code.Read("dockerfile", text)}
	group := site.NoteGroup{Blocks: []int{0}, Above: 1}
	for _, label := range []string{"FROM python:3.14-slim AS builder", "apt-get install gcc libpq-dev g++", "rm -rf /var/lib/apt/lists/*",
		"python -m venv /opt/venv", `ENV PATH="/opt/venv/bin:$PATH"`, "pip install -r requirements.txt", "COPY --from=builder /opt/venv /opt/venv",
		"EXPOSE 8000", "USER app", "ENTRYPOINT", `CMD ["gunicorn", ...]`} {
		group.Notes = append(group.Notes, site.Note{Kind: site.TableNote, Above: 1, Label: label, Fragments: []site.Fragment{{Text: label, Code: true}}})
	}
	b.ReportAllocs()
	for b.Loop() {
		Bind(codes, []site.NoteGroup{group})
	}
	start := time.Now()
	for range b.N {
		code.Read("dockerfile", text)
	}
	read := time.Since(start)
	b.ReportMetric(float64(b.Elapsed())/float64(read), "×read")
}
