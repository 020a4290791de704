# make or make test runs everything that continuous integration runs, on a
# machine that has only Go. The other targets say what they do below.

SHELL       := bash
.SHELLFLAGS := -eu -o pipefail -c

GO       ?= go
FUZZTIME ?= 60s
PAGES    ?= 2000 10000

.PHONY: test setup check house race update fuzz limits vuln bench site lantern image snapshot shots fit

# The race detector, where there is a C compiler for it. Vet, staticcheck and what
# tests compile use it too under make test, so that everything is compiled once, also
# what a test compiles in a clone elsewhere: packages do not have the path of their folder.
RACE := $(shell command -v gcc clang >/dev/null && echo -race)
test race: export GOFLAGS += -trimpath $(RACE)

# A process with the race detector waits for goroutines before it ends: 1 s each where
# nothing is said, and the tests run docsite some hundred times.
test race: export GORACE ?= atexit_sleep_ms=50

# The tests run last: the output ends with their own lines.
test: setup check house race

# Chromium, docker-registry, axe-core and staticcheck, where they may be
# installed.
setup:
	@.ci/setup

# Format, vet, staticcheck.
check:
	@bad=$$(gofmt -l cmd internal render theme bench); if [ -n "$$bad" ]; then echo "not formatted: $$bad" >&2; exit 1; fi
	$(GO) vet ./...
	@for tool in .tools/staticcheck-*/staticcheck; do if [ -x $$tool ]; then echo staticcheck ./...; $$tool ./... || exit 1; fi; done

# The rules of the house, with the sizes of functions and files.
house:
	$(GO) test -count=1 -v ./internal/house | grep -v '^=== \|^--- PASS'

# All tests, those first that take longest. One package more at a time than there are
# cores: those with a browser or a registry wait now and then. Vet is part of check.
race:
	@[ -n "$(RACE)" ] || echo "no C compiler: the race detector is off" >&2
	$(GO) test $(RACE) -vet=off -timeout 20m -p $$(($$(getconf _NPROCESSORS_ONLN) + 1)) ./cmd/docsite ./render ./internal/code ./...

# Golden files, written again.
update:
	UPDATE=1 $(GO) test ./...

# Every fuzz target for a while: make fuzz FUZZTIME=10m
fuzz:
	@for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 50x $$package || exit 1; \
		done; \
	done

# Inputs that are made to be slow or to fill memory; some of them only, by their
# names: make limits ONLY=known
limits:
	$(GO) run ./bench/limits -only "$(ONLY)"

# Known vulnerabilities in what is reachable. It asks vuln.go.dev, so it is not
# part of make test.
vuln:
	@$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./... || \
		{ echo "govulncheck found something, or could not reach vuln.go.dev" >&2; exit 1; }

# Time, memory and size beside Hugo in the same run, growth, the preview; some parts
# only: make bench ONLY=growth,start, or with a search of 40,000 pages: ONLY=find
bench:
	$(GO) run ./bench -only "$(ONLY)" $(PAGES)

# This repository's own site, into public/.
site:
	$(GO) run ./cmd/docsite build

# docsite's own image for linux/amd64 and linux/arm64, without Docker, as an OCI
# layout: docsite measure oci:out/image. The same commit gives the same bytes.
image:
	$(GO) run ./cmd/images docsite out/image

# All that a release is made of, into dist/, without publishing any of it.
snapshot:
	$(GO) run github.com/goreleaser/goreleaser/v2@v2.17.0 release --snapshot --clean

# The archive of the image that the guide measures. The same bytes each time.
lantern:
	$(GO) run ./cmd/images lantern

# The pictures of scrnshots/ that no longer show their pages, taken again.
shots:
	$(GO) run ./cmd/docsite shots

# The weights of internal/bind, fitted to documents with truth.
fit:
	$(GO) run ./internal/bind/fit -o internal/bind/weights.go $(CORPUS)
