"""Which devices are fit for trouble that raises something new."""

from datetime import timedelta
from typing import Any

from domain.demo.rest import at_rest
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.small_company import SmallCompany


def _build(work: UnitOfWork) -> None:
    company = SmallCompany(work)
    yesterday = MONDAY_MORNING - timedelta(days=1)
    over: dict[str, Any] = {"cleared_at": MONDAY_MORNING, "cleared_by": "listener"}
    for place in range(4):
        asset = company.asset(10 + place, f"Chiller {10 + place}", company.chiller_model, company.ward)
        company.add_device(f"chiller-{10 + place}", asset)
        if place == 0:
            company.add_alert(asset, yesterday)
        elif place == 1:
            order = company.add_order(asset, yesterday, timedelta(days=2), count=place)
            company.add_alert(asset, yesterday, order_id=order.id, **over)
        elif place == 2:
            order = company.add_order(asset, yesterday, timedelta(days=2), count=place, closed_at=MONDAY_MORNING)
            company.add_alert(asset, yesterday, order_id=order.id, **over)


def test_a_device_rests_when_neither_an_alert_nor_its_order_is_open(store: Store) -> None:
    store.run("test", _build)
    assert at_rest(store) == {"chiller-1", "chiller-12", "chiller-13"}
