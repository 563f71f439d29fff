# Needs Python 3.11+, bash and make. `make` lists what there is to do.

SHELL := bash
.DEFAULT_GOAL := help
# Without compiled modules every process of Airflow would take seconds longer to start.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
FEED =
FILE =
PARAMS =
INGESTION =
PORT = 8080
PYTEST_ARGS =
TARGETS =
ROUNDS =
FRESH =
export PYTHON FEED FILE PARAMS INGESTION PORT

VENV := .venv/bin
RUN := $(VENV)/python
# The command line on the catalog in use; the URI goes by the environment, for it may hold a password.
CLI = catalog=$$($(RUN) -m devtools.environment) && COURSE_RUNS_CATALOG="$$catalog" $(RUN) -m course_runs.cli
PYTEST := $(VENV)/pytest --numprocesses auto --maxprocesses 4 --dist loadgroup
BENCH = $(if $(TARGETS),--targets $(TARGETS)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(FRESH),--fresh)
# A server can be ended where nothing is installed any more.
POSTGRES = $(if $(wildcard $(RUN)),$(RUN),$(PYTHON)) -m devtools.postgres

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

INSTALLED := .venv/.installed
# An environment that was moved, cut off or has lost its Python is made again.
ifneq ($(shell .venv/bin/python -c 1 2>/dev/null && cat $(INSTALLED) 2>/dev/null),$(CURDIR))
.PHONY: $(INSTALLED)
endif
$(INSTALLED): requirements.txt pyproject.toml devtools/install.sh
	@devtools/install.sh

.PHONY: setup
setup: $(INSTALLED) ## Install the pinned requirements into .venv
	@:

.PHONY: demo
demo: setup ## Bring one drop into the catalog and show the report: FEED=... FILE=... PARAMS='{"dry_run": true}'
	@$(RUN) -m devtools.demo --feed "$$FEED" --file "$$FILE" --params "$$PARAMS"

.PHONY: up
up: setup ## Run Airflow with its UI on 127.0.0.1 until Ctrl-C: PORT=8080
	@exec $(RUN) -m devtools.up "$$PORT"

.PHONY: test
test: lint types ## Check lint, types, layers and run the quick tests, PYTEST_ARGS='...' for some
	@$(PYTEST) -m "not slow" $(PYTEST_ARGS)

.PHONY: test-slow
test-slow: coverage ## Run the other tests: live Airflow, a browser, faults, the wheel in an empty environment
	@$(PYTEST) -m slow $(PYTEST_ARGS)

.PHONY: faults
faults: setup ## Kill, cut, race and crash the stages hundreds of times, PYTEST_ARGS='...' for some
	@COURSE_RUNS_FAULTS=all $(VENV)/pytest tests/faults $(PYTEST_ARGS)

.PHONY: differential
differential: setup ## Decide 100,000 generated catalogs and files by the code and by its reference, on a fresh seed
	@$(RUN) tests/diff/decision_differential.py

.PHONY: bench
bench: setup ## Measure the targets at small size, in minutes: TARGETS="1 3" for some
	@$(RUN) -m benchmarks.bench quick $(BENCH)

.PHONY: bench-full
bench-full: setup ## Measure the targets at full size, go on where it stopped: TARGETS="1 3", ROUNDS=3, FRESH=yes
	@$(RUN) -m benchmarks.bench full $(BENCH)

.PHONY: bench-data
bench-data: setup ## Make and keep the catalogs and drops of the full size beforehand: TARGETS="1 3"
	@$(RUN) -m benchmarks.bench full --prepare $(BENCH)

.PHONY: bench-report
bench-report: setup ## Write the figures of the full size into benchmarks/README.md
	@$(RUN) -m benchmarks.bench full --report

.PHONY: bench-profile
bench-profile: setup ## Show where the time of a stage goes: STAGE=diff; the default is validate
	@$(RUN) -m benchmarks.profiles $(or $(STAGE),validate)

.PHONY: coverage
coverage: setup ## Hold the decision's own tests to all of its lines and branches
	@$(VENV)/pytest tests/diff/test_reference.py tests/diff/test_decision_frames.py tests/diff/test_new_names.py \
	  --cov=course_runs.diff.decision --cov=course_runs.diff.new_names --cov-branch --cov-report=term-missing --cov-fail-under=100

.PHONY: mutation
mutation: setup ## Change the decision in hundreds of ways, and list the changes that its tests do not notice
	@$(RUN) -m pip install --quiet --requirement requirements-mutation.txt
	@rm -rf .local/mutation && mkdir -p .local/mutation
	@ln -s $(CURDIR)/tests $(CURDIR)/devtools $(CURDIR)/dags $(CURDIR)/pyproject.toml .local/mutation
	@ln -s $(CURDIR)/include .local/mutation/src
	@cd .local/mutation && $(CURDIR)/$(VENV)/mutmut run && $(CURDIR)/$(VENV)/mutmut results

.PHONY: lint
lint: setup ## Check style, layers, SQL, shell scripts, YAML and spelling: the hooks of .pre-commit-config.yaml
	@SKIP=mypy $(VENV)/pre-commit run --all-files

.PHONY: layers
layers: setup ## Check that no module imports from a layer above its own
	@$(VENV)/lint-imports --no-logo

.PHONY: types
types: setup ## Check the types
	@$(VENV)/mypy

.PHONY: format
format: setup ## Fix what the linter can fix, and format
	@$(VENV)/ruff check --fix
	@$(VENV)/ruff format

.PHONY: migrate
migrate: setup ## Bring the catalog's tables up to date
	@$(CLI) migrate

.PHONY: sample-catalog
sample-catalog: setup ## Load the sample catalog into an empty catalog
	@$(RUN) -m devtools.sample_catalog

.PHONY: catalog-uri
catalog-uri: setup ## Print the catalog's libpq URI, starting the embedded PostgreSQL when it is there (with make -s)
	@$(RUN) -m devtools.environment

.PHONY: schema-doc
schema-doc: setup ## Write docs/reference/schema.md from the migrated catalog
	@$(RUN) -m devtools.schema_reference

.PHONY: plan-sql
plan-sql: setup ## Write the statements that diff makes from the contract to docs/reference/plan
	@$(RUN) -m devtools.plan_reference

.PHONY: report
report: setup ## Make the report of an ingestion again, from the catalog alone: INGESTION=<its id>
	@$(CLI) report "$$INGESTION"

.PHONY: screenshots
screenshots: setup ## Picture a report and an ingestion's page for the README; needs Chromium
	@COURSE_RUNS_BROWSER=required COURSE_RUNS_IMAGES=$(CURDIR)/docs/images $(VENV)/pytest tests/browser/test_screenshots.py

.PHONY: quarantine
quarantine: setup ## List the rejected rows that wait to be corrected: FEED=... for one feed
	@$(CLI) quarantine list $$FEED

.PHONY: stop
stop: ## End the embedded PostgreSQL
	@$(POSTGRES) stop

.PHONY: clean
clean: ## Remove all that was made, the embedded database included
	@[ ! -d .local ] || $(POSTGRES) remove
	@rm -rf .venv .local reports build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage* airflow.db* logs
	@find . -name __pycache__ -prune -exec rm -rf {} + -o -name '*.egg-info' -prune -exec rm -rf {} +

.PHONY: requirements
requirements: setup ## Compile requirements.txt from requirements.in, and the same of the benchmarks
	@$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make requirements" \
	  --output-file requirements.txt --extra airflow pyproject.toml requirements.in
	@$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make requirements" \
	  --output-file benchmarks/requirements-dlt.txt benchmarks/requirements-dlt.in
