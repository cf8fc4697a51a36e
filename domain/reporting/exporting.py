"""Writes a list into a file that other programs read: CSV, JSON or XLSX, by the end of its name."""

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import msgspec
import xlsxwriter

from domain.errors import Unavailable
from domain.language import tr

Value = str | int | Decimal | date | datetime | bool | None
XLSX_ROWS = 1_048_576
XLSX_LETTERS = 32_767
CENT = Decimal("0.01")
_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, which stays in every language, and its title for people."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """A list to be written; the rows may be made as they are asked for."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]


def write(table: Table, path: Path) -> None:
    """Write `table` into `path`, whole or not at all. Raises Unavailable."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        names = ", ".join(_WRITERS)
        raise Unavailable(tr("{file} must end in one of {names}.", file=path, names=names))
    folder = path.absolute().parent
    if not folder.is_dir():
        raise Unavailable(tr("The folder {folder} is not there.", folder=folder))
    try:
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            fresh = Path(beside) / path.name
            with fresh.open("wb") as stream:
                writer(table, stream)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(path)
    except OSError as error:
        raise Unavailable(tr("{file} cannot be written: {why}", file=path, why=error)) from error


def write_csv(table: Table, stream: BinaryIO) -> None:
    """Write `table` as CSV: UTF-8, commas, names of columns first."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(column.name for column in table.columns)
    lines.writerows([_as_text(value) for value in row] for row in table.rows)
    text.detach()


def _write_json(table: Table, stream: BinaryIO) -> None:
    """A list of objects, one on each line; amounts are numbers with all their digits."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    names = [column.name for column in table.columns]
    before = b"[\n"
    for row in table.rows:
        stream.write(before + encoder.encode(dict(zip(names, row, strict=True))))
        before = b",\n"
    stream.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _write_xlsx(table: Table, stream: BinaryIO) -> None:
    """One sheet with titles; texts stay texts, even those that look like a formula."""
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(table.name[:31])
        day, moment = book.add_format({"num_format": _DAY}), book.add_format({"num_format": _MOMENT})
        bold = book.add_format({"bold": True})
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.title, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(table.rows, 1):
            if number >= XLSX_ROWS:
                raise Unavailable(tr("These are more rows than XLSX can hold; write them as CSV."))
            for place, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, place, value.astimezone().replace(tzinfo=None), moment)
                elif isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value[:XLSX_LETTERS])
                elif value is not None:
                    sheet.write(number, place, value)


def plain_money(amount: Decimal | None) -> Decimal | None:
    """An amount with cents, and with more digits only where it has them."""
    if amount is None:
        return None
    cents = amount.quantize(CENT)
    return cents if cents == amount else amount.normalize()


def _as_text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


_WRITERS: Mapping[str, Callable[[Table, BinaryIO], None]] = {
    ".csv": write_csv,
    ".json": _write_json,
    ".xlsx": _write_xlsx,
}
