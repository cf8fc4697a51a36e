"""Rows of a file of CSV or JSON, one at a time, each with the line it stands on."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from domain.errors import Unavailable
from domain.language import tr

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row, and the line of the file, or the place in the list, that it stands at."""

    at: int
    row: Row


def rows(path: Path, known: Sequence[str], needed: Sequence[str]) -> Iterator[Numbered]:
    """All rows; columns that are not `known`, or lack one that is `needed`, end it at once. Raises Unavailable."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        names = ", ".join(_READERS)
        raise Unavailable(tr("{file} must end in one of {names}.", file=path, names=names))
    try:
        yield from reader(path, known, needed)
    except OSError as error:
        raise Unavailable(tr("{file} cannot be read: {why}", file=path, why=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise Unavailable(tr("{file} is not written in UTF-8; save it again as CSV UTF-8.", file=path)) from error


def _csv(path: Path, known: Sequence[str], needed: Sequence[str]) -> Iterator[Numbered]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        first = text.readline()
        text.seek(0)
        lines = csv.DictReader(text, delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
        try:
            lines.fieldnames = [_plain(name) for name in lines.fieldnames or ()]
            _check_columns(lines.fieldnames, known, needed)
            for row in lines:
                if None in row:
                    raise Unavailable(tr("Line {line} has more cells than there are columns.", line=lines.line_num))
                yield Numbered(lines.line_num, {name: (value or "").strip() for name, value in row.items()})
        except csv.Error as error:
            raise Unavailable(tr("Line {line} is no CSV: {why}", line=lines.line_num, why=error)) from error


def _json(path: Path, known: Sequence[str], needed: Sequence[str]) -> Iterator[Numbered]:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=list[dict[str, str | int | float | bool | None]])
    except msgspec.DecodeError as error:
        raise Unavailable(tr("{file} is no list of objects: {why}", file=path, why=error)) from error
    for at, each in enumerate(found, 1):
        row = {_plain(name): "" if value is None else str(value).strip() for name, value in each.items()}
        _check_columns(list(row), known, needed)
        yield Numbered(at, row)


def _check_columns(names: Sequence[str], known: Sequence[str], needed: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            there = ", ".join(known)
            raise Unavailable(tr("There is no column “{name}”; there are {there}.", name=name, there=there))
    for name in needed:
        if name not in names:
            raise Unavailable(tr("The column “{name}” is missing.", name=name))


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


_READERS = {".csv": _csv, ".json": _json}
