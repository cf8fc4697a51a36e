"""A PostgreSQL server for one benchmark: a cluster of its own in a folder of its own, as durable as any."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

START_SECONDS = 60.0
STOP_SECONDS = 60.0
#: What an administrator gives a server with a few million rows.
SETTINGS = ("shared_buffers=512MB", "work_mem=32MB", "maintenance_work_mem=512MB", "max_wal_size=4GB")


@contextmanager
def server(folder: Path) -> Iterator[str | None]:
    """The URL of an empty database while the block runs; None where the server is not installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    port = _free_port()
    process = _start(programs, folder, port)
    try:
        _wait(process, port)
        yield f"postgresql+psycopg://callout@127.0.0.1:{port}/postgres"
    finally:
        process.send_signal(signal.SIGINT)  # its "fast" shutdown: does not wait for clients
        process.wait(STOP_SECONDS)


def _programs() -> Path | None:
    """The folder of initdb and postgres: where Debian keeps the newest, or that on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    candidates = [*found, *([Path(on_path).parent] if on_path else [])]
    return next((each for each in candidates if (each / "initdb").exists() and (each / "postgres").exists()), None)


def _start(programs: Path, folder: Path, port: int) -> "subprocess.Popen[bytes]":
    user = _ordinary_user(folder)
    data = str(folder / "data")
    making = ["-D", data, "-U", "callout", "-A", "trust", "-E", "UTF8", "--no-locale"]
    subprocess.run([str(programs / "initdb"), *making], check=True, capture_output=True, cwd=folder, **user)
    words = ["-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
    words += [word for setting in SETTINGS for word in ("-c", setting)]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [str(programs / "postgres"), *words], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **user
        )


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="callout", dbname="postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline or process.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return


def _ordinary_user(folder: Path) -> dict[str, Any]:
    """As whom to run: PostgreSQL refuses to be root, so root hands `folder` to Debian's user `postgres`."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
    return port
