"""From the agreement to the board: a visit is proposed for a day on which somebody is near, and stands there."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.optimising.running.workers import Workers
from domain.parties.model import Site
from domain.planning.accepting import accept
from domain.planning.model import ChangeKind
from domain.planning.profiles import ProfileDraft, create_profile
from domain.planning.proposing import Wanted, propose
from domain.planning.queries import changes
from domain.planning.scope import Scope
from domain.scheduling.model import Lock
from domain.scheduling.progress.status_service import lock
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit
from domain.visits.moving import follow_bookings
from domain.visits.plan import Period
from domain.visits.window import Window, WindowKind
from tests.support.contract import sign
from tests.support.edited import TEN, booked
from tests.support.replanning import change
from tests.support.workshop import Workshop

DUE = date(2026, 3, 4)
DAY = timedelta(days=1)
MIDNIGHT = TEN - timedelta(hours=10)
FORTNIGHT = Scope(MIDNIGHT, MIDNIGHT + 14 * DAY)


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


def visit(store: Store) -> Visit:
    with store.read() as session:
        return session.scalars(select(Visit)).one()


def test_a_visit_is_made_where_somebody_is_near_and_follows(store: Store, workshop: Workshop, workers: Workers) -> None:
    store.run("setup", _move_away, workshop.site)
    contract = store.run("setup", sign, workshop)
    window = Window(WindowKind.DAYS, 1, 11)
    change(store, contract.cellar, anchor_on=DUE, interval_id=None, window=window)
    store.run("setup", generate_agreement, contract.agreement, Period(DUE, DUE), line_id=contract.cellar)
    near = booked(store, workshop, workshop.kim, TEN + 8 * DAY)
    store.run("kim", lock, [near.booking_id or 0], Lock.BOTH)
    profile = store.run("kim", create_profile, ProfileDraft("Balanced"))
    key = propose(store, "kim", workers, Wanted(FORTNIGHT, profile, 10.0, engines=("greedy",)))
    with store.read() as session:
        (row,) = changes(session, key)
    # Nothing of it is due before its window ends, so that the board has nothing to warn of.
    assert (row.kind, row.order_id, row.warnings) == (ChangeKind.ASSIGN, visit(store).order_id, ())
    assert row.after is not None
    assert row.after.start.date() == near.start.date()
    assert store.run("kim", accept, key).untaken == ()
    before = visit(store)
    assert store.run("clock", follow_bookings) == 1
    after = visit(store)
    assert (after.planned_on, after.earliest, after.latest) == (date(2026, 3, 11), before.earliest, before.latest)


def _move_away(work: UnitOfWork, site_id: int) -> None:
    """An hour from where everybody lives."""
    site = work.get(Site, site_id)
    site.latitude += 0.5
    work.note("site.moved", site)
