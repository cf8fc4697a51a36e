"""A page of subscriptions over a small company, and one who subscribes."""

import pytest
from pytestqt.qtbot import QtBot

from app.subscriptions.view import SubscriptionsPage
from tests.app.subscriptions.subscribing import Show
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import Subscribed, subscribe


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> SubscriptionsPage:
        page = in_front(SubscriptionsPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)
        page.table.setFocus()
        return page

    return shown


@pytest.fixture
def subscribed(desk: ServiceDesk) -> Subscribed:
    """The brewery pays 310.00 a month from the first day of 2026 on."""
    return desk.store.run("setup", subscribe)
