# posbot. `make` alone says what there is to do.
#
# Every target works from a bare checkout: tools/bootstrap.sh makes .venv and installs the pinned
# requirements when they are missing or have changed, and does nothing otherwise.

.DEFAULT_GOAL := help
SHELL := /bin/sh
# Where the surroundings forbid compiled files, every start of posbot would compile its libraries anew: twice the time.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
# Settings go through:  make run POSBOT_PORT=9000
# What pytest is told in `make unit`, for example:  make unit TESTS=tests/unit/core
TESTS ?= tests
# The machine's own tests are watched line by line; to watch all others as well would double their time.
CORE := tests/unit/core tests/unit/test_dialogs.py
# Many tests wait for a process, a page or a database: one worker more than there are cores, at most four. The
# files stay in their order, so that those with few but long tests (browser, chaos) do not come last and alone.
WORKERS ?= $(shell cores=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); [ $$cores -lt 3 ] && echo $$((cores + 1)) || echo 4)
SHARED := -n $(WORKERS) --dist loadfile --no-loadscope-reorder --max-worker-restart 1

.PHONY: help run test check lint types contracts knowledge problems walk unit browser coverage audit format bench lock build installs docs clean venv venv-dev venv-bench system

help: ## say what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: venv ## start posbot on http://127.0.0.1:8080
	@exec $(BIN)/posbot run

test: venv-dev system ## everything: check, and all tests with coverage (what .ci/run calls)
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync=target problems types walk contracts lint; checks=$$?; \
	$(MAKE) --no-print-directory coverage && exit $$checks

check: lint types contracts knowledge ## what needs no test: style, types, contracts, knowledge

lint: venv-dev ## rules of style (ruff), and the formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: venv-dev ## types (mypy, strict)
	$(BIN)/mypy

contracts: venv-dev ## who may import whom (import-linter)
	$(BIN)/lint-imports --no-logo

knowledge: problems walk ## the knowledge files (posbot check), and that no step, option or sentence is left untested

problems: venv-dev # apart from the walk, so that two cores share them; it learns what the walk reads
	$(BIN)/posbot check

walk: venv-dev
	$(BIN)/posbot coverage --walk --fail-under 100

unit: venv-dev ## the quick tests, without coverage; TESTS=tests/unit/core for a part
	$(BIN)/pytest -m "not slow" --ignore=tests/browser $(TESTS)

browser: venv-dev system ## the tests that drive a browser
	$(BIN)/pytest tests/browser

coverage: venv-dev ## all tests; bot/core must be covered branch by branch by its own
	@$(BIN)/pytest $(SHARED) --cov --cov-report= $(CORE) && $(BIN)/coverage report --fail-under=100; core=$$?; \
	$(BIN)/pytest $(SHARED) $(CORE:%=--ignore=%) && exit $$core

audit: ## known weaknesses of the pinned requirements (needs pip-audit and the network; skipped without)
	@command -v pip-audit >/dev/null || { echo "audit: skipped, pip-audit is not installed (pipx install pip-audit)"; exit 0; }; \
	pip-audit --disable-pip --require-hashes -r requirements/run.txt

format: venv-dev ## put the files into the house style
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

bench: venv-bench ## measure; nothing here passes or fails
	@for file in benchmarks/[a-z]*.py; do name=$$(basename "$$file" .py); echo "== $$name"; $(BIN)/python -m "benchmarks.$$name" || exit 1; done

lock: ## choose and pin the requirements anew (needs the public package index)
	tools/lock.sh

build: venv-dev ## the wheel and the source archive, in dist/
	$(BIN)/hatchling build

installs: venv-dev ## the wheel in an empty environment of Python 3.11, 3.12, 3.13 (needs the package index)
	tools/installed.sh

docs: ## the documentation, in site/: reference from the code, links checked
	@tools/docs.sh

clean: ## remove what can be made again; var/ with the conversations stays
	rm -rf .venv build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@tools/bootstrap.sh run

venv-dev:
	@tools/bootstrap.sh dev

venv-bench:
	@tools/bootstrap.sh bench

system:
	@tools/system.sh chromium fonts-noto-cjk postgresql libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
