"""The private broker: found, started, minded, ended."""

import logging
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from devices.broker import Found, Kind, find, running, start
from devices.broker.ports import accepts, read_note
from domain.errors import Unavailable
from tests.devices.conftest import Mosquitto, until
from tests.support.silence import LogWatch


def test_it_accepts_when_started_and_is_gone_when_stopped(mosquitto: Mosquitto) -> None:
    port = mosquitto.running.port
    assert accepts(port)
    mosquitto.running.stop()
    assert not accepts(port)


def test_a_profile_keeps_its_port(mosquitto: Mosquitto) -> None:
    before = mosquitto.url
    mosquitto.restart()
    assert mosquitto.url == before


def test_a_port_that_somebody_took_meanwhile_is_left_to_them(mosquitto: Mosquitto) -> None:
    port = mosquitto.running.port
    mosquitto.running.stop()
    with socket.create_server(("127.0.0.1", port)):
        mosquitto.running = start(mosquitto.folder)
        assert mosquitto.running.port != port


def test_killed_it_comes_back_on_its_port(mosquitto: Mosquitto, expected_logs: LogWatch) -> None:
    expected_logs.expect("devices.broker", "started again")
    pid, url = mosquitto.running.pid, mosquitto.url
    mosquitto.kill()
    until(lambda: mosquitto.running.pid != pid)
    assert mosquitto.url == url
    assert accepts(mosquitto.running.port)


def test_the_broker_of_a_run_that_died_is_ended_before_the_next(tmp_path: Path) -> None:
    code = "import sys,pathlib,os;from devices.broker import start;start(pathlib.Path(sys.argv[1]));os._exit(9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    note = read_note(tmp_path)
    assert note is not None
    broker = start(tmp_path)
    assert broker.port == note.port
    assert broker.pid != note.pid
    broker.stop()
    assert not Path(f"/proc/{note.pid}").exists() or b"Z" in Path(f"/proc/{note.pid}/stat").read_bytes()


def test_a_machine_without_a_broker_is_told_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(running, "find", lambda: None)
    with pytest.raises(Unavailable, match="apt install mosquitto"):
        start(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="cannot keep its data"):
        start(tmp_path / "file" / "broker")


def test_a_broker_that_does_not_start_says_its_last_words(tmp_path: Path) -> None:
    found = find()
    assert found is not None
    (tmp_path / "mosquitto.conf").mkdir()
    with pytest.raises(Unavailable):
        start(tmp_path, found=found)


def test_the_simple_broker_says_its_limits(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        broker = start(tmp_path, found=Found(Kind.AMQTT, ""))
    assert broker.limits
    assert all(limit in caplog.text for limit in broker.limits)
    os.kill(broker.pid, signal.SIGTERM)
    broker.stop()
