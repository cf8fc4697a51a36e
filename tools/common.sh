# Sourced by the other scripts: how they speak and which Python they use.

say() { printf '==> %s\n' "$*"; }

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The first interpreter that is new enough; PYTHON=... names another one.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}
