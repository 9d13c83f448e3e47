# Everything a person does with this tree. `make` alone lists it.
# Needs: python 3.11-3.13, pip, git, make. Uses uv when it is there, because it is faster.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
PYTHON := $(VENV)/bin/python
CONFIG ?= config
ARGS ?=
UV ?= uv

# A stamp says: this lock file, with this content, is installed for this folder.
stamp = $(VENV)/installed-$(shell { pwd; cat $(1); } | sha256sum | cut -c 1-16)
RUN_STAMP := $(call stamp,requirements.lock)
DEV_STAMP := $(call stamp,requirements-dev.lock)

QUICK := not (quality or faults or hostile or bench)
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(RUN_STAMP) ## Make .venv with what the program needs to run
$(RUN_STAMP):
	@scripts/setup.sh requirements.lock $@

.PHONY: setup-dev
setup-dev: $(DEV_STAMP) ## Make .venv with what the tests need, too
$(DEV_STAMP):
	@scripts/setup.sh requirements-dev.lock $@
	@touch $(RUN_STAMP)

.PHONY: run
run: setup ## Run the monitor with the files in config/ until Ctrl-C
	@$(PYTHON) -m monitor run --config $(CONFIG) $(ARGS)

.PHONY: test
test: setup-dev ## Run the tests that need neither root nor much time
	@$(PYTHON) -m pytest -m "$(QUICK)" $(ARGS)

.PHONY: test-all
test-all: machine setup-dev ## Run every check and test there is, skipping none, as CI does
	@scripts/test-all.sh

.PHONY: machine
machine: ## Install PostgreSQL, Chromium and fonts, where they are missing and we are root
	@scripts/machine.sh

.PHONY: fresh
fresh: ## Clone HEAD into an empty folder and try `make run` and `make test` there
	@python3 scripts/fresh.py

.PHONY: check
check: lint types layers ## Check style, types, layers and the shipped configuration
	@$(PYTHON) -m monitor check --config $(CONFIG)

.PHONY: lint
lint: setup-dev ## Check style: ruff
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check

.PHONY: types
types: setup-dev ## Check types: mypy, strict
	@$(PYTHON) -m mypy

.PHONY: layers
layers: setup-dev ## Check who imports whom: import-linter
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command as main; main()" --no-logo

.PHONY: bench
bench: setup-dev ## Measure ratios of time and memory
	@$(PYTHON) -m pytest -m bench -s $(ARGS)

.PHONY: soak
soak: setup-dev ## Run the long form of the faults and of the attacks, for hours, and print figures
	@LONG=1 $(PYTHON) -m pytest -m "faults or hostile" -n 2 --timeout 36000 $(ARGS)

.PHONY: docs
docs: setup-dev ## Write what is generated (schema/, the list of files), then check the pages
	@$(PYTHON) scripts/list_files.py
	@$(PYTHON) -m monitor config schema --out schema
	@$(PYTHON) -m pytest tests/house $(ARGS)

.PHONY: lock
lock: ## Renew the lock files from pyproject.toml; with ARGS=--upgrade take newer versions
	@$(LOCK) $(ARGS) --output-file requirements.lock pyproject.toml
	@$(LOCK) $(ARGS) --output-file requirements-dev.lock \
		--constraint requirements.lock --group dev pyproject.toml

.PHONY: clean
clean: ## Remove .venv and every cache; data/ stays
	@rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -f .coverage .coverage.*
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
