"""The minder: a child that dies comes back, one that is stopped is gone."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import devices.minder as minder_module
from devices.minder import Minder
from tests.support.silence import LogWatch

SLEEPER = [sys.executable, "-c", "import signal; signal.pause()"]
DEAF = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()",
]


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Wait until the condition holds."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        signal.sigtimedwait([], 0.01)
    return False


def test_a_child_that_is_killed_is_started_again(tmp_path: Path) -> None:
    minder = Minder("sleeper", SLEEPER, tmp_path / "log")
    first = minder.pid
    os.kill(first, signal.SIGKILL)
    assert until(lambda: minder.restarts == 1 and minder.running)
    assert minder.pid != first
    minder.stop()
    assert not minder.running


def test_a_child_that_ends_at_once_again_and_again_is_given_longer_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(minder_module, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(minder_module, "LONGEST_PAUSE", 0.05)
    with caplog.at_level(logging.INFO, "devices.minder"):
        minder = Minder("failing", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "log")
        assert until(lambda: minder.restarts >= 3)
        minder.stop()
    assert [one.args for one in caplog.records][:3] == [("failing", 3, pause) for pause in (0.02, 0.04, 0.05)]


def test_a_child_that_does_not_listen_is_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    monkeypatch.setattr(minder_module, "STOP_SECONDS", 0.3)
    expected_logs.expect("devices.minder", "did not stop in time")
    minder = Minder("deaf", DEAF, tmp_path / "log")
    assert until(lambda: "deaf" in (tmp_path / "log").read_text())
    minder.stop()
    assert not minder.running


def test_a_line_said_reaches_the_childs_standard_input(tmp_path: Path) -> None:
    echo = [sys.executable, "-c", "import sys; [print(line.strip()[::-1], flush=True) for line in sys.stdin]"]
    minder = Minder("echo", echo, tmp_path / "log")
    minder.say("hello")
    assert until(lambda: "olleh" in (tmp_path / "log").read_text())
    minder.stop()


def test_a_child_that_cannot_be_started_for_a_while_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs.expect("devices.minder", "could not be started again")
    monkeypatch.setattr(minder_module, "FIRST_PAUSE", 0.02)
    minder = Minder("sleeper", SLEEPER, tmp_path / "log")
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", _no_memory)
        os.kill(minder.pid, signal.SIGKILL)
        assert until(lambda: len(expected_logs.seen) >= 2)
    assert until(lambda: minder.restarts == 1 and minder.running)
    minder.stop()


def _no_memory(*_: object, **__: object) -> None:
    raise OSError("Cannot allocate memory")


def test_one_that_is_stopped_while_a_child_is_started_ends_that_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minder_module, "FIRST_PAUSE", 0.02)
    minder = Minder("sleeper", SLEEPER, tmp_path / "log")
    start, starting, go_on = minder._start, threading.Event(), threading.Event()

    def slow_start() -> "subprocess.Popen[bytes]":
        starting.set()
        go_on.wait(10)
        return start()

    monkeypatch.setattr(minder, "_start", slow_start)
    os.kill(minder.pid, signal.SIGKILL)
    assert starting.wait(10)
    stopper = threading.Thread(target=minder.stop)
    stopper.start()
    go_on.set()
    stopper.join(10)
    assert not stopper.is_alive()
    assert not minder.running
