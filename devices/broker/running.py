"""A broker of one's own, minded: it is saved every half second or two and comes back on its port when it dies."""

import logging
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from devices.broker.finding import Found, Kind, find, how_to_install
from devices.broker.ports import LOOPBACK, Noted, read_note, write_note
from devices.broker.process import PortTakenError, end, end_orphan, last_words, launch
from domain.errors import Unavailable
from domain.language import tr

_log = logging.getLogger(__name__)
_MIND_SECONDS = 0.5
_SAVE_MOST_SECONDS = 2.0
_LARGE_STORE = 2 * 1024 * 1024


def start(folder: Path, *, port: int | None = None, found: Found | None = None) -> "RunningBroker":
    """A broker that accepts and keeps its data in `folder`, on `port`, else the one it had before, else any."""
    found = found or find()
    if found is None:
        raise Unavailable(how_to_install())
    folder = folder.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        note = read_note(folder)
        if note is not None:
            end_orphan(note.pid, folder)
        return RunningBroker(found, folder, port or (note.port if note else None))
    except PortTakenError as error:
        raise Unavailable(tr("The broker does not start: {reason}", reason=str(error))) from error
    except OSError as error:
        raise Unavailable(
            tr("The broker cannot keep its data in {folder}: {reason}", folder=folder, reason=error)
        ) from error


class RunningBroker:
    """The broker, until `stop`. `limits` says what it cannot do, for those who rely on it."""

    def __init__(self, found: Found, folder: Path, port: int | None) -> None:
        self.kind = found.kind
        self.limits = found.limits
        self._found = found
        self._folder = folder
        self._process, self.port = launch(found, folder, port)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._minder = threading.Thread(target=self._mind, name="broker-minder", daemon=True)
        write_note(folder, Noted(self.port, self.pid))
        for limit in self.limits:
            _log.info(limit)
        self._minder.start()

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"mqtt://{LOOPBACK}:{self.port}"

    @property
    def pid(self) -> int:
        """The process that is the broker now."""
        return self._process.pid

    def stop(self) -> None:
        """End it, its sessions saved; a second call does nothing."""
        self._stopping.set()
        self._minder.join()
        with self._lock:
            end(self._process)

    def _mind(self) -> None:
        saved = time.monotonic()
        while not self._stopping.wait(_MIND_SECONDS):
            with self._lock:
                if self._process.poll() is not None:
                    self._come_back()
                elif self.kind is Kind.MOSQUITTO and time.monotonic() - saved >= self._save_every():
                    _save(self._process)
                    saved = time.monotonic()

    def _save_every(self) -> float:
        """Seconds between saves: many waiting messages make each of them dear."""
        try:
            size = (self._folder / "broker.db").stat().st_size
        except OSError:
            return 0
        return 0 if size < _LARGE_STORE else _SAVE_MOST_SECONDS

    def _come_back(self) -> None:
        _log.warning("the broker ended with %s (%s): started again", self._process.returncode, last_words(self._folder))
        try:
            process, port = launch(self._found, self._folder, self.port)
        except OSError as error:
            _log.error("the broker does not come back: %s", error)
            return
        if port != self.port:
            _log.error("somebody took the broker's port %s while it was down: now on %s", self.port, port)
        self._process, self.port = process, port
        write_note(self._folder, Noted(port, process.pid))


def _save(process: subprocess.Popen[bytes]) -> None:
    """Have mosquitto write its sessions to the disk."""
    if hasattr(signal, "SIGUSR1"):
        os.kill(process.pid, signal.SIGUSR1)
