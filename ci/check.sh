#!/usr/bin/env bash
# Checks a project and leaves the report for a comment. Exit code 1: words and
# figures have parted; 2: something is wrong; a registry that was silent, code 3,
# is a warning.
#
# Reads DOCSITE (the program), DIRECTORY, LIVE, BUILD, IMAGES (a line each,
# ID=oci-archive:FILE), FORMAT, REPORT (a file for the Markdown), GITHUB_STEP_SUMMARY.
set -euo pipefail

docsite=${DOCSITE:-docsite}
directory=${DIRECTORY:-.}
report=${REPORT:-docsite-report.md}

arguments=(refresh --check --format "${FORMAT:-text}" --report "markdown=$report")
[ "${LIVE:-false}" = true ] && arguments+=(--live)
while IFS= read -r image; do
    [ -n "$image" ] && arguments+=(--image "$image")
done <<<"${IMAGES:-}"

[ ! -f "$report" ] || rm "$report" # of an earlier step: a command that is wrong writes none
code=0
"$docsite" "${arguments[@]}" "$directory" || code=$?

if [ "${BUILD:-true}" = true ] && [ "$code" -ne 2 ]; then
    site=$(mktemp -d)
    built=0
    "$docsite" build --strict --out "$site/site" "$directory" 2>"$site/problems" || built=$?
    cat "$site/problems" >&2
    if [ "$built" -ne 0 ]; then
        [ "$code" -eq 1 ] || code=$built
        { printf '\n**The site cannot be built** with `docsite build --strict`:\n\n' && head -c 4000 "$site/problems" | sed 's/^/    /'; } |
            tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}" >>"$report"
    fi
    rm -rf "$site"
fi

if [ -n "${GITHUB_OUTPUT:-}" ]; then
    printf 'exit-code=%s\nreport=%s\n' "$code" "$report" >>"$GITHUB_OUTPUT"
fi
[ "$code" -eq 3 ] && code=0
exit "$code"
