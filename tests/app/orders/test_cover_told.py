"""“Is this covered?” is answered where an order is opened, and on the order."""

from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.covered import LABOUR, cover_the_chiller
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk


def test_an_order_tells_what_is_covered(desk: ServiceDesk, qtbot: QtBot) -> None:
    agreement = desk.store.run("setup", cover_the_chiller, desk.company)
    order = desk.store.run("setup", _order, desk, agreement)
    page = in_front(OrdersPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)
    page.show_record(order)
    assert f"Hour: {LABOUR}" in page.detail.facts.text()
    assert "Expense, Item, Fee: Nothing covers this: it is charged." in page.detail.facts.text()


def test_what_is_covered_is_told_before_an_order_is_opened(desk: ServiceDesk, qtbot: QtBot) -> None:
    desk.store.run("setup", cover_the_chiller, desk.company)
    page = in_front(OrdersPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)
    page.begin_record(desk.company.chiller.id)
    qtbot.waitUntil(lambda: LABOUR in page.new_order.beside.words())


def _order(work: UnitOfWork, desk: ServiceDesk, agreement: int) -> int:
    chiller = desk.company.chiller.id
    draft = OrderDraft("Warm", Priority.LOW, Origin.HAND, 60, asset_id=chiller, agreement_id=agreement)
    return open_order(work, draft).id
