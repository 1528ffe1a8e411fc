# SPDX-License-Identifier: Apache-2.0
# fish completion for portailrse(1)

set -l commands diagnose ask calendar facts batch call pack help version
set -l tools check test format doc graph diff
set -l in __fish_seen_subcommand_from
set -l none "not $in $commands"

complete -c portailrse -n $none -f -a diagnose -d 'The dashboard of one company'
complete -c portailrse -n $none -f -a ask -d 'Asks the questions that matter'
complete -c portailrse -n $none -f -a calendar -d 'The coming deadlines'
complete -c portailrse -n $none -f -a facts -d 'What was understood of the facts'
complete -c portailrse -n $none -f -a batch -d 'Completes a CSV table'
complete -c portailrse -n $none -f -a call -d 'Computes a function of the pack'
complete -c portailrse -n $none -f -a pack -d 'Tools for authors of packs'
complete -c portailrse -n $none -f -a help -d 'All commands, or the options of one'
complete -c portailrse -n $none -f -a version -d 'The version of the program'

set -l tool "$in pack; and not $in $tools"
complete -c portailrse -n $tool -f -a check -d 'Proves what can be proved'
complete -c portailrse -n $tool -f -a test -d 'Runs the tests of a pack'
complete -c portailrse -n $tool -f -a format -d 'Sets files out'
complete -c portailrse -n $tool -f -a doc -d 'A page for each obligation'
complete -c portailrse -n $tool -f -a graph -d 'The decision diagram'
complete -c portailrse -n $tool -f -a diff -d 'Where two packs differ'

set -l company "$in diagnose ask calendar facts"
complete -c portailrse -l lang -x -a 'fr en' -d 'Language'
complete -c portailrse -l help -s h -d 'Shows the options'
complete -c portailrse -n "$company batch call check test doc graph" -l pack -r -d 'Rule pack'
complete -c portailrse -n "$company batch call check test doc graph diff" -l overlay -r -d 'File that changes thresholds'
complete -c portailrse -n $company -l facts -r -d 'Facts in JSON'
complete -c portailrse -n $company -l set -x -d 'One fact: fact=value'
complete -c portailrse -n "$company batch call graph diff" -l at -x -d 'Day of the law'
complete -c portailrse -n "$in diff" -l at-b -x -d 'Day of the second pack'
complete -c portailrse -n "$in calendar" -l until -x -d 'Last day'
complete -c portailrse -n "$in batch call" -l in -r -d 'What is read'
complete -c portailrse -n "$company batch call check test doc graph diff" -l out -r -d 'Where to write'
complete -c portailrse -n "$in calendar" -l format -x -a 'text json ics' -d 'Format'
complete -c portailrse -n "$in diagnose ask facts check test diff" -l format -x -a 'text json' -d 'Format'
complete -c portailrse -n "$in diagnose ask" -l details -d 'Also duties and penalties'
complete -c portailrse -n "$in format" -l check -d 'Only tells which files would change'
complete -c portailrse -n "$in doc graph" -l obligation -x -d 'One obligation'
