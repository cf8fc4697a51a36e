"""The sheet of lines, from the keyboard alone."""

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField
from domain.catalogue.model import Article, LineKind
from domain.orders import line_service
from domain.orders.content import LineStatus
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import LineRow, lines
from domain.parameters import service as parameters
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import create_reason
from domain.store.unit_of_work import UnitOfWork
from tests.app.orders.page import focused, open_one, press, show_page, type_here
from tests.support.service_desk import ServiceDesk

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    desk.store.run("ada", _articles)
    opened = open_one(desk)
    page = show_page(desk, qtbot)
    page.show_record(opened)
    page.set_order_alone(True)
    page.detail.tabs.setCurrentWidget(page.detail.lines)
    return page


def _articles(work: UnitOfWork) -> None:
    for number, name, kind, sales, cost in (
        ("P-100", "Compressor oil", LineKind.ITEM, "42.50", "20"),
        ("H-1", "Hour of a technician", LineKind.HOUR, "95", "50"),
    ):
        article = Article(
            number=number,
            name=name,
            kind=kind,
            unit="pcs" if kind is LineKind.ITEM else "h",
            sales_price=Decimal(sales),
            cost_price=Decimal(cost),
            tax_percent=Decimal(19),
            currency="EUR",
        )
        work.add(article, "article.created")


def rows(desk: ServiceDesk, page: OrdersPage) -> tuple[LineRow, ...]:
    assert page.detail.shown
    with desk.store.read() as session:
        return lines(session, page.detail.shown.id)


def add_oil(page: OrdersPage, qtbot: QtBot) -> None:
    page.detail.lines.begin_new()
    type_here(page, "oil")
    press(page, ENTER)
    qtbot.waitUntil(lambda: page.detail.lines.chosen() is not None)


