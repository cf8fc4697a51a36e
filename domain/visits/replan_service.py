"""Planning agreements anew after a change: the difference is shown first, and exactly that is done."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.errors import Overtaken
from domain.language import tr
from domain.orders.model import Order
from domain.store.unit_of_work import UnitOfWork
from domain.visits.combine import Combine
from domain.visits.generating import generate_agreement
from domain.visits.lines import read_books
from domain.visits.model import AgreementPlanning, Visit
from domain.visits.rearranging import Rearranging
from domain.visits.replan import Action
from domain.visits.replan_rows import Difference, Fate, ReplanRow, difference, rows


@dataclass(frozen=True, slots=True)
class Replanned:
    """What was done: how many visits of each kind, orders that ended, and visits that could not be made."""

    actions: Counter[Action]
    cancelled: int
    troubles: int


def preview_replan(
    session: Session, now: datetime, agreement_ids: Collection[int], *, until: date | None = None
) -> list[ReplanRow]:
    """What planning anew would do to every visit that is to come; nothing is written.

    It reaches up to the day given, else as far as orders were made.
    """
    found = _differences(session, now, agreement_ids, until)
    return [row for key in found for row in rows(session, key, found[key])]


def replan(
    work: UnitOfWork, agreement_ids: Collection[int], seen: Sequence[ReplanRow], *, until: date | None = None
) -> Replanned:
    """Do what `preview_replan` has shown. Raises Overtaken if it would be something else by now."""
    for agreement_id in sorted(agreement_ids):
        work.get(Agreement, agreement_id, lock=True)
    _hold_orders(work, agreement_ids)
    found = _differences(work.session, work.now, agreement_ids, until)
    if [row for key in found for row in rows(work.session, key, found[key])] != list(seen):
        raise Overtaken(tr("Something has changed meanwhile; look again at what would become of the visits."))
    cancelled = troubles = 0
    for agreement_id, changes in found.items():
        some = _replan(work, agreement_id, changes)
        cancelled, troubles = cancelled + some[0], troubles + some[1]
    return Replanned(Counter(row.action for row in seen), cancelled, troubles)


def _differences(
    session: Session, now: datetime, agreement_ids: Collection[int], until: date | None
) -> dict[int, Difference]:
    books = read_books(session)
    return {key: difference(session, now, key, until, books) for key in sorted(agreement_ids)}


def _replan(work: UnitOfWork, agreement_id: int, found: Difference) -> tuple[int, int]:
    """Make the changes of one agreement; returns how many orders ended, and how many visits could not be made."""
    if found.period is None:
        return 0, 0
    combine = select(AgreementPlanning.combine).where(AgreementPlanning.agreement_id == agreement_id)
    agreement = work.get(Agreement, agreement_id)
    orders = Rearranging(work, agreement, work.session.scalar(combine) or Combine.AGREEMENT)
    by_order: dict[int, list[Fate]] = {}
    for fate in found.fates:
        by_order.setdefault(fate.standing.order_id, []).append(fate)
    for order_id, fates in sorted(by_order.items()):
        orders.rearrange(work.get(Order, order_id), fates)
    work.session.flush()
    made = generate_agreement(work, agreement_id, found.period)
    return orders.cancelled, made.troubles


def _hold_orders(work: UnitOfWork, agreement_ids: Collection[int]) -> None:
    """Hold the orders of all visits, so that nobody books one meanwhile."""
    mine = (
        select(Visit.order_id)
        .join(AgreementLine, AgreementLine.id == Visit.agreement_line_id)
        .where(AgreementLine.agreement_id.in_(agreement_ids))
    )
    held = select(Order.id).where(Order.id.in_(mine), Order.closed_at.is_(None)).order_by(Order.id).with_for_update()
    work.session.execute(held)
