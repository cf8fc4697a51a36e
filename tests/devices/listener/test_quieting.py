"""The watch over alerts that nobody need look at, as it runs: once maintenance is over they are decided on."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from devices.listener.quieting import Quieting
from domain.monitoring.maintenance_service import MaintenanceDraft, end_maintenance, enter_maintenance
from domain.store.store import Store
from tests.devices.conftest import until
from tests.support.plant import alert, order_count, raised
from tests.support.watches import begins
from tests.support.workshop import Workshop, build

HOUR = timedelta(hours=1)


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.run("setup", build)


@pytest.fixture
def watching(store: Store) -> Iterator[Callable[[], Quieting]]:
    """Begins to watch, as often as it is called."""
    with begins(Quieting, store) as begin:
        yield begin


def maintained(store: Store, workshop: Workshop) -> int:
    now = store.clock.now()
    return store.run(
        "kim", enter_maintenance, MaintenanceDraft(now - HOUR, now + HOUR, "Cleaning", asset_id=workshop.asset)
    )


def test_an_alert_is_decided_on_as_soon_as_maintenance_is_ended(
    store: Store, workshop: Workshop, watching: Callable[[], Quieting]
) -> None:
    maintenance = maintained(store, workshop)
    alert_id = raised(store, workshop.rule, workshop.asset, workshop.device, store.clock.now())
    assert watching().watching.wait(15)
    assert (alert(store, alert_id).suppressed, order_count(store)) == ("maintenance", 0)
    store.run("kim", end_maintenance, maintenance)
    until(lambda: order_count(store) == 1)
    assert alert(store, alert_id).suppressed == ""


def test_what_ended_while_nobody_watched_is_seen_at_the_start(
    store: Store, workshop: Workshop, watching: Callable[[], Quieting]
) -> None:
    maintenance = maintained(store, workshop)
    raised(store, workshop.rule, workshop.asset, workshop.device, store.clock.now())
    store.run("kim", end_maintenance, maintenance)
    assert watching().watching.wait(15)
    assert order_count(store) == 1
