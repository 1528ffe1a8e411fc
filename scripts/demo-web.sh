#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The portal on Django with invented companies and without network: opens its
# page, analyses documents of a user to try it with, and stops with Ctrl-C.
# PORT chooses another port than 8000; tests give a build folder, a Python
# that has everything, and where to keep what is made.
set -euo pipefail
cd "$(dirname "$0")/.."

venv="build-tools/web"
build=$(realpath "${PRSE_DEMO_BUILD:-build}")
python=${PRSE_DEMO_PYTHON:-$venv/bin/python}
kept=${PRSE_DEMO_KEPT:-$build/demo-web}
binding=$build/bindings/python
port=${PORT:-8000}
server=
worker=

say() { printf '== %s\n' "$*"; }

fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }

# Whatever the user has set stays out of it.
unset "${!PORTAIL@}" DATABASE_URL DJANGO_DEBUG DJANGO_SETTINGS_MODULE \
    SECRET_KEY API_SIRENE_KEY API_SIRENE_KEY_FILE ALLOWED_HOSTS

# Somebody else's page would be taken for the portal.
need_port() {
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        fail "port $port is taken; choose another one with PORT=8001"
    fi
}

# The package of the build folder, which is always the newest.
make_binding() {
    compgen -G "$binding/portailrse/_core*.so" >/dev/null && return
    { meson setup --reconfigure "$build" -Dpython=enabled &&
        meson compile -C "$build"; } >/dev/null ||
        fail "the Python package could not be built"
}

make_environment() {
    local wanted
    [ -z "${PRSE_DEMO_PYTHON:-}" ] || return 0
    wanted=$(sha256sum examples/django/requirements.txt)
    if [ "$(cat $venv/installed 2>/dev/null)" != "$wanted" ]; then
        say "installing Django into $venv"
        python3 -m venv "$venv"
        "$venv/bin/pip" install -q --disable-pip-version-check \
            -r examples/django/requirements.txt ||
            fail "pip could not install examples/django/requirements.txt"
        echo "$wanted" >"$venv/installed"
    fi
}

# The companies of the tests' world among invented ones, as Insee's files.
make_register() {
    [ ! -f "$kept/register.sqlite" ] || return 0
    say "making a register of invented companies"
    python3 -B tests/cli/stock.py "$kept/stock" 300
    "$python" - "$kept" <<'END'
import sys
import portailrse
kept = sys.argv[1]
portailrse.Register.import_(
    kept + "/register.sqlite", units=kept + "/stock/StockUniteLegale.csv",
    establishments=kept + "/stock/StockEtablissement.csv")
END
}

# A report of our own making, so that there is something to look at.
make_report() {
    [ ! -f "$kept/rapport-exemple.pdf" ] || return 0
    PYTHONPATH=tests/django/site:$PYTHONPATH "$python" -B - \
        "$kept/rapport-exemple.pdf" <<'END'
import sys
import papers
open(sys.argv[1], "wb").write(papers.report(2025, 400))
END
}

set_up() {
    mkdir -p "$kept"
    [ -s "$kept/secret" ] || (umask 077 && "$python" -c \
        'import secrets; print(secrets.token_urlsafe(50))' >"$kept/secret")
    export DJANGO_SETTINGS_MODULE=portail.settings
    export PYTHONPATH=$binding:$PWD/examples/django
    export PORTAIL_VAR=$kept SECRET_KEY_FILE=$kept/secret
    export PORTAILRSE_OFFLINE=yes PORTAILRSE_REGISTER=$kept/register.sqlite
    # From here, since a blank in a path would end it.
    PORTAIL_REFORMS=$(printf '%s ' packs/fr-rse/overlays/*.yaml)
    export PORTAIL_REFORMS LOG_LEVEL=WARNING PORTAIL_DEMO=yes
    make_register
    make_report
    "$python" -m django migrate --skip-checks --verbosity 0
    "$python" -m django portailrse_migrate --verbosity 0 >/dev/null
    "$python" -m django portail_demo --verbosity 0 \
        --document "$kept/rapport-exemple.pdf" >/dev/null
    "$python" -m django collectstatic --noinput --verbosity 0
}

stop() {
    local one
    for one in $server $worker; do kill "$one" 2>/dev/null || true; done
    for one in $server $worker; do wait "$one" 2>/dev/null || true; done
    server='' worker=''
}

answers() {
    python3 - "$1" <<'END' 2>/dev/null
import sys
import urllib.request
urllib.request.urlopen(sys.argv[1], timeout=5).close()
END
}

serve() {
    local url=http://127.0.0.1:$port/ log=$kept/server.log
    "$python" -m gunicorn portail.wsgi --no-control-socket \
        --bind "127.0.0.1:$port" --workers 2 --threads 4 >"$log" 2>&1 &
    server=$!
    "$python" -m django portailrse_worker >"$kept/worker.log" 2>&1 &
    worker=$!
    trap stop EXIT
    trap 'stop; echo; say stopped; exit 0' INT TERM
    for _ in $(seq 100); do
        kill -0 "$server" 2>/dev/null || break
        ! answers "$url" || break
        sleep 0.2
    done
    kill -0 "$server" 2>/dev/null ||
        { tail -n 5 "$log" >&2; fail "the server did not start: see $log"; }
    say "the portal is at $url (try: tissages val encre); Ctrl-C stops it"
    say "documents: sign in as demo, with the password demo"
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] &&
        command -v xdg-open >/dev/null; then
        xdg-open "$url" >/dev/null 2>&1 || true
    fi
    wait "$server" || fail "the server ended: see $log"
}

need_port
make_binding
make_environment
mkdir -p "$kept"
kept=$(realpath "$kept")
set_up
serve
