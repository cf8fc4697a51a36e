"""A real mosquitto on a free loopback port, for tests that need one."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.addresses import BrokerAddress, parse_broker
from devices.broker import RunningBroker, start
from devices.broker.finding import Kind, find
from devices.broker.ports import accepts, any_free


class Mosquitto:
    """A broker to talk to, and to kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: RunningBroker = start(folder)

    @property
    def url(self) -> str:
        return self.running.url

    @property
    def address(self) -> BrokerAddress:
        return parse_broker(self.url)

    def kill(self) -> None:
        """End it without mercy; its minder starts it again."""
        os.kill(self.running.pid, signal.SIGKILL)

    def saved(self) -> None:
        """Wait until what happened so far is on the disk."""
        now = time.time()
        store = self.folder / "broker.db"
        until(lambda: store.exists() and store.stat().st_mtime > now)

    def restart(self) -> None:
        """Stop it in peace and start it again on the same port."""
        self.running.stop()
        self.running = start(self.folder)


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Mosquitto]:
    found = find()
    if found is None or found.kind is not Kind.MOSQUITTO:
        pytest.skip("no mosquitto is installed on this machine")
    broker = Mosquitto(tmp_path / "broker")
    yield broker
    broker.running.stop()


def until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for `condition`, and fail if it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.01)


@pytest.fixture
def wait_until() -> Callable[..., None]:
    return until


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[BrokerAddress]:
    """A mosquitto that wants the password `right` of the user `ann`."""
    port = any_free()
    words = tmp_path / "words"
    words.touch(mode=0o600)
    subprocess.run(["mosquitto_passwd", "-b", str(words), "ann", "right"], check=True, capture_output=True)
    settings = tmp_path / "guarded.conf"
    settings.write_text(f"listener {port} 127.0.0.1\npassword_file {words}\nuser root\n")
    process = subprocess.Popen(["mosquitto", "-c", str(settings)], stderr=subprocess.DEVNULL)
    until(lambda: accepts(port))
    yield BrokerAddress("127.0.0.1", port)
    process.terminate()
    process.wait()
