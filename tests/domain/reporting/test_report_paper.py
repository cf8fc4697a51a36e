"""A report on paper: figures and words as people read them, and no more pages than anybody prints."""

from datetime import date
from decimal import Decimal

from domain.reporting.exporting import Column, Table
from domain.reporting.report_paper import MOST_ROWS, report_sheet
from domain.store.store import Store
from domain.subscriptions.model import FeeStatus

COLUMNS = (Column("name", "Name"), Column("count", "Count"), Column("amount", "Amount"), Column("none", "Nothing"))


def paper(store: Store, *rows: tuple[object, ...]) -> str:
    table = Table("Report <1>", COLUMNS, rows)  # type: ignore[arg-type]
    with store.read() as session:
        return report_sheet(session, table, "in all 3").html


def test_figures_days_and_words_are_written_for_people(store: Store) -> None:
    html = paper(store, ("A & B", 1234, Decimal("1234.50"), None), (FeeStatus.INVOICED, 1, Decimal("0.0064"), ""))
    for text in ("Report &lt;1&gt;", "in all 3", "A &amp; B", ">1,234<", ">1,234.50<", ">Invoiced<", ">0.0064<"):
        assert text in html
    assert "2 Mar 2026" in paper(store, (date(2026, 3, 2), 1, Decimal("1.00"), None))


def test_a_column_without_anything_takes_no_room(store: Store) -> None:
    html = paper(store, ("A", 1, Decimal("1.00"), None))
    assert "Amount" in html
    assert "Nothing" not in html


def test_what_nobody_prints_is_left_to_a_file(store: Store) -> None:
    row = ("A", 1, Decimal("1.00"), None)
    assert "a file has all" not in paper(store, *[row] * MOST_ROWS)
    html = paper(store, *[row] * (MOST_ROWS + 1))
    assert f"Only the first {MOST_ROWS} rows; a file has all." in html
    assert html.count(">1.00<") == MOST_ROWS
