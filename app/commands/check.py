"""`callout check`: is everything reachable and in order? One line each, and how to mend what is not."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL

from app.commands.listeners_check import listeners
from app.commands.mail_check import mail
from app.commands.routing_check import routing
from app.shared.files import resource
from devices.probing import reach
from domain.errors import CalloutError, Unavailable
from domain.language import tr
from domain.monitoring.telemetry.store import SCHEMA, beside
from domain.settings import Settings
from domain.store import migrations
from domain.store.engine import open_engine, parse_url
from domain.store.failures import explained
from domain.store.files import files_of

ENOUGH_DISK = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look came to."""

    name: str
    well: bool
    sentence: str


def run(settings: Settings, _words: argparse.Namespace) -> int:
    """Look at everything and print a line each; status 1 when anything is not in order."""
    all_well = True
    for finding in findings(settings):
        all_well = all_well and finding.well
        mark = tr("ok") if finding.well else tr("NOT OK")
        sys.stdout.write(f"{mark:8}{finding.name:12}{finding.sentence}\n")
    return 0 if all_well else 1


def findings(settings: Settings) -> Iterator[Finding]:
    """One finding after the other."""
    looks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        (tr("profile"), lambda known: str(known.profile)),
        (tr("database"), _database),
        (tr("telemetry"), _telemetry),
        (tr("files"), _files),
        (tr("broker"), _broker),
        (tr("listeners"), listeners),
        (tr("routing"), routing),
        (tr("mail"), mail),
        (tr("clock"), _clock),
        (tr("disk"), _disk),
        (tr("fonts"), _fonts),
    )
    for name, look in looks:
        try:
            yield Finding(name, True, look(settings))
        except CalloutError as error:
            yield Finding(name, False, str(error))


def _database(settings: Settings) -> str:
    return _look(parse_url(settings.database), migrations.BUSINESS)


def _telemetry(settings: Settings) -> str:
    return _look(beside(parse_url(settings.database)), migrations.TELEMETRY)


def _look(url: URL, chain: migrations.Chain) -> str:
    """How a store stands; looks without making or changing anything."""
    name = url.render_as_string()
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return tr("{url} is not there yet; it is made at the first start", url=name)
    engine = open_engine(url, search_path=SCHEMA if chain is migrations.TELEMETRY else None)
    try:
        with explained():
            present, newest = migrations.revision_of(engine, chain)
            if engine.dialect.name == "sqlite":
                with engine.connect() as connection:
                    _sound(str(connection.execute(text("pragma quick_check")).scalar_one()))
    finally:
        engine.dispose()
    if present != newest:
        return tr("{url} is brought up to revision {revision} at the next start", url=name, revision=newest)
    return tr("{url}, revision {revision}", url=name, revision=present)


def _sound(answer: str) -> None:
    if answer != "ok":
        raise Unavailable(tr("The database file is damaged ({said}). Restore the latest backup.", said=answer))


def _files(settings: Settings) -> str:
    url = parse_url(settings.database)
    files = files_of(url, settings.profile, settings.files)
    files.check()
    if settings.files is None and url.get_backend_name() != "sqlite":
        return tr("{folder}, seen by this machine alone; --files names a folder for all", folder=files.folder)
    return str(files.folder)


def _broker(settings: Settings) -> str:
    if settings.broker is None:
        return tr("none is set; alerts need one (--broker mqtt://host:1883)")
    return reach(settings.broker)


def _clock(_settings: Settings) -> str:
    now = datetime.now(UTC)
    if now.year < 2025:  # noqa: PLR2004  # older than the program itself
        raise Unavailable(tr("The clock says {now}. Set it: readings and promises need the right time.", now=now))
    return tr("{now} UTC", now=f"{now:%Y-%m-%d %H:%M:%S}")


def _disk(settings: Settings) -> str:
    free = shutil.disk_usage(settings.profile).free
    if free < ENOUGH_DISK:
        raise Unavailable(tr("Only {free} MB are free in the profile. Free some space.", free=free // 1024**2))
    return tr("{free} GB free", free=free // 1024**3)


def _fonts(_settings: Settings) -> str:
    found = [file.name for file in resource("fonts").iterdir() if file.name.endswith((".ttf", ".otf"))]
    if not found:
        raise Unavailable(tr("The program's fonts are missing. Install Callout again."))
    return ", ".join(sorted(found))
