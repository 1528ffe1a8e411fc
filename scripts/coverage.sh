#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lines and branches that the tests reach. Without assertions, whose branches
# cannot be taken, and without optimisation, which moves code.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=build-coverage

[ -f $folder/build.ninja ] ||
    CC=gcc meson setup $folder -Dwerror=true -Db_coverage=true \
        -Doptimization=0 -Dc_args=-DNDEBUG >/dev/null
meson compile -C $folder >$folder/compile.log ||
    { cat $folder/compile.log; exit 1; }
find $folder -name '*.gcda' -delete
meson test -C $folder --no-suite gates --print-errorlogs \
    --timeout-multiplier 3 >$folder/test.log ||
    { cat $folder/test.log; exit 1; }

# summary FILTER [LIMIT...]: fails below the limits
summary() {
    gcovr --root . --filter "$1" --exclude-unreachable-branches \
        --gcov-ignore-parse-errors --print-summary --txt $folder/coverage.txt \
        "${@:2}" $folder | grep -E '^(lines|branches)'
}

echo "feel and rules (97 lines, 93 branches wanted):"
if summary 'src/(feel|rules)/' --fail-under-line 97 --fail-under-branch 93
then echo "  reached"
else echo "  not reached"
fi
echo "all of src (95 lines, 88 branches required):"
summary 'src/' --fail-under-line 95 --fail-under-branch 88
