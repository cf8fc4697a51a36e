# make demo      the program with a simulated fleet; ARGS="--headless --seconds 30 --out demo-out" goes to `callout demo`
# make test      style, types and all tests; ARGS="-k board" goes to pytest
# make soak      the long forms of the tests
# make lint      style and types only
# make bench     the benchmarks; NAMES="ingest" picks some, ARGS="--json" goes to `callout bench`
# make texts     brings the translations up to date with the source; LANGUAGES="fr" begins a new language
# make pictures  draws the pictures of the README anew
# make clean     removes what building and testing leave behind; clean-venv removes the virtual environment

ARGS ?=
NAMES ?= ingest latency screen

.PHONY: demo test soak lint bench texts pictures clean clean-venv

demo:
	@sh tools/packages.sh demo
	@sh tools/environment.sh demo
	@echo "==> callout demo $(ARGS)"
	@.venv/bin/callout demo $(ARGS)

test:
	@sh tools/packages.sh test
	@sh tools/environment.sh dev
	@sh tools/check.sh test $(ARGS)

soak:
	@sh tools/packages.sh test
	@sh tools/environment.sh dev
	@sh tools/check.sh soak $(ARGS)

lint:
	@sh tools/packages.sh lint
	@sh tools/environment.sh dev
	@sh tools/check.sh lint

bench:
	@sh tools/packages.sh test
	@sh tools/environment.sh dev
	@for name in $(NAMES); do echo "==> callout bench $$name $(ARGS)"; .venv/bin/callout bench $$name $(ARGS) || exit 1; done

texts:
	@sh tools/environment.sh dev
	@.venv/bin/python tools/texts.py $(LANGUAGES)

pictures:
	@sh tools/packages.sh demo
	@sh tools/environment.sh demo
	@echo "==> Drawing the pictures into docs/pictures"
	@.venv/bin/callout demo --fresh --headless --seconds 60 --out docs/pictures --profile build/pictures
	@rm -rf build/pictures docs/pictures/summary.json

clean:
	@echo "==> Removing caches, builds and demo-out"
	@rm -rf build dist demo-out *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -path ./.venv -prune -o -path ./.git -prune -o -name __pycache__ -type d -exec rm -rf {} +

clean-venv:
	@echo "==> Removing .venv"
	@rm -rf .venv
