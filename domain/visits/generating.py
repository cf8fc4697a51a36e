"""Making the orders of visits: agreement by agreement, each in one transaction, and each visit once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset
from domain.errors import Gone, Refusal
from domain.orders import promises
from domain.orders.model import Order
from domain.orders.service import open_order
from domain.orders.types import apply_type
from domain.parties.model import Site
from domain.store.keeping import keeping
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.combine import Combine
from domain.visits.contents import Job, minutes_of, notes, order_draft, order_types, put_agreed
from domain.visits.lines import PORTION, Books, Scope, count_agreements, read_books, read_lines
from domain.visits.model import ServiceTask, Visit, VisitPlan, VisitStatus
from domain.visits.plan import Period, plan
from domain.visits.plan_lines import PlanLine
from domain.visits.planned import Group, PlannedVisit
from domain.visits.present import NONE, numbered, present_orders
from domain.visits.troubles import Troubles


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made: visits on new or present orders, and how many could not be made."""

    visits: int = 0
    orders: int = 0
    troubles: int = 0

    def __add__(self, other: "Generated") -> "Generated":
        return Generated(self.visits + other.visits, self.orders + other.orders, self.troubles + other.troubles)


@dataclass(frozen=True, slots=True)
class Part:
    """How far it is: so many of all agreements, and what was made until now."""

    done: int
    total: int
    made: Generated


def generate(store: Store, actor: str, period: Period, chosen: Sequence[int] | None = None) -> Iterator[Part]:
    """Make what all agreements bring in a period, or those `chosen`, telling after each how far it is.

    Who stops listening stops it between two agreements; doing it again goes on from there and makes nothing twice.
    """
    with store.read() as session:
        books = read_books(session)
        total = count_agreements(session) if chosen is None else len(chosen)
    done, after, made = 0, 0, Generated()
    scope = Scope(period.first, period.last, continuous=period.continuous, chosen=chosen)
    while True:
        with store.read() as session:
            lines = next(read_lines(session, scope, PORTION, books=books, after=after), [])
        if not lines:
            return
        due = {item.group.agreement_id for item in plan(lines, period) if isinstance(item, PlannedVisit)}
        for agreement_id in sorted({line.terms.agreement_id for line in lines}):
            if agreement_id in due:
                made += _one(store, actor, agreement_id, period, books)
            done, after = done + 1, agreement_id
            yield Part(done, max(total, done), made)


def _one(store: Store, actor: str, agreement_id: int, period: Period, books: Books) -> Generated:
    try:
        return store.run(actor, generate_agreement, agreement_id, period, books=books)
    except Gone:
        return Generated()


def generate_agreement(
    work: UnitOfWork, agreement_id: int, period: Period, *, line_id: int | None = None, books: Books | None = None
) -> Generated:
    """Make what one agreement brings in a period, or one of its lines.

    The agreement is held meanwhile: whoever makes the same at the same time finds it made.
    """
    agreement = work.get(Agreement, agreement_id, lock=True)
    scope = Scope(period.first, period.last, agreement.id, period.continuous)
    lines = next(read_lines(work.session, scope, books=books), [])
    groups: dict[Group, list[PlannedVisit]] = {}
    for item in plan(lines, period):
        if isinstance(item, PlannedVisit) and line_id in {None, item.line_id}:
            groups.setdefault(item.group, []).append(item)
    if not groups:
        return Generated()
    if books is not None:
        promises.use_hours(work.session, books.hours)
    with keeping(work.session):
        maker = _Maker(work, agreement, lines, groups)
        return sum((maker.make(visits) for _, visits in sorted(groups.items(), key=_by_day)), Generated())


def _by_day(group: tuple[Group, list[PlannedVisit]]) -> tuple[object, ...]:
    key, visits = group
    return key.day, key.minute, key.site_id, visits[0].line_id


class _Maker:
    """Makes the orders of one agreement that is held."""

    def __init__(
        self, work: UnitOfWork, agreement: Agreement, lines: Sequence[PlanLine], groups: Iterable[Group]
    ) -> None:
        self._work = work
        self._agreement = agreement
        self._combine = lines[0].terms.combine
        self._plans = _plans(work, agreement.id)
        self._troubles = Troubles(work, self._plans)
        self._present = present_orders(work.session, {source_of(group, self._combine) for group in groups})

    def make(self, visits: Sequence[PlannedVisit]) -> Generated:
        """Put visits of one group on their order; what is refused is kept as trouble with its sentence."""
        jobs = [Job(visit, self._plans[visit.line_id]) for visit in visits]
        source = source_of(visits[0].group, self._combine)
        present = self._present.get(source, NONE)
        order = None if present.usable is None else self._work.get(Order, present.usable, lock=True)
        fresh = order is None
        try:
            order = self._open(jobs, numbered(source, present.taken + 1)) if order is None else order
        except Refusal as refusal:
            self._troubles.keep(visits, str(refusal))
            return Generated(troubles=len(visits))
        if not fresh:
            self._join(order, jobs)
        for job in jobs:
            put_agreed(self._work, order, job)
        self._work.add_all((_visit(each, order) for each in visits), "visit.ordered")
        self._troubles.settle(visits)
        return Generated(len(visits), int(fresh))

    def _open(self, jobs: Sequence[Job], source: str) -> Order:
        order = open_order(self._work, order_draft(self._agreement, jobs, source))
        for further in order_types(jobs)[1:]:
            apply_type(self._work, order, further)
        return order

    def _join(self, order: Order, jobs: Sequence[Job]) -> None:
        """Let further visits go on an order that was made for others of their group."""
        known = select(ServiceTask.order_type_id).join(VisitPlan, VisitPlan.task_id == ServiceTask.id)
        known = known.join(Visit, Visit.agreement_line_id == VisitPlan.agreement_line_id)
        present = set(self._work.session.scalars(known.where(Visit.order_id == order.id)))
        order.minutes += minutes_of(jobs)
        order.internal_note = notes((order.internal_note, *(job.task.internal_note for job in jobs if job.task)))
        order.external_note = notes((order.external_note, *(job.task.external_note for job in jobs if job.task)))
        for further in order_types(jobs):
            if further.id not in present:
                apply_type(self._work, order, further)
        self._work.note("order.edited", order)


def source_of(group: Group, combine: Combine) -> str:
    """What an order of visits came from: the same for all visits that go together."""
    shared = "" if group.shared is None else group.shared
    return f"visits:{group.agreement_id}:{group.site_id}:{combine.value}:{shared}:{group.day}:{group.minute}"


def _plans(work: UnitOfWork, agreement_id: int) -> dict[int, VisitPlan]:
    statement = (
        select(VisitPlan)
        .join(AgreementLine, AgreementLine.id == VisitPlan.agreement_line_id)
        .where(AgreementLine.agreement_id == agreement_id)
        .options(joinedload(VisitPlan.task).joinedload(ServiceTask.order_type))
        # A session forgets what nobody holds: the plans hold what each of their orders asks for.
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
        planned_on=planned.day,
        earliest=planned.earliest,
        latest=planned.latest,
        status=VisitStatus.ORDERED,
        conflict=planned.conflict,
        moved=False,
        order_id=order.id,
    )
