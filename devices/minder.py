"""Minds a child process: starts it, starts it anew when it ends by itself, ends it when told to."""

import logging
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
#: A child that ran this long was well; the next end of it is not part of a series.
WELL_AFTER = 20.0
STOP_SECONDS = 10.0


class Minder:
    """Keeps `command` running. Its output goes to `log_file`; its standard input is handed on through `say`."""

    def __init__(
        self, name: str, command: Sequence[str], log_file: Path, *, environment: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self.restarts = 0
        self._command = list(command)
        self._log_file = log_file
        self._environment = environment
        self._stopping = threading.Event()
        #: Held while a child is started or told to end, so that none is started after that.
        self._lock = threading.Lock()
        self._child = self._start()
        self._thread = threading.Thread(target=self._mind, name=f"minder-{name}", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The process id of the present child."""
        return self._child.pid

    @property
    def running(self) -> bool:
        """Whether the child is alive at this moment."""
        return self._child.poll() is None

    def say(self, line: str) -> None:
        """Write a line to the child's standard input."""
        if self._child.stdin is not None and self.running:
            self._child.stdin.write(line.encode() + b"\n")
            self._child.stdin.flush()

    def stop(self) -> None:
        """End the child, first kindly; returns when it is gone."""
        with self._lock:
            self._stopping.set()
            if self.running:
                self._child.terminate()
        try:
            self._child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in time and is ended", self.name)
            self._child.kill()
            self._child.wait()
        self._thread.join()
        _close(self._child.stdin)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log_file.open("ab") as output:
            return subprocess.Popen(  # noqa: S603  # our own program with our own words
                self._command, stdin=subprocess.PIPE, stdout=output, stderr=output, env=self._environment
            )

    def _mind(self) -> None:
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            status = self._child.wait()
            if self._stopping.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > WELL_AFTER else min(pause * 2, LONGEST_PAUSE)
            log.info("%s ended with status %s and is started again in %.1f s", self.name, status, pause)
            while not self._stopping.wait(pause) and not self._start_again():
                pause = min(pause * 2, LONGEST_PAUSE)

    def _start_again(self) -> bool:
        """Whether there is a new child, or none is wanted any more."""
        with self._lock:
            if self._stopping.is_set():
                return True
            try:
                fresh = self._start()
            except OSError as error:
                log.warning("%s could not be started again, which is tried once more: %s", self.name, error)
                return False
            _close(self._child.stdin)
            self._child = fresh
            self.restarts += 1
            return True


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        try:
            pipe.close()
        except BrokenPipeError:
            log.debug("the child was gone before its input was closed")
