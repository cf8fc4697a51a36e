#!/bin/sh
# Usage: tools/packages.sh demo|test|lint
# Sees to the Debian packages that the purpose needs: installs the missing ones where it may,
# otherwise prints the one line to run and stops.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

# What the wheels of Qt expect from the system: its own libraries, the "offscreen" and the "xcb" platform.
qt="libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 libxkbcommon0 libxkbcommon-x11-0
    libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1"
case "${1:-}" in
    demo) wanted="$qt mosquitto" ;;
    test) wanted="$qt mosquitto mosquitto-clients postgresql xvfb xauth xdotool git" ;;
    lint) wanted="" ;;
    *) echo "usage: tools/packages.sh demo|test|lint" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This is not a Debian machine: Python 3.11 or later is needed; install mosquitto (the MQTT broker) for a"
    say "full demo, and for the tests also the PostgreSQL server. Going on with what is there."
    exit 0
fi

if ! python=$(find_python); then
    wanted="python3 python3-venv $wanted"
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    wanted="python3-venv $wanted"
fi

# Since Debian 13 some libraries carry "t64" at the end of their names.
installed() {
    for name in "$1" "${1}t64"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && return 0
    done
    return 1
}

missing=""
for package in $wanted; do
    installed "$package" || missing="$missing $package"
done
if [ -z "$missing" ]; then
    say "All Debian packages are there."
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    line="sh tools/install.sh$missing"
    if command -v sudo >/dev/null; then line="sudo $line"; else line="su -c '$line'"; fi
    stop "Some Debian packages are missing and only root may install them. Run this line, then make again:
$line"
fi
say "Installing Debian packages:$missing"
# shellcheck disable=SC2086  # both are lists of words
$as_root sh tools/install.sh $missing
