#!/bin/sh
# Usage: tools/environment.sh demo|dev
# Makes the private virtual environment .venv and fills it, again only when pyproject.toml has changed.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

extra=${1:?usage: tools/environment.sh demo|dev}
stamp=.venv/filled-for-$extra
wanted="$(cksum <pyproject.toml) in $PWD"
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    say "The virtual environment .venv is up to date."
    exit 0
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python) || stop "Python 3.11 or later is needed, and there is none here. Install it, then make again."
    say "Making a virtual environment in .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
say "Installing Callout and what it leans on into .venv (a gigabyte on the disk, a few minutes the first time)"
.venv/bin/python -m pip install -qq --no-input --disable-pip-version-check --editable ".[$extra]" ||
    stop "Not all Python packages could be installed. Is there a way to a package index? Try again with: make clean-venv"
printf '%s\n' "$wanted" >"$stamp"
