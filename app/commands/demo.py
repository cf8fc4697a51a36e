"""`callout demo`: a whole service centre on one machine, with a window or, without a screen, with pictures of it."""

import argparse
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile

from app.commands.backup import refuse_in_use
from app.commands.console import Console, open_desk
from app.commands.ending import ended_by_signals
from app.commands.headless import Headless, count_readings
from app.commands.logbook import FILE as LOG_FILE
from app.commands.logbook import logbook
from app.commands.screen import application, has_screen
from app.commands.stage import BROKER_FOLDER, DEMO_FILE, FLEET_FILE, FLEET_LOG, LISTENER_LOG, Stage
from devices.broker.ports import read_note
from devices.broker.process import end_orphan
from domain.demo import company
from domain.demo.company import FleetDevice
from domain.errors import Unavailable
from domain.language import tr
from domain.settings import Settings, own_database
from domain.store.engine import parse_url
from domain.store.store import Store

log = logging.getLogger(__name__)

SECONDS = 30
RATE = 120
LOCK_FILE = "demo.lock"
#: All that a demo keeps in its profile; `--fresh` removes these and nothing else.
KEPT = ("callout.db", "telemetry.db", "console.ini", LOG_FILE, DEMO_FILE, FLEET_FILE, FLEET_LOG, LISTENER_LOG)


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Run the demo until its last window is closed, or for `--seconds` without one."""
    headless = words.headless or not has_screen()
    if headless and not words.headless:
        _say(tr("There is no screen here, so the demo runs without a window and leaves pictures."))
    with _alone(settings.profile), ExitStack() as takedown:
        if words.fresh:
            forget(settings)
        takedown.enter_context(logbook(settings.profile))
        running = application(headless=headless)
        fleet = prepare(settings, _say)[: words.devices]
        desk = open_desk(settings)
        stored_before = count_readings(desk)
        stage = takedown.enter_context(Stage(settings, fleet, rate=words.rate or RATE))
        _say(tr("Database: {url}", url=parse_url(settings.database).render_as_string()))
        _say(tr("Broker:   {url}", url=stage.broker.url))
        for limit in stage.broker.limits:
            _say(limit)
        console = Console(running, desk, None if headless else settings.profile / "console.ini")
        takedown.callback(console.close)
        window = console.open()
        if headless:
            out = Path(words.out or "demo-out")
            Headless(console, window, stage, stored_before, out).run(words.seconds or SECONDS)
            _say(tr("Pictures and summary.json are in {folder}", folder=out))
        else:
            with ended_by_signals(running):
                running.exec()
    return 0


def prepare(settings: Settings, told: Callable[[str], None] | None = None) -> list[FleetDevice]:
    """Make the demo company if it is not there yet; returns its fleet for the simulator.

    `told` gets a sentence when it takes a while; whoever prints figures alone leaves it out.
    """
    store = Store.open(settings.database)
    try:
        if not company.is_loaded(store):
            if told is not None:
                told(tr("Founding the demo company …"))
            company.load(store, datetime.now().astimezone().date())
        return company.fleet(store)
    finally:
        store.close()


def forget(settings: Settings) -> None:
    """Remove what an earlier demo left in the profile. Raises Unavailable where it would touch anything else."""
    present = settings.profile / "callout.db"
    if settings.database != own_database(settings.profile):
        raise Unavailable(
            tr("--fresh forgets the demo of a profile, never a database that is named. Leave one of them out.")
        )
    if present.exists() and not (settings.profile / DEMO_FILE).exists():
        raise Unavailable(
            tr(
                "{folder} holds data that is no demo's; nothing was removed. Choose another --profile.",
                folder=settings.profile,
            )
        )
    refuse_in_use(present)
    for name in KEPT:
        for suffix in ("", "-wal", "-shm"):
            (settings.profile / f"{name}{suffix}").unlink(missing_ok=True)
    folder = (settings.profile / BROKER_FOLDER).resolve()
    if (note := read_note(folder)) is not None:  # without its note nobody would find it again
        end_orphan(note.pid, folder)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(profile: Path) -> Iterator[None]:
    lock = QLockFile(str(profile / LOCK_FILE))
    if not lock.tryLock(100):
        raise Unavailable(
            tr("A demo is already running in {folder}. Close it, or choose another --profile.", folder=profile)
        )
    try:
        yield
    finally:
        lock.unlock()


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
