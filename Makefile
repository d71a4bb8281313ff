# make chat                   install, index the sample articles and serve the chat
# make chat ARTICLES=folder   the same for a folder of your own
# make test                   install what tests need, then lint, type-check and test

ARTICLES ?= corpus
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Each folder of articles has a library of its own; the sample one is .library/corpus.
NAME = $(shell printf '%s' "$(ARTICLES)" | sed 's|/*$$||' | cksum | cut -d' ' -f1)
LIBRARY ?= .library/$(if $(filter corpus,$(ARTICLES)),corpus,$(NAME))

.PHONY: chat test lint clean

chat: $(VENV)/.installed
	@$(BIN)/footnote index "$(ARTICLES)" --library "$(LIBRARY)"
	@$(BIN)/footnote chat --library "$(LIBRARY)"

test: $(VENV)/.installed-test lint
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) .library build *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Footnote needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	@touch $@ $(VENV)/.installed
