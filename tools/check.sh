#!/bin/sh
# Usage: tools/check.sh lint|test|soak [ARGUMENT OF PYTEST...]
# Runs the checks one after the other, each announced; all of them run, whichever fail.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh
PATH="$PWD/.venv/bin:$PATH"
export PATH
# The tests draw to memory, whatever screen there is; those that want a real one start their own.
export QT_QPA_PLATFORM=offscreen

failed=""
check() {
    say "$1"
    shift
    "$@" || failed="$failed $1"
}

lint() {
    check "ruff check: does the code keep the house rules?" ruff check .
    check "ruff format: is it laid out as agreed?" ruff format --check .
    check "mypy: do the types hold?" mypy
}

# As many at a time as there are processors, but not more than four: each has a PostgreSQL server of its own.
tests() {
    pytest --numprocesses logical --maxprocesses 4 --dist worksteal "$@"
}

what=${1:-}
[ $# -eq 0 ] || shift
case "$what" in
    lint) lint ;;
    test) lint && check "pytest: does it do what it says?" tests "$@" ;;
    soak) check "pytest: the long forms of the tests" pytest -m soak "$@" ;;
    *) echo "usage: tools/check.sh lint|test|soak [ARGUMENT OF PYTEST...]" >&2; exit 2 ;;
esac
[ -z "$failed" ] || stop "Not in order:$failed"
