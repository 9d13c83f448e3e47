#!/bin/sh
# Installs what the tests need from the machine: PostgreSQL, Chromium, Postfix, fonts for every
# script. Postfix is set up as no system mail server: tests run one of their own.
set -eu

packages="postgresql chromium postfix fonts-noto-core fonts-noto-cjk"
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
if command -v debconf-set-selections >/dev/null; then
    echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
fi
apt-get update -q
# shellcheck disable=SC2086 # one word per package is meant
apt-get install -q -y --no-install-recommends $missing
