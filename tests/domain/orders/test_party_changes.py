"""Open orders are promised anew with what their customer, site or asset says."""

from dataclasses import replace
from datetime import datetime

from domain.assets.entry_queries import asset_entry
from domain.orders.model import Order
from domain.orders.party_changes import change_asset, change_customer, change_site
from domain.parties.model import Site
from domain.reporting.customer_detail import customer_detail
from domain.sla import service as slas
from domain.store.store import Store
from tests.support import promised
from tests.support.promised import Promised, sla
from tests.support.workshop import Workshop, order


def due(store: Store, key: int) -> datetime:
    with store.read() as session:
        found = session.get(Order, key)
        assert found
        assert found.due_at
        return found.due_at


def test_another_sla_of_the_customer_the_asset_or_zone_of_the_site_moves_the_deadline(
    store: Store, workshop: Workshop
) -> None:
    terms: Promised = store.run("setup", promised.build)
    slow = store.run("setup", slas.create_sla, sla("Slow", terms.calendar, times=2))
    slower = store.run("setup", slas.create_sla, sla("Slower", terms.calendar, times=4))
    key = store.run("kim", order, workshop)
    first = due(store, key)
    with store.read() as session:
        site = session.get(Site, workshop.site)
        assert site
        detail = customer_detail(session, site.customer_id)
        entry = asset_entry(session, workshop.asset)
        assert detail
        assert entry
    store.run("kim", change_customer, detail.id, detail.draft, replace(detail.draft, name="Brewery"))
    assert due(store, key) == first
    store.run("kim", change_customer, detail.id, detail.draft, replace(detail.draft, sla_id=slow))
    second = due(store, key)
    assert second > first
    store.run("kim", change_asset, entry.id, entry.draft, replace(entry.draft, sla_id=slower))
    assert due(store, key) > second
    seen = next(row.draft for row in detail.sites if row.id == workshop.site)
    store.run("kim", change_site, workshop.site, seen, replace(seen, timezone="Asia/Tokyo"))
    assert due(store, key) > second
