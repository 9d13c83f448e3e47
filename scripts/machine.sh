#!/bin/sh
# Installs what the tests need from the machine: PostgreSQL, Chromium, fonts for every script.
set -eu

packages="postgresql chromium fonts-noto-core fonts-noto-cjk"
missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done

[ -n "$missing" ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "machine: missing:$missing" >&2
    echo "machine: as root: apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086 # one word per package is meant
apt-get install -q -y --no-install-recommends $missing
