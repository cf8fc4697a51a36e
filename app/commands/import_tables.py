"""`callout import readings` and `troubles`: tables of what machines measured and how they failed, from a file."""

import argparse
from array import array
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from devices.moments import KEPT, KEPT_DAYS, SKEW
from domain.clock import from_ms, to_ms
from domain.errors import Unavailable
from domain.language import tr, trn
from domain.monitoring.readings_intake import Recorded, assets_known, known_words, prepare, record_troubles
from domain.monitoring.readings_table import Misread, ReadingsTable, lines_of, read_table, unknown
from domain.monitoring.tabular import Moments
from domain.monitoring.telemetry.bulk import Bulk, Column
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.units import convert
from domain.settings import Settings
from domain.store.store import Store

KINDS = ("readings", "troubles")


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of a file: sentences for people, the lines that are wrong, and whether the others were kept."""

    said: tuple[str, ...]
    wrong: tuple[Misread, ...]
    kept: bool


def take_table(settings: Settings, store: Store, user: str, words: argparse.Namespace) -> Entered:
    """Take in the table `words.file`. Raises Refusal, Unavailable."""
    moments = Moments(_zone(words.zone))
    if words.kind == "troubles":
        return _take_troubles(store, user, words, moments)
    until = to_ms(store.clock.now()) + SKEW
    with store.read() as session:
        known = known_words(session)
    table = ReadingsTable()
    read_table(table, Path(words.file), moments, until, known)
    if table.wrong and not words.skip_bad:
        return Entered((), tuple(table.wrong), kept=False)
    return _store(settings, store, user, table, known)


def _zone(name: str | None) -> tzinfo:
    try:
        return UTC if name is None else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unavailable(tr("There is no time zone “{name}”; write it like Europe/Berlin.", name=name or "")) from None


def _store(settings: Settings, store: Store, user: str, table: ReadingsTable, known: Mapping[str, str]) -> Entered:
    wanted: dict[str, set[str]] = {}
    for word, columns in table.columns.items():
        wanted.setdefault(known[word], set()).update(columns)
    units = store.run(user, prepare, wanted, table.units)
    new = total = forgotten = 0
    before = to_ms(store.clock.now()) - KEPT
    with closing(Telemetry.open(settings.database)) as telemetry:
        bulk = Bulk(telemetry)
        for word, columns in table.columns.items():
            key = known[word]
            spans = [column.span for column in columns.values()]
            bulk.note_known(key, min(first for first, _ in spans), max(last for _, last in spans))
            for metric, column in columns.items():
                _convert(column, table.units.get(metric, ""), units[key][metric])
                new += bulk.store(key, metric, column)
                total += len(column)
                forgotten += sum(at < before for at in (*column.times, *column.texts))
    said = [trn("{count} reading entered", "{count} readings entered", new)]
    if total > new:
        said.append(trn("{count} was there before", "{count} were there before", total - new))
    if forgotten:
        said.append(_warning(forgotten))
    return Entered(tuple(said), tuple(table.wrong), kept=True)


def _warning(count: int) -> str:
    return trn(
        "{count} is older than {days} days: a listener forgets it in the next night.",
        "{count} are older than {days} days: a listener forgets them in the next night.",
        count,
        days=KEPT_DAYS,
    )


def _convert(column: Column, given: str, wanted: str) -> None:
    """Into the unit that the metric has; conversions are linear."""
    nought, one = convert(0.0, given, wanted), convert(1.0, given, wanted)
    if given and wanted and given != wanted and nought is not None and one is not None:
        column.values = array("d", (nought + value * (one - nought) for value in column.values))


def _take_troubles(store: Store, user: str, words: argparse.Namespace, moments: Moments) -> Entered:
    file = Path(words.file)
    found: list[Recorded] = []
    wrong: list[Misread] = []
    with store.read() as session:
        known = assets_known(session)
    columns, lines = lines_of(file, moments, to_ms(store.clock.now() + timedelta(milliseconds=SKEW)), wrong)
    for line in lines:
        if line.name in known:
            kinds = (line.row[place].strip() for place, _ in columns.others)
            found.append(Recorded(line.name, from_ms(line.at), next(filter(None, kinds), "")))
        else:
            wrong.append(unknown(line))
    if wrong and not words.skip_bad:
        return Entered((), tuple(wrong), kept=False)
    new = store.run(user, record_troubles, found, file.name)
    return Entered((trn("{count} trouble entered", "{count} troubles entered", new),), tuple(wrong), kept=True)
