# The two commands: make run, make test. Everything they need they install into .venv, from lock files with hashes.
PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed-run
TEST := $(VENV)/.installed-test
TESTS := PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 $(BIN)/python -m pytest

.PHONY: run run-adopted install test check lock messages clean

run: install
	@PORT=$(PORT) $(BIN)/oewg serve --demo

# The same exercise gone through to the end, in a folder of its own: both can be kept.
run-adopted: install
	@OEWG_VAR=$${OEWG_VAR:-var}/adopted PORT=$(PORT) $(BIN)/oewg serve --demo --adopted

install: $(RUN)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed (PYTHON=... names one)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the program needs (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(TEST): requirements/test.txt $(RUN)
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

# The journeys through a browser are slow: they run last.
test: $(TEST)
	@sh .ci/prepare
	@$(TESTS) -n 2 --dist worksteal -m "not journey"
	@$(TESTS) -n 2 --dist worksteal -m journey

check: $(TEST)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@mkdir -p build && rm -f build/check.db
	@OEWG_DATABASE_URL=sqlite:///build/check.db $(BIN)/alembic upgrade head
	@OEWG_DATABASE_URL=sqlite:///build/check.db $(BIN)/alembic check

# Needs uv, which writes names, versions and hashes alone unless it is told otherwise.
lock:
	@for list in run test; do uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  requirements/$$list.in -o requirements/$$list.txt; done

messages: $(RUN)
	@mkdir -p build && $(BIN)/pybabel -q extract -F config/babel.cfg -k say -k lazy_gettext -o build/messages.pot .
	@echo "build/messages.pot holds $$(grep -c '^msgid' build/messages.pot) sentences"

clean:
	rm -rf $(VENV) build
