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
from domain.visits.model import AgreementPlanning, Visit
from domain.visits.rearranging import Rearranging
from domain.visits.replan import Action
from domain.visits.replan_rows import Fate, ReplanRow, difference, rows


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
    found: list[ReplanRow] = []
    for agreement_id in sorted(agreement_ids):
        found += rows(session, agreement_id, difference(session, now, agreement_id, until))
    return found


def replan(
    work: UnitOfWork, agreement_ids: Collection[int], seen: Sequence[ReplanRow], *, until: date | None = None
) -> Replanned:
    """Do what `preview_replan` has shown. Raises Overtaken if it would be something else by now."""
    for agreement_id in sorted(agreement_ids):
        work.get(Agreement, agreement_id, lock=True)
    _hold_orders(work, agreement_ids)
    if preview_replan(work.session, work.now, agreement_ids, until=until) != list(seen):
        raise Overtaken(tr("Something has changed meanwhile; look again at what would become of the visits."))
    cancelled = troubles = 0
    for agreement_id in sorted(agreement_ids):
        some = _replan(work, agreement_id, until)
        cancelled, troubles = cancelled + some[0], troubles + some[1]
    return Replanned(Counter(row.action for row in seen), cancelled, troubles)


def _replan(work: UnitOfWork, agreement_id: int, until: date | None) -> tuple[int, int]:
    found = difference(work.session, work.now, agreement_id, until)
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
