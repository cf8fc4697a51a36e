"""A table of readings taken apart: columns for each device and metric, and the lines that cannot be meant.

Either a column for each metric, whose heading may end with its unit in brackets, or one reading a line, in columns
called `metric` and `value`, perhaps with `unit`.
"""

import csv
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import Refusal, Unavailable
from domain.language import tr
from domain.monitoring.storable import flaw_of_name, flaw_of_value, is_metric_name
from domain.monitoring.tabular import Heading, Moments, heading, together, value_of
from domain.monitoring.telemetry.bulk import Column
from domain.monitoring.units import people_write

_WITH_UNIT = re.compile(r"(?P<name>.*?\S)\s*[\[(](?P<unit>[^\])]*)[\])]")


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that is wrong, and why."""

    at: int
    why: str


@dataclass(slots=True)
class ReadingsTable:
    """What a file tells: readings by the word for what they are of, and metric; the unit of each metric, if told."""

    columns: dict[str, dict[str, Column]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    wrong: list[Misread] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table, with its time (ms) and what it is of."""

    number: int
    at: int
    name: str
    row: Sequence[str]


class NoTableError(Unavailable):
    """A file that tells of no times, or not of what."""


def lines_of(file: Path, moments: Moments, until: int | None, wrong: list[Misread]) -> tuple[Heading, Iterator[Line]]:
    """What the columns are, and the lines; those that cannot be meant go to `wrong`. Raises Unavailable."""
    rows = _rows(file)
    _, first = next(rows, (0, []))
    columns = heading(first)
    if columns is None:
        raise NoTableError(tr("“{file}” has no columns of time and device, machine or asset.", file=file))
    return columns, _lines(rows, columns, moments, until, wrong)


def read_table(
    found: ReadingsTable, file: Path, moments: Moments, until: int | None = None, known: Container[str] | None = None
) -> None:
    """Add the readings of a file up to `until` (ms); `known` are the words for devices. Raises Unavailable."""
    columns, lines = lines_of(file, moments, until, found.wrong)
    names = {name.lower(): place for place, name in columns.others}
    if "metric" in names and "value" in names:
        _read_long(found, lines, names, known)
    else:
        _read_wide(found, lines, columns, known)


def _rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            first = text.readline()
            text.seek(0)
            rows = csv.reader(text, delimiter=";" if first.count(";") > first.count(",") else ",")
            for row in rows:
                yield rows.line_num, row
    except OSError as error:
        raise Unavailable(tr("{file} cannot be read: {why}", file=file, why=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise Unavailable(tr("{file} is not written in UTF-8; save it again as CSV UTF-8.", file=file)) from error
    except csv.Error as error:
        raise Unavailable(tr("{file} is no CSV: {why}", file=file, why=error)) from error


def _lines(
    rows: Iterator[tuple[int, list[str]]], columns: Heading, moments: Moments, until: int | None, wrong: list[Misread]
) -> Iterator[Line]:
    for number, row in rows:
        if not row:
            continue
        if len(row) != columns.width:
            wrong.append(Misread(number, tr("It has other columns than the first line.")))
            continue
        try:
            at = moments.of(row[columns.time])
        except ValueError:
            wrong.append(Misread(number, tr("“{word}” is no time.", word=row[columns.time])))
            continue
        if until is not None and at > until:
            wrong.append(Misread(number, tr("“{word}” is still to come.", word=row[columns.time])))
            continue
        yield Line(number, at, row[columns.name].strip(), row)


def _read_wide(found: ReadingsTable, lines: Iterator[Line], columns: Heading, known: Container[str] | None) -> None:
    metrics = []
    for place, told in columns.others:
        match = _WITH_UNIT.fullmatch(told)
        name = match["name"] if match else told
        if is_metric_name(name):
            metrics.append((place, name))
        elif name:
            found.wrong.append(Misread(1, flaw_of_name(name)))
        if match:
            found.units[name] = people_write(match["unit"])
    for line in lines:
        if known is not None and line.name not in known:
            found.wrong.append(unknown(line))
            continue
        for place, name in metrics:
            value = value_of(line.row[place])
            if value is not None:
                _take(found, line, name, value)


def _read_long(
    found: ReadingsTable, lines: Iterator[Line], names: Mapping[str, int], known: Container[str] | None
) -> None:
    for line in lines:
        metric, value = line.row[names["metric"]].strip(), value_of(line.row[names["value"]])
        if known is not None and line.name not in known:
            found.wrong.append(unknown(line))
            continue
        if not metric:
            found.wrong.append(Misread(line.number, tr("It does not say which metric.")))
            continue
        if not is_metric_name(metric):
            found.wrong.append(Misread(line.number, flaw_of_name(metric)))
            continue
        try:
            _note_unit(found, metric, line.row[names["unit"]] if "unit" in names else "")
        except Refusal as refusal:
            found.wrong.append(Misread(line.number, str(refusal)))
            continue
        if value is not None:
            _take(found, line, metric, value)


def _note_unit(found: ReadingsTable, metric: str, told: str) -> None:
    unit = people_write(told)
    if unit and found.units.setdefault(metric, unit) != unit:
        raise Refusal(tr("“{metric}” is in {unit} before.", metric=metric, unit=found.units[metric]))


def _take(found: ReadingsTable, line: Line, metric: str, value: float | str) -> None:
    if flaw := flaw_of_value(metric, value):
        found.wrong.append(Misread(line.number, flaw))
        return
    of_device, at = found.columns.setdefault(line.name, {}), line.at
    column = of_device.get(metric)
    if column is None:
        column = of_device[metric] = Column()
    if isinstance(value, str):
        column.texts[at] = str(together(column.texts.get(at), value))
    else:
        column.times.append(at)
        column.values.append(value)


def unknown(line: Line) -> Misread:
    return Misread(line.number, tr("There is no device or asset “{name}”.", name=line.name))
