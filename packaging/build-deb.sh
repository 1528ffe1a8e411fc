#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Debian packages of this source tree: build-deb.sh OUTDIR [SOURCE_DATE_EPOCH]
# The same sources give the same packages, bit for bit, wherever, whenever and
# by whom they are built. Without the second argument the date is the
# changelog's.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '3,6s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
out=$(mkdir -p "$1" && cd "$1" && pwd)
umask 022
export LC_ALL=C.UTF-8 TZ=UTC
# Debian's own compiler, meson and Python, whatever else is installed.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
unset CC CXX CFLAGS CPPFLAGS LDFLAGS PYTHONPATH MAKEFLAGS

changelog=$root/packaging/debian/changelog
version=$(sed -n "s/^ *version: '\(.*\)',$/\1/p" "$root/meson.build" |
    head -n 1)
packaged=$(dpkg-parsechangelog -l "$changelog" -S Version)
if [ "${packaged%%-*}" != "$version" ]; then
    echo "build-deb.sh: meson.build says $version, $changelog $packaged" >&2
    exit 1
fi
# Later dates are brought back to this one; of a day to come nothing would be.
SOURCE_DATE_EPOCH=${2:-$(dpkg-parsechangelog -l "$changelog" -S Timestamp)}
export SOURCE_DATE_EPOCH
if [ "$SOURCE_DATE_EPOCH" -gt "$(date +%s)" ]; then
    echo "build-deb.sh: the date of the packages is still to come" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source=$work/portailrse-$version
mkdir "$source"
tar -C "$root" --exclude='./build' --exclude='./build-*' --exclude='./.git' \
    --exclude='./packaging/debian' --exclude='__pycache__' -cf - . |
    tar -C "$source" --no-same-owner -xf -
cp -r "$root/packaging/debian" "$source/debian"
cd "$source"
jobs=$(nproc)
export DEB_BUILD_OPTIONS="nocheck parallel=$jobs ${DEB_BUILD_OPTIONS:-}"
dpkg-buildpackage -b -us -uc -ui
mv "$work"/*.deb "$work"/*.changes "$work"/*.buildinfo "$out/"
