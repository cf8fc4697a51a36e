"""One broker process: started, waited for until it accepts, ended by its id."""

import os
import signal
import subprocess
import time
from pathlib import Path

from devices.broker.commands import command
from devices.broker.finding import Found, Kind
from devices.broker.ports import accepts, any_free, is_free
from domain import children

_START_SECONDS = 15
_STOP_SECONDS = 10
_SETTLE_SECONDS = 0.1
_ATTEMPTS = 5


class PortTakenError(OSError):
    """Somebody else was faster in taking the port, or the broker ended while it started."""


def launch(found: Found, folder: Path, port: int | None) -> tuple[subprocess.Popen[bytes], int]:
    """A broker that accepts connections, on `port` if it can be had, and the port that it became."""
    for attempt in range(_ATTEMPTS):
        chosen = port if port is not None and attempt == 0 and is_free(port) else any_free()
        try:
            return _launch_on(found, folder, chosen), chosen
        except PortTakenError:
            if attempt + 1 == _ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def end(process: subprocess.Popen[bytes]) -> None:
    """End the broker in peace, so that it saves its sessions; else by force."""
    if process.stdin is not None:
        process.stdin.close()
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_orphan(pid: int, folder: Path) -> None:
    """End the broker that an earlier run left behind in `folder`, if `pid` is still that one."""
    if not _runs_in(pid, folder):
        return
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + _STOP_SECONDS
    while _runs_in(pid, folder) and time.monotonic() < until:
        time.sleep(_SETTLE_SECONDS)


def last_words(folder: Path) -> str:
    """The last line that the broker wrote, for the sentence that says why it did not start."""
    try:
        lines = (folder / "broker.log").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return lines[-1].partition(": ")[2] if lines else ""


def _launch_on(found: Found, folder: Path, port: int) -> subprocess.Popen[bytes]:
    words = command(found, folder, port)
    with (folder / "broker.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - the program was found by us, the rest are our own words
            words,
            stdin=subprocess.PIPE if found.kind is Kind.AMQTT else subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=children.environment(),
        )
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        # Another server on this port would answer as well, but then ours ends at once.
        if accepts(port) and _stays(process):
            return process
    end(process)
    raise PortTakenError(last_words(folder))


def _stays(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(_SETTLE_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _runs_in(pid: int, folder: Path) -> bool:
    """Whether `pid` is a broker that was started with settings in `folder`."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(folder / "mosquitto.conf") in words
