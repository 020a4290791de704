package code

import (
	"bytes"
	"testing"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
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

const benchScript = `#!/bin/sh
set -e

echo "[site] migrating"
python manage.py migrate --noinput

if [ -n "${SITE_SEED:-}" ]; then
    python manage.py loaddata "${SITE_SEED}"
fi

exec "$@"
`

// BenchmarkDockerfile reads a Dockerfile; "×parse" is how many times as long
// it takes as BuildKit's parser alone, in the same run.
func BenchmarkDockerfile(b *testing.B) {
	text := []byte(benchDockerfile)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Read("dockerfile", text)
	}
	start := time.Now()
	for range b.N {
		if _, err := parser.Parse(bytes.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(time.Since(start)), "×parse")
}

func BenchmarkShell(b *testing.B) {
	text := []byte(benchScript)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Read("sh", text)
	}
}
