#!/usr/bin/env bash
# Puts a report into one comment on a pull request of GitHub, which later runs bring
# up to date. Where nothing is to be said and no comment stands, it writes none. A
# pull request from a fork has a token that may not write: then the job's summary
# is all there is.
#
# Reads GH_TOKEN, GITHUB_SERVER_URL, GITHUB_REPOSITORY, PULL_REQUEST (its number),
# DIRECTORY, REPORT, EXIT_CODE.
set -euo pipefail

# Each project of a repository has a comment of its own.
directory=${DIRECTORY:-.} of=
[ "$directory" = . ] || of=" of $(printf %s "$directory" | tr -c 'A-Za-z0-9./' _)"
mark="<!-- docsite: the report of a check$of -->"
comments="repos/$GITHUB_REPOSITORY/issues"
# Without its host gh would show the token of a server of one's own to github.com.
export GH_HOST=${GITHUB_SERVER_URL#*://} GH_ENTERPRISE_TOKEN=$GH_TOKEN

[ -s "$REPORT" ] || exit 0 # the command itself was wrong

me=$(gh api user --jq .login 2>/dev/null) || me= # a person's token; an app's may not ask
if ! found=$(gh api --paginate "$comments/$PULL_REQUEST/comments" \
    --jq ".[] | select((.user.type == \"Bot\" or .user.login == \"$me\") and (.body | startswith(\"$mark\"))) | .id"); then
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
