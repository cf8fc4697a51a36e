"""What becomes of an order when its visits are planned anew: it follows them, loses some of them, or ends."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.agreements.model import Agreement, AgreementLine
from domain.language import tr
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_service import remove_line
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.orders.postponing import begin_at
from domain.store.changes import plain
from domain.store.unit_of_work import UnitOfWork
from domain.visits.combine import Combine
from domain.visits.contents import Job, order_draft
from domain.visits.dating import put_on_day
from domain.visits.making import source_of
from domain.visits.model import ServiceTask, Visit, VisitPlan
from domain.visits.outdated import Outdated
from domain.visits.planned import Group, PlannedVisit
from domain.visits.present import NONE, numbered, present_orders
from domain.visits.replan_rows import Fate


class Rearranging:
    """Takes one order after the other in hand; agreement and orders are held."""

    def __init__(self, work: UnitOfWork, agreement: Agreement, combine: Combine) -> None:
        self._work = work
        self._agreement = agreement
        self._combine = combine
        self._plans = _plans(work, agreement.id)
        self.cancelled = 0

    def rearrange(self, order: Order, fates: Sequence[Fate]) -> None:
        """Let an order be as its visits are planned now; those that leave it are made anew elsewhere, if at all."""
        if all(fate.is_as_before for fate in fates):
            return
        staying = [fate for fate in fates if fate.stays]
        source, following = (order.source, []) if staying else self._goal(order, fates)
        left = staying or following
        leaving = [fate for fate in fates if fate not in left]
        if self._is_another(left, leaving):
            left, leaving = [], list(fates)
        self._take_off(order, leaving)
        if not left:
            self._cancel(order)
            return
        order.source = source
        if following:
            self._move(order, following)
        self._agree(order, staying)
        self._adjust(order, left, leaving)

    def _goal(self, order: Order, fates: Sequence[Fate]) -> tuple[str | None, list[Fate]]:
        """With which of its visits the order goes to another day, and what it comes from then.

        Those of a day that has an order already leave it.
        """
        groups: dict[Group, list[Fate]] = {}
        for fate in fates:
            visit = _planned(fate)
            if visit is not None and visit.group.site_id == order.site_id:
                groups.setdefault(visit.group, []).append(fate)
        for group, together in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0].day)):
            source = source_of(group, self._combine)
            present = present_orders(self._work.session, {source}).get(source, NONE)
            if present.usable is None:
                return numbered(source, present.taken + 1), together
        return None, []

    def _is_another(self, left: Sequence[Fate], leaving: Sequence[Fate]) -> bool:
        """Whether it would have other lines and tasks than it has, so that one made anew takes its place."""
        if any(fate.standing.touched is not None for fate in (*left, *leaving)):
            return False
        if any(fate.outdated is Outdated.TASK for fate in left):
            return True
        return not self._types(leaving) <= self._types(left)

    def _types(self, fates: Iterable[Fate]) -> set[int]:
        tasks = (plan.task for fate in fates if (plan := self._plan(fate)) is not None)
        return {task.order_type_id for task in tasks if task is not None and task.order_type_id is not None}

    def _move(self, order: Order, fates: Sequence[Fate]) -> None:
        before = {fate.standing.visit.planned_on for fate in fates}
        for fate in fates:
            visit = fate.standing.visit
            assert fate.change is not None
            assert fate.change.visit is not None
            planned = fate.change.visit
            put_on_day(self._work, order, before, planned.day)
            visit.planned_on, visit.conflict = planned.day, planned.conflict
            visit.earliest, visit.latest = fate.window
            self._work.note("visit.replanned", visit, order_id=order.id)

    def _agree(self, order: Order, fates: Iterable[Fate]) -> None:
        """Let visits that stay on their day be at the times that are agreed on now."""
        for fate in fates:
            visit = fate.standing.visit
            if fate.window != (visit.earliest, visit.latest):
                visit.earliest, visit.latest = fate.window
                self._work.note("visit.replanned", visit, order_id=order.id)

    def _take_off(self, order: Order, fates: Iterable[Fate]) -> None:
        visits = [fate.standing.visit for fate in fates]
        for line in self._agreed(order, visits):
            remove_line(self._work, line.id, line.version)
        for visit in visits:
            self._work.session.delete(visit)
            self._work.note("visit.removed", visit, order_id=order.id)
        self._work.session.flush()

    def _agreed(self, order: Order, visits: Sequence[Visit]) -> list[OrderLine]:
        """What the agreement had put on an order for some of its visits."""
        keys = {(visit.agreement_line_id, visit.planned_on) for visit in visits}
        mine = select(OrderLine).where(
            OrderLine.order_id == order.id,
            OrderLine.origin == Origin.AGREEMENT,
            OrderLine.status == LineStatus.CREATED,
            OrderLine.split_from_id.is_(None),
        )
        lines = self._work.session.scalars(mine)
        return [line for line in lines if (line.agreement_line_id, line.done_on) in keys]

    def _adjust(self, order: Order, left: Sequence[Fate], leaving: Sequence[Fate]) -> None:
        """Let the order say what its visits are now, and be promised from when they can begin."""
        jobs = [Job(visit, plan) for fate in left if (visit := _planned(fate)) and (plan := self._plan(fate))]
        if len(jobs) == len(left):
            draft = order_draft(self._agreement, jobs, order.source or "")
            if any(fate.outdated is Outdated.TECHNICIAN for fate in left):
                order.preferred_technician_id = draft.preferred_technician_id
            if leaving:
                order.title, order.minutes = draft.title, draft.minutes
                order.asset_id, order.agreement_line_id = draft.asset_id, draft.agreement_line_id
                order.internal_note, order.external_note = draft.internal_note, draft.external_note
        begins = min(fate.standing.visit.earliest for fate in left)
        self._work.note("order.replanned", order, begins_at=plain(begins))
        begin_at(self._work, order, begins, min(fate.standing.visit.latest for fate in left))

    def _cancel(self, order: Order) -> None:
        remark = tr("Its visits were planned anew")
        enter_stage(
            self._work, order, stage_for(self._work, order, StageMeaning.CANCELLED), remark=remark, automatic=True
        )
        self.cancelled += 1

    def _plan(self, fate: Fate) -> VisitPlan | None:
        return self._plans.get(fate.standing.visit.agreement_line_id)


def _planned(fate: Fate) -> PlannedVisit | None:
    return None if fate.change is None else fate.change.visit


def _plans(work: UnitOfWork, agreement_id: int) -> Mapping[int, VisitPlan]:
    mine = select(AgreementLine.id).where(AgreementLine.agreement_id == agreement_id)
    statement = (
        select(VisitPlan)
        .where(VisitPlan.agreement_line_id.in_(mine))
        .options(joinedload(VisitPlan.task).joinedload(ServiceTask.order_type), joinedload(VisitPlan.agreement_line))
    )
    return {plan.agreement_line_id: plan for plan in work.session.scalars(statement)}
