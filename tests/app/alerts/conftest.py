"""The page of alerts in a window, and a trouble of several alerts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.alerts.view import AlertsPage
from domain.monitoring.model import Grouping
from domain.store.unit_of_work import UnitOfWork
from tests.support.in_front import in_front
from tests.support.plant import Ground, Plant, build_plant, raised
from tests.support.service_desk import NOW, ServiceDesk

Show = Callable[[], AlertsPage]


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> AlertsPage:
        return in_front(AlertsPage(desk.kit, desk.desk), desk, qtbot)

    return shown


@pytest.fixture
def storm(desk: ServiceDesk) -> list[int]:
    """Five alerts at one site, the first at their head."""
    company = desk.company
    ground = Ground(company.rule.id, company.chiller.id, company.ward_chiller.id, company.device.id)

    def build(work: UnitOfWork) -> Plant:
        return build_plant(work, ground, 5, grouping=Grouping.SITE)

    plant = desk.store.run("setup", build)
    pairs = zip(plant.machines, plant.devices, strict=True)
    return [raised(desk.store, plant.rule, asset, device, NOW - timedelta(hours=1)) for asset, device in pairs]
