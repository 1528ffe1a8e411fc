#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the library is for, in one minute: an invented company as a directory
# of companies describes it, a few more facts, the obligations that follow, and
# what one more answer changes.
set -eu
cd "$(dirname "$0")/.."

program=${PRSE_PROGRAM:-build/src/portailrse}
pack=${PRSE_DEMO_PACK:-fr-rse}
lang=${1:-fr}
company=tests/fixtures/demo-annuaire.json
more=tests/fixtures/demo-complements.json
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT

# show WORD...: the command as one would type it.
show() {
    printf '\n$ portailrse %s --facts %s --facts %s\n\n' "$*" \
        "${company##*/}" "${more##*/}"
}

# answer WORD...: for the company, on a day that does not move.
answer() {
    "$program" "$@" --facts "$company" --facts "$more" --at 2026-11-23 \
        --pack "$pack" --lang "$lang"
}

run() {
    show "$@"
    answer "$@"
}

run facts
run diagnose

# The question that the dashboard ends with, answered with yes.
answer diagnose >"$pages/before"
fact=$(sed -n "s/^ *\(Si oui\|If yes\) *--set '\(.*\)'\$/\2/p" "$pages/before")
if [ -n "$fact" ]; then
    show diagnose --set "'$fact'"
    answer diagnose --set "$fact" >"$pages/after"
    diff -U 1 "$pages/before" "$pages/after" |
        sed -e 1,2d -e '/^@@/s/.*/.../' || true
fi

run calendar
