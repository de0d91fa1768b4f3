# Everything a fresh machine needs is Python 3.11 or newer, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install release invented test coverage check lint format clean

help: ## show this
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("casebook needs Python 3.11 or newer; name one with PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: $(STAMP) ## set up .venv with the locked dependencies

release: $(STAMP) ## build a complete release from the invented articles in examples/
	@rm -rf build/examples build/examples.set-aside.jsonl
	$(BIN)/casebook build examples --key-file examples/demo.key --policy examples/release.toml --version 0.1.0 --out build/examples

invented: $(STAMP) ## build 2,000 invented cases in both tiers and attack them
	@rm -rf build/invented*
	@mkdir -p build
	$(BIN)/python scripts/invent_cases.py 2000 --out build/invented.jsonl
	$(BIN)/casebook build build/invented.jsonl --key-file examples/demo.key --policy examples/release.toml --version 0.1.0 --out build/invented
	$(BIN)/casebook build build/invented.jsonl --key-file examples/demo.key --policy examples/open.toml --version 0.1.0 --out build/invented-open

test: $(STAMP) ## run the tests
	$(BIN)/python -m pytest -n $(JOBS)

coverage: $(STAMP) ## run the tests and count the lines they reach, which takes twice as long
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term:skip-covered

check: lint coverage ## all of it: lint, then the tests with their coverage

lint: $(STAMP) ## format, lint, types and generated files
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python scripts/generate.py --check

format: $(STAMP) ## format the code and mend what the linter can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

clean: ## remove what was built
	rm -rf build $(VENV)
