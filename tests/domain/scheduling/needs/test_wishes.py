"""Customers and sites wish for technicians, or that they stay away."""

import pytest
from sqlalchemy import select

from domain.errors import Overtaken, Refusal
from domain.parties.model import Site
from domain.scheduling.needs.loading import needs
from domain.scheduling.needs.wish_service import Wished, wish, wishes_of
from domain.scheduling.requirement_model import Wish
from domain.store.store import Store
from tests.support.workshop import Workshop, order

NOTHING: frozenset[Wished] = frozenset()
BREWERY, CLINIC = 1, 2


def wishes(store: Store) -> frozenset[Wished]:
    with store.read() as session:
        return wishes_of(session, BREWERY)


def test_wishes_are_made_changed_and_withdrawn(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    first = frozenset({Wished(workshop.kim, Wish.RESTRICTED), Wished(workshop.lou, Wish.PREFERRED, workshop.site)})
    store.run("kim", wish, BREWERY, NOTHING, first)
    assert wishes(store) == first
    with store.read() as session:
        need = needs(session, [order_id])[order_id]
    assert (set(need.restricted), set(need.preferred)) == ({workshop.kim}, {workshop.lou})
    second = frozenset({Wished(workshop.lou, Wish.ONLY, workshop.site)})
    store.run("kim", wish, BREWERY, first, second)
    assert wishes(store) == second
    store.run("kim", wish, BREWERY, second, NOTHING)
    assert wishes(store) == NOTHING


def test_what_contradicts_itself_is_refused(store: Store, workshop: Workshop) -> None:
    twice = frozenset({Wished(workshop.kim, Wish.RESTRICTED), Wished(workshop.kim, Wish.ONLY)})
    with pytest.raises(Refusal, match="twice") as refused:
        store.run("kim", wish, BREWERY, NOTHING, twice)
    assert refused.value.field == "wishes"
    with store.read() as session:
        elsewhere = session.scalar(select(Site.id).where(Site.customer_id == CLINIC).limit(1))
    assert elsewhere is not None
    with pytest.raises(Refusal, match="another customer"):
        store.run("kim", wish, BREWERY, NOTHING, frozenset({Wished(workshop.kim, Wish.ONLY, elsewhere)}))
    assert wishes(store) == NOTHING


def test_who_wished_otherwise_meanwhile_is_not_overwritten(store: Store, workshop: Workshop) -> None:
    first = frozenset({Wished(workshop.kim, Wish.ONLY)})
    store.run("kim", wish, BREWERY, NOTHING, first)
    with pytest.raises(Overtaken):
        store.run("lou", wish, BREWERY, NOTHING, frozenset({Wished(workshop.lou, Wish.ONLY)}))
    assert wishes(store) == first
