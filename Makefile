# The commands of this project. What they need beyond git, make and Python 3.11 they install
# themselves, into .venv.

STAGE ?= nominated
PORT ?= 8000
PYTHON ?= python3
export PORT PYTHON

RUN = .venv/bin/python
MANAGE = $(RUN) manage.py
PYTEST = $(RUN) -m pytest

# Continuous integration demands the browser tests; elsewhere a missing browser skips them.
ifeq ($(CI),true)
export REQUIRE_BROWSER = 1
endif

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint bench faults screenshots messages lock packages dev-packages

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: packages ## fill a demo office and serve it (STAGE=launched|pledged|nominated|decided, PORT=8000, DATA_DIR=.data)
	@exec $(MANAGE) up --demo $(STAGE)

test: dev-packages ## run every test, on private servers
	@tools/setup.sh browser
	@exec $(PYTEST) -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

coverage: dev-packages ## run the same tests and tell what no test runs (slower)
	@tools/setup.sh browser
	@exec $(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term $(ARGS)

lint: dev-packages ## check format, style, templates, types, import contracts, migrations, settings
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m djlint --lint --quiet templates
	$(RUN) -m mypy
	.venv/bin/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING

bench: packages ## measure the pages, and how quickly the law judges 100,000 people
	@$(MANAGE) migrate --verbosity 0
	@exec $(MANAGE) benchmark

faults: dev-packages ## run the long tests of races, crashes and lost servers
	@exec $(PYTEST) -m faults $(ARGS)

screenshots: dev-packages ## take the pictures of the README and the docs
	@tools/setup.sh browser
	@SCREENSHOTS=1 exec $(PYTEST) -m screenshots $(ARGS)

messages: dev-packages ## collect the texts to translate and compile the English catalogue
	@exec $(RUN) tools/messages.py

lock: ## pin all packages with their hashes (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra local pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra local --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

packages:
	@tools/setup.sh requirements.txt

dev-packages:
	@tools/setup.sh requirements-dev.txt
