package code

import "testing"

func TestTitle(t *testing.T) {
	for _, tt := range []struct{ language, code, want string }{
		{"dockerfile", "RUN apt-get update && apt-get install -y --no-install-recommends gcc=4:12 libpq-dev && rm -rf /var/lib/apt/lists/*", "RUN: install gcc and libpq-dev"},
		{"dockerfile", "RUN apk add --no-cache --virtual .build-deps a b c d", "RUN: install a, b and 2 more"},
		{"dockerfile", "RUN pip install --no-cache-dir -r requirements/base.txt", "RUN: install the packages of base.txt"},
		{"dockerfile", "RUN groupadd --gid 1001 app && useradd --uid 1001 --gid app --shell /bin/sh me", "RUN: create group app, create user me"},
		{"dockerfile", "RUN DEBIAN_FRONTEND=noninteractive apt-get install -qq tini", "RUN: install tini"},
		{"dockerfile", "RUN set -e; cd /src; ./configure --prefix=/usr", "RUN: ./configure --prefix=/usr"},
		{"dockerfile", "RUN curl -fsSL https://example.org/x/tool.tgz?v=1 | tar -xz", "RUN: download tool.tgz"},
		{"dockerfile", `RUN curl -fsSLo x.tgz --retry 5 "$URL" && curl --output x.tgz.asc "$URL.asc" && mkdir x`, "RUN: download x.tgz, create x"},
		{"dockerfile", `RUN wget -qO /tmp/y.tgz "$URL"`, "RUN: download y.tgz"},
		{"dockerfile", `RUN wget -qO- "$URL" | tar -x`, `RUN: wget -qO- "$URL"`},
		{"dockerfile", `RUN curl -o /dev/null "$URL"`, `RUN: curl -o /dev/null "$URL"`},
		{"dockerfile", "RUN set -eux", "RUN: set -eux"},
		{"dockerfile", `RUN ["dotnet", "restore"]`, "RUN: dotnet restore"},
		{"dockerfile", "RUN <<EOF\n#!/usr/bin/env python3\nx\nEOF", "RUN: a script for python3"},
		{"dockerfile", "COPY --from=builder /opt/venv /opt/venv", "COPY from builder: /opt/venv"},
		{"dockerfile", "COPY a b ./", "COPY: a and b to ./"},
		{"dockerfile", "COPY . .", "COPY: the build context"},
		{"dockerfile", `ENTRYPOINT ["/app/entrypoint.sh"]`, "ENTRYPOINT: /app/entrypoint.sh"},
		{"dockerfile", `HEALTHCHECK --retries=2 CMD ["curl", "-f", "localhost"]`, "HEALTHCHECK: curl -f localhost"},
		{"dockerfile", `HEALTHCHECK CMD curl -f "localhost"`, `HEALTHCHECK: curl -f "localhost"`},
		{"dockerfile", "RUN curl -s https://api.example.org/releases/latest | x", "RUN: download from api.example.org"},
		{"dockerfile", "RUN curl -o tool https://example.org/releases/latest", "RUN: download tool"},
		{"dockerfile", "ENV A=1 B=2 C=3 D=4 E=5", "ENV: A, B and 3 more"},
		{"dockerfile", "FROM --platform=$P debian AS x", "FROM debian AS x"},
		{"dockerfile", "ONBUILD RUN npm ci", "ONBUILD RUN: install the locked packages"},
		{"dockerfile", "RUN apt-get update && \\ # lists\n  apt-get install -y tini \\\t# init\n  && true", "RUN: install tini"},
		{"dockerfile", "CMD sleep 100000000000000000000000000000000000000000000000000000000000", "CMD: sleep 100000000000000000000000000000000000000000000000…"},
		{"dockerfile", "RUN npm install --package-lock-only", "RUN: npm install --package-lock-only"},
		{"dockerfile", "RUN apt-get install -y a- b", "RUN: apt-get install -y a- b"},
		{"dockerfile", "RUN pip install --dry-run x", "RUN: pip install --dry-run x"},
		{"dockerfile", "RUN test -f /x && apk add curl", "RUN: test -f /x && apk add curl"},
		{"dockerfile", "RUN pip install x || pip install y", "RUN: install x"},
		{"dockerfile", "RUN if [ -n \"$A\" ]; then apk add git; fi", "RUN: if [ -n \"$A\" ]; then apk add git; fi"},
		{"dockerfile", "RUN apk add a && if [ -n \"$A\" ]; then apk add git; fi", "RUN: install a"},
		{"text", "│   ├── app.py  # answers", "app.py # answers"},
		{"text", "`-- run.sh", "run.sh"},
		{"text", "--- a/b", "--- a/b"},
		{"text", "│   │", "│ │"},
		{"text", "|--------| kit", "|--------| kit"},
		{"sh", `exec "$@"`, "exec the command"},
		{"sh", "PORT=80", "set PORT"},
		{"sh", "main() {\n\techo\n}", "function main"},
		{"sh", ". /etc/profile", "read /etc/profile"},
		{"sh", "if [ -f x ]; then\n\ty\nfi", "if [ -f x ]"},
		{"sh", "# only\n# words", "only"},
	} {
		c := Read(tt.language, []byte(tt.code))
		if got := c.Groups[0].Title; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.code, got, tt.want)
		}
	}
}
