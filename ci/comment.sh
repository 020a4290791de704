#!/usr/bin/env bash
# Puts a report into one comment on a pull request of GitHub, which later runs bring
# up to date. Where nothing is to be said and no comment stands, it writes none. A
# pull request from a fork has a token that may not write: then the job's summary
# is all there is.
#
# Reads GH_TOKEN, GITHUB_REPOSITORY, PULL_REQUEST (its number), REPORT, EXIT_CODE.
set -euo pipefail

mark='<!-- docsite: the report of a check -->'
comments="repos/$GITHUB_REPOSITORY/issues"

[ -s "$REPORT" ] || exit 0 # the command itself was wrong

if ! found=$(gh api --paginate "$comments/$PULL_REQUEST/comments" \
    --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id"); then
    echo "The comments of the pull request cannot be read; the report is in the summary."
    exit 0
fi
read -r id <<<"$found" || true

if [ -z "${id:-}" ] && [ "${EXIT_CODE:-0}" = 0 ]; then
    exit 0
fi

if [ -n "${id:-}" ]; then
    request=(--method PATCH "$comments/comments/$id")
else
    request=(--method POST "$comments/$PULL_REQUEST/comments")
fi
if ! { printf '%s\n' "$mark" && cat "$REPORT"; } | jq --raw-input --slurp '{body: .}' |
    gh api "${request[@]}" --input - --silent; then
    echo "The token may not write comments (that of a fork never may); the report is in the summary."
fi
