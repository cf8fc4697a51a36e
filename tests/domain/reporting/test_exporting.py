"""Lists as files: what is written is what is read back, in each format; a failure leaves nothing behind."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from domain.errors import Unavailable
from domain.reporting.exporting import Column, Table, Value, write

D = Decimal
COLUMNS = (
    Column("name", "Name"),
    Column("day", "Day"),
    Column("at", "At"),
    Column("net", "Net"),
    Column("ok", "In use"),
)
ROWS: tuple[tuple[Value, ...], ...] = (
    ("Wärme, „Süd“\nzweite Zeile", date(2026, 3, 2), datetime(2026, 3, 2, 9, 30, tzinfo=UTC), D("1234567.89"), True),
    ('=HYPERLINK("x")', None, None, D("-0.10"), False),
)
TABLE = Table("Orders", COLUMNS, ROWS)


def test_csv_has_names_and_every_digit(tmp_path: Path) -> None:
    write(TABLE, tmp_path / "list.CSV")
    with (tmp_path / "list.CSV").open(encoding="utf-8", newline="") as file:
        head, first, second = csv.reader(file)
    assert head == ["name", "day", "at", "net", "ok"]
    assert first == [str(ROWS[0][0]), "2026-03-02", "2026-03-02T09:30:00+00:00", "1234567.89", "true"]
    assert second == ['=HYPERLINK("x")', "", "", "-0.10", "false"]


def test_json_is_a_list_of_objects(tmp_path: Path) -> None:
    write(TABLE, tmp_path / "list.json")
    found = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"), parse_float=D)
    assert found[0] == {
        "name": ROWS[0][0],
        "day": "2026-03-02",
        "at": "2026-03-02T09:30:00Z",
        "net": D("1234567.89"),
        "ok": True,
    }
    assert found[1]["net"] == D("-0.10")
    write(Table("Orders", COLUMNS, ()), tmp_path / "none.json")
    assert json.loads((tmp_path / "none.json").read_text()) == []


def test_xlsx_has_titles_numbers_and_texts_that_stay_texts(tmp_path: Path) -> None:
    write(TABLE, tmp_path / "list.xlsx")
    with zipfile.ZipFile(tmp_path / "list.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert 'name="Orders"' in book.read("xl/workbook.xml").decode()
    assert "<f>" not in sheet
    assert "HYPERLINK" in sheet
    assert "In use" in sheet
    assert re.search(r"<v>1234567\.89</v>", sheet)
    assert "<v>46083</v>" in sheet  # the second of March as Excel counts days


@pytest.mark.parametrize("name", ["list.csv", "list.json", "list.xlsx"])
def test_what_fails_on_the_way_leaves_the_old_file_alone(tmp_path: Path, name: str) -> None:
    def rows() -> Iterator[tuple[Value, ...]]:
        yield ROWS[0]
        raise ZeroDivisionError

    (tmp_path / name).write_text("before")
    with pytest.raises(ZeroDivisionError):
        write(Table("Orders", COLUMNS, rows()), tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "before"


def test_other_formats_and_folders_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"must end in one of \.csv, \.json, \.xlsx"):
        write(TABLE, tmp_path / "list.ods")
    with pytest.raises(Unavailable, match="is not there"):
        write(TABLE, tmp_path / "none" / "list.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Unavailable, match="cannot be written"):
        write(TABLE, tmp_path / "folder.csv")
