# Needs Python 3.11 or later and make; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint audit clean

demo: .venv/neural
	@$(BIN)/audiobook make examples

test: .venv/tested-with
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: .venv/linted-with
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# What is known against the locked packages.  A report: it needs the network, and changes by itself.
AUDIT := $(BIN)/pip-audit --requirement requirements.lock --require-hashes --disable-pip --timeout 10
UNKNOWN := /could not be audited/ { n++; next } { print } END { print n + 0 " packages are unknown to the index" }
audit: .venv/audited-with
	@timeout 120 $(AUDIT) --progress-spinner off 2>&1 | awk '$(UNKNOWN)'

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "audiobook needs Python 3.11 or later; say which with: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade pip

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing audiobook into .venv …"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# A natural voice; where it can't be installed, the demo goes on with the system's and says so.
.venv/neural: .venv/installed
	@$(BIN)/python -m pip install --quiet --editable ".[neural]" && touch $@ || true

.venv/tested-with: .venv/installed
	@$(BIN)/python -m pip install --quiet --group test
	@touch $@

.venv/linted-with: .venv/tested-with
	@$(BIN)/python -m pip install --quiet --group lint
	@touch $@

.venv/audited-with: .venv/installed
	@$(BIN)/python -m pip install --quiet --group audit
	@touch $@

clean:
	rm -rf .venv build dist
