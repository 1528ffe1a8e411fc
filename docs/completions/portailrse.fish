# SPDX-License-Identifier: Apache-2.0
# fish completion for portailrse(1)

set -l commands dashboard search company egapro doctor register diagnose ask calendar facts batch analyse call classify receipt text store blob analytics pack help version
set -l tools check test format doc graph diff
set -l receipts make verify show key
set -l registers import update egapro search stat
set -l stores init migrate stat check backup restore copy tidy journal export forget
set -l in __fish_seen_subcommand_from
set -l none "not $in $commands"

complete -c portailrse -n $none -f -a dashboard -d 'From a number or a name to the dashboard'
complete -c portailrse -n $none -f -a search -d 'Finds a company by its name'
complete -c portailrse -n $none -f -a company -d 'What registers say of a company'
complete -c portailrse -n $none -f -a egapro -d 'The equality index of a company'
complete -c portailrse -n $none -f -a doctor -d 'How each service does'
complete -c portailrse -n $none -f -a register -d 'The offline register'
complete -c portailrse -n $none -f -a diagnose -d 'The dashboard of one company'
complete -c portailrse -n $none -f -a ask -d 'Asks the questions that matter'
complete -c portailrse -n $none -f -a calendar -d 'The coming deadlines'
complete -c portailrse -n $none -f -a analyse -d 'Which ESRS topics a report speaks of'
complete -c portailrse -n $none -f -a facts -d 'What was understood of the facts'
complete -c portailrse -n $none -f -a batch -d 'Completes a CSV table'
complete -c portailrse -n $none -f -a call -d 'Computes a function of the pack'
complete -c portailrse -n $none -f -a classify -d 'The ESRS topics of sentences'
complete -c portailrse -n $none -f -a receipt -d 'Receipts of answers'
complete -c portailrse -n $none -f -a text -d 'The text of a PDF'
complete -c portailrse -n $none -f -a store -d 'What a portal keeps'
complete -c portailrse -n $none -f -a blob -d 'The files beside a store'
complete -c portailrse -n $none -f -a analytics -d 'Figures for Metabase'
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

set -l receipt "$in receipt; and not $in $receipts"
complete -c portailrse -n $receipt -f -a make -d 'Writes one'
complete -c portailrse -n $receipt -f -a verify -d 'Checks one by answering again'
complete -c portailrse -n $receipt -f -a show -d 'Shows what one says'
complete -c portailrse -n $receipt -f -a key -d 'A key that signs receipts'

set -l register "$in register; and not $in $registers"
complete -c portailrse -n $register -f -a import -d 'Makes it out of the stock files of Insee'
complete -c portailrse -n $register -f -a update -d 'Brings it up to date'
complete -c portailrse -n $register -f -a egapro -d 'Adds the public file of Egapro'
complete -c portailrse -n $register -f -a search -d 'Searches it'
complete -c portailrse -n $register -f -a stat -d 'What it holds'

set -l asks "$in dashboard search company egapro doctor; and not $in register"
complete -c portailrse -n "$in dashboard search company egapro doctor register" -l register -r -d 'Offline register'
complete -c portailrse -n "$asks" -l offline -d 'Without network'
complete -c portailrse -n "$asks" -l timeout -x -d 'Time to ask everything'
complete -c portailrse -n "$asks" -l config -r -d 'Settings of services'
complete -c portailrse -n "$asks" -l no-cache -d 'Without kept answers'
complete -c portailrse -n "$asks" -l record -r -d 'Keeps each exchange'
complete -c portailrse -n "$asks" -l replay -r -d 'Answers with what was kept'
complete -c portailrse -n "$in import update" -l date -x -d 'Day of the files'
complete -c portailrse -n "$in search" -l departement -x -d 'This department only'
complete -c portailrse -n "$in search" -l naf -x -d 'This activity only'
complete -c portailrse -n "$in search" -l categorie-juridique -x -d 'This legal form only'
complete -c portailrse -n "$in search" -l tranche-effectif -x -d 'These classes only'
complete -c portailrse -n "$in search" -l open -d 'Without units that have ceased'
complete -c portailrse -n "$in search" -l limit -x -d 'Units shown'
complete -c portailrse -n "$in search" -l format -x -a 'text json csv' -d 'Format'
set -l egapro "$in egapro; and not $in register"
complete -c portailrse -n "$egapro; or $in company doctor stat journal" -l format -x -a 'text json' -d 'Format'
complete -c portailrse -n "$egapro; or $in search company doctor stat journal export schema" -l out -r -d 'Where to write'
complete -c portailrse -n "$in doctor" -l details -d 'Also files and settings'

