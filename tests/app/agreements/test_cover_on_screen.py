"""Cover entered, changed, ended and taken away with real keys; bars say how much of a limit is used."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.agreements.view import AgreementsPage
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.catalogue.model import LineKind
from domain.orders import line_service
from domain.orders.line_draft import LineDraft
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.agreements.agreed import TODAY, Show, agreement
from tests.app.keys import ALT, CTRL, SHIFT, form, press, put, wrong
from tests.support.priced import stock
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def eight_hours(desk: ServiceDesk, tacit: int) -> None:
    """An open order under the agreement, with eight of its ten hours."""
    desk.store.run("setup", stock)
    desk.store.run("setup", _worked, desk, tacit)


def test_cover_is_entered_and_what_is_wrong_stands_at_its_field(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    press(page.table, Qt.Key.Key_C)
    dialog = form(page)
    assert dialog.form.fields["limit"].widget.isHidden()
    put(dialog, name="Wearing parts")
    dialog.form.fields["treatment"].set_value(Treatment.DISCOUNTED)
    dialog.form.fields["kind"].set_value(LineKind.ITEM)
    dialog.form.fields["asset"].set_value(desk.company.chiller.id)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "percentage above 0" in wrong(dialog, "discount_percent")
    put(dialog, discount_percent="25")
    dialog.form.fields["cap_unit"].set_value(CapUnit.AMOUNT)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "A limit is above 0" in wrong(dialog, "limit")
    put(dialog, limit="1500,50")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Wearing parts is covered; open orders are counted anew."
    made = agreement(desk, tacit).covers[-1]
    assert (made.draft.cap_limit, made.draft.discount_percent) == (Decimal("1500.5"), Decimal(25))
    assert made.about == ("Chiller 1",)


def test_a_limit_below_what_is_used_is_refused_at_its_field(
    desk: ServiceDesk, show: Show, tacit: int, eight_hours: None
) -> None:
    page = show()
    opened(page, desk, tacit)
    press(page.table, Qt.Key.Key_C, SHIFT)
    dialog = form(page)
    put(dialog, limit="7")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "are used already" in wrong(dialog, "limit")
    put(dialog, limit="16")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert agreement(desk, tacit).covers[0].draft.cap_limit == 16


def test_bars_say_how_much_is_used_and_warn_from_eighty_percent(
    desk: ServiceDesk, show: Show, tacit: int, eight_hours: None
) -> None:
    page = show()
    opened(page, desk, tacit)
    bars = page.detail.records.covers_tab.content.bars
    assert bars.words() == ["8 of 10 h, 80 % · until 31/12/2026"]
    assert bars.isVisible()


def test_cover_is_ended_and_what_nothing_was_charged_by_is_taken_away(
    desk: ServiceDesk, show: Show, tacit: int, eight_hours: None
) -> None:
    page = show()
    opened(page, desk, tacit)
    page.bound_actions()["agreements_cover_remove"].trigger()
    dialog = form(page)
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    assert "give it an end" in dialog.form.general()
    dialog.reject()
    press(page.table, Qt.Key.Key_C, ALT)
    dialog = form(page)
    dialog.form.fields["ends_on"].set_value(date(2025, 6, 30))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "ends_on") == "The agreement begins on 01/01/2026 only."
    dialog.form.fields["ends_on"].set_value(date(2026, 6, 30))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert agreement(desk, tacit).covers[0].draft.ends_on == date(2026, 6, 30)


def opened(page: AgreementsPage, desk: ServiceDesk, agreement_id: int) -> None:
    """Bring its cover in front, the first one chosen."""
    page.detail.show_covers()
    page.detail.records.covers.choose(agreement(desk, agreement_id).covers[0].id)


def _worked(work: UnitOfWork, desk: ServiceDesk, agreement_id: int) -> None:
    chiller = desk.company.chiller.id
    draft = OrderDraft("Warm", Priority.LOW, Origin.HAND, 60, asset_id=chiller, agreement_id=agreement_id)
    made = open_order(work, draft)
    line_service.add_line(work, made.id, LineDraft(LineKind.HOUR, text="Work", quantity=Decimal(8), done_on=TODAY))
