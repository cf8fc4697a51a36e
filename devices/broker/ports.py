"""Which port a profile's broker listens on, the same at every start as far as nobody else took it."""

import socket
import time
from pathlib import Path

import msgspec

LOOPBACK = "127.0.0.1"
_PROBE_SECONDS = 0.05


class Noted(msgspec.Struct, frozen=True):
    """What the last broker of a profile left behind: its port and process id."""

    port: int
    pid: int


def read_note(folder: Path) -> Noted | None:
    """The note of the last broker, if there was one."""
    try:
        return msgspec.json.decode((folder / "broker.json").read_bytes(), type=Noted)
    except (OSError, msgspec.DecodeError):
        return None


def write_note(folder: Path, note: Noted) -> None:
    """Leave a note for the next start."""
    (folder / "broker.json").write_bytes(msgspec.json.encode(note))


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` now."""
    with socket.socket() as probe:
        # A server just ended leaves its port in TIME_WAIT, which keeps no other server from it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def any_free() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def accepts(port: int) -> bool:
    """Whether somebody accepts connections on `port`."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        time.sleep(_PROBE_SECONDS)
        return False
    return True
