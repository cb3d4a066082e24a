# Palpate's commands. Each does its own set-up: the virtual environment is made, and made anew when a pin changes.
#
#   PYTHON       the Python to make it with, 3.11 or later      make PYTHON=python3.12 test
#   VENV         where it lies
#   TORCH_INDEX  where to get torch alone from, say PyTorch's own index of builds without CUDA (see README.md)

PYTHON ?= python3
VENV ?= .venv
TORCH_INDEX ?=
PYTEST_ARGS ?=
SERVE_ARGS ?=
FUZZ_CASES ?= 10000
FUZZ_MINUTES ?= 5
TORTURE_ARGS ?=
HOSTILE_ARGS ?=
LOAD_QUESTIONS ?= eval/suites/starter.jsonl
LOAD_ARGS ?=

ROOMS := corpus ingest index answer pipeline server
TESTS_OF_ROOMS := $(wildcard $(foreach room,$(ROOMS),tests/$(room) tests/test_$(room).py $(room) $(room).py)) tests/language_model

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Who sits before a terminal sees the downloads go by; a log does without.
QUIET := $(shell test -t 2 || echo --quiet --quiet)

# A question is words, so make must not expand a dollar sign in it; the recipe reads it from the environment.
override Q := $(value Q)
export Q

.DEFAULT_GOAL := help
.PHONY: help setup ask serve test test-browser language-model test-language-model torture hostile fuzz fuzz-inputs load coverage check format docs pin clean

help: ## List what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r target says; do printf '%-19s %s\n' "$$target" "$$says"; done

setup: $(INSTALLED) ## Make the virtual environment and install what is pinned

# pip first, itself pinned: those that come with Python 3.11 to 3.13 do not know --build-constraint, and some crash.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Palpate needs Python 3.11 or later; name one with make PYTHON=...") if sys.version_info < (3, 11) else None'
	@echo 'Installing into $(VENV) what constraints.txt pins. This is done once and takes some minutes.' >&2
	@$(PYTHON) -m venv $(VENV) >&2
	@$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip >&2
ifneq ($(TORCH_INDEX),)
	@$(BIN)/python -m pip install $(QUIET) --no-deps --index-url $(TORCH_INDEX) --constraint constraints.txt torch >&2
endif
	@$(BIN)/python -m pip install $(QUIET) --constraint constraints.txt --build-constraint constraints.txt --editable '.[dev]' >&2
	@touch $@

ask: $(INSTALLED) ## Answer a question: make ask Q="Which nerve supplies the gluteus minimus?"
	@test -n "$$Q" || { echo 'No question. Ask one: make ask Q="Which nerve supplies the gluteus minimus?"' >&2; exit 2; }
	@$(BIN)/palpate ask -- "$$Q"

serve: $(INSTALLED) ## Answer on http://127.0.0.1:8000, for people and for programs; SERVE_ARGS passes on arguments
	@$(BIN)/palpate serve $(SERVE_ARGS)

test: $(INSTALLED) ## Run the tests; PYTEST_ARGS passes on arguments
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest $(PYTEST_ARGS)

test-browser: $(INSTALLED) ## Run the tests of the page in Chromium, which must be installed (Debian: chromium)
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest -m browser tests/browser $(PYTEST_ARGS)

language-model: ## Fetch a small language model to try what writes with one (130 MB, into build/language-model)
	@$(PYTHON) tests/language_model/install.py

# Where the model cannot be fetched the tests use a recording of it, and say so.
test-language-model: $(INSTALLED) ## Run the tests of what a language model writes, against the small one
	-@$(PYTHON) tests/language_model/install.py
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest tests/language_model $(PYTEST_ARGS)

torture: $(INSTALLED) ## Kill, damage, fill and copy what lasts, and print each promise with its failures (up to 30 minutes)
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m bench.torture $(TORTURE_ARGS)

hostile: $(INSTALLED) ## Send a server files and addresses made to harm it, and print what became of each (three minutes)
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m bench.hostile $(HOSTILE_ARGS)

fuzz: $(INSTALLED) ## Try a server of its own with FUZZ_CASES generated requests over the whole of /openapi.json
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m bench.fuzz --cases $(FUZZ_CASES)

fuzz-inputs: $(INSTALLED) ## Try the readers, then the way from a question to an answer, for FUZZ_MINUTES each
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m bench.fuzz_inputs readers --minutes $(FUZZ_MINUTES)
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m bench.fuzz_inputs questions --minutes $(FUZZ_MINUTES)

load: $(INSTALLED) ## Measure how many answers a second a server gives, and ask it for ten times more; LOAD_ARGS passes on arguments
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m bench.overload $(LOAD_QUESTIONS) $(LOAD_ARGS)

# Servers and commands that the tests start are measured, too (see pyproject.toml).
coverage: $(INSTALLED) ## Show what the tests of the rooms reach of them; fails below 95% of the branches of any
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest $(addprefix --cov=,$(ROOMS)) --cov-report=term-missing:skip-covered \
	  $(TESTS_OF_ROOMS) $(PYTEST_ARGS)
	@$(BIN)/python -m bench.branches --least 95 $(ROOMS)

check: $(INSTALLED) ## Check format, lint, types, who imports whom, and the generated page of docs/
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python docs/generate.py --check

format: $(INSTALLED) ## Format the code and repair what ruff can repair
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(INSTALLED) ## Write docs/command-line.md from the commands' own help
	$(BIN)/python docs/generate.py

# Builds of torch with CUDA bring nvidia-*, cuda-* and triton along; those are torch's business and are not pinned.
pin: ## Write the newest versions that fit pyproject.toml to constraints.txt
	rm -rf build/pin && $(PYTHON) -m venv build/pin
	build/pin/bin/python -m pip install --quiet --upgrade pip
	$(if $(TORCH_INDEX),build/pin/bin/python -m pip install --no-deps --index-url $(TORCH_INDEX) "$$(sed -n 's/.*"\(torch==[^"]*\)".*/\1/p' pyproject.toml)")
	build/pin/bin/python -m pip install --editable '.[bench,dev]'
	{ echo '# Every version that may be installed, written by `make pin`.'; \
	  build/pin/bin/python -m pip freeze --all --exclude-editable | sed 's/+[a-z0-9.]*$$//' | grep -vE '^(nvidia|cuda|triton)'; } > build/constraints.txt
	mv build/constraints.txt constraints.txt && rm -rf build/pin

clean: ## Remove the virtual environment and every cache; DATA stays
	rm -rf $(VENV) build palpate.egg-info .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
