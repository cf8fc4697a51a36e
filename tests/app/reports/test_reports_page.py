"""The page of reports, driven through its real widgets."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.reports.periods import Period
from app.reports.sentence import by_words
from app.reports.view import ReportsPage
from domain.catalogue.model import LineKind
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.reporting.order_margin import Grouping
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.priced import Shelf, line, stock
from tests.support.service_desk import ServiceDesk

Show = Callable[[], ReportsPage]


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> ReportsPage:
        return in_front(ReportsPage(desk.kit, desk.desk), desk, qtbot)

    return shown


@pytest.fixture
def orders(desk: ServiceDesk) -> None:
    """One order of the brewery (sales 190, cost 96) and one of the clinic (sales 85, cost 36.40)."""
    shelf = desk.store.run("setup", stock)
    desk.store.run("ada", _order, desk.company.chiller.id, LineKind.HOUR, shelf)
    desk.store.run("ada", _order, desk.company.ward_chiller.id, LineKind.ITEM, shelf)


def _order(work: UnitOfWork, asset_id: int, kind: LineKind, shelf: Shelf) -> None:
    order = open_order(work, OrderDraft("Leaks", Priority.NORMAL, Origin.HAND, 60, asset_id=asset_id))
    article = shelf.hour if kind is LineKind.HOUR else shelf.filter
    line(work, order.id, kind, article_id=article, quantity=2)


def names(page: ReportsPage) -> list[str]:
    return [row.row.name for row in page.table.rows()]


@pytest.mark.parametrize(
    ("period", "today", "first", "last"),
    [
        (Period.THIS_MONTH, date(2026, 12, 9), date(2026, 12, 1), date(2026, 12, 31)),
        (Period.LAST_MONTH, date(2026, 1, 31), date(2025, 12, 1), date(2025, 12, 31)),
        (Period.LAST_MONTH, date(2028, 3, 31), date(2028, 2, 1), date(2028, 2, 29)),
        (Period.THIS_QUARTER, date(2026, 11, 22), date(2026, 10, 1), date(2026, 12, 31)),
        (Period.THIS_YEAR, date(2026, 3, 2), date(2026, 1, 1), date(2026, 12, 31)),
        (Period.LAST_YEAR, date(2026, 3, 2), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_lie_around_today(period: Period, today: date, first: date, last: date) -> None:
    assert period.days(today) == (first, last)


@pytest.mark.usefixtures("orders")
def test_the_margin_is_compared_by_what_the_sentence_says(show: Show) -> None:
    page = show()
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]
    assert [row.row.margin for row in page.table.rows()] == [Decimal("48.6"), Decimal(94)]
    assert page.totals.text() == "Sales 275.00 EUR · cost 132.40 EUR · margin 142.60 EUR · 51.9 %"
    page.frame.filters.choose({"by": ["kind"], "period": ["this_month"], "lines": []})
    assert names(page) == ["Hour", "Item"]
    page.frame.filters.choose({"by": ["kind"], "period": ["last_year"], "lines": []})
    assert names(page) == []
    assert page.step_back()
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]


@pytest.mark.usefixtures("orders")
def test_the_headings_say_what_is_compared(show: Show) -> None:
    page = show()
    for by, heads in (
        ("order", ["Order", "Work"]),
        ("customer", ["Customer", "Number"]),
        ("month", ["Month"]),
        ("model", ["Asset model"]),
        ("agreement", ["Agreement", "Name"]),
    ):
        page.frame.filters.choose({"by": [by], "period": [], "lines": []})
        model = page.table.model()
        shown = [at for at in (0, 1) if not page.table.isColumnHidden(at)]
        assert [model.headerData(at, Qt.Orientation.Horizontal) for at in shown] == heads


@pytest.mark.usefixtures("orders")
def test_months_are_written_as_people_say_them(show: Show) -> None:
    page = show()
    page.frame.filters.choose({"by": ["month"], "period": [], "lines": []})
    assert page.table.model().index(0, 0).data() == "March 2026"


@pytest.mark.usefixtures("orders")
def test_the_sum_is_that_of_the_rows_that_are_shown(show: Show) -> None:
    page = show()
    assert page.totals.text().startswith("Sales 275.00 EUR")
    QTest.keyClicks(page.frame.search, "brewery")
    page.frame.search.tell()
    assert page.totals.text().startswith("Sales 190.00 EUR")


@pytest.mark.usefixtures("orders")
def test_only_what_is_posted_is_shown_if_one_wants(show: Show) -> None:
    page = show()
    page.frame.filters.choose({"by": ["customer"], "period": [], "lines": ["posted"]})
    assert names(page) == []
    assert not page.bound_actions()["reports_export"].isEnabled()


@pytest.mark.usefixtures("orders")
@pytest.mark.parametrize(("name", "lines", "count"), [("margin.json", False, 2), ("lines.json", True, 2)])
def test_the_report_is_written_to_a_file(
    desk: ServiceDesk, show: Show, tmp_path: Path, name: str, lines: bool, count: int
) -> None:
    page = show()
    page.export(str(tmp_path / name), lines=lines)
    written = json.loads((tmp_path / name).read_text("utf-8"))
    assert len(written) == count
    assert desk.notices[-1].text == f"Written to {tmp_path / name}"


@pytest.mark.usefixtures("orders")
def test_a_folder_that_is_not_there_is_told_in_a_sentence(desk: ServiceDesk, show: Show, tmp_path: Path) -> None:
    page = show()
    page.export(str(tmp_path / "nowhere" / "margin.csv"), lines=False)
    assert desk.notices[-1].text.endswith("is not there.")


@pytest.mark.usefixtures("orders")
def test_the_keyboard_asks_for_the_file(show: Show) -> None:
    page = show()
    QTest.keyClick(page, Qt.Key.Key_X)
    dialog = page.findChild(QFileDialog, "dialog_export")
    assert dialog is not None
    dialog.reject()


@pytest.mark.usefixtures("orders")
def test_the_table_is_a_sound_model_and_searched(show: Show, qtmodeltester: ModelTester) -> None:
    page = show()
    qtmodeltester.check(page.table.row_model(), force_py=True)  # type: ignore[no-untyped-call]
    page.frame.search.setText("clinic")
    page.frame.search.tell()
    assert names(page) == ["Clinic on the Hill"]


@pytest.mark.usefixtures("orders")
def test_everything_is_translated(show: Show) -> None:
    with pseudo_language():
        page = show()
        assert untranslated(page) == set()


def test_every_grouping_has_words_of_its_own() -> None:
    words = by_words()
    assert set(words) == set(Grouping)
    assert len(set(words.values())) == len(Grouping)
