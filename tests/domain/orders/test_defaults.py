"""What an empty database is given, so that a desk can open its first order at once."""

from sqlalchemy import select

from domain.orders.defaults import ensure_defaults
from domain.orders.model import OrderType, Stage, StageMeaning
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import reasons
from domain.sla.queries import slas
from domain.store.store import Store
from tests.support.workshop import Workshop


def test_an_empty_database_is_given_all_that_orders_need(store: Store) -> None:
    assert store.run("kim", ensure_defaults)
    with store.read() as session:
        stages = session.scalars(select(Stage)).all()
        types = session.scalars(select(OrderType.name).order_by(OrderType.name)).all()
        (sla,) = slas(session)
        assert all(reasons(session, reason_for) for reason_for in ReasonFor)
    assert {stage.meaning for stage in stages} == set(StageMeaning)
    assert (sla.is_default, types) == (True, ["Inspection", "Maintenance", "Repair"])


def test_it_is_given_once(store: Store) -> None:
    assert store.run("kim", ensure_defaults)
    assert not store.run("kim", ensure_defaults)


def test_a_database_with_stages_keeps_what_it_has(store: Store, workshop: Workshop) -> None:
    assert not store.run("kim", ensure_defaults)
    with store.read() as session:
        assert slas(session) == ()
