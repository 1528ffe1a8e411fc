#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs each fuzz target of a build folder for some seconds. What libFuzzer
# learns stays in the folder; a finding is a file to replay and to commit.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 seconds=$2 targets=0 findings=0

for program in "$folder"/tests/fuzz/fuzz-*; do
    [ -f "$program" ] || continue # the folder of its objects
    target=${program##*/fuzz-}
    mkdir -p "$folder/corpus/$target" "$folder/findings"
    targets=$((targets + 1))
    if "$program" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
        -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$folder/findings/$target-" \
        "$folder/corpus/$target" "tests/fuzz/corpus/$target" \
        >"$folder/$target.log" 2>&1
    then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' \
            "$folder/$target.log")
        echo "$target: $runs runs, no finding"
    else
        findings=$((findings + 1))
        echo "$target: FINDING"
        tail -n 40 "$folder/$target.log"
    fi
done
echo "$targets targets, $findings findings"
[ "$targets" -gt 0 ] && [ "$findings" = 0 ]
