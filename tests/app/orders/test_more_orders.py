"""Further orders below those that are shown, asked for faster than they come."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.orders.presenter import OrdersPresenter
from domain.reporting.order_list import OrderPage, OrderSearch
from tests.app.orders.page import open_one
from tests.support.service_desk import ServiceDesk


class Shown(QObject):
    """What the list showed, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[OrderPage] = []

    def show(self, page: OrderPage, _answered: bool) -> None:
        self.pages.append(page)

    def counts(self) -> list[int]:
        return [len(page.rows) for page in self.pages]


def test_asking_twice_while_they_are_read_brings_one_page_more(
    threaded_desk: ServiceDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.orders.presenter.PAGE", 2)
    for _ in range(7):
        open_one(threaded_desk)
    shown = Shown()
    presenter = OrdersPresenter(threaded_desk.kit, threaded_desk.desk, shown)
    presenter.loaded.connect(shown.show)
    presenter.ask(OrderSearch(limit=2))
    qtbot.waitUntil(lambda: shown.counts() == [2])
    presenter.more()
    presenter.more()
    qtbot.waitUntil(lambda: shown.counts() == [2, 4])
    presenter.load()
    qtbot.waitUntil(lambda: shown.counts() == [2, 4, 4])
    presenter.more()
    qtbot.waitUntil(lambda: shown.counts() == [2, 4, 4, 6])
