#!/usr/bin/env bash
# Checks a project and leaves the report for a comment. Exit code 1: words and
# figures have parted; 2: something is wrong; a registry that was silent, code 3,
# is a warning.
#
# Reads DOCSITE (the program), DIRECTORY, LIVE, BUILD, IMAGES (a line each,
# ID=oci-archive:FILE), FORMAT, REPORT (a file for the Markdown).
set -euo pipefail

docsite=${DOCSITE:-docsite}
directory=${DIRECTORY:-.}
report=${REPORT:-docsite-report.md}

arguments=(refresh --check --format "${FORMAT:-text}" --report "markdown=$report")
[ "${LIVE:-false}" = true ] && arguments+=(--live)
while IFS= read -r image; do
    [ -n "$image" ] && arguments+=(--image "$image")
done <<<"${IMAGES:-}"

code=0
"$docsite" "${arguments[@]}" "$directory" || code=$?

if [ "${BUILD:-true}" = true ] && [ "$code" -ne 2 ]; then
    site=$(mktemp -d)
    "$docsite" build --strict --out "$site/site" "$directory" || { built=$?; [ "$code" -eq 1 ] || code=$built; }
    rm -rf "$site"
fi

if [ -n "${GITHUB_OUTPUT:-}" ]; then
    printf 'exit-code=%s\nreport=%s\n' "$code" "$report" >>"$GITHUB_OUTPUT"
fi
[ "$code" -eq 3 ] && code=0
exit "$code"
