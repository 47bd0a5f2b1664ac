#!/bin/sh
# Builds the documentation into site/: the pages of docs/, the reference made from the program, both languages, every link checked.
#
#   tools/docs.sh [serve]
set -eu

cd "$(dirname "$0")/.."
tools/bootstrap.sh dev
venv=build/docs-venv
if ! cmp -s requirements/docs.txt "$venv/.installed" 2>/dev/null; then
    "$(readlink -f .venv/bin/python)" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --prefer-binary -r requirements/docs.txt
    cp requirements/docs.txt "$venv/.installed"
fi
rm -rf build/docs
cp -R docs build/docs
.venv/bin/python -m tools.reference build/docs
# The notice of the theme's makers on what they build next is no problem of these pages.
NO_MKDOCS_2_WARNING=1 "$venv/bin/mkdocs" "${1:-build}"
[ "${1:-build}" = serve ] || .venv/bin/python -m tools.sitecheck site
