# `make demo` and `make test` need nothing but Python 3.11+; each makes what it needs.
PYTHON ?= python3
LLM ?= embedded
PORT ?= 7860
VENV := .venv
BIN := $(VENV)/bin
WIDGET_TOOLS := ui/widget/node_modules/.package-lock.json
ROOMS := assistant retrieval ranking ui eval
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast test-vllm lint type bench vllm widget chromium postgresql format clean

help: ## Say what can be made.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/app: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Aisle needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version). Try: make PYTHON=python3.11 ..."; exit 1; }
	@echo "Installing Aisle into $(VENV) (about two minutes the first time) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "No venv module: on Debian, apt-get install python3-venv"; exit 1; }
	@$(PIP_INSTALL) --upgrade pip==26.3
	@$(PIP_INSTALL) --constraint constraints.txt --editable . || \
	  { echo "The installation failed. Is the package index reachable? Then run the same command again."; exit 1; }
	@touch $@

$(VENV)/dev: $(VENV)/app
	@echo "Installing what the tests need ..."
	@$(PIP_INSTALL) --constraint constraints.txt --group dev
	@touch $@

demo: $(VENV)/app $(if $(filter vllm,$(LLM)),vllm) ## Start the demo shop (LLM=embedded|none|vllm, PORT=7860).
	@AISLE_LLM=$(LLM) AISLE_PORT=$(PORT) $(BIN)/aisle demo

test: $(VENV)/dev $(WIDGET_TOOLS) chromium postgresql ## Run every test but those of the vLLM server.
	@$(BIN)/python -m pytest -m "not vllm and not gpu and not browser" --cov --cov-report=
	@$(BIN)/python -m pytest -m browser tests/browser --cov --cov-append --cov-report=term

# Bytecode is kept whatever the environment says: each process would compile every file anew.
test-fast: $(VENV)/dev ## Run the tests that need no model, network or browser.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --hypothesis-profile=quick --ignore=tests/browser --ignore=tests/integration -m "not vllm and not gpu and not models and not browser and not slow"

test-vllm: $(VENV)/dev vllm ## Run the tests against a real vLLM server.
	@$(BIN)/python -m pytest -m vllm tests/integration

lint: $(VENV)/dev ## Check style and formatting.
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

format: $(VENV)/dev ## Format the code.
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

type: $(VENV)/dev ## Check types.
	@$(BIN)/pyright

bench: $(VENV)/app ## Time the stages of a turn.
	@$(BIN)/aisle bench turn

vllm: .venv-vllm/ready ## Install the vLLM server into an environment of its own.

.venv-vllm/ready: deploy/requirements-vllm.txt
	@$(PYTHON) deploy/vllm_env.py .venv-vllm
	@touch $@

widget: $(VENV)/dev $(WIDGET_TOOLS) ## Build the widget that shop pages load (ui/static/aisle-widget.js).
	@$(BIN)/python deploy/widget.py check build

$(WIDGET_TOOLS): ui/widget/package-lock.json | $(VENV)/dev
	@echo "Installing what builds the widget ..."
	@$(BIN)/python deploy/widget.py install
	@touch $@

chromium: ## Install the browser that the page tests drive (Debian).
	@command -v chromium >/dev/null || { echo "Installing Debian's chromium ..."; \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium) >/dev/null || \
	  { echo "No chromium: install it by hand, or run 'make test-fast'."; exit 1; }; }

postgresql: ## Install the database that the catalogue's tests start (Debian).
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  echo "Installing Debian's postgresql ..."; \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql) >/dev/null || \
	  { echo "No postgresql: install it by hand, or run 'make test-fast'."; exit 1; }; }

clean: ## Remove the environments; the shop's data under .aisle stays.
	rm -rf $(VENV) .venv-vllm
