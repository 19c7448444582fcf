# Every command sets up what it needs: Python 3.11 or newer, make and a package index are enough.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

# Prefect calls nobody, and its ephemeral server may take its time on a small machine.
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS := 180
export PREFECT_HOME := $(CURDIR)/.venv/prefect

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint types floors unit flows quality travels audit unrelated speed compiled lookup syndication kills lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 21

setup: $(STAMP) ## create .venv and install the locked packages

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; set PYTHON=python3.12, for instance."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ echo "The venv module is missing; on Debian install python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

demo: $(STAMP) ## play five days of a sample newsroom through the whole house
	@$(BIN)/python -m demo

test: lint types floors unit flows ## everything: lint, types, floors, all tests

check: lint types floors unit ## everything but the tests that start Prefect

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

floors: $(STAMP)
	$(BIN)/lint-imports

unit: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 -m "not flows"

flows: $(STAMP)
	$(BIN)/python -m pytest -q -m flows

quality: $(STAMP) ## score the reader on texts with labels, and the records on a stream of news
	@$(BIN)/python -m tests.quality
	@$(BIN)/python -m tests.quality.families
	@$(BIN)/python -m tests.quality.copies $(COPIES)
	@$(BIN)/python -m tests.quality.stream

travels: $(STAMP) ## read official travel records, where they lie beside the checkout
	@$(BIN)/python -m benchmarks.quality.travels

audit: $(STAMP) ## audit official travel records, part of them told to a house of its own
	@$(BIN)/python -m benchmarks.quality.audit

unrelated: $(STAMP) ## count false alarms on news in which no states meet
	@$(BIN)/python -m benchmarks.quality.unrelated

speed: $(STAMP) ## time the reader, and look at its memory and at endless texts
	@$(BIN)/python -m benchmarks.read

compiled: $(STAMP) ## make a wheel with the reader in machine code; it needs a C compiler
	@rm -rf .compiled
	@HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(BIN)/uv build --quiet --wheel --python $(BIN)/python --out-dir .compiled .
	@$(BIN)/python -m zipfile -e .compiled/*.whl .compiled

lookup: $(STAMP) ## time how reports are found among a million meetings
	@$(BIN)/python -m benchmarks.lookup

syndication: $(STAMP) ## time how copies are found, and how well, among a million articles
	@$(BIN)/python -m benchmarks.syndication

kills: $(STAMP) ## kill two hundred senders at work, and count what is lost or doubled
	@$(BIN)/python -m benchmarks.outbox

lock: $(STAMP) ## resolve the dependencies anew
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-emit-index-url --python-version 3.11 --quiet -o requirements.lock

clean: ## remove what the commands made
	rm -rf .venv .demo .compiled .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
