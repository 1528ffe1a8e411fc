#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Headers -> Doxygen XML -> Sphinx, into build/docs; every warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/build/docs
version=$(sed -n "s/^ *version: '\(.*\)',$/\1/p" meson.build | head -n 1)
export PORTAILRSE_VERSION=$version PORTAILRSE_DOXYGEN_XML=$out/doxygen/xml

mkdir -p "$out/doxygen"
sed -e "s|@VERSION@|$version|" -e "s|@SOURCE@|$PWD|" \
    -e "s|@OUTPUT@|$out/doxygen|" docs/Doxyfile.in >"$out/Doxyfile"
doxygen "$out/Doxyfile"
# The interpreter that Debian's Sphinx belongs to, whatever PATH says.
/usr/bin/python3 -m sphinx -W --keep-going -q -b html -d "$out/doctrees" \
    docs "$out/html"
echo "== $out/html/index.html"
