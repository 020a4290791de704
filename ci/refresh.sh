#!/usr/bin/env bash
# Brings a project up to date and leaves the report and the names of the files that
# were written. It sees no token. 1, a person must look, and 3, a registry was
# silent, are no failures: what could be brought up to date was, and the report says
# what was not.
#
# Reads DOCSITE (the program), DIRECTORY, FORMAT, REPORT and FILES (where to write).
set -euo pipefail

docsite=${DOCSITE:-docsite}
directory=${DIRECTORY:-.}
report=${REPORT:-docsite-report.md}
files=${FILES:-docsite-files.txt}

if git -C "$directory" config --get-regexp '^http\..*\.extraheader$' >/dev/null; then
    echo "::warning title=docsite::a token stands in git's configuration; give actions/checkout persist-credentials: false"
fi

code=0
"$docsite" refresh --format "${FORMAT:-text}" --report "markdown=$report" --write-files-to "$files" "$directory" || code=$?
case $code in
    0 | 1 | 3) ;;
    *) exit "$code" ;;
esac

if [ -n "${GITHUB_OUTPUT:-}" ]; then
    changed=false
    [ -s "$files" ] && changed=true
    printf 'exit-code=%s\nreport=%s\nfiles=%s\nchanged=%s\n' "$code" "$report" "$files" "$changed" >>"$GITHUB_OUTPUT"
fi
