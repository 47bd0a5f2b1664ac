#!/bin/sh
# Chooses versions and writes requirements/*.txt with the digests of all their files.
#
# From the public index alone, whatever this user's pip is set to, so that the pins hold everywhere;
# in an environment of its own, because a locking tool must not lock itself.
set -eu

cd "$(dirname "$0")/.."
export PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock"
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL

# The oldest Python that is supported decides which versions fit all of them.
"${PYTHON:-python3.11}" -m venv build/lock
build/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2

compile() {
    output=$1
    shift
    echo "requirements/$output"
    build/lock/bin/pip-compile --quiet --no-config --generate-hashes --strip-extras --allow-unsafe ${UPGRADE:+--upgrade} \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file "requirements/$output" "$@"
}

pin() { compile "$@" --constraint requirements/caps.in pyproject.toml requirements/build.in; }

pin run.txt
pin dev.txt --extra dev --constraint requirements/run.txt
pin bench.txt --extra dev --extra bench --constraint requirements/dev.txt
# An environment of its own: it constrains nothing and is constrained by nothing.
compile docs.txt requirements/docs.in
