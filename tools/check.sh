#!/bin/sh
# Usage: tools/check.sh lint|test|soak [ARGUMENT OF PYTEST...]
# Runs the checks one after the other, each announced; the first that fails ends the run.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh
PATH="$PWD/.venv/bin:$PATH"
export PATH

lint() {
    say "ruff check: does the code keep the house rules?"
    ruff check .
    say "ruff format: is it laid out as agreed?"
    ruff format --check .
    say "mypy: do the types hold?"
    mypy
}

what=${1:?usage: tools/check.sh lint|test|soak}
shift
# The tests draw to memory, whatever screen there is; those that want a real one start their own.
export QT_QPA_PLATFORM=offscreen
case "$what" in
    lint) lint ;;
    test)
        lint
        say "pytest: does it do what it says?"
        exec pytest "$@"
        ;;
    soak)
        say "pytest: the long forms of the tests"
        exec pytest -m soak "$@"
        ;;
    *) echo "usage: tools/check.sh lint|test|soak" >&2; exit 2 ;;
esac
