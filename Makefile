# Every command runs from .venv, which is built from requirements/ and nothing else.
PYTHON ?= python3
export PYTHON

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# The cases that `make demo` assesses, in this order, and the conclusion it then asks about.
EXAMPLES      := rules/housing-association/examples
DEMO_CASES    ?= $(addprefix $(EXAMPLES)/,a-reply-that-never-came.yaml sent-one-day-and-received-later.yaml \
	landlord-agrees-to-go-on-without-an-answer.yaml acknowledged-by-email.yaml unhappy-with-the-handling-only.yaml)
DEMO_WHY_CASE ?= $(EXAMPLES)/a-reply-that-never-came.yaml
DEMO_WHY      ?= stage_1_response.timeliness --ledger

# Where there is a Python 3.13, the wheel is tried on it as well: durable-rules cannot be had there.
ifndef PYTHON_313
PYTHON_313 := $(shell { python3.13 -c 'import ensurepip, pip, sys; print(sys.executable)' || \
	PYENV_VERSION="$$(pyenv latest 3.13)" python3.13 -c 'import ensurepip, pip, sys; print(sys.executable)'; } 2>/dev/null)
endif
export PYTHON_313

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help check-machine .venv demo test lint types imports pytest wheel test-wheel differential mutants verify-all receipts pictures-all site bench readable reset lock clean

help: ## this list, and what this machine lacks
	@sed -n 's/^\([a-z.-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'
	@echo; echo "This machine:"; .ci/check-machine || true

check-machine: ## names what is missing, and the Debian package that has it
	@.ci/check-machine

.venv: .venv/.installed ## the environment, from the locked versions

# The stamp is the last thing written, so a build that broke off starts again from nothing.
# No build isolation: the tools that build durable-rules are locked, with hashes, like everything else.
# The wheelhouse lets the wheel be tested in clean environments later, without a network.
.venv/.locked: requirements/build.txt requirements/runtime.txt requirements/locked.txt
	@.ci/check-machine
	@echo "building .venv (about a minute, once)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes --no-build-isolation --use-pep517 -r requirements/locked.txt
	@$(PIP) wheel --require-hashes --no-build-isolation --use-pep517 --wheel-dir .venv/wheelhouse -r requirements/runtime.txt
	@if [ -n "$(PYTHON_313)" ]; then "$(PYTHON_313)" -m pip -qq download --require-hashes \
		--only-binary :all: --dest .venv/wheelhouse -r requirements/runtime.txt; fi
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv ## a few telling cases, assessed, and one answer explained
	@test -n "$(DEMO_CASES)" || { echo "DEMO_CASES names no case"; exit 1; }
	@for case in $(DEMO_CASES); do echo; echo "$$ kb assess $$case"; $(BIN)/kb assess $$case || exit; done
	@echo; echo "$$ kb why $(DEMO_WHY_CASE) $(DEMO_WHY)"; $(BIN)/kb why $(DEMO_WHY_CASE) $(DEMO_WHY)

test: lint types imports pytest ## everything that CI runs

lint: .venv ## ruff: style, and whether files are formatted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv ## mypy, strict
	$(BIN)/mypy

imports: .venv ## import-linter: who may import whom
	$(BIN)/lint-imports

pytest: .venv ## the tests, on two cores; PYTEST="-k name" for fewer
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST)

wheel: .venv ## sdist and wheel, in build/dist
	@rm -rf build/dist
	$(BIN)/python -m build --no-isolation --outdir build/dist

test-wheel: .venv ## the wheel: built, installed elsewhere, one engine removed
	$(BIN)/pytest tests/packaging

differential: .venv ## both engines on 20,000 generated cases, and made-up programs against an oracle
	$(BIN)/python -m tests.differential --cases 20000 --seed 1

mutants: .venv ## faults put into the engines on purpose: each must be found
	$(BIN)/python -m tests.differential --mutants

verify-all: .venv ## every example, and made-up ones, verified; each forged in every way. VERIFY="--cases 500 --nth 10" for less
	$(BIN)/python -m tests.verify $(VERIFY)

receipts: .venv ## every example and 2,000 made-up cases replayed from receipts, and as PROV and back
	$(BIN)/python -m tests.receipts --cases 2000

pictures-all: .venv ## the tests of pictures on every example, not only on every few
	$(BIN)/pytest -n 2 --all-pictures tests/pictures

site: .venv ## the rules as pages, in build/site
	$(BIN)/kb site build

bench: .venv ## speed, as ratios
	$(BIN)/python -m benchmarks

readable: .venv ## reads every conclusion of every example for the public: words, sentences, grade
	$(BIN)/pytest --every-example tests/readings/test_readable.py tests/readings/test_sentences.py

reset: .venv ## rewrites the expected outputs of tests; read the diff
	$(BIN)/pytest --reset-golden tests

# A universal resolution: one version of each package for every Python and platform, with the hashes of all its files.
# Versions already locked stay, unless UPGRADE=--upgrade.
COMPILE := build/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: ## writes requirements/; UPGRADE=--upgrade for newer versions
	@$(PYTHON) -m venv --clear build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv==0.13.9
	$(COMPILE) $(UPGRADE) --group build --output-file requirements/build.txt
	$(COMPILE) $(UPGRADE) --constraint requirements/build.txt --extra test pyproject.toml --output-file requirements/locked.txt
	$(COMPILE) --constraint requirements/locked.txt pyproject.toml --output-file requirements/runtime.txt

clean: ## removes what was built, and .venv
	rm -rf build .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