set -l company "$in dashboard diagnose ask calendar facts make"
set -l checks "begin; $in pack; and $in check; end"
set -l packs "$company batch call text test doc graph verify sync; or $checks"
complete -c portailrse -l lang -x -a 'fr en' -d 'Language'
complete -c portailrse -l help -s h -d 'Shows the options'
complete -c portailrse -n "$packs" -l pack -r -d 'Rule pack'
complete -c portailrse -n "$packs; or $in diff" -l overlay -r -d 'File that changes thresholds'
complete -c portailrse -n $company -l facts -r -d 'Facts in JSON'
complete -c portailrse -n $company -l set -x -d 'One fact: fact=value'
complete -c portailrse -n "$company batch call graph diff" -l at -x -d 'Day of the law'
complete -c portailrse -n "$in diff" -l at-b -x -d 'Day of the second pack'
complete -c portailrse -n "$in calendar" -l until -x -d 'Last day'
complete -c portailrse -n "$in batch call classify" -l in -r -d 'What is read'
complete -c portailrse -n "$in classify" -l column -x -d 'Column of the sentences'
complete -c portailrse -n "$company batch call classify text test doc graph diff verify show key; or $checks" -l out -r -d 'Where to write'
complete -c portailrse -n "$in calendar" -l format -x -a 'text json ics' -d 'Format'
complete -c portailrse -n "$in analyse" -l format -x -a 'text json csv xlsx existing' -d 'Format'
complete -c portailrse -n "$in analyse" -l details -d 'Also the sentences'
complete -c portailrse -n "$in analyse" -l out -r -d 'Where to write'
complete -c portailrse -n "$in dashboard diagnose ask facts text test diff verify; or $checks" -l format -x -a 'text json' -d 'Format'
complete -c portailrse -n "$in dashboard diagnose ask" -l details -d 'Also duties and penalties'
complete -c portailrse -n "$in format" -l check -d 'Only tells which files would change'
complete -c portailrse -n "$in doc graph" -l obligation -x -d 'One obligation'
complete -c portailrse -n "$in make; and not $in key" -l subject -x -d 'Whose receipt it is'
complete -c portailrse -n "$in make; and not $in key" -l key -r -d 'Private key that signs'
complete -c portailrse -n "$in verify" -l public-key -r -d 'Public key of the signature'
complete -c portailrse -n "$in verify" -l today -x -a now -d 'Day to compare with'

set -l store "$in store; and not $in $stores"
complete -c portailrse -n $store -f -a init -d 'Makes the tables of a portal'
complete -c portailrse -n $store -f -a migrate -d 'Brings it to the version of the program'
complete -c portailrse -n $store -f -a stat -d 'What it holds'
complete -c portailrse -n $store -f -a check -d 'Looks for damage'
complete -c portailrse -n $store -f -a backup -d 'Into a new SQLite file'
complete -c portailrse -n $store -f -a restore -d 'A backup into an empty store'
complete -c portailrse -n $store -f -a copy -d 'One store into another'
complete -c portailrse -n $store -f -a tidy -d 'The daily task'
complete -c portailrse -n $store -f -a journal -d 'The last events'
complete -c portailrse -n $store -f -a export -d 'Everything about a person'
complete -c portailrse -n $store -f -a forget -d 'Forgets a person'
complete -c portailrse -n "$in blob; and not $in check" -f -a check -d 'Compares documents and files'
complete -c portailrse -n "$in analytics; and not $in sync schema" -f -a sync -d 'Brings the figures up to date'
complete -c portailrse -n "$in analytics; and not $in sync schema" -f -a schema -d 'Their SQL'
complete -c portailrse -n "$in migrate" -l dry-run -d 'Tells what would be done'
complete -c portailrse -n "$in store; and $in stat" -l digest -d 'Also the digest of all rows'
complete -c portailrse -n "$in store; and $in check tidy" -l blobs -r -d 'Folder or s3://...'
complete -c portailrse -n "$in journal" -l limit -x -d 'Events shown'
complete -c portailrse -n "$in forget" -l documents -d 'Documents go too'
complete -c portailrse -n "$in forget" -l yes -d 'Without asking'
complete -c portailrse -n "$in blob; and $in check" -l store -r -d 'Store'
complete -c portailrse -n "$in blob; and $in check" -l deep -d 'Reads each blob'
complete -c portailrse -n "$in sync" -l from -r -d 'Store of the portal'
complete -c portailrse -n "$in sync" -l to -x -d 'Database of the figures'
complete -c portailrse -n "$in sync schema" -l schema -x -d 'Schema of the tables'
complete -c portailrse -n "$in sync schema" -l reader -x -d 'Role that reads them'
complete -c portailrse -n "$in sync" -l full -d 'Everything anew'
complete -c portailrse -n "$in text" -l raw -d 'Without cleaning'
complete -c portailrse -n "$in text" -l pdfium -r -d 'Reads with this libpdfium.so'
