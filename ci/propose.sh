#!/usr/bin/env bash
# Puts the files that docsite refresh wrote on a branch of their own and opens a pull
# request of GitHub for it, or brings the open one up to date. With nothing written it
# does nothing. The token is in the environment of this script alone, and in no file.
#
# Reads GH_TOKEN, GITHUB_SERVER_URL, GITHUB_REPOSITORY, BRANCH, BASE, TITLE, DIRECTORY,
# REPORT, FILES.
set -euo pipefail

directory=${DIRECTORY:-.}
if [ ! -s "$FILES" ]; then
    echo "Nothing was written."
    exit 0
fi
if [ "$BRANCH" = "$BASE" ]; then
    echo "::error title=docsite::the branch of the pull request is $BASE itself; give branch: another name"
    exit 2
fi

email=${AUTHOR_EMAIL:-docsite@users.noreply.github.com}
author=(-c user.name="${AUTHOR_NAME:-docsite}" -c user.email="$email" -c core.hooksPath=/dev/null -c commit.gpgSign=false)
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
# Without its host gh would show the token of a server of one's own to github.com.
export GH_HOST=${GITHUB_SERVER_URL#*://} GH_ENTERPRISE_TOKEN=$GH_TOKEN
here=(--repo "$GH_HOST/$GITHUB_REPOSITORY")
# A fork may have a branch of that name too.
number=$(gh pr list "${here[@]}" --head "$BRANCH" --state open --json number,isCrossRepository \
    --jq 'map(select(.isCrossRepository | not))[0].number // empty')

there=false
remote fetch --quiet --depth=1 origin "refs/heads/$BRANCH" 2>/dev/null && there=true
# A branch that holds these very files stays as it is: no check runs a second time.
if $there && git -C "$directory" diff --quiet HEAD FETCH_HEAD; then
    echo "The branch $BRANCH has these files already."
elif $there && [ -n "$number" ] && [ "$(git -C "$directory" log -1 --format=%ae FETCH_HEAD)" != "$email" ]; then
    echo "::warning title=docsite::pull request $number has commits of somebody else and stays as it is; merge or close it"
    exit 0
else
    remote push --quiet --force origin "HEAD:refs/heads/$BRANCH"
fi

if [ -n "$number" ]; then
    gh pr edit "$number" "${here[@]}" --title "$TITLE" --body-file "$REPORT" >/dev/null
    echo "Pull request $number is up to date."
else
    gh pr create --head "$BRANCH" --base "$BASE" --title "$TITLE" --body-file "$REPORT" "${here[@]}"
fi
