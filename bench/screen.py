"""How fast the console starts and how fluent it stays while the demo runs at 1,000 messages per second."""

import json
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from app.commands.demo import prepare
from app.commands.stage import Stage
from domain import children
from domain.settings import Settings, load

RATE = 1000
SECONDS = 36
STARTS = 3


def run() -> dict[str, Any]:
    """`start_ms`, `longest_block_ms` (with `blocks_ms` per page), `memory_mb`; starts are medians of several.

    `work_ms` is what the window's own thread computed at most between two beats, whatever else the machine did.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = load({"profile": folder}, {})
        fleet = prepare(settings)
        with Stage(settings, fleet, rate=RATE):
            time.sleep(5)
            starts = [_console(settings, seconds=0.1)["start_ms"] for _ in range(1 + STARTS)][1:]
            walked = _console(settings, seconds=SECONDS)
    return {
        "start_ms": statistics.median(starts),
        "longest_block_ms": walked["longest_block_ms"],
        "memory_mb": walked["memory_mb"],
        "messages_per_second": RATE,
        "blocks_ms": walked["blocks_ms"],
        "work_ms": walked["work_ms"],
    }


def _console(settings: Settings, *, seconds: float) -> dict[str, Any]:
    command = children.command("bench.console_child", "--database", settings.database)
    command += ["--profile", str(settings.profile), "--seconds", str(seconds), "--spawned", str(time.time())]
    told = subprocess.run(command, env=_installed(settings.profile), capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return measured


def _installed(profile: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, as those of an installed program; the first start does it."""
    return children.environment(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(profile / "compiled"))
