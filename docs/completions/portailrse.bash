# SPDX-License-Identifier: Apache-2.0
# bash completion for portailrse(1)

_portailrse_options()
{
    local pack='--pack --overlay' common='--lang --help'
    local company="$pack --facts --set --at"
    local filters='--departement --naf --categorie-juridique'
    filters+=' --tranche-effectif --open --limit'
    local model='--model --int8 --onnxruntime --labels --token-file --networks'
    local services='--register --offline --timeout --config --no-cache'
    services+=' --record --replay'
    case $1 in
        dashboard)
            echo "$company $services --details --format --out $common" ;;
        search) echo "$filters $services --format --out $common" ;;
        company | egapro) echo "$services --format --out $common" ;;
        doctor) echo "$services --details --format --out $common" ;;
        'register import' | 'register update')
            echo "--register --date $common" ;;
        'register egapro') echo "--register $common" ;;
        'register search')
            echo "$filters --register --format --out $common" ;;
        'register stat') echo "--register --format --out $common" ;;
        diagnose | ask) echo "$company --details --format --out $common" ;;
        calendar) echo "$company --until --format --out $common" ;;
        facts) echo "$company --format --out $common" ;;
        analyse) echo "$model --details --format --out $common" ;;
        reform)
            echo "$pack --against --population --by --sweep --chart" \
                "--at --at-b --errors --format --out $common" ;;
        population)
            echo "$pack --rows --seed --missing --detail --out $common" ;;
        batch)
            echo "$pack --at --in --out --columns --errors" \
                "--stop-on-error $common" ;;
        call) echo "$pack --at --in --out $common" ;;
        classify) echo "$model --in --column --out $common" ;;
        'model get')
            echo "--to --files --offline --endpoint --token-file --networks" \
                "--format --out $common" ;;
        'model check') echo "--int8 --format --out $common" ;;
        'receipt make') echo "$company --subject --key --out $common" ;;
        'receipt verify')
            echo "$pack --public-key --today --format --out $common" ;;
        'receipt show' | 'receipt key') echo "--out $common" ;;
        text) echo "--raw --pdfium --format --out $common" ;;
        'store init' | 'store backup' | 'store restore' | 'store copy')
            echo "$common" ;;
        'store migrate') echo "--dry-run $common" ;;
        'store stat') echo "--digest --format --out $common" ;;
        'store check' | 'store tidy') echo "--blobs $common" ;;
        'store journal') echo "--limit --format --out $common" ;;
        'store export') echo "--out $common" ;;
        'store forget') echo "--documents --yes $common" ;;
        'blob check') echo "--store --deep $common" ;;
        'jobs list')
            echo "--store --state --company --limit --format --out $common" ;;
        'jobs show') echo "--store --format --out $common" ;;
        'jobs retry' | 'jobs cancel' | 'jobs tidy')
            echo "--store $common" ;;
        worker)
            echo "--store --portal --blobs $model --pdfium --hosts" \
                "--keys-file --cache --workers --drain --no-send" \
                "--migrate --config $common" ;;
        'analytics sync')
            echo "--from --to --schema --reader --full $pack $common" ;;
        'analytics schema') echo "--schema --reader --out $common" ;;
        'pack check' | 'pack test') echo "$pack --format --out $common" ;;
        'pack format') echo "--check $common" ;;
        'pack doc') echo "$pack --obligation --out $common" ;;
        'pack graph') echo "$pack --obligation --at --out $common" ;;
        'pack diff') echo "--overlay --at --at-b --format --out $common" ;;
        *) echo "$common" ;;
    esac
}

_portailrse()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local command=${COMP_WORDS[1]} words=
    case $command in
        pack | receipt | register | store | blob | jobs | analytics | model)
            command="$command ${COMP_WORDS[2]}" ;;
    esac
    case $before in
        --format)
            words='text json'
            case $command in
                calendar) words+=' ics' ;;
                analyse) words+=' csv xlsx existing' ;;
                *search | reform) words+=' csv' ;;
            esac ;;
        --lang) words='fr en' ;;
        --state) words='pret attente en_cours fini echoue annule' ;;
        --facts | --overlay | --in | --out | --pack | --register | --config | \
            --record | --replay | --key | --public-key | --store | --blobs | \
            --from | --pdfium | --model | --portal | --keys-file | --cache | \
            --token-file | --labels | --onnxruntime | --against | --population | \
            --errors | --chart)
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --set | --sweep | --at | --at-b | --until | --obligation | --date | --timeout | \
            --limit | --naf | --departement | --categorie-juridique | \
            --tranche-effectif | --subject | --to | --schema | --reader | \
            --column | --by | --company | --hosts | --networks | --workers | \
            --files | --endpoint | --rows | --seed | --missing)
            return ;;
        --detail) words='exact brackets mixed' ;;
        --columns)
            words='answers criteria outputs first-year missing compliance' ;;
        --today) words='now' ;;
        *)
            if [ "${word#-}" != "$word" ]; then
                words=$(_portailrse_options "$command")
            elif [ "$COMP_CWORD" -eq 1 ] || [ "$before" = help ]; then
                words='dashboard search company egapro doctor register diagnose'
                words+=' ask calendar facts batch reform population'
                words+=' analyse call classify'
                words+=' model receipt text store blob jobs worker analytics pack'
                words+=' help version'
            elif [ "$COMP_CWORD" -eq 2 ] &&
                [ "${COMP_WORDS[1]}" = register ]; then
                words='import update egapro search stat'
            elif [ "$COMP_CWORD" -eq 2 ] &&
                [ "${COMP_WORDS[1]}" = receipt ]; then
                words='make verify show key'
            elif [ "$COMP_CWORD" -eq 2 ] &&
                [ "${COMP_WORDS[1]}" = store ]; then
                words='init migrate stat check backup restore copy tidy'
                words+=' journal export forget'
            elif [ "$COMP_CWORD" -eq 2 ] && [ "${COMP_WORDS[1]}" = blob ]; then
                words='check'
            elif [ "$COMP_CWORD" -eq 2 ] &&
                [ "${COMP_WORDS[1]}" = model ]; then
                words='get check'
            elif [ "$COMP_CWORD" -eq 2 ] && [ "${COMP_WORDS[1]}" = jobs ]; then
                words='list show retry cancel tidy'
            elif [ "$COMP_CWORD" -eq 2 ] &&
                [ "${COMP_WORDS[1]}" = analytics ]; then
                words='sync schema'
            elif [ "$COMP_CWORD" -eq 2 ] && [ "${COMP_WORDS[1]}" = pack ]; then
                words='check test format doc graph diff'
            else
                mapfile -t COMPREPLY < <(compgen -f -- "$word")
                return
            fi ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -o filenames -F _portailrse portailrse
