"""The parts of an asset, looked at and changed on its page with real mouse and keys."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDateEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.assets.parts_columns import what
from app.assets.parts_tab import PartsTab
from app.assets.view import AssetsPage
from app.shared.dialog import FormDialog
from app.shared.links import Link
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.orders.content import OrderLine
from domain.parts.entries import OnOrder
from domain.parts.replacing import Replacement
from domain.parts.template_queries import templates
from tests.app.keys import CTRL, SHIFT, form, press, put, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.parts import Chiller
from tests.support.service_desk import ServiceDesk

Show = Callable[[], AssetsPage]
WHOLE = ["Fan unit", "Fan", "Filter", "Refilling"]


@pytest.fixture
def show(desk: ServiceDesk, chiller: Chiller, qtbot: QtBot) -> Show:
    def shown() -> AssetsPage:
        page = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
        page.show_record(chiller.asset)
        page.detail.tabs.setCurrentWidget(page.detail.parts)
        return page

    return shown


def texts(tab: PartsTab) -> list[str]:
    return [row.text for row in tab.tree.rows()]


def history(tab: PartsTab) -> list[str]:
    """What was done, the latest first."""
    return [what(row) for row in tab.history.rows()]


def told(qtbot: QtBot, tab: PartsTab, *lines: str) -> None:
    """Wait until the history begins with these lines."""
    qtbot.waitUntil(lambda: history(tab)[: len(lines)] == list(lines))


def choose(tab: PartsTab, text: str) -> None:
    """Click on a part."""
    row = next(each for each in tab.tree.rows() if each.text == text)
    index = tab.tree.model().index_of(row.id)  # type: ignore[attr-defined]
    tab.tree.scrollTo(index)
    centre = tab.tree.visualRect(index).center()
    QTest.mouseClick(tab.tree.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def send(desk: ServiceDesk, dialog: FormDialog) -> None:
    press(dialog, Qt.Key.Key_Return, CTRL)
    desk.tail()


def pick(dialog: FormDialog, field: str, places: int = 1) -> None:
    """Go down in a choice with the keyboard."""
    widget = dialog.form.fields[field].widget
    widget.setFocus()
    for _ in range(places):
        QTest.keyClick(widget, Qt.Key.Key_Down)


def test_parts_begin_from_the_template_of_the_model(desk: ServiceDesk, show: Show) -> None:
    page = show()
    tab = page.detail.parts
    press(tab, Qt.Key.Key_T)
    assert form(tab).form.fields["template_id"].widget.currentText().startswith("Chillers · ")  # type: ignore[attr-defined]
    send(desk, form(tab))
    assert texts(tab) == WHOLE
    assert history(tab) == ["Begun from the template “Chillers” with 4 lines"]
    assert not page.bound_actions()["parts_begin"].isEnabled()


def test_a_part_is_put_into_the_assembly_that_is_chosen(
    desk: ServiceDesk, show: Show, chiller: Chiller, qtbot: QtBot
) -> None:
    chiller.begin()
    tab = show().detail.parts
    choose(tab, "Fan unit")
    press(tab.tree, Qt.Key.Key_P)
    dialog = form(tab)
    put(dialog, quantity="0", text="Belt")
    send(desk, dialog)
    assert "above 0" in wrong(dialog, "quantity")
    put(dialog, quantity="2")
    send(desk, dialog)
    assert chiller.words()[:3] == ["1 Fan unit", "  2 Fan", "  2 Belt"]
    told(qtbot, tab, "2 × Belt put in")
    assert desk.notices[-1].text == "Belt is entered."


def test_a_part_is_replaced_on_an_order_and_history_leads_there(
    desk: ServiceDesk, show: Show, chiller: Chiller, qtbot: QtBot
) -> None:
    chiller.begin()
    order = chiller.order()
    page = show()
    tab = page.detail.parts
    choose(tab, "Fan")
    press(tab.tree, Qt.Key.Key_R)
    dialog = form(tab)
    assert not dialog.form.fields["required"].widget.isVisible()
    put(dialog, quantity="3", serial="Q-1")
    pick(dialog, "order_id")
    required = dialog.form.fields["required"].widget
    assert isinstance(required, QCheckBox)
    assert required.isVisible()
    required.setFocus()
    QTest.keyClick(required, Qt.Key.Key_Space)
    send(desk, dialog)
    assert wrong(dialog, "quantity") == "At most 2 can be replaced."
    put(dialog, quantity="1")
    send(desk, dialog)
    told(qtbot, tab, "1 × Fan replaced")
    with desk.store.read() as session:
        line = session.scalars(select(OrderLine).where(OrderLine.order_id == order)).one()
        assert (line.text, line.note) == ("Fan", "serial Q-1")
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    tab.history.setFocus()
    tab.history.choose(tab.history.rows()[0].id)
    QTest.keyClick(tab.history, Qt.Key.Key_Return)
    assert asked == [Link("orders", order)]


def test_a_part_under_warranty_is_told_of_before_it_is_replaced(
    desk: ServiceDesk, show: Show, chiller: Chiller
) -> None:
    chiller.begin()
    chiller.replace("Filter", Replacement(1, warranty_until=date(2027, 5, 1)))
    tab = show().detail.parts
    choose(tab, "Filter")
    press(tab.tree, Qt.Key.Key_R)
    assert form(tab).said.text() == "Filter is under warranty until 01/05/2027."
    pick(form(tab), "part_id")
    assert form(tab).said.text() == "What is in an assembly goes with it."


def test_a_part_is_changed_with_enter_and_taken_out_with_a_word(
    desk: ServiceDesk, show: Show, chiller: Chiller, qtbot: QtBot
) -> None:
    chiller.begin()
    tab = show().detail.parts
    choose(tab, "Filter")
    press(tab.tree, Qt.Key.Key_Return)
    put(form(tab), unit="set", quantity="3")
    send(desk, form(tab))
    told(qtbot, tab, "2 × Filter more", "Filter changed")
    choose(tab, "Fan unit")
    press(tab.tree, Qt.Key.Key_R, SHIFT)
    put(form(tab), note="Sold")
    send(desk, form(tab))
    told(qtbot, tab, "1 × Fan unit taken out: Sold", "2 × Fan taken out: Sold")
    assert texts(tab) == WHOLE[2:]


def test_what_was_in_it_on_a_day_is_looked_at_and_not_changed(desk: ServiceDesk, show: Show, chiller: Chiller) -> None:
    chiller.begin()
    chiller.later(5)
    chiller.replace("Filter", Replacement(1, text="Fine filter"))
    page = show()
    tab = page.detail.parts
    assert texts(tab) == ["Fan unit", "Fan", "Fine filter", "Refilling"]
    box, day = tab.as_of.widget.findChild(QCheckBox), tab.as_of.widget.findChild(QDateEdit)
    assert isinstance(box, QCheckBox)
    assert isinstance(day, QDateEdit)
    before = desk.clock.now().date() - timedelta(days=2)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    day.setDate(QDate(before.year, before.month, before.day))
    assert texts(tab) == WHOLE
    assert not any(page.bound_actions()[name].isEnabled() for name in ("parts_add", "parts_replace", "parts_move"))
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert page.bound_actions()["parts_add"].isEnabled()


def test_the_parts_go_to_the_next_agreement(desk: ServiceDesk, show: Show, chiller: Chiller, qtbot: QtBot) -> None:
    chiller.begin()
    draft = AgreementDraft("Gold", desk.clock.now().date())
    customer = desk.company.chiller.customer_id
    desk.store.run("ada", create_agreement, customer, draft)
    tab = show().detail.parts
    press(tab, Qt.Key.Key_G, SHIFT)
    send(desk, form(tab))
    assert wrong(form(tab), "agreement_id") == "Choose an agreement of this customer."
    pick(form(tab), "agreement_id")
    send(desk, form(tab))
    told(qtbot, tab, f"Moved to the agreement {chiller.sheet().agreement}")
    assert chiller.sheet().agreement_id is not None


def test_what_is_in_it_becomes_a_template(desk: ServiceDesk, show: Show, chiller: Chiller) -> None:
    chiller.begin()
    tab = show().detail.parts
    press(tab, Qt.Key.Key_T, SHIFT)
    put(form(tab), name="As built")
    send(desk, form(tab))
    with desk.store.read() as session:
        assert [row.name for row in templates(session)] == ["As built", "Chillers"]


def test_what_somebody_else_does_is_seen_and_another_asset_has_parts_of_its_own(
    desk: ServiceDesk, show: Show, chiller: Chiller
) -> None:
    page = show()
    tab = page.detail.parts
    assert texts(tab) == []
    chiller.begin()
    desk.tail()
    assert texts(tab) == WHOLE
    page.show_record(chiller.other)
    assert texts(tab) == []


def test_models_and_words_of_the_tab_are_sound(
    desk: ServiceDesk, show: Show, chiller: Chiller, qtmodeltester: ModelTester
) -> None:
    chiller.begin()
    chiller.replace("Fan", Replacement(1, chiller.quiet_fan), OnOrder(chiller.order(), required=True))
    tab = show().detail.parts
    qtmodeltester.check(tab.tree.model())  # type: ignore[no-untyped-call]
    qtmodeltester.check(tab.history.model())  # type: ignore[no-untyped-call]
    with pseudo_language():
        page = show()
        found = untranslated(page.detail.parts)
    mine = ("Fan", "Filter", "Refilling", "Quiet fan", "Chillers", "SO-", "pcs", "kim", "–")
    assert {words for words in found if not words.startswith(mine)} == set()
