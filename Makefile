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
WITHOUT ?=
WIKI ?= *
KIND ?=
NAME ?=
SECTION ?=
FAMILY ?=
STORY ?=
WORKBOOK ?=
PACKAGE ?=
UPGRADE ?=
VERSION ?=
BIN := .venv/bin
# Environments of their own, for tools that the tests run and that want other versions than the site.
ENVIRONMENTS := properdocs

# Commands read these from the environment, where blanks, quotes and dollar signs are safe from make and the shell.
export FORMAT OUT PORT PYTHON STORIES WIKI WITHOUT WORKBOOK
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1
unexport PYTHONOPTIMIZE # formulas are made of their docstrings

.PHONY: help serve build wiki hosting prep test test-quick test-random test-wikis check $(addprefix check-,style types scripts words secrets \
	workflows prose vendor) new schemas format audit bench links lock vendor release clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: .venv/run ## install, build and serve the site at http://127.0.0.1:8000 (PORT=…); follows every edit
	$(BIN)/python -m macros.building.serving "$$PORT"

build: .venv/run ## write the site to site/ (OUT=…), with your own stories laid over (STORIES=…), and check it
	$(BIN)/python -m macros.building -- "$$OUT"

wiki: .venv/run ## write the site for a team wiki to wiki/ (FORMAT=github, gitlab, azure, obsidian, backstage or mediawiki; WITHOUT=about leaves sections out; STORIES=…)
	$(BIN)/python -m macros.building --wiki "$$FORMAT" --without "$$WITHOUT"

hosting: .venv/run ## write the site as build does, and what servers need to hosting/ (WIKI=… names the one site that may embed and fetch)
	$(BIN)/python -m macros.building --hosting "$$WIKI" -- "$$OUT"

prep: export OUT := $(if $(filter file,$(origin OUT)),,$(value OUT))
prep: .venv/run ## write the documents of your workbook (WORKBOOK=my.json) to a folder (OUT=…), in every format, as your browser does
	$(BIN)/python -m macros.prep "$$WORKBOOK" "$$OUT"

# Compiled once, what a process of the tests imports is there for the other processes, and for the next time.
test test-quick test-random test-wikis: unexport PYTHONDONTWRITEBYTECODE :=

test: .venv/test ## install what tests need, a browser included, and run every test but those of test-wikis
	$(BIN)/python -m pytest --ignore tests/wikis

test-quick: .venv/test ## run the tests that take a minute: no pages in a browser, no servers, no broken copies
	$(BIN)/python -m pytest $(addprefix --ignore tests/,deploy exports guards site wikis)

test-random: .venv/test ## try the properties of formulas and faces at random, more often, and remember what failed
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -m hypothesis

test-wikis: .venv/test ## run MediaWiki, DokuWiki, An Otter Wiki and TechDocs themselves on what is exported (needs Debian packages)
	.ci/wikis
	for name in otter-wiki techdocs; do .ci/environment "$$name" >/dev/null; done
	$(BIN)/python -m pytest tests/wikis

check: check-style check-types check-scripts check-words check-secrets check-workflows check-vendor check-prose ## style, types, scripts, spelling, secrets, workflows and prose, without building

check-style: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-types: .venv/test
	$(BIN)/mypy

check-scripts: .venv/test
	tests/lint/node_modules/.bin/biome lint --error-on-warnings .

check-words: .venv/test
	$(BIN)/codespell

check-secrets: .venv/test
	$(BIN)/detect-secrets-hook --exclude-files '^(.*requirements[^/]*\.txt|.*package-lock\.json|docs/assets/javascripts/vendor/.*)$$' $$(git ls-files)

check-workflows: .venv/test
	$(BIN)/zizmor --quiet --offline --persona pedantic .github

check-prose: .venv/run
	$(BIN)/python -m macros.checks
	$(BIN)/python -m macros.checks.prose

check-vendor:
	.ci/vendor --check

new: .venv/run ## write the files and entries of a new page (KIND=answer SECTION=…, story, formula FAMILY=… or template; NAME=…; STORY=…)
	$(BIN)/python -m macros.recipes "$(KIND)" "$(NAME)" --section "$(SECTION)" --family "$(FAMILY)" --story "$(STORY)"

schemas: .venv/run ## write the schemas by which editors check the YAML files to .vscode/schemas/
	$(BIN)/python -m macros.schemas

format: .venv/test ## lay the code out as `make check` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

audit: .venv/test build ## the slow twin of the tests: a visit and axe on every page, the Nu HTML checker, Lighthouse, LibreOffice on filled templates
	.ci/npm-tools
	$(BIN)/python -m tests.audit "$$OUT"

bench: .venv/test build ## speed and weight, as ratios
	.ci/npm-tools
	$(BIN)/python -m tests.bench "$$OUT"

# A host answers so when it refuses programs; its page may well be there.
REFUSALS := 401 403 405 429

links: build ## ask every other host that the pages link to whether its page is still there
	.ci/npm-packages tests/links
	tests/links/node_modules/.bin/linkinator "$$OUT" --recurse --verbosity error --concurrency 8 \
		--timeout 20000 --retry-errors --retry-errors-count 2 --skip '^http://127\.0\.0\.1:8000/' \
		$(addprefix --status-code ,$(addsuffix :warn,$(REFUSALS)))

lock: .venv/test ## write requirements*.txt from requirements*.in; move one package (PACKAGE=…) or all (UPGRADE=1) to the newest
	.ci/lock $(if $(UPGRADE),--upgrade,$(PACKAGE))

vendor: ## fetch the libraries of .ci/packages, which the browser needs, by their hashes (after moving one in package.json)
	.ci/vendor

release: ## date the changelog's Unreleased part, set the version, commit and tag (VERSION=x.y.z)
	.ci/release "$(VERSION)"

clean: ## remove everything that make made; files of your own in site/, wiki/ and hosting/ stay
	$(PYTHON) -m macros.building.cleaning "$$OUT"
	rm -rf .venv .cache tests/*/node_modules

# What is installed; the files remember when.

.venv/bin/python:
	.ci/python

.venv/run: requirements.txt | .venv/bin/python
	.ci/install requirements.txt
	touch $@

TEST_PARTS := .ci/browser .ci/nginx
TEST_PACKAGES := tests/lint tests/schema

.venv/test: requirements.txt requirements-test.txt $(ENVIRONMENTS:%=tests/requirements-%.txt) $(TEST_PARTS) .ci/environment \
		.ci/npm-packages $(addsuffix /package-lock.json,$(TEST_PACKAGES)) | .venv/bin/python
	.ci/install requirements.txt requirements-test.txt
	for part in $(TEST_PARTS); do $$part; done
	for name in $(ENVIRONMENTS); do .ci/environment "$$name" >/dev/null; done
	for folder in $(TEST_PACKAGES); do .ci/npm-packages $$folder; done
	touch .venv/run $@
