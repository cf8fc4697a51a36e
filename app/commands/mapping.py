"""`callout mapping`: mappings as files, checked, tried on messages, taken in and written out."""

import argparse
import getpass
import sys
from contextlib import closing
from pathlib import Path

from app.settings.mappings.previewing import preview
from domain.clock import SystemClock, to_ms
from domain.errors import Refusal, Unavailable
from domain.language import tr
from domain.monitoring.mapping_queries import mappings
from domain.monitoring.mapping_service import MappingDraft, take_mapping
from domain.monitoring.mappings.definition import Described
from domain.monitoring.mappings.exchange import read, write
from domain.monitoring.telemetry.overhearing import Overheard
from domain.settings import Settings
from domain.store.store import Store

DONE = 0


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Do `words.deed` with the mapping `words.mapping`, a file or (to export) a name."""
    if words.deed == "export":
        _export(settings, words.mapping, words.rest)
    else:
        described = _read(Path(words.mapping))
        if words.deed == "import":
            _take_in(settings, described)
        else:
            _check(described, words.rest)
    return DONE


def _check(described: Described, rest: list[str]) -> None:
    """Say that the mapping is in order, or what it makes of a topic and the messages after it."""
    if len(rest) == 1:
        raise Refusal(tr("Give a topic and at least one message."))
    if not rest:
        sys.stdout.write(tr("“{name}” is in order.", name=described.name) + "\n")
        return
    now = to_ms(SystemClock().now())
    topic, payloads = rest[0], [message.encode() for message in rest[1:]]
    heard = [Overheard(topic, 0, now, payload, len(payload), "") for payload in payloads]
    for line in preview(MappingDraft(described.name, described.definition), heard):
        sys.stdout.write(line + "\n")


def _take_in(settings: Settings, described: Described) -> None:
    with closing(Store.open(settings.database)) as store:
        store.run(getpass.getuser(), take_mapping, described)
    sys.stdout.write(tr("“{name}” is taken in, switched off.", name=described.name) + "\n")


def _export(settings: Settings, name: str, rest: list[str]) -> None:
    with closing(Store.open(settings.database)) as store, store.read() as session:
        found = {row.name: row.definition for row in mappings(session)}
    if name not in found:
        raise Refusal(tr("There is no mapping “{name}”.", name=name))
    content = write(Described(name, found[name]))
    if not rest:
        sys.stdout.write(content.decode())
        return
    try:
        Path(rest[0]).write_bytes(content)
    except OSError as error:
        raise Unavailable(tr("The file cannot be written: {why}.", why=error.strerror or str(error))) from None


def _read(path: Path) -> Described:
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise Unavailable(tr("The file cannot be read: {why}.", why=error.strerror or str(error))) from None
