# make demo: the whole story. make test: everything that can be tested. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup demo test format generate fuzz faults bench clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "moment-builder needs Python 3.11 or newer (PYTHON=… names another)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

setup: .venv/ready ## Make .venv and install everything into it

demo: .venv/ready ## From a designer's text to a unit's activation, with real git
	@$(BIN)/python tests/demo/story.py

test: .venv/ready ## Format, lint, types, architecture, all tests
	@sh tests/system.sh
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo > /dev/null || $(BIN)/lint-imports --no-logo
	$(BIN)/moment schemas --check
	$(BIN)/pytest --quiet --numprocesses 2 $(ARGS)

format: .venv/ready ## Mend formatting and what the linter can mend
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

generate: .venv/ready ## Write schemas and gather and compile the Swedish texts anew
	$(BIN)/moment schemas
	PYTHONPATH=tests $(BIN)/pybabel --quiet extract -F pyproject.toml --no-default-keywords -k tell:1 -k tell_number:1,2 -k mark:1 --omit-header --no-location --sort-output -o builder/locale/builder.pot builder
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --width 10000 -i builder/locale/builder.pot -d builder/locale -D builder -l sv
	@sed -E -i '1,20{/^"(Project-|Report-|POT-|PO-|Last-|Language-Team|MIME|Content-Transfer|Generated)/d;/^$$/{1d}}' builder/locale/sv/LC_MESSAGES/builder.po
	$(BIN)/pybabel --quiet compile -d builder/locale -D builder -l sv
	rm builder/locale/builder.pot

faults: .venv/ready ## Write docs/seeded-faults.md from a run over all seeded faults
	@$(BIN)/python tests/faults/table.py

fuzz: .venv/ready ## Try to make the check fall over, for MINUTES (5)
	@$(BIN)/python tests/fuzz/run.py --minutes $(or $(MINUTES),5)

bench: .venv/ready ## Measure on 1,000 made-up moments
	@$(BIN)/python tests/bench/run.py
	@$(BIN)/python tests/bench/forms.py

clean: ## Remove what was made, but for .venv
	rm -rf demo published/metadata published/index published/packages published/blobs published/site published/.made-by-demo .fuzz
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .moment-cache .import_linter_cache
