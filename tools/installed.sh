#!/bin/sh
# Builds wheel and source archive, installs the wheel into an empty environment of every Python there is, and lets it talk.
#
#   tools/installed.sh [3.11 3.12 3.13]
#
# From the package index, with the newest libraries that fit: what somebody gets who writes `pip install posbot`. Not part of
# `make test`, which installs the wheel beside the libraries that are there; this one takes minutes.
set -eu

cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
.venv/bin/python -m hatchling build --directory "$scratch/dist" >/dev/null
ls -l "$scratch/dist"

# From the archive of sources the same wheel can be made.
mkdir "$scratch/sources"
tar -xzf "$scratch"/dist/*.tar.gz -C "$scratch/sources" --strip-components=1
(cd "$scratch/sources" && "$OLDPWD/.venv/bin/python" -m hatchling build --target wheel --directory "$scratch/again" >/dev/null)
for wheel in dist again; do
    .venv/bin/python -m zipfile -l "$(ls "$scratch/$wheel"/*.whl)" | awk 'NR > 1 { print $1, $NF }' | sort >"$scratch/$wheel.txt"
done
cmp "$scratch/dist.txt" "$scratch/again.txt" && echo "the sources make the same wheel"

status=0
for version in ${*:-3.11 3.12 3.13}; do
    python=$(command -v "python$version" || true)
    if [ -z "$python" ] || ! "$python" -c '' 2>/dev/null; then
        echo "python$version: skipped, it is not on this machine"
        continue
    fi
    "$python" -m venv "$scratch/$version"
    "$scratch/$version/bin/pip" install --quiet --disable-pip-version-check "$scratch"/dist/*.whl
    mkdir "$scratch/empty-$version"
    answer=$(cd "$scratch/empty-$version" && echo '{"chat": "a", "text": "the terminal does not turn on"}' \
        | env -i PATH=/usr/bin:/bin HOME="$scratch/empty-$version" "$scratch/$version/bin/posbot" chat --json --locale en)
    case $answer in
        *power.no_power*) echo "python$version: installed, and answers" ;;
        *) echo "python$version: FAILED: $answer"; status=1 ;;
    esac
done
exit $status
