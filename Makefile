## Fengtai map
##
##   make run      install what is needed (once), start the dashboard and open it in a browser
##   make serve    the same for many readers: see docs/hosting.md
##   make test     check style, types, data, then all that an ordinary change may break, in a real browser too
##   make test-all the same and what wants other programs or a whole machine, as continuous integration runs it
##
##   make check    only style, types and data; of the scripts too where Node.js is at hand
##   make pythons  the unit tests under each of Python 3.11 to 3.14 that is here; says which is not
##   make bundle   a zip for each system, to be carried to a laptop without a network (dist/; some minutes)
##   make site     the whole dashboard as one file that needs no server (dist/fengtai-map.html), the manual beside it
##   make pictures take the pictures of README and of the manual anew from the running product
##
##   make machine  install what the tests need besides Python: browser, PostgreSQL, nginx ... (Debian, Ubuntu; root)
##   make bench    measure speed beside four other ways, tell what got slower (30 minutes)
##   make scale-test  three servers behind nginx on one PostgreSQL, one killed under 100 readers
##   make soak     30 readers walk through one server for MINUTES; fails on errors and whatever is left behind
##   make audit    is any version of a hosted install known to be vulnerable? asks outside, or a copy: see docs/supply.md
##   make mutants  how many small faults put into view, geo and user_points do the tests find? (ten minutes; SEED SIZE in ARGS)
##   make offline  collect what an install without internet takes in FOLDER, and try it: see docs/supply.md
##   make architecture  draw docs/architecture.svg anew, after a part imports another that it did not
##   make notice   write NOTICE and sbom.cdx.json anew, after a version has changed
##   make clean    remove .venv and everything that can be made again
##
##   PYTHON=python3.13   the Python to use, 3.11 or newer (default python3)
##   PORT=8600           the port of make run (default: 8501, or the next one that is free)
##   MINUTES=10          how long make soak walks (default 10; some two and a half more until all is let go)
##   FOLDER=...          where make offline collects (default dist/offline)
##   TESTS=...           which tests make test tries, by their markers (default "not ci"; nothing: all)
##   ARGS=...            more options for pytest, the benchmark, the scale test, pip download of make offline; the copy of
##                       make audit; seed and size of make mutants

.POSIX:

PYTHON ?= python3
PORT ?=
MINUTES ?= 10
FOLDER ?= dist/offline
TESTS ?= not ci
ARGS ?=
AS_ROOT =

# A stamp is touched last, only when all before it went well, so what was interrupted is done again.
MADE = .venv/.made
RUN = .venv/.run
DEV = .venv/.dev
AUDIT = .venv/audit/.made
BENCH = .venv/.bench
MUTANTS = .venv/.mutants
NODE = node_modules/.made
PY = .venv/bin/python
# What is installed is compiled afterwards, by all processors at once where pip does it one by one; packages bring some
# files for another Python.
PIP = $(PY) -m pip --disable-pip-version-check --no-input install --quiet --use-pep517 --only-binary :all: --no-compile
COMPILE = @$(PY) -m compileall -qq -j 0 -x '/tests?/' .venv/lib || :

help:
	@sed -n 's/^##[ ]\{0,1\}//p' Makefile

run: $(RUN)
	@port="$(PORT)"; $${port:+env STREAMLIT_SERVER_PORT="$$port"} $(PY) serve.py --open

serve: $(RUN)
	@exec $(PY) serve.py

test:
	@$(MAKE) AS_ROOT=no tested

test-all:
	@$(MAKE) TESTS= test

# Some hundred processes import the same modules: they are compiled once, also where an environment keeps Python from that.
# More than four workers, each with a browser and two servers, would want more memory than most machines have.
tested: $(DEV)
	browser=$$($(PY) tools/browser.py) && \
	$(MAKE) check && \
	PYTHONDONTWRITEBYTECODE= FENGTAI_BROWSER="$$browser" $(PY) -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder -m "$(TESTS)" $(ARGS)

machine:
	$(PYTHON) -m tools.machine

check: $(DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m fengtai_map check
	@node=$$($(PY) tools/node.py) && if [ -n "$$node" ]; then $(MAKE) client; fi

client: $(NODE)
	npm run --silent check

pythons:
	$(PYTHON) -m tools.pythons $(ARGS)

bundle: $(DEV)
	$(PY) -m tools.bundle $(ARGS)

site: $(RUN)
	$(PY) -m fengtai_map site dist/fengtai-map.html

pictures: $(DEV)
	$(PY) -m tools.pictures $(ARGS)

bench: $(BENCH)
	$(PY) -m bench.run $(ARGS)

scale-test: $(DEV)
	$(PY) -m bench.scale $(ARGS)

soak: $(DEV)
	$(PY) -m bench.soak --minutes $(MINUTES) $(ARGS)

audit: $(AUDIT)
	.venv/audit/bin/python -m tools.audit $(ARGS)

mutants: $(MUTANTS)
	$(PY) -m tools.mutants $(ARGS)

offline: $(RUN)
	$(PY) -m tools.offline $(FOLDER) $(ARGS)

architecture: $(RUN)
	$(PY) -m tools.architecture

notice: $(RUN)
	$(PY) -m tools.notice

clean:
	rm -rf .venv node_modules build dist mutants src/*.egg-info .mypy_cache .pytest_cache .ruff_cache tests/artefacts bench/out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Needs Python 3.11 or newer, but '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)"; \
		echo "Install one and name it: make PYTHON=python3.13 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ "$(AS_ROOT)$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing $$package (once) ..."; \
			apt-get -q update >/dev/null; \
			DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 install -y "$$package" >/dev/null; \
		else \
			echo "'$(PYTHON)' cannot make a virtual environment: a part of it is missing. On Debian or Ubuntu:"; \
			echo "    sudo apt-get install $$package    (or, with all that the tests need: make machine)"; exit 1; \
		fi; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN): $(MADE) requirements.txt requirements-hashed.txt pyproject.toml
	@echo "Installing what the dashboard needs (once, about 260 MB) ..."
	$(PIP) --require-hashes -r requirements-hashed.txt
	$(PIP) --no-deps -e .
	$(COMPILE)
	@touch $@

$(DEV): $(RUN) requirements-dev.txt
	@echo "Installing what the tests need (once) ..."
	$(PIP) -r requirements-dev.txt
	$(COMPILE)
	@touch $@

$(AUDIT): $(MADE) requirements-audit.txt
	@echo "Installing what the audit needs (once) ..."
	$(PYTHON) -m venv --clear .venv/audit
	.venv/audit/bin/python -m pip --disable-pip-version-check --no-input install --quiet --only-binary :all: -r requirements-audit.txt
	@touch $@

$(NODE): package.json package-lock.json
	@echo "Installing what the scripts are checked with (once) ..."
	npm ci --ignore-scripts --silent
	@touch $@

$(BENCH): $(DEV) requirements-bench.txt
	@echo "Installing what is measured beside ours (once) ..."
	$(PIP) -r requirements-bench.txt
	@touch $@

$(MUTANTS): $(DEV) requirements-mutants.txt
	@echo "Installing what puts faults into the code (once) ..."
	$(PIP) -r requirements-mutants.txt
	@touch $@

.PHONY: help run serve pythons bundle site pictures scale-test soak test test-all tested machine check client bench audit mutants offline architecture notice clean
