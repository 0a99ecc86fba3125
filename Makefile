# make run    set up and open the app on the sample collection: http://localhost:8501
# make test   set up and run every test, browser tests included
# make compile  machine code, where there is a C compiler: the same output, more than twice as fast; some minutes
# make bench  speed, as ratios measured side by side (CORPUS=file.jsonl for texts of your own)
# make style  what the tests demand of the source's form, mended where a tool can

PYTHON ?= python3
PORT   ?= 8501
CORPUS ?=
ENV    := .venv
BIN    := $(ENV)/bin
COMPILE = $(BIN)/python -c 'from dashboard.compiled import build; build()'

.PHONY: run test compile bench style clean
.DELETE_ON_ERROR:

run: $(ENV)/run.stamp
	$(BIN)/python -m streamlit run app.py --server.address localhost --server.port $(PORT)

# All tests also on machine code, where there is a C compiler; not for a single file.
test: $(ENV)/dev.stamp
	$(if $(TESTS),,$(BIN)/python -c 'from dashboard.compiled import build, possible; possible() and build()')
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest $(TESTS)

compile: $(ENV)/dev.stamp
	$(COMPILE)

# Compiled first where that can be: what is measured is what a host can have. DATELINE_COMPILED=0 measures the sources.
bench: $(ENV)/dev.stamp
	test "$$DATELINE_COMPILED" = 0 || $(COMPILE) || true
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m benchmarks $(CORPUS)

style: $(ENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/mypy

clean:
	rm -rf $(ENV) .compiled .pytest_cache .ruff_cache .mypy_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Dateline needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(ENV) \
	  || { rm -rf $(ENV); echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(ENV)/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

$(ENV)/dev.stamp: $(wildcard requirements*.txt) $(ENV)/run.stamp
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@
