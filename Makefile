# Needs Python 3.11 or later and make; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint clean

demo: .venv/neural
	@$(BIN)/audiobook make examples

test: .venv/tested-with
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: .venv/linted-with
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

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

clean:
	rm -rf .venv build dist
