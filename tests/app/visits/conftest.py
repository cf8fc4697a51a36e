"""A page of visits over a small company with two agreements."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.visits.view import VisitsPage
from tests.app.visits.due import Due, agree
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk

Show = Callable[[], VisitsPage]


@pytest.fixture
def due(desk: ServiceDesk) -> Due:
    return desk.store.run("setup", agree, desk.company)


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> VisitsPage:
        page = in_front(VisitsPage(desk.kit, desk.desk), desk, qtbot, 1158, 714)
        page.tabs.preview.table.setFocus()
        return page

    return shown
