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

# Commands read these from the environment, where blanks, quotes and dollar signs are safe from make and the shell.
export FORMAT OUT PORT PYTHON STORIES WIKI
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1
unexport PYTHONOPTIMIZE # formulas are made of their docstrings

.PHONY: help serve build wiki hosting test test-wikis check format audit bench lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: .venv/run ## install, build and serve the site at http://127.0.0.1:8000 (PORT=…); follows every edit
	$(BIN)/python -m macros.building.serving "$$PORT"

build: .venv/run ## write the site to site/ (OUT=…), with your own stories laid over (STORIES=…), and check it
	$(BIN)/python -m macros.building -- "$$OUT"

wiki: .venv/run ## write the site for a team wiki to wiki/ (FORMAT=github, gitlab, azure, obsidian, backstage or mediawiki; STORIES=…)
	$(BIN)/python -m macros.building --wiki "$$FORMAT"

hosting: .venv/run ## write the site as build does, and what servers need to hosting/ (WIKI=… names the one site that may embed and fetch)
	$(BIN)/python -m macros.building --hosting "$$WIKI" -- "$$OUT"

test: .venv/test ## install what tests need, a browser included, and run every test but those of test-wikis
	$(BIN)/python -m pytest --ignore tests/wikis

test-wikis: .venv/test ## run MediaWiki, DokuWiki and TechDocs themselves on what is exported (needs Debian packages)
	.ci/wikis
	.ci/techdocs
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
	$(BIN)/python -m tests.audit "$$OUT"

bench: .venv/test build ## speed and weight, as ratios
	.ci/npm-tools
	$(BIN)/python -m tests.bench "$$OUT"

lock: ## renew requirements*.txt from requirements*.in (needs uv)
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-test.in --output-file requirements-test.txt
	$(LOCK) tests/requirements-otter-wiki.in --output-file tests/requirements-otter-wiki.txt
	$(LOCK) tests/requirements-techdocs.in --output-file tests/requirements-techdocs.txt

clean: ## remove everything that make made; files of your own in site/, wiki/ and hosting/ stay
	$(PYTHON) -m macros.building.cleaning "$$OUT"
	rm -rf .venv .cache tests/*/node_modules

# What is installed; the files remember when.

.venv/bin/python:
	.ci/environment

.venv/run: requirements.txt | .venv/bin/python
	.ci/install requirements.txt
	touch $@

TEST_PARTS := .ci/browser .ci/nginx .ci/otter-wiki .ci/editor-schema

.venv/test: requirements.txt requirements-test.txt tests/requirements-otter-wiki.txt $(TEST_PARTS) | .venv/bin/python
	.ci/install requirements.txt requirements-test.txt
	for part in $(TEST_PARTS); do $$part; done
	touch .venv/run $@
