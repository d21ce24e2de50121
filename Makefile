PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))

MINUTES ?= 5
TIMES ?= 40

.PHONY: check test bench fuzz kills edits looks fill shares

check:  ## formatting, lint, types, and who may import whom
	$(BIN)ruff format --check
	$(BIN)ruff check
	$(BIN)mypy --strict
	$(BIN)lint-imports --no-cache

test:
	$(PYTHON) -m pytest -n auto

bench:  ## ratios, each measured in one run
	for script in tests/bench/bench_*.py; do $(PYTHON) $$script || exit 1; done

fuzz:  ## what no one should write, for as long as wished: make fuzz MINUTES=30
	$(PYTHON) tests/fuzz/fuzz.py --minutes $(MINUTES)

kills:  ## build and publish killed at random instants: make kills TIMES=150
	$(PYTHON) tests/fuzz/kills.py --times $(TIMES)

edits:  ## a bank edited while it is published over and over: make edits TIMES=200
	$(PYTHON) tests/fuzz/edits.py --times $(TIMES)

looks: .venv-anki  ## pictures of pages and cards, to be looked at; cards, tried in a browser and in Anki's program
	$(PYTHON) tests/looks/pages.py output/looks
	$(PYTHON) tests/looks/cards.py output/looks
	$(PYTHON) tests/looks/cards.py --for-docs docs/pictures
	$(PYTHON) -m pytest -q tests/looks/choice.py tests/looks/quiz.py tests/looks/serve.py
	$(PYTHON) -m pytest -q tests/looks/desktop.py

.venv-anki: constraints.txt  ## Anki's own program, as new as the package that the tests import with
	$(PYTHON) -m venv $@
	$@/bin/pip install -q --disable-pip-version-check -c constraints.txt aqt PyQt6 PyQt6-WebEngine
	touch $@

fill:  ## what is wrong with how pages are filled, over 40 seeds and six looks
	$(PYTHON) tests/looks/fill.py

shares:  ## how evenly forms draw on a bank: facts, wrong options, camps, levels over 240 forms
	$(PYTHON) tests/looks/shares.py
