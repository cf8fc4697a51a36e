"""The page of assets in a window, and the charts of a chiller on it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.assets.charts.tab import ChartsTab
from app.assets.view import AssetsPage
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk

Show = Callable[[], ChartsTab]


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> AssetsPage:
    return in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)


@pytest.fixture
def show(desk: ServiceDesk, page: AssetsPage, qtbot: QtBot) -> Show:
    def shown() -> ChartsTab:
        page.show_record(desk.company.chiller.id)
        page.detail.tabs.setCurrentWidget(page.detail.charts)
        tab = page.detail.charts.content
        qtbot.waitUntil(lambda: tab.canvas.lane.sceneBoundingRect().right() > tab.canvas.width() - 20)
        qtbot.waitUntil(lambda: not tab._filling._timer.isActive())
        return tab

    return shown
