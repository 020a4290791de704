# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -tags roots -ldflags="-s -w" -o /out/docsite ./cmd/docsite
RUN mkdir -m 1777 /out/tmp

FROM scratch AS docsite
LABEL org.opencontainers.image.title="docsite" \
      org.opencontainers.image.description="Documentation for container images"
COPY --from=build /out/ /
ENV HOME=/tmp XDG_CACHE_HOME=/tmp
WORKDIR /site
USER 65532:65532
ENTRYPOINT ["/docsite"]
CMD ["--help"]
