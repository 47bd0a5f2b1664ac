#!/bin/sh
# Makes .venv and installs the pinned requirements; does nothing when they are there already.
#
#   tools/bootstrap.sh run    what posbot needs to run
#   tools/bootstrap.sh dev    that, and what the tests need
#   tools/bootstrap.sh bench  that, and what the benchmarks compare with
#
# PYTHON names the interpreter to use; without it the newest suitable one on the PATH is taken.
set -eu

cd "$(dirname "$0")/.."
what=${1:-run}
venv=$PWD/.venv

say() { printf '%s\n' "$*" >&2; }

stop() {
    for line in "$@"; do say "$line"; done
    exit 1
}

is_suitable() {
    "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if is_suitable "$name"; then
            command -v "$name"
            return
        fi
    done
    stop "posbot: Python 3.11 or newer is needed and was not found${PYTHON:+ as $PYTHON}." \
        "On Debian 12 or Ubuntu 24.04:  sudo apt-get install python3 python3-venv" \
        "Elsewhere: install it, then  make PYTHON=/path/to/python3.11 run"
}

# The stamp holds a digest of everything that an installation depends on, its own place included:
# a virtual environment does not survive being moved.
digest() {
    {
        printf '%s\n' "$venv"
        cat tools/bootstrap.sh pyproject.toml requirements/run.txt
        [ "$1" != dev ] || cat requirements/dev.txt
        [ "$1" != bench ] || cat requirements/bench.txt
    } | cksum
}

is_installed() {
    [ -x "$venv/bin/posbot" ] && is_suitable "$venv/bin/python" || return 1
    for stamp in "$@"; do
        [ "$(cat "$venv/.installed-$stamp" 2>/dev/null)" = "$(digest "$stamp")" ] && return 0
    done
    return 1
}

# One that was moved names its old place; one whose interpreter is gone does not start.
is_whole() {
    grep -qsF "$venv" "$venv/bin/activate" && is_suitable "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

make_venv() {
    is_whole && return
    python=$(find_python)
    say "posbot: making .venv with $("$python" --version)"
    complaint=$("$python" -m venv --clear "$venv" 2>&1) && return
    rm -rf "$venv"
    say "$complaint"
    stop "posbot: this Python cannot make a virtual environment." \
        "On Debian or Ubuntu:  sudo apt-get install python3-venv"
}

pip() {
    "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"
}

install() {
    say "posbot: installing $what requirements (once; they are pinned in requirements/)"
    # Bytecode is made when a module is first wanted: most of them never are.
    pip install --no-deps --no-compile --require-hashes --prefer-binary "$@" \
        || stop "posbot: the requirements could not be installed; is a package index reachable?"
    # The project itself, in place; hatchling, which does it, is among the requirements.
    pip install --no-deps --no-build-isolation --editable .
}

case $what in
    run)
        is_installed run dev bench && exit 0
        make_venv
        install -r requirements/run.txt
        ;;
    dev)
        is_installed dev bench && exit 0
        make_venv
        install -r requirements/dev.txt
        ;;
    bench)
        is_installed bench && exit 0
        make_venv
        install -r requirements/bench.txt
        ;;
    *)
        say "usage: tools/bootstrap.sh run|dev|bench"
        exit 2
        ;;
esac
digest "$what" >"$venv/.installed-$what"