def test_a_line_is_found_added_and_changed_without_the_mouse(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    type_here(page, "2,5")
    press(page, ENTER)
    (line,) = rows(desk, page)
    assert (line.text, line.kind, line.quantity, line.sales_price) == (
        "Compressor oil",
        LineKind.ITEM,
        Decimal("2.5"),
        Decimal("42.5"),
    )
    assert page.detail.lines.totals.words() == "106.25 EUR · 50.00 EUR · 56.25 EUR (52.9 %)"
    assert focused(page) is page.detail.lines.sheet


def test_what_is_refused_stays_in_its_cell_with_the_reason(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    sheet = page.detail.lines.sheet
    type_here(page, "-3")
    press(page, ENTER)
    assert sheet.refusal() != ""
    assert sheet.currentIndex().data() == "-3"
    assert rows(desk, page)[0].quantity == Decimal(1)
    press(page, Qt.Key.Key_Escape)
    assert sheet.refusal() == ""
    assert sheet.currentIndex().data() == "1"


def test_an_end_before_the_start_is_refused_at_the_end(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    sheet = page.detail.lines.sheet
    (line,) = rows(desk, page)
    sheet.go_to(line.id, "started_at")
    type_here(page, "930")
    press(page, ENTER)
    type_here(page, "8")
    press(page, ENTER)
    assert sheet.refusal() != ""
    assert sheet.sheet_model().wrong(sheet.sheet_model().index_of(line.id, "finished_at")) != ""
    assert rows(desk, page)[0].finished_at is None


def test_letters_typed_into_a_cell_are_no_shortcuts(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    (line,) = rows(desk, page)
    page.detail.lines.sheet.go_to(line.id, "text")
    type_here(page, "New oil")
    press(page, Qt.Key.Key_Tab)
    assert rows(desk, page)[0].text == "New oil"
    assert not page.new_order.isVisible()


def test_a_line_without_an_article_is_typed_as_text(desk: ServiceDesk, page: OrdersPage) -> None:
    sheet = page.detail.lines.sheet
    sheet.setFocus()
    sheet.go_to(0, "text")
    type_here(page, "Looking for the leak")
    press(page, ENTER)
    assert [(line.kind, line.text) for line in rows(desk, page)] == [(LineKind.HOUR, "Looking for the leak")]


def test_del_crosses_a_line_out_and_brings_it_back(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    press(page, Qt.Key.Key_Delete)
    assert rows(desk, page)[0].status is LineStatus.CANCELLED
    assert page.detail.lines.totals.words().startswith("0.00 EUR")
    press(page, Qt.Key.Key_Delete)
    assert rows(desk, page)[0].status is LineStatus.CREATED


def test_a_cancelled_line_is_shown_crossed_out(page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    sheet = page.detail.lines.sheet
    before = sheet.grab().toImage()
    press(page, Qt.Key.Key_Delete)
    model, index = sheet.sheet_model(), sheet.currentIndex()
    assert model.is_crossed_out(model.row_at(index))
    assert sheet.grab().toImage() != before
    text = index.siblingAtColumn([column.name for column in model.columns].index("text"))
    assert text.data(Qt.ItemDataRole.ToolTipRole) == "Compressor oil\nCancelled"


def test_a_line_is_cancelled_with_a_reason_where_one_is_needed(
    desk: ServiceDesk, page: OrdersPage, qtbot: QtBot
) -> None:
    desk.store.run("ada", parameters.change, "cancel_reason_required", True)
    for code, name in (("TWICE", "Reported twice"), ("GONE", "Not needed")):
        desk.store.run("ada", create_reason, ReasonFor.CANCEL, code, name)
    add_oil(page, qtbot)
    press(page, Qt.Key.Key_Delete)
    (asked,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    choice = asked.form.fields["reason"]
    assert isinstance(choice, ChoiceField)
    assert choice.word(None) == "choose one"
    QTest.keyClicks(choice.widget, "not")
    QTest.keyClick(choice.widget, Qt.Key.Key_Return)
    assert rows(desk, page)[0].status is LineStatus.CANCELLED
    assert any("Not needed" in told for told in page.detail.timeline())


def test_what_is_being_typed_survives_somebody_elses_line(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    sheet = page.detail.lines.sheet
    sheet.go_to(rows(desk, page)[0].id, "text")
    type_here(page, "Better o")
    assert page.detail.shown
    draft = LineDraft(LineKind.FEE, text="Parking", quantity=1, sales_price=5, cost_price=5)
    desk.store.run("ada", line_service.add_line, page.detail.shown.id, draft)
    desk.tail()
    qtbot.waitUntil(lambda: len(sheet.sheet_model().rows()) == 2)
    type_here(page, "il")
    press(page, ENTER)
    assert [line.text for line in rows(desk, page)] == ["Better oil", "Parking"]


def test_who_types_over_somebody_elses_change_is_told_at_the_cell(
    desk: ServiceDesk, page: OrdersPage, qtbot: QtBot
) -> None:
    add_oil(page, qtbot)
    (line,) = rows(desk, page)
    desk.store.run("ada", line_service.change_line, line.id, line.version, quantity=4)
    type_here(page, "3")
    press(page, ENTER)
    assert "meanwhile" in page.detail.lines.sheet.refusal()
    assert rows(desk, page)[0].quantity == Decimal(4)


def test_a_line_is_signed_off_and_priced_anew_by_key(desk: ServiceDesk, page: OrdersPage, qtbot: QtBot) -> None:
    add_oil(page, qtbot)
    (line,) = rows(desk, page)
    page.detail.lines.sheet.go_to(line.id, "sales_price")
    type_here(page, "50")
    press(page, ENTER)
    assert rows(desk, page)[0].price_modified
    press(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert rows(desk, page)[0].sales_price == Decimal("42.5")
    press(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    (asked,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    asked.form.fields["name"].set_value("Bo Falk")
    asked.submit()
    assert rows(desk, page)[0].signed_off_by == "Bo Falk"


def test_the_sheet_is_a_sound_model(page: OrdersPage, qtbot: QtBot, qtmodeltester: Any) -> None:
    add_oil(page, qtbot)
    qtmodeltester.check(page.detail.lines.sheet.sheet_model(), force_py=True)
