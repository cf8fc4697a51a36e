"""A contract from the assistant to the board, a visit done early; and its subscription, from the bill to the credit."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.agreements.wizard.dialog import AgreementWizard
from app.commands.console import Console, open_desk
from app.dispatch.view import DispatchPage
from app.dispatch.waiting.model import ORDER
from app.subscriptions.view import SubscriptionsPage
from app.visits.presenter import Shown
from app.visits.replan_dialog import ReplanDialog
from app.visits.view import VisitsPage
from domain.billing.fee_model import FeePostingEntry
from domain.catalogue.model import LineKind
from domain.catalogue.service import ArticleDraft, create_article
from domain.orders.model import Order, Origin
from domain.settings import load
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.bookkeeping import Account, LedgerEntry, balances
from domain.subscriptions.group_service import GroupDraft, create_group
from domain.subscriptions.model import Fee, FeeStatus
from domain.subscriptions.periods import PeriodCode
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.model import Visit
from domain.visits.replan import Action
from domain.visits.task_service import ServiceTaskDraft, create_task
from tests.app.keys import form, put
from tests.end_to_end.brewery import enter_brewery
from tests.end_to_end.keyboard import CTRL, NONE, SHIFT, active
from tests.end_to_end.orders_desk import OrdersDesk

MONTHS = 12


def enter_contracts(work: UnitOfWork) -> None:
    """A customer with three machines, and what can be agreed."""
    enter_brewery(work, "NF-2044-18", "NF-2044-19")
    create_task(work, ServiceTaskDraft("Inspection"))
    create_interval(work, IntervalDraft("Every month", Interval((Rule(Unit.MONTH),))))
    article = create_article(work, ArticleDraft("F-1", "Remote watch", LineKind.FEE, "month"))
    create_group(work, GroupDraft("Monthly", PeriodCode.MONTH, article))


class Desk(OrdersDesk):
    """The desk, and what stands in its store."""

    def orders(self) -> list[Order]:
        with self.console.desk.store.read() as session:
            return list(session.scalars(select(Order).order_by(Order.id)))

    def fees(self) -> list[Fee]:
        with self.console.desk.store.read() as session:
            return list(session.scalars(select(Fee).order_by(Fee.starts_on, Fee.id)))

    def balances(self) -> dict[Account, Decimal]:
        """What stands on the accounts of fees."""
        with self.console.desk.store.read() as session:
            entries = session.scalars(select(FeePostingEntry)).all()
        assert entries
        return balances(LedgerEntry(each.account, date.min, each.debit, each.credit) for each in entries)

    def visits(self) -> list[Visit]:
        with self.console.desk.store.read() as session:
            return list(session.scalars(select(Visit).order_by(Visit.due_on, Visit.id)))

    def due(self) -> set[tuple[int, date]]:
        """Which line has a visit due when."""
        return {(visit.agreement_line_id, visit.due_on) for visit in self.visits()}


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    opened = open_desk(load({"profile": str(tmp_path)}, {}))
    opened.store.run("setup", enter_contracts)
    console = Console(qapp, opened, None)
    window = console.open()
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: active() is window)
    yield Desk(console, window, qtbot)
    console.close()


def test_a_contract_for_three_machines_reaches_the_board_and_keeps_its_series(desk: Desk) -> None:
    _agree(desk)
    _generate(desk)
    _look_at_the_board(desk)
    before = {visit.id: visit.planned_on for visit in desk.visits()}
    early = _do_the_second_visit_early(desk)
    _plan_anew(desk)
    after = {visit.id: visit.planned_on for visit in desk.visits()}
    assert {key for key, day in after.items() if day != before[key]} <= early


def test_a_subscription_is_billed_indexed_and_credited(desk: Desk) -> None:
    page = desk.go("subscriptions")
    assert isinstance(page, SubscriptionsPage)
    _subscribe(desk, page)
    _make_fee(desk, page)
    _choose_fee(desk, page, 0)
    _submit(desk, page, Qt.Key.Key_B, tick="at_once")
    desk.wait_for_notice("Issued: INV-000001")
    _submit(desk, page, Qt.Key.Key_I, value="10")
    desk.wait(lambda: len(page.detail.records.prices.rows()) > 1)
    _make_fee(desk, page)
    _choose_fee(desk, page, 1)
    _submit(desk, page, Qt.Key.Key_B, SHIFT, reason="A month too many")
    desk.wait_for_notice("Credited: CN-000001")
    first, second = desk.fees()
    assert (first.amount, first.status) == (Decimal(200), FeeStatus.CREDITED)
    assert (second.amount, second.status) == (Decimal(220), FeeStatus.OPEN)
    assert second.starts_on == first.ends_on + timedelta(days=1)
    assert not any(desk.balances().values())


def _subscribe(desk: Desk, page: SubscriptionsPage) -> None:
    desk.press(Qt.Key.Key_N)
    desk.wait_for_dialog()
    dialog = form(page)
    put(dialog, name="Remote watch")
    for field in ("customer", "group_id"):
        dialog.form.fields[field].widget.setFocus()
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: page.record_shown() is not None)
    desk.wait_for_page()
    desk.wait(page.doing.has_one)
    _submit(desk, page, Qt.Key.Key_P, base="200")
    desk.wait(lambda: bool(page.detail.records.prices.rows()))


def _make_fee(desk: Desk, page: SubscriptionsPage) -> None:
    """For the next period, as it is proposed."""
    before = len(desk.fees())
    _submit(desk, page, Qt.Key.Key_F)
    desk.wait(lambda: len(desk.fees()) == before + 1)
    page.detail.show_fees()
    desk.wait(lambda: len(page.detail.records.fees.rows()) == before + 1)


def _choose_fee(desk: Desk, page: SubscriptionsPage, at: int) -> None:
    table = page.detail.records.fees
    table.setFocus()
    table.select([table.rows()[at].id])
    desk.wait(lambda: len(page.detail.records.chosen_fees()) == 1)


def _submit(
    desk: Desk,
    page: SubscriptionsPage,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = NONE,
    tick: str = "",
    **values: str,
) -> None:
    """Open a form with a key, fill it, and send it."""
    desk.press(key, modifier)
    desk.wait_for_dialog()
    dialog = form(page)
    put(dialog, **values)
    if tick:
        dialog.form.fields[tick].widget.setFocus()
        desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait_for_page()


def _agree(desk: Desk) -> None:
    desk.go("agreements")
    desk.press(Qt.Key.Key_N)
    desk.wait_for_dialog("dialog_agreement_wizard")
    (wizard,) = desk.window.findChildren(AgreementWizard)
    desk.type("brauerei")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: wizard.who.answer() is not None)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.pages is not None)
    pages = wizard.pages
    assert pages is not None
    desk.type("Full service")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.step() is pages.assets)
    desk.press(Qt.Key.Key_Tab)
    for _ in range(3):
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Down)
    assert len(pages.assets.chosen()) == 3
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.step() is pages.services)
    desk.press(Qt.Key.Key_Insert, CTRL)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.step() is pages.cover)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.step() is pages.summary)
    assert len(pages.summary.table.rows()) >= 3 * MONTHS
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait_for_notice("Full service is made")
    desk.wait_for_page()


def _generate(desk: Desk) -> None:
    page = desk.go("visits")
    assert isinstance(page, VisitsPage)
    desk.wait(page.can_generate)
    previewed = {(row.line_id, row.due) for row in page.tabs.preview.table.rows() if row.order is not None}
    # The console makes orders ahead by itself, a while after it was opened: before this, or in between.
    wanted = previewed | desk.due()
    desk.press(Qt.Key.Key_G)
    desk.wait_for_dialog("dialog_generate")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: desk.due() == wanted and not page.deeds.generation.busy)
    desk.wait_for_page()
    assert len(desk.visits()) == len(wanted)
    assert len(desk.orders()) == len({day for _, day in wanted})


def _look_at_the_board(desk: Desk) -> None:
    page = desk.go("dispatch")
    assert isinstance(page, DispatchPage)
    waiting = page.unassigned.list.model()
    desk.wait(lambda: waiting.rowCount() == len(desk.orders()))
    shown = [waiting.index(at, 0).data(ORDER) for at in range(waiting.rowCount())]
    assert {order.id for order in shown} == {order.id for order in desk.orders()}
    assert all(order.due is not None for order in shown)
    assert all(order.origin is Origin.AGREEMENT for order in desk.orders())


def _do_the_second_visit_early(desk: Desk) -> set[int]:
    """That of next month, today; returns the ids of its visits, one for each machine."""
    page = desk.go("visits")
    assert isinstance(page, VisitsPage)
    page.tabs.show_list(Shown.MADE)
    early = desk.visits()[3]
    desk.wait(lambda: bool(page.tabs.made.table.rows()))
    page.tabs.made.table.choose(early.id)
    page.tabs.made.table.setFocus()
    desk.press(Qt.Key.Key_O)
    desk.wait(lambda: desk.window.places.current is desk.page)
    desk.wait(lambda: desk.page.detail.shown is not None and desk.page.record_shown() == early.order_id)
    desk.book("Kim")
    desk.finish("Ada Berg")
    return {visit.id for visit in desk.visits() if visit.order_id == early.order_id}


def _plan_anew(desk: Desk) -> None:
    """It shows every visit to come, and that none of them would move."""
    page = desk.go("visits")
    desk.press(Qt.Key.Key_R)
    desk.wait_for_dialog("dialog_replan")
    (dialog,) = page.findChildren(ReplanDialog)
    assert {row.action for row in dialog.rows} <= {Action.KEEP, Action.STAY}
    today = datetime.now().astimezone().date()
    assert {row.due for row in dialog.rows} == {visit.due_on for visit in desk.visits() if visit.due_on > today}
    assert not dialog.submit_button.isEnabled()
    desk.press(Qt.Key.Key_Escape)
    desk.wait_for_page()
