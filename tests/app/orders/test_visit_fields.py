"""The promised window and "Nobody has to come", entered with keys on the form of an order."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from app.shared.moment_fields import OptionalMomentField
from domain.orders.model import Order
from domain.scheduling.waiting_rows import count_unassigned
from tests.app.orders.page import open_one, show_page
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    """One order, its form open."""
    order_id = open_one(desk)
    page = show_page(desk, qtbot)
    page.show_record(order_id)
    QTest.keyClick(page.table, Qt.Key.Key_E)
    return page


def tick(page: OrdersPage, name: str) -> OptionalMomentField:
    field = page.detail.editor.form.fields[name]
    assert isinstance(field, OptionalMomentField)
    QTest.keyClick(field.box, Qt.Key.Key_Space)
    return field


def save(page: OrdersPage) -> None:
    title = page.detail.editor.form.fields["title"].widget
    QTest.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def window_of(desk: ServiceDesk) -> tuple[datetime | None, datetime | None]:
    with desk.store.read() as session:
        found = session.get_one(Order, 1)
        return found.window_from, found.window_until


def test_a_window_is_promised_changed_and_taken_back(desk: ServiceDesk, page: OrdersPage) -> None:
    since, until = tick(page, "window_from"), tick(page, "window_until")
    save(page)
    kept = window_of(desk)
    assert kept == (since.value(), until.value())
    assert page.detail.facts.text().count(" to ") == 1
    QTest.keyClick(until.input, Qt.Key.Key_Up)
    save(page)
    assert window_of(desk) == (kept[0], until.value()) != kept
    tick(page, "window_from")
    tick(page, "window_until")
    save(page)
    assert window_of(desk) == (None, None)


def test_half_a_window_is_refused_at_its_field_and_kept_as_a_draft(desk: ServiceDesk, page: OrdersPage) -> None:
    field = tick(page, "window_until")
    save(page)
    beside = page.detail.editor.form.fields["window_from"].widget
    assert beside.accessibleDescription() == "A window has a begin and an end."
    assert window_of(desk) == (None, None)
    assert set(page.detail.editor.draft()) == {"window_until"}
    assert field.box.isChecked()


def test_nobody_has_to_come_and_the_order_waits_no_more(desk: ServiceDesk, page: OrdersPage) -> None:
    with desk.store.read() as session:
        assert count_unassigned(session) == 1
    QTest.keyClick(page.detail.editor.form.fields["nobody_comes"].widget, Qt.Key.Key_Space)
    save(page)
    with desk.store.read() as session:
        assert count_unassigned(session) == 0
    assert page.detail.visits.words() == "Nobody has to come."
    undo = desk.notices[-1].undo
    assert undo
    undo()
    assert page.detail.visits.words() == "Nobody is assigned yet."


def test_an_order_without_expected_work_is_refused_at_its_field(desk: ServiceDesk, page: OrdersPage) -> None:
    field = page.detail.editor.form.fields["minutes"]
    field.set_value(0.0)
    save(page)
    assert field.widget.accessibleDescription() == "The expected work is between 1 minute and 14 days."
    with desk.store.read() as session:
        assert session.get_one(Order, 1).minutes > 0
