#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A wheel that runs anywhere: build-wheel.sh OUTDIR [SOURCE_DATE_EPOCH]
# Rules, facts, batches, unsigned receipts, portals and jobs on stores and blob
# stores of the host; no network, SQLite, PostgreSQL or OpenSSL of its own. One
# wheel serves every CPython from 3.11 on. PYTHON names the one that builds.
# The same sources and compiler give the same wheel, bit for bit; the tools
# are those of wheel-tools.txt. Without the second argument the date is the
# last commit's.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '3,9s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
out=$(mkdir -p "$1" && cd "$1" && pwd)
# A source tree without a history tells the time of its last change.
export SOURCE_DATE_EPOCH=${2:-$(git -C "$root" log -1 --format=%ct \
    2>/dev/null || stat -c %Y "$root/pyproject.toml")}
umask 022
export LC_ALL=C.UTF-8 PIP_DISABLE_PIP_VERSION_CHECK=1
unset CFLAGS CPPFLAGS LDFLAGS PYTHONPATH MAKEFLAGS

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/portailrse"
tar -C "$root" --exclude='./build' --exclude='./build-*' --exclude='./.git' \
    --exclude='__pycache__' -cf - . |
    tar -C "$work/portailrse" --no-same-owner --no-same-permissions -xf -

"${PYTHON:-python3}" -m venv "$work/tools"
export PATH=$work/tools/bin:$PATH
pip install -q -r "$root/packaging/wheel-tools.txt"
settings=()
for setting in python.allow_limited_api=true python_limited_api=true \
    {curl,sqlite,zip,crypto,postgres,xlsx,camembert}=disabled; do
    settings+=("-Csetup-args=-D$setting")
done
pip wheel -q --no-deps --no-build-isolation -w "$work/plain" \
    "${settings[@]}" "$work/portailrse"
# cJSON and libyaml come along; both are small.
auditwheel repair --strip -w "$out" "$work"/plain/portailrse-*.whl
