"""Finds what is wrong in the plan, away from the window, as rows that are ready to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from app.dispatch.panes.conflicts.table import ConflictRow
from app.dispatch.plan import Plan
from domain.parameters.placement_rules import Kind
from domain.scheduling.conflicts import Conflict, conflicts, never_begun, of_bookings, of_waiting, ranked
from domain.scheduling.rules.findings import Level
from domain.store.store import Store

HORIZON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that is wrong, what of it comes within the horizon, and the kinds of it."""

    rows: tuple[ConflictRow, ...] = ()
    soon: tuple[ConflictRow, ...] = ()
    kinds: tuple[Kind, ...] = ()


def found(store: Store, plan: Plan, now: datetime, zone: tzinfo | None, before: Found) -> Found:
    """What is wrong in the plan and the days ahead, the heaviest first; what is as it was before is the very same."""
    people = {one.id: one.name for one in plan.technicians}
    known = {row.id: row for row in before.rows}
    rows = []
    for each in _conflicts(store, plan, now, zone):
        row = _row(each, people)
        same = known.get(row.id)
        rows.append(same if same is not None and same == row else row)
    soon = tuple(row for row in rows if row.conflict.at < now + HORIZON)
    return Found(tuple(rows), soon, _kinds(rows))


def _row(conflict: Conflict, people: dict[int, str]) -> ConflictRow:
    name = people.get(conflict.technician_id or 0, "")
    is_refusal = conflict.level is Level.REFUSAL
    return ConflictRow(conflict.booking_id or -conflict.order_id, conflict, name, is_refusal)


def _kinds(rows: Iterable[ConflictRow]) -> tuple[Kind, ...]:
    there = {finding.kind for row in rows for finding in row.conflict.findings}
    return tuple(kind for kind in Kind if kind in there)


def _conflicts(store: Store, plan: Plan, now: datetime, zone: tzinfo | None) -> Sequence[Conflict]:
    """What is past cannot be put right any more, but what was to be begun and was not must not be lost.

    An order that waits for several stands once.
    """
    known = _in_plan(plan, now, zone)
    loaded = plan.since <= now and now + HORIZON <= plan.until
    with store.read() as session:
        if loaded:
            further = never_begun(session, plan.terms.at(now), zone)
        else:
            further = conflicts(session, now, now + HORIZON, now=now, zone=zone)
    return ranked({(each.booking_id, each.order_id): each for each in (*further, *known)}.values())


def _in_plan(plan: Plan, now: datetime, zone: tzinfo | None) -> tuple[Conflict, ...]:
    bookings = of_bookings(plan.technicians, plan.bookings, plan.terms, zone)
    finish = {booking.id: booking.finish for booking in plan.bookings}
    ahead = (each for each in bookings if each.booking_id is not None and finish[each.booking_id] > now)
    return ranked((*ahead, *of_waiting(plan.orders, now, plan.until, zone)))
