"""Makes the orders of visits that go together: all of some agreements that are held, or none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset
from domain.errors import Refusal
from domain.orders.covering import keep_rules
from domain.orders.filling import Filled, Stored
from domain.orders.model import Order
from domain.orders.new_orders import NewOrders
from domain.orders.postponing import agree_also
from domain.orders.service import OrderDraft, new_order
from domain.orders.types import apply_type
from domain.parties.model import Site
from domain.store.unit_of_work import UnitOfWork
from domain.visits.combine import Combine
from domain.visits.contents import Job, minutes_of, notes, order_draft, order_types, put_agreed
from domain.visits.model import ServiceTask, Visit, VisitPlan, VisitStatus
from domain.visits.planned import Group, PlannedVisit
from domain.visits.present import numbered, present_orders
from domain.visits.troubles import Troubles

Groups = Mapping[Group, Sequence[PlannedVisit]]


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made: visits on new or present orders, and how many could not be made."""

    visits: int = 0
    orders: int = 0
    troubles: int = 0

    def __add__(self, other: "Generated") -> "Generated":
        return Generated(self.visits + other.visits, self.orders + other.orders, self.troubles + other.troubles)


@dataclass(frozen=True, slots=True)
class _Begun:
    """The order of some visits; a new one has the draft that it was begun with."""

    jobs: Sequence[Job]
    order: Order
    draft: OrderDraft | None


class Maker:
    """Makes what is planned of agreements that are held; what is refused is kept as trouble with its sentence."""

    def __init__(self, work: UnitOfWork, agreements: Mapping[int, Agreement], combines: Mapping[int, Combine]) -> None:
        self._work = work
        self._agreements = agreements
        self._combines = combines
        self._plans = _plans(work, agreements)
        self._troubles = Troubles(work, self._plans)
        self._new = NewOrders(work)
        keep_rules(work.session, agreements.values())

    def make(self, groups: Groups) -> Generated:
        """Put the visits of each group on their order."""
        sources = {key: source_of(key, self._combines[key.agreement_id]) for key in groups}
        taken, held = self._hold(sources)
        begun: list[_Begun] = []
        troubles = 0
        for key, visits in sorted(groups.items(), key=_by_day):
            jobs = [Job(visit, self._plans[visit.line_id]) for visit in visits]
            try:
                begun.append(self._begin(key, jobs, held.get(key), numbered(sources[key], taken.get(key, 0) + 1)))
            except Refusal as refusal:
                self._troubles.keep([(visit.line_id, visit.due) for visit in visits], str(refusal))
                troubles += len(visits)
        fresh = [each.order for each in begun if each.draft is not None]
        self._new.number(fresh)
        for each in begun:
            self._fill(each)
        made = [(job.visit, each.order) for each in begun for job in each.jobs]
        for visit, order in made:
            self._new.fresh.add(_visit(visit, order), "visit.ordered")
        self._new.write()
        self._troubles.settle(visit for visit, _ in made)
        return Generated(len(made), len(fresh), troubles)

    def _hold(self, sources: Mapping[Group, str]) -> tuple[Mapping[Group, int], Mapping[Group, Order]]:
        """How many orders each group had, and the one, held, that its further visits can go on."""
        present = present_orders(self._work.session, set(sources.values()))
        found = {key: present[source] for key, source in sources.items() if source in present}
        usable = sorted((each.usable, key) for key, each in found.items() if each.usable is not None)
        orders = {key: self._work.get(Order, order_id, lock=True) for order_id, key in usable}
        still = {
            key: order for key, order in orders.items() if order.stage.meaning.is_open and order.signed_off_at is None
        }
        return {key: each.taken for key, each in found.items()}, still

    def _begin(self, key: Group, jobs: Sequence[Job], present: Order | None, source: str) -> _Begun:
        if present is not None:
            return _Begun(jobs, present, None)
        draft = order_draft(self._agreements[key.agreement_id], jobs, source)
        return _Begun(jobs, new_order(self._work, draft), draft)

    def _fill(self, begun: _Begun) -> None:
        filled: Filled
        if begun.draft is None:
            self._new.write()
            filled = Stored(self._work, begun.order)
            self._join(filled, begun.jobs)
        else:
            filled = self._new.begin(begun.order, begun.draft)
            for further in order_types(begun.jobs)[1:]:
                apply_type(filled, further, begun.jobs[0].visit.day)
        for job in begun.jobs:
            put_agreed(filled, job)

    def _join(self, filled: Filled, jobs: Sequence[Job]) -> None:
        """Let further visits go on an order that was made for others of their group."""
        order = filled.order
        known = select(ServiceTask.order_type_id).join(VisitPlan, VisitPlan.task_id == ServiceTask.id)
        known = known.join(Visit, Visit.agreement_line_id == VisitPlan.agreement_line_id)
        present = set(self._work.session.scalars(known.where(Visit.order_id == order.id)))
        order.minutes += minutes_of(jobs)
        order.internal_note = notes((order.internal_note, *(job.task.internal_note for job in jobs if job.task)))
        order.external_note = notes((order.external_note, *(job.task.external_note for job in jobs if job.task)))
        for further in order_types(jobs):
            if further.id not in present:
                apply_type(filled, further, jobs[0].visit.day)
        agree_also(self._work, order, min(job.visit.latest for job in jobs))
        filled.tell("order.edited")


def source_of(group: Group, combine: Combine) -> str:
    """What an order of visits came from: the same for all visits that go together."""
    shared = "" if group.shared is None else group.shared
    return f"visits:{group.agreement_id}:{group.site_id}:{combine.value}:{shared}:{group.day}:{group.minute}"


def _by_day(group: tuple[Group, Sequence[PlannedVisit]]) -> tuple[object, ...]:
    key, visits = group
    return key.agreement_id, key.day, key.minute, key.site_id, visits[0].line_id


def _plans(work: UnitOfWork, agreement_ids: Collection[int]) -> dict[int, VisitPlan]:
    statement = (
        select(VisitPlan)
        .join(AgreementLine, AgreementLine.id == VisitPlan.agreement_line_id)
        .where(AgreementLine.agreement_id.in_(agreement_ids))
        .options(joinedload(VisitPlan.task).joinedload(ServiceTask.order_type))
        .options(
            joinedload(VisitPlan.agreement_line)
            .joinedload(AgreementLine.asset)
            .joinedload(Asset.site)
            .joinedload(Site.customer)
        )
        .options(joinedload(VisitPlan.site).joinedload(Site.customer))
    )
    return {each.agreement_line_id: each for each in work.session.scalars(statement)}


def _visit(planned: PlannedVisit, order: Order) -> Visit:
    return Visit(
        agreement_line_id=planned.line_id,
        due_on=planned.due,
        occurrence=planned.occurrence,
        planned_on=planned.day,
        earliest=planned.earliest,
        latest=planned.latest,
        status=VisitStatus.ORDERED,
        conflict=planned.conflict,
        moved=False,
        order_id=order.id,
    )
