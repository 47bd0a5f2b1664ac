#!/bin/sh
# Installs the Debian packages named, as far as they are missing and this user may.
# Never fails: the tests that need one of them say why they are skipped.
set -eu

missing=""
for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

skip() {
    printf 'posbot: not installed:%s (%s); tests that need it are skipped\n' "$missing" "$1" >&2
    exit 0
}

command -v apt-get >/dev/null 2>&1 || skip "no apt-get here"
[ "$(id -u)" -eq 0 ] || skip "needs root: sudo apt-get install$missing"

printf 'posbot: installing%s\n' "$missing" >&2
export DEBIAN_FRONTEND=noninteractive
install() {
    # Word splitting is meant: one argument a package.
    # shellcheck disable=SC2086
    apt-get install --yes --quiet=2 --no-install-recommends $missing >/dev/null
}
install 2>/dev/null || { apt-get update --quiet=2 >/dev/null && install; } || skip "apt-get failed"
