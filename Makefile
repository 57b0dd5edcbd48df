# Needs Python 3.11 with venv, and make.  Everything else is fetched into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Tests are shared out among the cores there are, up to four.
CORES := -n auto --maxprocesses 4
VENDOR := src/saferboard/ui/static/vendor/versions.txt
# Compiled once when installed, whatever the surroundings say: every start is faster for it.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test check bench soak assets lock clean

demo: .venv/run.stamp assets  ## Set everything up, load October 2022, and serve it
	$(BIN)/saferboard demo

test: .venv/dev.stamp assets  ## Set everything up and run the tests; the house checks itself in check
	$(BIN)/python -m pytest $(CORES) -m "not journey and not soak" --ignore=tests/repo

check: .venv/dev.stamp assets  ## All that the gate runs besides the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/audit.py
	$(BIN)/python -m pytest $(CORES) tests/repo -m "not soak"
	$(BIN)/python -m pytest tests/journeys -m "not soak"

bench: .venv/dev.stamp assets  ## Speed and memory, as ratios against a named reference
	$(BIN)/python -m bench

soak: .venv/dev.stamp assets  ## Long fuzz, load and growth
	$(BIN)/python -m pytest -m soak

assets: .venv/run.stamp  ## Fetch the front-end files and fonts from their registry
	@$(BIN)/python -m saferboard.ui.assets

lock:  ## Write the lock files again after changing pyproject.toml (needs uv)
	uv pip compile -q pyproject.toml --extra build --universal --python-version 3.11.2 \
		--generate-hashes --no-header --no-annotate -o requirements/run.txt
	uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11.2 \
		--generate-hashes --no-header --no-annotate -o requirements/dev.txt

clean:
	rm -rf .venv build var src/saferboard/ui/static/vendor

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Saferboard needs Python 3.11 or later. Set PYTHON to it: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
