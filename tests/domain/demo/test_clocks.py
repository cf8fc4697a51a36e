"""Every order of the demo company carries promises that follow from what happened to it."""

from collections import Counter
from datetime import date

from sqlalchemy import func, select

from domain.clock import FixedClock
from domain.demo.plans import midnight
from domain.orders.model import Order
from domain.orders.promise_model import ClockMark, Promise
from domain.orders.promises import recompute
from domain.sla.clock import MarkKind, State, TargetKind
from domain.store.journal import journal
from domain.store.store import Store

MONDAY = date(2026, 3, 2)


def test_every_order_has_a_promise_of_completion_and_is_due_when_it_says(company: Store) -> None:
    statement = select(Order.due_at, Order.closed_at, Promise.deadline, Promise.state).outerjoin(
        Promise, (Promise.order_id == Order.id) & (Promise.kind == TargetKind.COMPLETION)
    )
    with company.read() as session:
        rows = session.execute(statement).all()
    assert all(state is not None for _, _, _, state in rows)
    assert all((due is None) == (state is State.PAUSED) for due, _, _, state in rows)
    assert all(due == deadline for due, _, deadline, _ in rows if deadline)
    assert all(closed and due and closed <= due for due, closed, _, state in rows if state is State.MET)
    assert all(closed > due for due, closed, _, state in rows if state is State.BREACHED and closed and due)


def test_promises_of_every_kind_are_mostly_kept(company: Store) -> None:
    with company.read() as session:
        counts = Counter((kind, state) for kind, state in session.execute(select(Promise.kind, Promise.state)))
    for kind in TargetKind:
        broken = counts[kind, State.BREACHED] / (counts[kind, State.MET] + counts[kind, State.BREACHED])
        assert 0.03 < broken < 0.25


def test_what_is_waiting_or_under_way_runs_or_is_paused(company: Store) -> None:
    going = Promise.running | (Promise.state == State.PAUSED)
    with company.read() as session:
        running = session.scalars(select(Promise.order_id).where(going)).all()
        waiting = session.scalars(select(Order.id).where(Order.closed_at.is_(None))).all()
    assert set(running) == set(waiting)


def test_history_begins_with_the_opening_and_the_journal_knows_what_was_promised(company: Store) -> None:
    with company.read() as session:
        first = select(ClockMark.order_id, func.min(ClockMark.id)).group_by(ClockMark.order_id).subquery()
        kinds = session.scalars(select(ClockMark.kind).join(first, first.c[1] == ClockMark.id)).all()
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "order.opened")).all()
        dues = session.scalars(select(Order.due_at)).all()
    assert set(kinds) == {MarkKind.OPENED}
    assert Counter(each["due_at"] for each in told if each["due_at"]) >= Counter(due.isoformat() for due in dues if due)


def test_reckoning_everything_again_at_that_moment_changes_nothing(company: Store) -> None:
    earlier = Store(company.engine, FixedClock(midnight(MONDAY)))
    with company.read() as session:
        before = session.execute(select(Promise.__table__).order_by(Promise.id)).all()
    assert recompute(earlier, "kim") == 0
    with company.read() as session:
        assert session.execute(select(Promise.__table__).order_by(Promise.id)).all() == before
