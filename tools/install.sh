#!/bin/sh
# Usage, as root: tools/install.sh PACKAGE...
# Installs Debian packages without starting the services among them: the demo and the tests start their own
# broker and database on free ports, and the usual ports stay free for others.
set -eu
[ $# -gt 0 ] || { echo "usage: tools/install.sh PACKAGE..." >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "Only root may install packages." >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 130' INT TERM HUP
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

log=$(mktemp)
quietly() { "$@" </dev/null >"$log" 2>&1; }
update() { quietly apt-get update -q; }
install() { quietly apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"; }

# A new machine has no package lists, an old one has stale ones.
if [ -z "$(find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | head -n 1)" ]; then
    echo "    fetching the package lists"
    update || true
fi
if ! install "$@"; then
    echo "    fetching newer package lists and trying again"
    update || true
    if ! install "$@"; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        echo "These Debian packages could not be installed: $*" >&2
        exit 1
    fi
fi
rm -f "$log"

# Nobody asked for a broker or a database that starts with the machine.
if [ -d /run/systemd/system ]; then
    for package in "$@"; do
        case "$package" in
            mosquitto | postgresql) systemctl --quiet disable "$package" 2>/dev/null || true ;;
        esac
    done
fi
