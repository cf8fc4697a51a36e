"""Whether the window answers while its board is optimised: the demo company's day, and a fortnight of many technicians.

A console of its own runs through the real pane. `longest_block_ms` is how long its window was deaf at most in each part
of the run, `work_ms` what its own thread computed at most at once, whatever else the machine did.
"""

import json
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from app.commands.demo import prepare
from bench.board_base import NOW, BoardBase
from domain import children
from domain.clock import FixedClock
from domain.planning.profiles import ProfileDraft, create_profile
from domain.settings import load
from domain.store.store import Store

#: Technicians, bookings and days of the large board.
LARGE = (200, 10_000, 14)


def heartbeats(seconds: int) -> dict[str, Any]:
    """The figures of both boards."""
    return {"demo day": demo_day(seconds), f"{LARGE[0]} technicians x {LARGE[2]} days": many(seconds)}


def demo_day(seconds: int) -> dict[str, Any]:
    """The day that the demo company has before it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load({"profile": folder}, {})
        prepare(settings)
        return _watched(settings.database, "--seconds", str(seconds))


def many(seconds: int, size: tuple[int, int, int] = LARGE) -> dict[str, Any]:
    """So many technicians, bookings and days at once."""
    technicians, bookings, days = size
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'callout.db'}"
        with closing(Store.open(url, FixedClock(NOW))) as store:
            BoardBase(technicians, bookings).build(store)
            store.run("bench", create_profile, ProfileDraft("Balanced"))
        return _watched(url, "--seconds", str(seconds), "--days", str(days), "--now", NOW.isoformat())


def _watched(database: str, *words: str) -> dict[str, Any]:
    command = children.command("bench.planning.heartbeat_child", "--database", database, *words)
    told = subprocess.run(command, env=children.environment(), stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return measured
