#!/usr/bin/env bash
# Puts the files that docsite refresh wrote on a branch of their own and opens a pull
# request of GitHub for it, or brings the open one up to date. With nothing written it
# does nothing. The token is in the environment of this script alone, and in no file.
#
# Reads GH_TOKEN, GITHUB_SERVER_URL, BRANCH, BASE, TITLE, DIRECTORY, REPORT, FILES.
set -euo pipefail

directory=${DIRECTORY:-.}
if [ ! -s "$FILES" ]; then
    echo "Nothing was written."
    exit 0
fi

author=(-c user.name="${AUTHOR_NAME:-docsite}" -c user.email="${AUTHOR_EMAIL:-docsite@users.noreply.github.com}" -c core.hooksPath=/dev/null -c commit.gpgSign=false)
# --force: a project that ignores *.lock wants docsite.lock all the same.
git -C "$directory" --literal-pathspecs add --force --pathspec-from-file="$FILES"
if git -C "$directory" diff --cached --quiet; then
    echo "Nothing has changed."
    exit 0
fi
git -C "$directory" "${author[@]}" commit --quiet -m "$TITLE"

basic=$(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\n')
echo "::add-mask::$basic"
remote() {
    GIT_TERMINAL_PROMPT=0 GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader" \
        GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $basic" git -C "$directory" -c core.hooksPath=/dev/null "$@"
}
# A branch that holds these very files stays as it is: no check runs a second time.
if remote fetch --quiet --depth=1 origin "refs/heads/$BRANCH" 2>/dev/null &&
    git -C "$directory" diff --quiet HEAD FETCH_HEAD; then
    echo "The branch $BRANCH has these files already."
else
    remote push --quiet --force origin "HEAD:refs/heads/$BRANCH"
fi

number=$(gh pr list --head "$BRANCH" --state open --json number --jq '.[0].number // empty')
if [ -n "$number" ]; then
    gh pr edit "$number" --title "$TITLE" --body-file "$REPORT" >/dev/null
    echo "Pull request $number is up to date."
else
    gh pr create --head "$BRANCH" --base "$BASE" --title "$TITLE" --body-file "$REPORT"
fi
