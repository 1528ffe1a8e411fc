#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the library is for, in one minute: from the name of an invented company
# to its obligations, without network; what one more answer changes; and what
# public services add, when the network is there or can be played.
set -eu
cd "$(dirname "$0")/.."

program=${PRSE_PROGRAM:-build/src/portailrse}
pack=${PRSE_DEMO_PACK:-fr-rse}
lang=${1:-fr}
day=2026-11-23
name="tissages val encre"
siren=012345674
more=tests/fixtures/demo-complements.json
work=$(mktemp -d)
world=

# Whatever the user has set or kept stays out of it.
XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache
XDG_DATA_HOME=$work/data PORTAILRSE_PACKS=$PWD/packs
export XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME PORTAILRSE_PACKS
unset PRSE_REGISTER

end() {
    [ -z "$world" ] || kill "$world" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

# say FRENCH ENGLISH
say() {
    case $lang in
    en) text=$2 ;;
    *) text=$1 ;;
    esac
    printf '\n# %s\n' "$text" | fold -s -w 79 | sed '3,$s/^/# /'
}

# show WORD...: the command as one would type it, on lines of 80 columns.
show() {
    line='$ portailrse'
    echo
    for word; do
        case $word in
        *[!a-zA-Z0-9./=_-]*) word="\"$word\"" ;;
        esac
        if [ ${#line} -gt 4 ] && [ $((${#line} + ${#word})) -gt 77 ]; then
            printf '%s \\\n' "$line"
            line="    $word"
        else
            line="$line $word"
        fi
    done
    printf '%s\n\n' "$line"
}

answer() { "$program" "$@" --lang "$lang"; }

run() {
    show "$@"
    answer "$@"
}

# The dashboard on a day that does not move, with what the company knows.
dashboard() {
    answer dashboard "$@" --facts $more --at $day --pack "$pack"
}

# changes BEFORE AFTER: what differs between two pages.
changes() {
    diff -U 1 "$work/$1" "$work/$2" |
        sed -e 1,2d -e '/^@@/s/.*/.../' || true
}

# Insee's two files: the companies of the test world among invented ones.
make_stock() {
    python3 -B tests/cli/stock.py "$work/nice"
    ${CC:-cc} -O1 -o "$work/generate" tests/register/generate.c
    "$work/generate" 5000 1 "$work/units" "$work/seats"
    for file in StockUniteLegale:units StockEtablissement:seats; do
        {
            head -n 1 "$work/${file#*:}"
            {
                tail -n +2 "$work/${file#*:}"
                tail -n +2 "$work/nice/${file%:*}.csv"
            } | LC_ALL=C sort
        } >"$work/${file%:*}.csv"
    done
}

offline() {
    say "Sans réseau : le registre de l'Insee, ici 5 000 unités inventées." \
        "Without network: Insee's register, here 5,000 invented units."
    show register import StockUniteLegale.csv StockEtablissement.csv
    (cd "$work" && case $program in
        /*) "$program" "$@" ;;
        *) "$OLDPWD/$program" "$@" ;;
    esac) 2>/dev/null
    run search --offline "tisage val encr"
    say "Du nom aux obligations, avec ce que l'entreprise sait d'elle-même :" \
        "From the name to the obligations, with what the company knows:"
    show dashboard --offline "$name" --facts "${more##*/}"
    dashboard --offline "$name" | tee "$work/offline"
}

# The question that the dashboard ends with, answered with yes.
question() {
    fact=$(sed -n "s/^ *\(Si oui\|If yes\) *--set '\(.*\)'\$/\2/p" \
        "$work/offline")
    [ -n "$fact" ] || return 0
    say "Une réponse de plus, et ce qu'elle change :" \
        "One more answer, and what it changes:"
    show dashboard --offline $siren --set "$fact"
    dashboard --offline $siren --set "$fact" >"$work/answered"
    changes offline answered
}

start_world() {
    python3 -B tests/world/world.py --no-samples --stay \
        --ready-file "$work/ready" >/dev/null 2>&1 &
    world=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        [ ! -s "$work/ready" ] || break
        sleep 0.2
    done
    python3 -B - "$work/ready" >"$work/services.conf" <<'END'
import json, sys
told = json.load(open(sys.argv[1]))
for name, url in told["services"].items():
    print(f"{name}.url = {url}")
print(f"sirene.key = {told['key']}")
END
}

played() {
    say "Le réseau n'est pas là : un serveur local joue les services publics." \
        "The network is not there: a local server plays the public services."
    start_world
    say "Ce qu'ils ajoutent à la page du registre :" \
        "What they add to the page of the register:"
    show dashboard $siren
    dashboard $siren --config "$work/services.conf" >"$work/online"
    changes offline online
    show egapro $siren 2025
    answer egapro $siren 2025 --config "$work/services.conf"
}

online() {
    say "En ligne : l'annuaire public des entreprises." \
        "Online: the public directory of companies."
    run search --limit 3 "la poste"
}

# Whether the public directory answers within two seconds; the register, which
# would stand in for it, is out of the way.
has_network() {
    [ "${PRSE_DEMO_NETWORK:-yes}" != no ] &&
        XDG_DATA_HOME=$work/nothing answer search --timeout 2 --limit 1 \
            "la poste" >/dev/null 2>&1
}

# What needs neither Python nor a compiler.
plain() {
    say "Sans python3 ni compilateur : les faits viennent d'un fichier." \
        "Without python3 or a compiler: the facts come from a file."
    show diagnose --facts demo-annuaire.json --facts "${more##*/}"
    answer diagnose --facts tests/fixtures/demo-annuaire.json \
        --facts $more --at $day --pack "$pack"
}

# here WORD...: a command in the temporary folder, with its short names.
here() {
    (cd "$work" && case $program in
        /*) "$program" "$@" --lang "$lang" ;;
        *) "$OLDPWD/$program" "$@" --lang "$lang" ;;
    esac)
}

# What a portal keeps: a receipt of the answer, and a store. A build without
# OpenSSL has neither.
kept() {
    cp $more "$work/faits.json"
    here receipt make --facts faits.json --subject $siren --at $day \
        --pack "$pack" --out recu.json 2>/dev/null || return 0
    say "Un reçu de la réponse, vérifiable dans dix ans sans réseau :" \
        "A receipt of the answer, to be checked in ten years, offline:"
    show receipt make --facts faits.json --subject $siren --out recu.json
    show receipt verify recu.json --pack "$pack"
    here receipt verify recu.json --pack "$pack"
    say "Ce qu'un portail garde : de vraies tables, SQLite ou PostgreSQL." \
        "What a portal keeps: real tables, in SQLite or PostgreSQL."
    for command in init check; do
        show store $command portail.sqlite
        here store $command portail.sqlite
    done
}

if ! command -v python3 >/dev/null || ! command -v "${CC:-cc}" >/dev/null; then
    plain
    kept
    exit
fi
make_stock
offline register import StockUniteLegale.csv StockEtablissement.csv \
    --lang "$lang"
question
if has_network; then online; else played; fi
kept
