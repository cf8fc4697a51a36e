"""Whoever looks at a proposal learns what others made impossible of it, and nothing is held or written for that."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from domain.planning.accepting import accept
from domain.planning.model import Decision
from domain.planning.overtaking import concerns, overtaken
from domain.scheduling.model import Booking
from domain.scheduling.placing.service import place, remove
from domain.store.journal import journal
from domain.store.store import Store
from domain.workforce.model import Technician
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import HOUR, TEN, together
from tests.support.workshop import Workshop, order

LATER = TEN + 6 * HOUR


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


def told(day: Day, key: int) -> dict[int, str]:
    with day.store.read() as session:
        return dict(overtaken(session, key, day.store.clock.now()))


def concerned(day: Day, key: int, *touched: tuple[str, int]) -> bool:
    with day.store.read() as session:
        return concerns(session, key, touched)


def facts(day: Day) -> int:
    with day.store.read() as session:
        return session.scalars(select(func.count()).select_from(journal)).one()


def test_a_proposal_that_nobody_crossed_fits_as_a_whole(day: Day) -> None:
    key, _ = day.propose(*day.usual())
    assert told(day, key) == {}


def test_what_others_did_is_told_as_it_would_be_on_accepting_and_nothing_is_written(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    together(day.store, replace(day.second, start=LATER, finish=LATER + HOUR))
    before = facts(day)
    found = told(day, key)
    assert set(found) == {rows[0].id}
    assert facts(day) == before
    assert {row.decision for row in day.rows(key)} == {Decision.OPEN}
    accepted = day.store.run("kim", accept, key)
    assert {each.change_id: each.sentence for each in accepted.untaken} == found


def test_what_is_put_back_fits_again(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    other = day.store.run("lou", order, day.workshop)
    made = day.store.run("lou", place, other, day.workshop.kim, TEN + 4 * HOUR, TEN + 5 * HOUR, override=True)
    assert set(told(day, key)) == {rows[3].id}
    day.store.run("lou", remove, made)
    assert told(day, key) == {}


def test_what_was_not_asked_for_is_not_told_as_untaken(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    other = day.store.run("lou", order, day.workshop)
    day.store.run("lou", place, other, day.workshop.kim, TEN + 4 * HOUR, TEN + 5 * HOUR, override=True)
    accepted = day.store.run("kim", accept, key, [row.id for row in rows[:3]])
    assert (len(accepted.done), accepted.untaken) == (3, ())
    assert day.rows(key)[3].decision is Decision.OPEN


def test_what_is_decided_already_is_not_judged(day: Day) -> None:
    key, _ = day.propose(*day.usual())
    day.store.run("kim", accept, key)
    assert told(day, key) == {}
    assert not concerned(day, key, (Technician.subject, day.workshop.kim))


def test_only_what_touches_its_people_and_orders_concerns_it(day: Day) -> None:
    key, _ = day.propose(day.move(day.third, day.workshop.lou, LATER))
    assert concerned(day, key, (Booking.subject, day.third.booking_id or 0))
    assert not concerned(day, key, (Booking.subject, day.first.booking_id or 0))
    assert not concerned(day, key, ("order", day.waiting[0]))
    beside = day.store.run("lou", place, day.waiting[0], day.workshop.lou, LATER - HOUR, LATER)
    assert concerned(day, key, (Booking.subject, beside))
    assert concerned(day, key, ("order", day.third.order_id))
    assert concerned(day, key, (Technician.subject, day.workshop.kim))
    day.store.run("lou", remove, day.first.booking_id or 0)
    assert concerned(day, key, (Booking.subject, day.first.booking_id or 0))
