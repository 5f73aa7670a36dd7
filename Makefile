# Two commands on a machine with only Python, pip and venv:
#   make demo   sets everything up and reads the sample releases into a table
#   make test   sets everything up and passes every check
# A second run finds the environment ready and is quick.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
# Where the coded documents lie: a folder with train/, dev/ and seed/, beside the checkout unless told.
GOLD ?= ../shared/gold
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench evaluate docs train compare clean

help:
	@echo "make demo | test | lint | bench | evaluate | docs | train | compare | clean"

$(PY):
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml | $(PY)
	$(PIP) --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(PY)
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.ready

demo: $(VENV)/.ready
	@$(BIN)/servanda read examples/documents.jsonl 'examples/*.html'

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/servanda codebook check
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
		echo "No PostgreSQL server here (apt-get install postgresql): the tests that need one are left out."
	$(PY) -m pytest -n 2
	$(MAKE) docs

docs: $(VENV)/.ready-dev
	@if [ -f zensical.toml ]; then $(BIN)/zensical build --clean --strict; else echo "no zensical.toml: no pages to build"; fi

bench: $(VENV)/.ready-dev
	$(PY) bench/reading.py
	PYTHONPATH=. $(PY) bench/sources.py

evaluate: $(VENV)/.ready
	$(BIN)/servanda evaluate $(GOLD)/dev --floors eval/floors.json

$(VENV)/.ready-train: pyproject.toml | $(VENV)/.ready-dev
	$(PIP) --editable '.[train]'
	@touch $@

train: $(VENV)/.ready-train
	$(PY) -m training $(GOLD)

compare: $(VENV)/.ready-train
	$(PY) -m training.compare $(GOLD)

clean:
	rm -rf $(VENV) site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
