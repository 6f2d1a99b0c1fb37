# make serve: the chat on http://127.0.0.1:7860; make test: the whole suite. Both need Python 3.11+ and nothing else.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do command -v $$p; done))
OUT ?= out/eval
JOBS ?= 2
SETS ?= $(wildcard eval/sets/statement-*.jsonl)
# On Linux without a GPU: make TORCH_ARGS="--index-url https://download.pytorch.org/whl/cpu" saves several GB.
TORCH_ARGS ?=
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help venv serve test browser lint audit check bench load faults fuzz speed eval eval-llm endpoint docs pictures clean
.DELETE_ON_ERROR:

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z -]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(VENV)/ready ## The environment in .venv
	@echo "Activate it with: . $(BIN)/activate"

serve: $(VENV)/ready ## Open the chat; an empty library begins with the sample statement
	$(BIN)/danraku serve

test: $(VENV)/ready-for-tests browser ## Run every test, in JOBS processes
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

lint: $(VENV)/ready-for-tests ## Style and types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

audit: $(VENV)-audit/ready ## Known weaknesses of the pinned packages; needs the web
	sh scripts/audit $(VENV)-audit/bin/pip-audit constraints.txt

check: lint audit test ## All that must hold

bench: $(VENV)/ready-for-bench ## Measure speed and memory
	$(BIN)/python -m eval.bench $(ARGS)

faults load: $(VENV)/ready-for-tests ## Many people asking; random faults of a server in use: docs/operation.md
	$(BIN)/python -m eval.service $@ $(ARGS)

fuzz: $(VENV)/ready-for-fuzz ## Generated requests to a server that runs
	$(BIN)/python -m eval.service fuzz $(ARGS)

speed: $(VENV)/ready ## Write docs/speed.md out of a run: make speed RUN=out/bench/bench.json
	$(BIN)/python -m eval.bench.speed $(RUN)

eval: $(VENV)/ready ## Evaluate on the sets about the statement; reports go to out/eval
	@for set in $(SETS); do \
	    echo "$$set"; $(BIN)/danraku eval run $$set --out $(OUT)/$$(basename $$set .jsonl) $(ARGS) || exit 1; \
	done

eval-llm: export DANRAKU_LLM_BASE_URL = $(BASE_URL)
eval-llm: export DANRAKU_LLM_MODEL = $(MODEL)
eval-llm: OUT = out/eval-llm
eval-llm: ARGS += --timeout-s 900
eval-llm: endpoint eval ## The same with an endpoint: make eval-llm BASE_URL=http://127.0.0.1:8080/v1 MODEL=name

endpoint:
	@test -n "$(BASE_URL)$(DANRAKU_LLM_GGUF)" || { echo "Name an endpoint: make eval-llm BASE_URL=http://127.0.0.1:8080/v1 MODEL=name" >&2; exit 2; }

docs: $(VENV)/ready ## Write docs/cli.md anew from --help
	$(BIN)/python -m assistant.surfaces.cli.pages > docs/cli.md

pictures: $(VENV)/ready-for-tests browser ## Take the README's pictures anew
	$(BIN)/python -m pytest -q tests/assistant/surfaces/chat/browser/test_real.py
	mkdir -p docs/pictures && cp out/pictures/readme-*.png docs/pictures/

browser: # Chromium and a Japanese font for the browser tests, where they can be had
	@sh scripts/browser

clean: ## Remove the environment
	rm -rf $(VENV) $(VENV)-audit

# torch alone and first: beside the rest, pip takes very long to choose its versions.
$(VENV)/ready: pyproject.toml constraints.txt
	@sh scripts/check-python "$(PYTHON)"
	"$(PYTHON)" -m venv $(VENV)
	@echo "Installing (a few minutes, about 3 GB)..."
	$(PIP) $(TORCH_ARGS) torch==2.13.0
	$(PIP) -c constraints.txt -e .
	@touch $@

$(VENV)/ready-for-bench: $(VENV)/ready
	$(PIP) -c constraints.txt -e '.[bench]'
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready
	$(PIP) -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/ready-for-fuzz: $(VENV)/ready-for-tests
	$(PIP) -c constraints.txt -e '.[fuzz]'
	@touch $@

$(VENV)-audit/ready:
	"$(PYTHON)" -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3'
	@touch $@
