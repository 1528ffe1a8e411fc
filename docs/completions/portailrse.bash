# SPDX-License-Identifier: Apache-2.0
# bash completion for portailrse(1)

_portailrse_options()
{
    local pack='--pack --overlay' common='--lang --help'
    local company="$pack --facts --set --at"
    case $1 in
        diagnose | ask) echo "$company --details --format --out $common" ;;
        calendar) echo "$company --until --format --out $common" ;;
        facts) echo "$company --format --out $common" ;;
        batch | call) echo "$pack --at --in --out $common" ;;
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
    [ "$command" != pack ] || command="pack ${COMP_WORDS[2]}"
    case $before in
        --format)
            words='text json'
            [ "$command" != calendar ] || words='text json ics' ;;
        --lang) words='fr en' ;;
        --facts | --overlay | --in | --out | --pack)
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return ;;
        --set | --at | --at-b | --until | --obligation) return ;;
        *)
            if [ "${word#-}" != "$word" ]; then
                words=$(_portailrse_options "$command")
            elif [ "$COMP_CWORD" -eq 1 ] || [ "$before" = help ]; then
                words='diagnose ask calendar facts batch call pack help version'
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
