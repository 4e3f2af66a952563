# The one door to everything: `make` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
OUT ?= site
STORIES ?=
FORMAT ?=
WIKI ?= *
BIN := .venv/bin
LOCK := uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11.5 --no-header \
	--no-emit-index-url --no-emit-find-links
# Environments of their own, for tools that the tests run and that want other versions than the site.
ENVIRONMENTS := otter-wiki properdocs

export STORIES
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1
# Dates in the site come from the last commit, so that the same commit gives the same bytes on any day.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.PHONY: help serve build wiki hosting test test-wikis check format audit bench lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: .venv/run ## install, build and serve the site at http://127.0.0.1:8000 (PORT=…); follows every edit
	$(BIN)/mkdocs serve --livereload --no-strict --dirty --dev-addr 127.0.0.1:$(PORT)

build: .venv/run ## write the site to site/ (OUT=…), with your own stories laid over (STORIES=…), and check it
	$(BIN)/mkdocs build --strict --site-dir "$(abspath $(OUT))"
	$(BIN)/python -m macros.building.finishing "$(abspath $(OUT))"

wiki: .venv/run ## write the site for a team wiki to wiki/ (FORMAT=github, gitlab, azure, obsidian, backstage or mediawiki; STORIES=…)
	$(BIN)/mkdocs build --strict --quiet --site-dir .cache/wiki-site
	rm -rf "wiki/$(or $(FORMAT),none)"
	$(BIN)/python -m macros.exports.wiki "$(FORMAT)" .cache/wiki-site "wiki/$(or $(FORMAT),none)"

hosting: build ## write what servers need to hosting/ (WIKI=… names the one site that may embed and fetch)
	$(BIN)/python -m macros.hosting --wiki "$(WIKI)" "$(abspath $(OUT))" hosting

test: .venv/test ## install what tests need, a browser included, and run every test but those of test-wikis
	$(BIN)/python -m pytest --ignore tests/wikis

test-wikis: .venv/test ## run MediaWiki, DokuWiki and TechDocs themselves on what is exported (needs Debian packages)
	.ci/wikis
	.ci/environment techdocs >/dev/null
	$(BIN)/python -m pytest tests/wikis

check: .venv/test ## style, types, spelling, secrets and prose, without building
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/detect-secrets-hook --exclude-files '^(.*requirements[^/]*\.txt|.*package-lock\.json)$$' $$(git ls-files)
	$(BIN)/python -m macros.checks

format: .venv/test ## lay the code out as `make check` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

audit: .venv/test build ## the slow twin of the tests: axe on every page, the Nu HTML checker, Lighthouse
	.ci/npm-tools
	$(BIN)/python -m tests.audit "$(abspath $(OUT))"

bench: .venv/test build ## speed and weight, as ratios
	.ci/npm-tools
	$(BIN)/python -m tests.bench "$(abspath $(OUT))"

lock: ## renew requirements*.txt from requirements*.in (needs uv)
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-test.in --output-file requirements-test.txt
	for name in $(ENVIRONMENTS) techdocs; do \
		$(LOCK) "tests/requirements-$$name.in" --output-file "tests/requirements-$$name.txt"; \
	done

clean: ## remove everything that make made
	rm -rf .venv site hosting wiki .cache tests/*/node_modules

# What is installed; the files remember when.

.venv/bin/python:
	if command -v uv >/dev/null; then uv venv --quiet --python $(PYTHON) .venv; else $(PYTHON) -m venv .venv; fi

.venv/run: requirements.txt | .venv/bin/python
	.ci/install requirements.txt
	touch $@

TEST_PARTS := .ci/browser .ci/nginx .ci/editor-schema

.venv/test: requirements.txt requirements-test.txt $(ENVIRONMENTS:%=tests/requirements-%.txt) $(TEST_PARTS) .ci/environment | .venv/bin/python
	.ci/install requirements.txt requirements-test.txt
	for part in $(TEST_PARTS); do $$part; done
	for name in $(ENVIRONMENTS); do .ci/environment "$$name" >/dev/null; done
	touch .venv/run $@
